"""A long XLSX sheet as a series of short workbooks, so that memory does not grow with its rows.

The parser holds every cell of a sheet at once. So the sheet's XML is cut between two rows, and each
slice is parsed as a workbook in memory that has the styles and shared texts of the whole.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import IO

from python_calamine import CalamineSheet, CalamineWorkbook

from trama.readers import limits
from trama.readers.sheet_scan import sheet_parts

# Parts of a workbook that the parser reads for any sheet.
_COMMON = frozenset(
    [
        "[content_types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedstrings.xml",
    ]
)
_BEGIN = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*(?<!/)>")
# A row whose number is written: only there may a slice begin.
_NUMBERED = re.compile(rb"""\s*<(?:\w+:)?row\b[^>]*?\br=["']\d""")
# Slices are this many times as long as the shared texts, which are parsed with each.
_TIMES_SHARED = 4


@dataclass(frozen=True, slots=True)
class SlicedSheet:
    """A long sheet of an XLSX, with the ``part`` of the workbook that holds its XML.

    ``head`` is the XML up to the first row, and ``prefix`` that of its tags (``x:``), mostly ''.
    """

    path: Path
    sheet: str
    part: str
    head: bytes
    prefix: bytes

    @classmethod
    def of(cls, path: Path, sheet: str) -> "SlicedSheet | None":
        """Return a sheet to be read in slices. Return None if it is short or cannot be cut."""
        with zipfile.ZipFile(path) as archive:
            part = sheet_parts(archive).get(sheet)
            if part is None or archive.getinfo(part).file_size <= limits.LONG_SHEET:
                return None
            with archive.open(part) as stream:
                start = stream.read(limits.LONG_SHEET)
        begin = _BEGIN.search(start)
        if begin is None or not _NUMBERED.match(start, begin.end()):
            return None
        return cls(path, sheet, part, start[: begin.end()], begin[1])

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the values of every row, from the first row and column of the sheet."""
        line = width = 0
        for content in self._slices():
            if content.start is None or content.end is None:
                continue
            first, before = content.start
            width = max(width, content.end[1] + 1)
            yield from repeat([""] * width, first - line)
            after = width - before - content.width
            for values in content.to_python():
                yield [*repeat("", before), *values, *repeat("", after)]
            line = content.end[0] + 1

    def _slices(self) -> Iterator[CalamineSheet]:
        with zipfile.ZipFile(self.path) as archive:
            common = {
                name: archive.read(name) for name in archive.namelist() if name.lower() in _COMMON
            }
            shared = max((len(text) for text in common.values()), default=0)
            with archive.open(self.part) as stream:
                for xml in self._cut(stream, max(limits.SLICE, _TIMES_SHARED * shared)):
                    yield self._parsed(common, xml)

    def _cut(self, stream: IO[bytes], size: int) -> Iterator[bytes]:
        """Yield the XML of each slice. The first is short: often only headings are looked for."""
        close = b"</" + self.prefix + b"row>"
        foot = b"</" + self.prefix + b"sheetData></" + self.prefix + b"worksheet>"
        stream.read(len(self.head))
        rest = b""
        wanted = limits.SLICE
        while block := stream.read(wanted):
            wanted = size
            rest += block
            end = _last_cut(rest, close)
            if end:
                yield self.head + rest[:end] + foot
                rest = rest[end:]
        yield self.head + rest

    def _parsed(self, common: dict[str, bytes], xml: bytes) -> CalamineSheet:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in (*common.items(), (self.part, xml)):
                archive.writestr(name, content)
        packed.seek(0)
        return CalamineWorkbook.from_filelike(packed).get_sheet_by_name(self.sheet)


def _last_cut(rows: bytes, close: bytes) -> int:
    """Return the position after the last row that a numbered row follows, 0 if there is none."""
    if b"<!" in rows:  # a comment or CDATA may hold anything
        return 0
    end = rows.rfind(close)
    while end >= 0 and not _NUMBERED.match(rows, end + len(close)):
        end = rows.rfind(close, 0, end)
    return end + len(close) if end >= 0 else 0
