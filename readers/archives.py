"""Members of zips and gzips as sources of bytes, guarded against archive bombs."""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from trama.readers import limits
from trama.readers.refusals import bomb, damaged, protected, too_many_members
from trama.readers.sources import Cut, Source

# Python's unpackers raise these for damaged or rare content, RuntimeError for a missing password.
UNPACKING_ERRORS = (
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def unzipped(source: Source) -> Source:
    """Return the source of the file inside a gzip."""

    def opened() -> BinaryIO:
        packed = source.open()
        return guarded(gzip.GzipFile(fileobj=packed), source, packed)

    return Source(
        source.name,
        opened,
        packed=source.packed,
        depth=source.depth + 1,
    )


def members(source: Source, archive: zipfile.ZipFile) -> Iterator[Source]:
    """Yield the members of an open archive that may be tables.

    Raises:
        InputError: a member asks for a password or would unpack beyond the limit, or the archive
            has more than MOST_MEMBERS members.
    """
    infos = [info for info in archive.infolist() if not is_clutter(info.filename)]
    if len(infos) > limits.MOST_MEMBERS:
        raise too_many_members(source.name)
    for info in infos:
        if info.flag_bits & 1:
            raise protected(source.name)
        if too_much(info.file_size, info.compress_size):
            raise bomb(f"{source.name}!{info.filename}")
        if info.file_size:
            yield member_source(source, archive, info)


def member_source(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Source:
    """Return the source of one member of an open archive."""
    name = f"{source.name}!{info.filename}"

    def opened() -> BinaryIO:
        try:
            stream = archive.open(info)
        except UNPACKING_ERRORS as error:
            raise damaged(name) from error
        return guarded(stream, source)  # type: ignore[arg-type] # a ZipExtFile, which has read1

    return Source(name, opened, packed=source.packed, depth=source.depth + 1)


def too_much(unpacked: int, packed: int) -> bool:
    """Return whether ``unpacked`` bytes out of ``packed`` bytes are beyond the limits."""
    return unpacked > max(limits.ALWAYS_UNPACKED, packed * limits.MOST_UNPACKED_RATIO)


class _Stream(Protocol):
    """A stream that returns bytes as they come."""

    def read1(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class _Guarded(io.RawIOBase):
    """The bytes unpacked from a stream, counted: damage raises Cut, excess raises InputError."""

    def __init__(self, stream: _Stream, source: Source, under: BinaryIO | None = None) -> None:
        super().__init__()
        self._stream = stream
        self._under = under
        self._source = source
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # as io calls it
        try:
            data = self._stream.read1(len(buffer))
        except UNPACKING_ERRORS as error:
            raise Cut from error
        buffer[: len(data)] = data
        self._unpacked += len(data)
        if too_much(self._unpacked, self._source.packed):
            raise bomb(self._source.name)
        return len(data)

    def close(self) -> None:
        self._stream.close()
        if self._under is not None:
            self._under.close()
        super().close()


def guarded(stream: _Stream, source: Source, under: BinaryIO | None = None) -> BinaryIO:
    """Return a stream of the bytes unpacked from ``source``, within the limits.

    Closing this stream closes ``stream``, and ``under``, from which ``stream`` reads.
    """
    return io.BufferedReader(_Guarded(stream, source, under), 256 * 1024)


def is_clutter(path: str) -> bool:
    """Return whether a member is a folder or a file of the operating system, never a table."""
    name = path.rsplit("/", 1)[-1]
    return not name or path.startswith("__MACOSX/") or name.startswith(".")
