"""Cells merged over several rows: each of those rows has the value."""

from collections.abc import Iterable, Iterator

from trama.ingest.readers.table import Cell, ReaderDefect
from trama.values.defects import Defect, DefectCode, Outcome

Range = tuple[tuple[int, int], tuple[int, int]]


class MergedCells:
    """The merged ranges of a sheet, fed its rows from the first to the last.

    Merging A5:A7 says that the three rows share a value, which the file keeps only in A5. Merging
    over columns says how a title looks and adds no value.
    """

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        for (first_row, first_column), (last_row, _) in ranges:
            if last_row > first_row:
                self._starting.setdefault(first_row, []).append((first_column, last_row))
        # By column: the value, and the last row that has it.
        self._open: dict[int, tuple[Cell, int]] = {}

    def skip(self, row: int) -> None:
        """Takes note of a blank row: what is merged from there on is blank."""
        for column, last_row in self._starting.get(row, ()):
            self._open[column] = (None, last_row)

    def fill(self, row: int, cells: list[Cell]) -> Iterator[ReaderDefect]:
        """Fills the cells that a range above covers and yields a defect for each."""
        for column in [column for column, (_, last) in self._open.items() if last < row]:
            del self._open[column]
        for column, (value, _) in self._open.items():
            if value is not None and column < len(cells) and cells[column] is None:
                cells[column] = value
                defect = Defect(DefectCode.MERGED_CELL_FILLED, Outcome.CORRECTED, str(value))
                yield ReaderDefect(row + 1, column, defect)
        for column, last_row in self._starting.get(row, ()):
            value = cells[column] if column < len(cells) else None
            self._open[column] = (value, last_row)
