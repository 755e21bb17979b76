"""The SISTRA export: one workbook of four sheets, or several where a sheet would be too long."""

from pathlib import Path
from types import TracebackType

from trama.twin.hand import Hand
from trama.twin.sheet_writer import Layout, Littered, SheetCounts, numbered
from trama.twin.sistra_rows import Carpeta
from trama.twin.sistra_words import SHEETS
from trama.twin.xlsx_file import Sheet, Workbook

MOST_ROWS = 1_000_000
"""A sheet ends at 1,048,576 rows; the rest is for what may still follow one carpeta."""


class SistraBooks:
    """A context manager; ``write`` returns the rows on which each sheet has a carpeta's rows."""

    def __init__(self, folder: Path, stem: str, hand: Hand, most_rows: int = MOST_ROWS) -> None:
        self._folder, self._stem, self._hand = folder, stem, hand
        self._most_rows = most_rows
        self._layouts = {
            sheet: Layout.of(columns, hand, "id_interno") for sheet, columns in SHEETS.items()
        }
        self._strangers = numbered("9999004505-2016")
        self.paths: list[Path] = []
        self.accounts: list[SheetCounts] = []
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
        """Writes a carpeta; returns the row numbers of its rows by sheet."""
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
        """Writes what stands below the data, and the last workbook."""
        self._close()

    def _open(self) -> None:
        number = len(self.paths) + 1
        path = self._folder / (self._stem + (f"_{number}" if number > 1 else "") + ".xlsx")
        self.paths.append(path)
        self._book = Workbook(path)
        if self._hand.rates.layout:
            notes = self._book.add(Sheet("PARAMETROS", hidden=True))
            notes.put(["PARAMETRO", "VALOR"])
            notes.put(["MARCA", "SINTETICO"])
        self._current: dict[str, Littered] = {}
        for name, layout in self._layouts.items():
            sheet = self._book.add(Sheet(name))
            orphan = None if name == "CASOS" else self._stranger
            account = SheetCounts(path.name, name)
            litter = Littered(self._hand, layout.header, 0, sheet.put, account, orphan)
            litter.start()
            self._current[name] = litter
            self.accounts.append(account)

    def _stranger(self) -> str:
        return next(self._strangers)

    def _close(self) -> None:
        for litter in self._current.values():
            litter.end()
        self._book.close()
