"""The size of an ODS, and the marks that the parser drops from it, from its own XML.

The parser joins the words beside a line break or a tab, returns an error as an empty cell or as 0,
and knows no merged cell. A row is searched for these only if it contains one of their marks.
Repeated cells and rows stay one run each here, so a repeat count of any size costs nothing. The
parser makes a copy of each: a file of 1 kB may ask for gigabytes.
"""

import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from trama.readers import limits
from trama.readers.sheet_scan import SheetScan
from trama.readers.table import Cell

# LibreOffice stores these as the text of a failed formula, and a copy of values leaves them.
ERROR_TEXTS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
    | {"#¡REF!", "#N/D", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!"}
    | {"Err:502", "Err:504", "Err:508", "Err:522"}
)

_ATTRIBUTES = rb"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_TABLE_OR_ROW = re.compile(rb"<table:table(-row)?(?=[\s/>])" + _ATTRIBUTES + rb">")
_ROW_END = b"</table:table-row>"
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])(" + _ATTRIBUTES + rb")>")
_NAME = re.compile(rb"""\btable:name=(?:"([^"]*)"|'([^']*)')""")
_ROWS_REPEATED = re.compile(rb"""\btable:number-rows-repeated\s*=\s*["'](\d{1,18})["']""")
_COLUMNS_REPEATED = re.compile(rb"""\btable:number-columns-repeated\s*=\s*["'](\d{1,18})["']""")
_ROWS_SPANNED = re.compile(rb"""\btable:number-rows-spanned\s*=\s*["'](\d{1,18})["']""")
_REPEATED_CONTENT = re.compile(
    rb"""\btable:number-columns-repeated\s*=\s*["'](\d{1,18})["']"""
    + _ATTRIBUTES
    + rb"(?<!/)>(.*?)</table:(?:covered-)?table-cell>",
    re.DOTALL,
)
_CELL_TAGS = (b"<table:table-cell", b"<table:covered-table-cell")
_CELL_ENDS = (b"</table:table-cell>", b"</table:covered-table-cell>")
_IS_ERROR = re.compile(rb"""\bcalcext:value-type=["']error["']""")
_MARKS = (
    b"<text:line-break",
    b"<text:tab",
    b'calcext:value-type="error"',
    b"calcext:value-type='error'",
    b"table:number-rows-spanned",
    b"<text:p>#",
    b"<text:p>Err:",
)
_ANNOTATION = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_PARAGRAPH = re.compile(rb"<text:p(?=[\s/>])[^>]*?(?:/>|>(.*?)</text:p>)", re.DOTALL)
_LINE_BREAK_OR_TAB = re.compile(rb"<text:(?:line-break|tab)\b")
_SPACES = re.compile(rb"""<text:s(?=[\s/>])[^>]*?(?:\btext:c=["'](\d{1,3})["'][^>]*)?>""")
_ANY_TAG = re.compile(rb"<[^>]*>")
# Bytes of XML searched at a time.
_BLOCK = 4 * limits.MIB
# Bytes. A row of 16,384 cells takes under 4 MiB of XML.
_LONGEST_ROW = 64 * limits.MIB


class Run(NamedTuple):
    """Equal cells side by side: the first and last column index (from 0), the text, its kind."""

    first: int
    last: int
    text: str
    is_error: bool


class MarkedRows(NamedTuple):
    """Equal rows one below the other: the first and last row number (from 1), the marked cells."""

    first: int
    last: int
    runs: tuple[Run, ...]


@dataclass(slots=True)
class OdsSheet(SheetScan):
    """The scan of an ODS sheet: the rows that contain a mark, from the top, and the merged ranges.

    The extent ends at the last cell with content. ``text`` counts the XML of a repeated cell as
    often as the cell is repeated.
    """

    rows: list[MarkedRows] = field(default_factory=list)

    def restore(self, number: int, cells: list[Cell]) -> list[tuple[int, str]]:
        """Restore the cells of row ``number`` as the sheet shows them. Return its errors.

        A text gets its line breaks and tabs, as in an XLSX; an error becomes None, and is returned
        as its column index and its text. A cell of other letters than the scan's stays as it is.
        """
        at = bisect_right(self.rows, number, key=lambda rows: rows.first) - 1
        if at < 0 or number > self.rows[at].last:
            return []
        errors = []
        for run in self.rows[at].runs:
            for column in range(run.first, min(run.last + 1, len(cells))):
                cell = cells[column]
                if run.is_error:
                    if cell in (None, 0, run.text):
                        cells[column] = None
                        errors.append((column, run.text))
                elif isinstance(cell, str) and _letters(cell) == _letters(run.text):
                    cells[column] = run.text
        return errors


def scan_ods(archive: zipfile.ZipFile) -> dict[str, OdsSheet]:
    """Return the scan of each sheet by name.

    1. Read content.xml in blocks that end at the end of a row.
    2. Count the rows of each sheet, with their repeat counts.
    3. In a row with a mark, find the cells that contain a line break, a tab, an error or a merge.

    Example: ``<text:p>QUISPE<text:line-break/>MAMANI</text:p>`` in B2 gives the marked rows
    ``(2, 2, (Run(1, 1, "QUISPE\\nMAMANI", False),))``.

    Raises:
        BadZipFile: the XML is damaged.
    """
    sheets: dict[str, OdsSheet] = {}
    sheet, number = OdsSheet(), 1
    for block in _row_blocks(archive):
        marks = [mark for mark in _MARKS if mark in block]
        for xml in block.split(_ROW_END):
            tag = None
            for tag in _TABLE_OR_ROW.finditer(xml):
                if tag[1]:
                    count = _count(_ROWS_REPEATED, tag[0])
                    number += count
                    if not tag[0].endswith(b"/>"):
                        break
                else:
                    name = _NAME.search(tag[0])
                    sheet, number = OdsSheet(), 1
                    sheets[_decoded(name[1] or name[2] or b"") if name else ""] = sheet
            if tag and tag[1] and not tag[0].endswith(b"/>"):
                row = xml[tag.end() :]
                _extend(sheet, number - 1, count, row)
                if any(mark in row for mark in marks):
                    _add(sheet, number - count, count, row)
    return sheets


def _extend(sheet: OdsSheet, last: int, count: int, row: bytes) -> None:
    """Extend the sheet to the content of ``count`` equal rows, the last of which is ``last``."""
    filled = row[: max(map(row.rfind, _CELL_ENDS)) + 1]
    if not filled:
        return
    columns, text = sum(map(filled.count, _CELL_TAGS)), len(filled)
    if b"columns-repeated" in filled:
        columns += sum(int(times) - 1 for times in _COLUMNS_REPEATED.findall(filled))
        text += sum((int(times) - 1) * len(body) for times, body in _REPEATED_CONTENT.findall(row))
    sheet.last_row = last
    sheet.last_column = max(sheet.last_column, columns)
    sheet.text += count * text


def _add(sheet: OdsSheet, number: int, count: int, row: bytes) -> None:
    """Add the marked cells of ``count`` equal rows, the first of which has ``number``."""
    runs = []
    column = 0
    tags = list(_CELL.finditer(row))
    for tag, after in zip(tags, [*tags[1:], None], strict=True):
        repeated = _count(_COLUMNS_REPEATED, tag[1])
        if (spanned := _count(_ROWS_SPANNED, tag[1])) > 1:
            sheet.merged.append(((number - 1, column), (number + spanned - 2, column)))
        body = row[tag.end() : after.start() if after else len(row)]
        run = _run(tag[1], body, column, column + repeated - 1)
        if run:
            runs.append(run)
        column += repeated
    if runs:
        sheet.rows.append(MarkedRows(number, number + count - 1, tuple(runs)))


def _run(attributes: bytes, body: bytes, first: int, last: int) -> Run | None:
    """Return the run of a cell with an error, a line break or a tab, else None."""
    is_error = bool(_IS_ERROR.search(attributes))
    is_separated = _LINE_BREAK_OR_TAB.search(body) is not None
    if not (is_error or is_separated or b"<text:p>#" in body or b"<text:p>Err:" in body):
        return None
    text = _text(body)
    is_error = is_error or text in ERROR_TEXTS
    return Run(first, last, text, is_error) if is_error or is_separated else None


def _text(body: bytes) -> str:
    """Return the text of a cell, without its annotation; a line break parts its paragraphs."""
    paragraphs = []
    for paragraph in _PARAGRAPH.finditer(_ANNOTATION.sub(b"", body)):
        text = re.sub(rb"[ \t\r\n]+", b" ", paragraph[1] or b"")
        text = text.replace(b"<text:line-break", b"\n<").replace(b"<text:tab", b"\t<")
        text = _SPACES.sub(lambda spaces: b" " * int(spaces[1] or 1), text)
        paragraphs.append(_decoded(_ANY_TAG.sub(b"", text)))
    return "\n".join(paragraphs)


def _row_blocks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Yield content.xml in blocks that end at the end of a row."""
    rest = b""
    with archive.open("content.xml") as stream:
        while block := stream.read(_BLOCK):
            data = rest + block
            end = data.rfind(_ROW_END)
            if end < 0 and len(data) < _LONGEST_ROW:
                rest = data
                continue
            end = end + len(_ROW_END) if end >= 0 else len(data)
            yield data[:end]
            rest = data[end:]
    yield rest


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    """Return the repeat or span count of a tag, 1 if the tag has none."""
    match = pattern.search(attributes)
    return max(int(match[1]), 1) if match else 1


def _letters(text: str) -> str:
    return "".join(text.split())


def _decoded(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace"))
