"""The members of a zip whose end is missing, found by the header before each member.

The end of a zip holds its directory. Without the directory:

1. The first header is at byte 0. It contains the member's name, method and packed size.
2. The member's data follow the header. The next header follows the data.
3. The walk ends at the first bytes that are no header, at a member with a password, at a member
   packed in a rare way, and at a member whose size is written after its data.

Example: of a.csv (300 bytes packed) and b.csv, whose data are cut, the first header is 35 bytes
long. The data of a.csv are bytes 35 to 334, and the header of b.csv is at byte 335. Both members
are returned; the bytes of b.csv end in a Cut.

No library serves: stream-unzip 0.0.101 reads forward only, so 100 members take eight times as long.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from trama.ingest.readers.archives import guarded
from trama.ingest.readers.sources import Cut, Source

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED, _SIZE_AFTER, _UTF8 = 1, 8, 0x800
_STORED, _DEFLATED = 0, 8


def salvaged_members(source: Source) -> Iterator[Source]:
    """Yield the members of a zip that has lost its directory. The last member may end in a Cut.

    The walk ends at a member that asks for a password or is packed in a rare way.
    """
    position = 0
    while (header := _header(source, position)) is not None:
        name, flags, method, size, start = header
        readable = method == _DEFLATED or (method == _STORED and not flags & _SIZE_AFTER)
        if not readable or flags & _ENCRYPTED:
            return
        member = _member(source, name, start, size if method == _STORED else None)
        if not name.endswith("/"):
            yield member
        if flags & _SIZE_AFTER or (method == _DEFLATED and not size):
            return  # only the lost directory contains the place of the next header
        position = start + size


def _header(source: Source, position: int) -> tuple[str, int, int, int, int] | None:
    """Return the name, flags, method, packed size and data's start of the member at a position."""
    with source.open() as stream:
        stream.seek(position)
        data = stream.read(_HEADER.size)
        if len(data) < _HEADER.size or not data.startswith(_SIGNATURE):
            return None
        fields = _HEADER.unpack(data)
        flags, method, size, name_length, extra = (fields[i] for i in (2, 3, 7, 9, 10))
        name = stream.read(name_length)
    text = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return text, flags, method, size, position + _HEADER.size + name_length + extra


def _member(source: Source, name: str, start: int, stored: int | None) -> Source:
    """Return the source of the member whose data begin at byte ``start``."""

    def opened() -> BinaryIO:
        stream = source.open()
        stream.seek(start)
        return guarded(io.BufferedReader(_Packed(stream, stored)), source)

    return Source(f"{source.name}!{name}", opened, source.packed, depth=source.depth + 1)


class _Packed(io.RawIOBase):
    """The bytes of one member: a copy of ``stored`` bytes, or inflated if that is None."""

    def __init__(self, stream: BinaryIO, stored: int | None) -> None:
        super().__init__()
        self._stream = stream
        self._left = stored
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # as io calls it
        data = self._inflated(len(buffer)) if self._left is None else self._copied(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _copied(self, size: int) -> bytes:
        if not self._left:
            return b""
        data = self._stream.read(min(size, self._left))
        if not data:
            raise Cut
        self._left -= len(data)
        return data

    def _inflated(self, size: int) -> bytes:
        while not self._inflater.eof:
            packed = self._inflater.unconsumed_tail or self._stream.read(size)
            try:
                data = self._inflater.decompress(packed, size)
            except zlib.error as error:
                raise Cut from error
            if data:
                return data
            if not packed:  # only now: zlib may still hold output when the input is at its end
                raise Cut
        return b""

    def close(self) -> None:
        self._stream.close()
        super().close()
