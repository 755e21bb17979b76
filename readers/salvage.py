"""The members of a zip whose end is missing, found by the header before each member.

The end of a zip holds its directory. Without the directory:

1. The first header is at byte 0. It contains the member's name, method, packed size and CRC-32.
2. The member's data follow the header, and the next header follows the data.
3. In a zip written as a stream, a descriptor after the data contains the sizes and the CRC. The
   data are inflated to find their end, and the sizes met there show the form of the descriptor.
4. The walk ends at the first bytes that are no header, at a member with a password or packed in a
   rare way, and at a member whose data or descriptor are cut or damaged.
5. Reading a member ends in a Cut if its data do, or if its CRC is wrong or lost.

Example: in a stream, a.csv packs into 300 bytes, and b.csv is cut. The first header has 35 bytes,
so the data of a.csv begin at byte 35 and end at byte 335. A descriptor of 16 bytes follows; the
header of b.csv is at byte 351. Both members are returned; reading b.csv ends in a Cut.

No library serves: stream-unzip 0.0.101 reads forward only, so 100 members take eight times as long.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import BinaryIO

from trama.readers import limits
from trama.readers.archives import guarded, is_clutter
from trama.readers.refusals import too_many_members
from trama.readers.sources import Cut, Source

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED, _SIZE_AFTER, _UTF8 = 1, 8, 0x800
_STORED, _DEFLATED = 0, 8
# CRC-32, packed size, unpacked size. The wide form is first: the narrow form also fits the start of
# the wide descriptor of an empty member.
_DESCRIPTORS = (struct.Struct("<IQQ"), struct.Struct("<III"))
# Writers may put this signature before a descriptor.
_DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
# Bytes of the longest descriptor.
_LONGEST_DESCRIPTOR = len(_DESCRIPTOR_SIGNATURE) + _DESCRIPTORS[0].size


@dataclass(frozen=True, slots=True)
class _Header:
    """The header of a member: ``size`` is that of its packed data, which begin at ``start``."""

    name: str
    flags: int
    method: int
    checksum: int
    size: int
    start: int

    @property
    def is_readable(self) -> bool:
        """True if the member has no password and its data can be unpacked to their end."""
        if self.flags & _ENCRYPTED:
            return False
        return self.method == _DEFLATED or (self.method == _STORED and not self.flags & _SIZE_AFTER)


def salvaged_members(source: Source) -> Iterator[Source]:
    """Yield the members of a zip that has lost its directory. A damaged member ends in a Cut.

    Raises:
        InputError: the zip has more than MOST_MEMBERS members, or a member of a zip written as a
            stream unpacks beyond the limits.
    """
    position: int | None = 0
    members = 0
    while position is not None and (header := _header(source, position)) is not None:
        if not header.is_readable:
            return
        if header.flags & _SIZE_AFTER:
            checksum, position = _after_data(source, header)
        else:
            checksum = header.checksum
            # A writer that was ended in the middle leaves a size of 0.
            sized = header.size or header.method == _STORED
            position = header.start + header.size if sized else None
        if not is_clutter(header.name):
            members += 1
            if members > limits.MOST_MEMBERS:
                raise too_many_members(source.name)
            yield _member(source, header, checksum)


def _header(source: Source, position: int) -> _Header | None:
    """Return the header at a position, or None if there is none."""
    with source.open() as stream:
        stream.seek(position)
        data = stream.read(_HEADER.size)
        if len(data) < _HEADER.size or not data.startswith(_SIGNATURE):
            return None
        fields = _HEADER.unpack(data)
        flags, method, checksum, size, name_length, extra = (fields[i] for i in (2, 3, 6, 7, 9, 10))
        name = stream.read(name_length)
    text = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    start = position + _HEADER.size + name_length + extra
    return _Header(text, flags, method, checksum, size, start)


def _after_data(source: Source, header: _Header) -> tuple[int | None, int | None]:
    """Return the CRC after a member's data, and the position of the next header.

    Both are None if the data or the descriptor are cut or damaged.
    """
    stream = source.open()
    stream.seek(header.start)
    member = _Packed(stream, None)
    unpacked = 0
    try:
        with guarded(io.BufferedReader(member), source) as data:
            while block := data.read(limits.MIB):
                unpacked += len(block)
    except Cut:
        return None, None
    end = header.start + member.taken
    with source.open() as stream:
        stream.seek(end)
        after = stream.read(_LONGEST_DESCRIPTOR)
    for signature, form in product((_DESCRIPTOR_SIGNATURE, b""), _DESCRIPTORS):
        length = len(signature) + form.size
        if after.startswith(signature) and len(after) >= length:
            checksum, *sizes = form.unpack_from(after, len(signature))
            if sizes == [member.taken, unpacked]:
                return checksum, end + length
    return None, None


def _member(source: Source, header: _Header, checksum: int | None) -> Source:
    """Return the source of a member, whose CRC is ``checksum`` or is lost."""
    stored = header.size if header.method == _STORED else None

    def opened() -> BinaryIO:
        stream = source.open()
        stream.seek(header.start)
        return guarded(io.BufferedReader(_Checked(stream, stored, checksum)), source)

    return Source(f"{source.name}!{header.name}", opened, source.packed, depth=source.depth + 1)


class _Packed(io.RawIOBase):
    """The bytes of one member: a copy of ``stored`` bytes, or inflated if that is None.

    ``taken`` is the number of the member's packed bytes read so far.
    """

    def __init__(self, stream: BinaryIO, stored: int | None) -> None:
        super().__init__()
        self.taken = 0
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
        self.taken += len(data)
        return data

    def _inflated(self, size: int) -> bytes:
        inflater = self._inflater
        while not inflater.eof:
            packed = inflater.unconsumed_tail or self._stream.read(size)
            try:
                data = inflater.decompress(packed, size)
            except zlib.error as error:
                raise Cut from error
            self.taken += len(packed) - len(inflater.unconsumed_tail) - len(inflater.unused_data)
            if data:
                return data
            if not packed:  # only now: zlib may still hold output when the input is at its end
                raise Cut
        return b""

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Checked(_Packed):
    """The bytes of one member, with a Cut at their end if their CRC is not ``checksum``."""

    def __init__(self, stream: BinaryIO, stored: int | None, checksum: int | None) -> None:
        super().__init__(stream, stored)
        self._checksum = checksum
        self._running = 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # as io calls it
        size = super().readinto(buffer)
        self._running = zlib.crc32(buffer[:size], self._running)
        if not size and self._running != self._checksum:
            raise Cut
        return size
