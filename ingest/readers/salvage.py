"""A zip whose end is missing, read by the headers that stand before each member.

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
    """Yields the members of a zip that has lost its directory; the last one ends in a Cut.

    Members that ask for a password, or that are packed in a rare way, are passed over.
    """
    position = 0
    while (found := _header(source, position)) is not None:
        name, flags, method, size, start = found
        readable = method == _DEFLATED or (method == _STORED and not flags & _SIZE_AFTER)
        if not readable or flags & _ENCRYPTED:
            return
        member = _member(source, name, start, size if method == _STORED else None)
        if not name.endswith("/"):
            yield member
        if flags & _SIZE_AFTER or (method == _DEFLATED and not size):
            return  # where the next one begins is known only from the lost directory
        position = start + size


def _header(source: Source, position: int) -> tuple[str, int, int, int, int] | None:
    """Returns name, flags, method, packed size and start of the member at a position."""
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
    def opened() -> BinaryIO:
        stream = source.open()
        stream.seek(start)
        return guarded(io.BufferedReader(_Packed(stream, stored)), source)

    return Source(f"{source.name}!{name}", opened, source.packed, depth=source.depth + 1)


class _Packed(io.RawIOBase):
    """The bytes of one member from where it begins, inflated unless they are ``stored``."""

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
            if not packed:
                raise Cut
            try:
                data = self._inflater.decompress(packed, size)
            except zlib.error as error:
                raise Cut from error
            if data:
                return data
        return b""

    def close(self) -> None:
        self._stream.close()
        super().close()
