"""The workbooks of the SISTRA export: one of four sheets, or several if a sheet grows too long."""

from pathlib import Path
from types import TracebackType

from trama.twin.hand import Hand
from trama.twin.sheet_writer import Layout, SheetCounts, SheetWriter, unknown_carpetas
from trama.twin.sistra_rows import Carpeta
from trama.twin.sistra_words import SHEETS
from trama.twin.xlsx_file import Sheet, Workbook

MOST_ROWS = 1_000_000
"""Rows of HECHOS after which a new workbook begins. XLSX allows 1,048,576 rows a sheet; the rest
is room for the last carpeta, the junk rows and the TOTAL row."""


class SistraBooks:
    """The workbooks of one export, as a context manager; ``write`` adds one carpeta."""

    def __init__(self, folder: Path, stem: str, hand: Hand, most_rows: int = MOST_ROWS) -> None:
        self._folder, self._stem, self._hand = folder, stem, hand
        self._most_rows = most_rows
        self._layouts = {
            sheet: Layout.of(columns, hand, "id_interno") for sheet, columns in SHEETS.items()
        }
        self._unknown_numbers = unknown_carpetas("9999004505-2016")
        self.paths: list[Path] = []
        self.counts: list[SheetCounts] = []
        self._open()

    def __enter__(self) -> "SistraBooks":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._book.discard()

    @property
    def file(self) -> str:
        """The name of the workbook that is being written."""
        return self.paths[-1].name

    def write(self, carpeta: Carpeta) -> dict[str, list[int]]:
        """Write a carpeta; return the row numbers (from 1) of its rows by sheet."""
        if self._book.sheets[-1].rows > self._most_rows:
            self._close()
            self._open()
        return {
            name: [
                self._current[name].write(self._layouts[name].arranged(row))
                for row in carpeta.rows[name]
            ]
            for name in SHEETS
        }

    def end(self) -> None:
        """Write the TOTAL rows and save the last workbook."""
        self._close()

    def _open(self) -> None:
        number = len(self.paths) + 1
        path = self._folder / (self._stem + (f"_{number}" if number > 1 else "") + ".xlsx")
        self.paths.append(path)
        self._book = Workbook(path)
        if self._hand.rates.layout:
            parameters = self._book.add(Sheet("PARAMETROS", hidden=True))
            parameters.put(["PARAMETRO", "VALOR"])
            parameters.put(["MARCA", "SINTETICO"])
        self._current: dict[str, SheetWriter] = {}
        for name, layout in self._layouts.items():
            sheet = self._book.add(Sheet(name))
            orphan = None if name == "CASOS" else self._unknown_number
            counts = SheetCounts(path.name, name)
            writer = SheetWriter(self._hand, layout.header, 0, sheet.put, counts, orphan)
            writer.start()
            self._current[name] = writer
            self.counts.append(counts)

    def _unknown_number(self) -> str:
        return next(self._unknown_numbers)

    def _close(self) -> None:
        for writer in self._current.values():
            writer.end()
        self._book.close()
