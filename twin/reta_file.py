"""The RETA export: one CSV file with ``;``, written row by row."""

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from trama.twin.hand import Cell, Hand
from trama.twin.reta_rows import COLUMNS
from trama.twin.sheet_writer import Layout, SheetCounts, SheetWriter

LINE_END = "\r\n"


class RetaFile:
    """The open CSV file, as a context manager; ``write`` adds the rows of one case."""

    def __init__(self, path: Path, encoding: str, hand: Hand) -> None:
        self._file = path.open("w", encoding=encoding, errors="replace", newline="")
        self._writer = csv.writer(self._file, delimiter=";", lineterminator=LINE_END)
        self._next = 1
        self._layout = Layout.of(COLUMNS, hand, "USUARIO_DIGITADOR")
        header = self._layout.header
        self.counts = SheetCounts(path.name, "")
        self._sheet = SheetWriter(hand, header, 0, self._put, self.counts, ragged=True)
        self._sheet.start()

    def __enter__(self) -> "RetaFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def end(self) -> None:
        """Write the TOTAL row; no row follows."""
        self._sheet.end()

    def write(self, rows: Sequence[Sequence[str]]) -> list[int]:
        """Write the rows of a case; return the line on which each row begins in an editor.

        Lines count from 1, with the header. A line break inside a cell begins a new line.
        """
        return [self._sheet.write(self._layout.arranged(row)) for row in rows]

    def _put(self, row: Sequence[Cell] | None) -> int:
        line = self._next
        cells = row if row is not None else [""] * len(self._layout.header)
        self._writer.writerow(cells)
        self._next += 1 + "".join(map(str, cells)).count("\n")
        return line
