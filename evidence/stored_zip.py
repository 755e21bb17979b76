"""The bytes of a zip whose files are stored as they are: the same files always give the same bytes.

Nothing of the zip depends on a clock, a library or a machine. So a reader who knows names and
contents can build each byte again, and needs to trust no field of the zip (APPNOTE 6.3.10: local
headers, central directory, its end record). Python's zipfile promises no such bytes.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LOCAL_SIGN = b"PK\x03\x04"
LOCAL_HEADER = 30
"""Bytes of a local header without the name."""

CRC_AT, SIZES_AT = 14, (18, 22)
"""The places in a local header of the CRC-32 of the content, and of its two sizes."""

CENTRAL_SIGN = b"PK\x01\x02"
CENTRAL_HEADER = 46
"""Bytes of an entry of the central directory without its name, extra field and comment."""

NAME_LENGTHS_AT = 28
"""The place in an entry of the lengths of these three."""

END_SIGN = b"PK\x05\x06"
END_RECORD = 22
LISTED_AT = 12
"""The place in the end record of the size of the central directory."""

_VERSION = 10  # 1.0: stored files need no more
_MADE_BY = 3 << 8 | _VERSION  # Unix, whose modes the attributes are
_NO_TIME, _NO_DATE = 0, 1 << 5 | 1  # 1980-01-01 00:00, the first moment that a zip knows
_OWNER_ONLY = 0o100600 << 16
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a zip: its name in ASCII, the size of its content in bytes, and its CRC-32."""

    name: str
    size: int
    crc: int

    @property
    def header_size(self) -> int:
        """The bytes of the local header, with the name."""
        return LOCAL_HEADER + len(self.name)

    def header(self) -> bytes:
        """Return the local header, which stands before the content."""
        fields = (_VERSION, 0, 0, _NO_TIME, _NO_DATE, self.crc, self.size, self.size)
        return _LOCAL.pack(LOCAL_SIGN, *fields, len(self.name), 0) + self.name.encode("ascii")

    def listing(self, begin: int) -> bytes:
        """Return the entry of the central directory; ``begin`` is where the local header stands."""
        fields = (_MADE_BY, _VERSION, 0, 0, _NO_TIME, _NO_DATE, self.crc, self.size, self.size)
        rest = (len(self.name), 0, 0, 0, 0, _OWNER_ONLY, begin)
        return _CENTRAL.pack(CENTRAL_SIGN, *fields, *rest) + self.name.encode("ascii")


def stored(name: str, content: bytes) -> Stored:
    """Return the file of a name and a content."""
    return Stored(name, len(content), zlib.crc32(content))


def directory(files: Sequence[Stored]) -> bytes:
    """Return what follows the contents: the central directory and the end record."""
    listed, begin = bytearray(), 0
    for one in files:
        listed += one.listing(begin)
        begin += one.header_size + one.size
    count = len(files)
    return bytes(listed) + _END.pack(END_SIGN, 0, 0, count, count, len(listed), begin, 0)


def zip_bytes(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the zip of names and contents, in their order."""
    written, known = bytearray(), []
    for name, content in files:
        one = stored(name, content)
        known.append(one)
        written += one.header() + content
    return bytes(written + directory(known))
