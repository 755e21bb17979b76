"""The RETA export: one CSV file with `;`, written row by row."""

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from trama.twin.hand import Cell, Hand
from trama.twin.reta_rows import COLUMNS
from trama.twin.sheet_writer import Layout, Littered, SheetCounts

LINE_END = "\r\n"


class RetaFile:
    """A context manager; ``write`` returns the lines on which the rows of a case stand."""

    def __init__(self, path: Path, encoding: str, hand: Hand) -> None:
        self._file = path.open("w", encoding=encoding, errors="replace", newline="")
        self._writer = csv.writer(self._file, delimiter=";", lineterminator=LINE_END)
        self._next = 1
        self._layout = Layout.of(COLUMNS, hand, "USUARIO_DIGITADOR")
        header = self._layout.header
        self.account = SheetCounts(path.name, "")
        self._litter = Littered(hand, header, 0, self._put, self.account, ragged=True)
        self._litter.start()

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
        """Writes what stands below the data; nothing is written after it."""
        self._litter.end()

    def write(self, rows: Sequence[Sequence[str]]) -> list[int]:
        """Writes the rows of a case; returns their lines as an editor shows where they begin."""
        return [self._litter.write(self._layout.arranged(row)) for row in rows]

    def _put(self, row: Sequence[Cell] | None) -> int:
        line = self._next
        cells = row if row is not None else [""] * len(self._layout.header)
        self._writer.writerow(cells)
        self._next += 1 + "".join(map(str, cells)).count("\n")
        return line
