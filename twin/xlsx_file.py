"""XLSX workbooks written row by row in constant memory: texts, integers, dates, hidden sheets.

XlsxWriter, in its constant-memory mode, writes 0.2 million cells a second on our machine, and this
module writes two million. A twin of 100,000 cases has about eight million cells.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from trama.twin.hand import Cell

EPOCH = date(1899, 12, 30).toordinal()
"""Day 0 of the serial numbers of spreadsheets."""
_FIXED = (2026, 1, 1, 0, 0, 0)
"""The time of every entry of the ZIP file, so that the same cells give the same bytes."""
CACHED = 5_000
"""Different cells of a sheet kept as XML at a time: enough for its lists and dates."""
_ROWS_TOGETHER = 500
"""Rows written to the temporary file at a time: a write for each row would be slow."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" '
    'formatCode="dd/mm/yyyy"/></numFmts><fonts count="1"><font/></fonts><fills count="2"><fill/>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
    '<xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


class Sheet:
    """One sheet; its XML is written to a temporary file as rows come."""

    def __init__(self, name: str, *, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.rows = 0
        self._element = _Elements().__getitem__
        self._waiting = [f"{_HEAD}<worksheet {_MAIN}><sheetData>"]
        self.xml: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by Workbook.discard

    def put(self, row: Sequence[Cell] | None) -> int:
        """Write a row (None: a blank row); return its number, from 1."""
        self.rows += 1
        number = self.rows
        if row is None:
            return number
        self._waiting.append(f'<row r="{number}">{"".join(map(self._element, row))}</row>')
        if len(self._waiting) == _ROWS_TOGETHER:
            self._flush()
        return number

    def end(self) -> None:
        """End the XML and move ``xml`` back to its beginning."""
        self._waiting.append("</sheetData></worksheet>")
        self._flush()
        self.xml.seek(0)

    def _flush(self) -> None:
        self.xml.write("".join(self._waiting).encode())
        self._waiting.clear()


class _Elements(dict[Cell, str]):
    """A cache of the XML elements of cells: words of lists and dates repeat."""

    def __missing__(self, cell: Cell) -> str:
        if len(self) == CACHED:
            self.clear()  # most cells came once; the words that repeat are soon here again
        element = self[cell] = _element(cell)
        return element


class Workbook:
    """Sheets that become one file when the workbook is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sheets: list[Sheet] = []

    def add(self, sheet: Sheet) -> Sheet:
        """Add a sheet; return it."""
        self.sheets.append(sheet)
        return sheet

    def close(self) -> None:
        """Write the file; its bytes depend on the cells only, not on the time."""
        with zipfile.ZipFile(self._path, "w") as package:
            for name, text in _parts(self.sheets).items():
                package.writestr(_entry(name), text)
            for number, sheet in enumerate(self.sheets, 1):
                sheet.end()
                entry = _entry(f"xl/worksheets/sheet{number}.xml")
                with package.open(entry, "w", force_zip64=True) as target:
                    shutil.copyfileobj(sheet.xml, target, 1 << 20)
        self.discard()

    def discard(self) -> None:
        """Delete the temporary files."""
        for sheet in self.sheets:
            sheet.xml.close()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = 1  # type: ignore[attr-defined]
    return entry


def _element(cell: Cell) -> str:
    """Return a cell's element. It names no column: its place in the row gives the column."""
    if isinstance(cell, str):
        if not cell:
            return "<c/>"
        text = escape(cell) if "&" in cell or "<" in cell or ">" in cell else cell
        kept = "  " in cell or "\n" in cell or cell.strip() != cell
        space = ' xml:space="preserve"' if kept else ""
        return f'<c t="inlineStr"><is><t{space}>{text}</t></is></c>'
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    return f'<c s="1"><v>{cell.toordinal() - EPOCH}</v></c>'


def _parts(sheets: Sequence[Sheet]) -> Mapping[str, str]:
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{sheet.name}" sheetId="{number}"'
        f'{" state=" + chr(34) + "hidden" + chr(34) if sheet.hidden else ""} r:id="rId{number}"/>'
        for number, sheet in zip(numbers, sheets, strict=True)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    styles = f'<Relationship Id="rId0" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.'
        f'main+xml"/><Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>{listed}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}{styles}</Relationships>",
        "xl/styles.xml": _STYLES,
    }
