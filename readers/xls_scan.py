"""The errors and the extent of the sheets of an XLS, from its own records.

The parser hides them, as in an XLSX (see sheet_scan). A column number that damage made large ends
the process as soon as the parser opens the workbook.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import olefile

from trama.readers.day_zero import DAY_ZERO_OF_1904
from trama.readers.sheet_scan import SheetScan
from trama.readers.xls_texts import shared_text
from trama.values.cells import DAY_ZERO

_HEADER = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
# Sizes of a sector (512 or 4,096 bytes) and of a small sector (64 bytes), as powers of two. olefile
# would reserve memory for any other size.
_SECTOR_SIZES = ((9, 6), (12, 6))
_SHEET = 0x85
_DIMENSIONS = 0x200
# First and last row, first and last column, by the length of the record in bytes: 14 of Excel 97
# and newer, 10 of Excel 5 and 95.
_EXTENTS = {14: struct.Struct("<IIHH"), 10: struct.Struct("<HHHH")}
_DATE_MODE = 0x22
# SST: the texts that cells share, told by LABELSST; CONTINUE holds what a record cannot.
_SHARED_TEXTS, _CONTINUE, _SHARED_TEXT_CELL = 0xFC, 0x3C, 0xFD
_BOOLEAN_OR_ERROR = (0x05, 0x205)
_FORMULA = (0x06, 0x206, 0x406)
_MANY_NUMBERS = 0xBD
# INTEGER, NUMBER, LABEL, RK, LABELSST and RSTRING, in all versions of the format.
_OTHER_CELLS = (0x02, 0x03, 0x04, 0x203, 0x204, 0x27E, 0xFD, 0xD6)
_CELLS = frozenset((*_BOOLEAN_OR_ERROR, *_FORMULA, _MANY_NUMBERS, *_OTHER_CELLS))
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class XlsScan:
    """The scans of the sheets of an XLS, in the order of the workbook, and its day 0.

    ``text`` is the number of bytes of the texts that its cells share: the parser reads all sheets
    when it opens the workbook.
    """

    sheets: list[SheetScan]
    day_zero: date = DAY_ZERO
    text: int = 0


def scan_xls(path: Path) -> XlsScan:
    """Return the scan of an XLS.

    Raises:
        OSError: the file holds no workbook, or is damaged.
        ValueError: a record is damaged.
    """
    with opened_ole(path) as ole:
        name = next((stream for stream in ("Workbook", "Book") if ole.exists(stream)), None)
        if name is None:
            raise OSError(path.name)
        data: bytes = ole.openstream(name).read()
    sheets: dict[int, SheetScan] = {}
    scan = SheetScan()  # of the records before the first sheet, which are no cells
    found = XlsScan([])
    shared: list[bytes] = []
    shown: Counter[int] = Counter()
    before = 0
    for position, kind, body in _records(data):
        scan = sheets.get(position, scan)
        if kind == _SHEET:
            sheets[struct.unpack_from("<I", body)[0]] = SheetScan()
        elif kind == _DIMENSIONS:
            _check_extent(body)
        elif kind == _DATE_MODE and body[:1] == b"\x01":
            found.day_zero = DAY_ZERO_OF_1904
        elif kind == _SHARED_TEXTS or (kind == _CONTINUE and before == _SHARED_TEXTS):
            shared.append(body)
            kind = _SHARED_TEXTS  # noqa: PLW2901 - a further CONTINUE belongs to it too
        elif kind in _CELLS:
            _add(scan, kind, body)
            if kind == _SHARED_TEXT_CELL:
                shown[int.from_bytes(body[6:10], "little")] += 1
        before = kind
    found.sheets = list(sheets.values())
    found.text = shared_text(shared, shown)
    return found


def opened_ole(path: Path, least_defect: int = olefile.DEFECT_FATAL) -> olefile.OleFileIO:
    """Return an OLE file, open.

    Raises:
        OSError: the file is no OLE file, or has a defect of the level ``least_defect`` or above.
        struct.error: the file ends in its header.
    """
    with path.open("rb") as file:
        if struct.unpack_from("<HH", file.read(34), 30) not in _SECTOR_SIZES:
            raise OSError(path.name)
    return olefile.OleFileIO(str(path), raise_defects=least_defect)


def _check_extent(body: bytes) -> None:
    """Refuse an impossible extent, for which the parser would reserve memory."""
    if len(body) not in _EXTENTS:
        return
    first_row, last_row, first_column, last_column = _EXTENTS[len(body)].unpack_from(body)
    if not (first_row <= last_row <= 65_536 and first_column <= last_column <= 256):
        raise ValueError("DIMENSIONS")


def _add(scan: SheetScan, kind: int, body: bytes) -> None:
    """Extend the scan to the cells of a record, and store its error."""
    row, column = _PLACE.unpack_from(body)
    last = max(column, struct.unpack("<H", body[-2:])[0]) if kind == _MANY_NUMBERS else column
    scan.last_row = max(scan.last_row, row + 1)
    scan.last_column = max(scan.last_column, last + 1)
    code: int | None = None
    if kind in _BOOLEAN_OR_ERROR and body[-1]:
        code = body[-2]
    elif kind in _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        code = body[8]
    if code is not None:
        scan.errors[row + 1, column] = _ERRORS.get(code, "#N/A")


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield each record's position in bytes, kind and body."""
    position = 0
    while position + _HEADER.size <= len(data):
        kind, size = _HEADER.unpack_from(data, position)
        start = position + _HEADER.size
        yield position, kind, data[start : start + size]
        position = start + size
