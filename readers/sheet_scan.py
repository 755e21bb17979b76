"""The errors, the extent and the text of an XLSX sheet, from its own XML: the parser hides them.

The parser returns an error cell (#N/A) as an empty cell. It reserves memory for the whole rectangle
between the first cell and the last: one stray cell at XFD1048576 ends the process. It copies a
shared text for each cell that shows it: a workbook of a few kB may hold gigabytes of text.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from trama.readers import limits
from trama.readers.merged import Range
from trama.readers.table import Cell

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_NAME = re.compile(r"""\bname=(?:"([^"]*)"|'([^']*)')""")
_SHEET_PART = re.compile(r"""\b\w+:id=["']([^"']+)["']""")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_RELATION_ID = re.compile(r"""\bId=["']([^"']+)["']""")
_TARGET = re.compile(r"""\bTarget=["']([^"']+)["']""")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,7})["']""")
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>(?!</(?:\w+:)?c>)"""
)
_SHARED = (b't="s"', b"t='s'")
_SHARED_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt=["']s["'])[^>]*(?<!/)><(?:\w+:)?v>(\d{1,9})</"""
)
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
# Bytes. Excel and LibreOffice keep 32,767 characters in a cell, of three bytes at most.
_LONGEST_TEXT = 3 * 32_767
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt=["']e["'])[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<""",
    re.DOTALL,
)
# A formula whose result nobody stored: a program wrote the workbook, and no spreadsheet opened it.
# The result '' of a formula (t="str") is a value.
_NO_RESULT = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\bt=["']str["'])[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>"""
    rb"""<(?:\w+:)?f\b[^>]*(?:/>|>([^<]*)</(?:\w+:)?f>)"""
    rb"""(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"""
)
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
# Bytes of XML searched at a time.
_BLOCK = 4 * limits.MIB
# Bytes. A row of 16,384 short cells takes under 2 MiB of XML.
_LONGEST_ROW = 64 * limits.MIB


@dataclass(slots=True)
class SheetScan:
    """The last row and column (from 1) of a sheet, its text, and its errors.

    ``text`` is the number of bytes of the cells' text, or more. The keys of ``errors`` are row
    numbers (from 1) and column indexes (from 0): (2, 2) is C2. ``merged`` contains the merged
    ranges, which the parser does not tell of every sheet.
    """

    last_row: int = 0
    last_column: int = 0
    text: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)

    @property
    def is_too_large(self) -> bool:
        """True if the rectangle up to the last cell is beyond the limit."""
        return self.last_row * self.last_column > limits.MOST_SHEET_CELLS

    def restore(self, number: int, cells: list[Cell]) -> list[tuple[int, str]]:  # noqa: ARG002 - see OdsSheet
        """Restore what the parser drops from row ``number``. Return further errors of the row."""
        return []


def scan_sheet(archive: zipfile.ZipFile, sheet: str) -> SheetScan:
    """Return the scan of one sheet of an XLSX, empty if no XML belongs to the sheet.

    Raises:
        BadZipFile: the XML is damaged.
    """
    part = sheet_parts(archive).get(sheet)
    scan = SheetScan()
    if part is None:
        return scan
    shared = 0
    for rows in _row_blocks(archive, part):
        _extend(scan, rows, _REFERENCE)
        shared += sum(map(rows.count, _SHARED))
        if b't="e"' in rows or b"t='e'" in rows:
            for column, row, text in _ERROR.findall(rows):
                scan.errors[int(row), _column(column) - 1] = unescape(text.decode("utf-8"))
        if b"<f" in rows or b":f" in rows:
            for column, row, text in _NO_RESULT.findall(rows):
                formula = f"={unescape(text.decode('utf-8'))}"
                scan.errors[int(row), _column(column) - 1] = formula
        if b"mergeCell" in rows:
            scan.merged += map(_merged, _MERGED.findall(rows))
    if scan.is_too_large:
        # Formatted empty cells may go on to the last column: here only cells with content count.
        scan.last_row = scan.last_column = 0
        for rows in _row_blocks(archive, part):
            _extend(scan, rows, _FILLED)
    if shared * _LONGEST_TEXT > limits.ALWAYS_UNPACKED:
        scan.text = _shared_text(archive, part, shared)
    return scan


def _shared_text(archive: zipfile.ZipFile, part: str, cells: int) -> int:
    """Return the bytes of the shared texts that ``cells`` cells show, or a little more.

    The longest text times the cells is enough to know that most workbooks are harmless.
    """
    names = {name.lower(): name for name in archive.namelist()}
    if "xl/sharedstrings.xml" not in names:
        return 0
    texts = archive.read(names["xl/sharedstrings.xml"])
    lengths = [len(text) for text in _SHARED_TEXT.findall(texts)]
    if (most := cells * max(lengths, default=0)) <= limits.ALWAYS_UNPACKED:
        return most
    return sum(
        lengths[index]
        for rows in _row_blocks(archive, part)
        for index in map(int, _SHARED_CELL.findall(rows))
        if index < len(lengths)
    )


def _merged(ends: tuple[bytes, bytes, bytes, bytes]) -> Range:
    """Return a merged range of cells: (b"B", b"3", b"C", b"5") gives ((2, 1), (4, 2))."""
    left, top, right, bottom = ends
    return (int(top) - 1, _column(left) - 1), (int(bottom) - 1, _column(right) - 1)


def _extend(scan: SheetScan, rows: bytes, reference: re.Pattern[bytes]) -> None:
    """Extend the scan to the cells of ``rows`` whose ``reference`` matches."""
    places = reference.findall(rows)
    if not places:
        return
    columns, numbers = zip(*places, strict=True)
    scan.last_column = max(scan.last_column, *map(_column, set(columns)))
    # By length first: as text, 9 is greater than 10.
    scan.last_row = max(scan.last_row, int(max(numbers, key=lambda text: (len(text), text))))


def _row_blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a sheet's XML in blocks that end at the end of a row."""
    rest = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            data = rest + block
            end = data.rfind(b"row>") + 4
            if end < 4 and len(data) < _LONGEST_ROW:
                rest = data
                continue
            end = end if end >= 4 else len(data)
            yield data[:end]
            rest = data[end:]
    yield rest


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the path of each sheet's XML inside the workbook, by the sheet's name."""
    names = {name.lower(): name for name in archive.namelist()}
    book = _text(archive, names.get("xl/workbook.xml"))
    relations = _text(archive, names.get("xl/_rels/workbook.xml.rels"))
    targets: dict[str, str] = {}
    for tag in _RELATION.findall(relations):
        key, target = _RELATION_ID.search(tag), _TARGET.search(tag)
        if key and target:
            path = target[1] if target[1].startswith("/") else f"/xl/{target[1]}"
            targets[key[1]] = path[1:]
    parts: dict[str, str] = {}
    for tag in _SHEET.findall(book):
        name, key = _NAME.search(tag), _SHEET_PART.search(tag)
        path = targets.get(key[1], "").lower() if key else ""
        if name and path in names:
            parts[unescape(name[1] or name[2] or "")] = names[path]
    return parts


def _text(archive: zipfile.ZipFile, name: str | None) -> str:
    return archive.read(name).decode("utf-8", "replace") if name else ""


def _column(letters: bytes) -> int:
    """Return the number (from 1) of a column: 28 for AB, 0 for no letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
