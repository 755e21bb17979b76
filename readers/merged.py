"""Cells merged over several rows, whose value belongs to each of those rows."""

from collections.abc import Iterable, Iterator

from trama.readers.table import Cell, ReaderDefect
from trama.values.defects import Defect, DefectCode, Outcome

# First row and column, last row and column, from 0.
Range = tuple[tuple[int, int], tuple[int, int]]


class MergedCells:
    """The merged ranges of a sheet, whose rows are filled from the first to the last.

    A merge of A5:A7 gives the three rows one value, which the file keeps only in A5. A merge over
    columns is the look of a title and adds no value.
    """

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        for (first_row, first_column), (last_row, _) in ranges:
            if last_row > first_row:
                self._starting.setdefault(first_row, []).append((first_column, last_row))
        # By column: the value, and the last row that has the value.
        self._open: dict[int, tuple[Cell, int]] = {}

    def skip(self, row: int) -> None:
        """Pass over a blank row: the ranges that begin in this row have no value."""
        for column, last_row in self._starting.get(row, ()):
            self._open[column] = (None, last_row)

    def fill(self, row: int, cells: list[Cell]) -> Iterator[ReaderDefect]:
        """Fill the cells of a row that a range from above covers. Yield a defect for each cell."""
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
