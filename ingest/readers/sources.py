"""Files, and files in archives, as sources of bytes whose kind is told by what is in them."""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, Protocol

from trama.core.errors import InputError
from trama.ingest.readers import limits


class Cut(Exception):
    """The bytes end or are damaged before the end that their container announces."""


# What Python's unpackers raise for damaged or rare content; RuntimeError for a password asked.
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


class Kind(Enum):
    """What a source holds, by its first bytes."""

    TEXT = auto()
    GZIP = auto()
    ZIP = auto()
    WORKBOOK = auto()


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that can be opened again and again.

    ``name`` is what the account and the issues call it; ``path`` is set where it is a file of its
    own. ``packed`` is the size on disk of that file, or of the outermost archive; ``depth`` counts
    the archives around the source.
    """

    name: str
    open: Callable[[], BinaryIO]
    packed: int
    path: Path | None = None
    depth: int = 0


_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "un PDF", "a PDF"),
    (b"7z\xbc\xaf", "un archivo 7z", "a 7z archive"),
    (b"Rar!", "un archivo RAR", "a RAR archive"),
    (b"BZh", "un archivo bzip2", "a bzip2 file"),
    (b"\xfd7zXZ", "un archivo xz", "an xz file"),
    (b"(\xb5/\xfd", "un archivo zstd", "a zstd file"),
    (b"PAR1", "un archivo Parquet", "a Parquet file"),
    (b"\x89PNG", "una imagen", "an image"),
    (b"\xff\xd8\xff", "una imagen", "an image"),
    (b"GIF8", "una imagen", "an image"),
    (b"SQLite format 3", "una base SQLite", "an SQLite database"),
    (b"\x00\x01\x00\x00Standard ", "una base de Access", "an Access database"),
    (b"{\\rtf", "un documento RTF", "an RTF document"),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style", b"<div")
_SPREADSHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def file_source(path: Path) -> Source:
    """Returns the source of a file on disk.

    Raises:
        InputError: there is no such file, it is a folder, it may not be read, or it is empty.
    """
    try:
        with path.open("rb") as stream:
            empty = not stream.read(1)
    except FileNotFoundError as error:
        raise refused(path.name, "no existe", "it does not exist") from error
    except IsADirectoryError as error:
        raise refused(path.name, "es una carpeta", "it is a folder") from error
    except OSError as error:
        raise refused(
            path.name,
            "el sistema no deja leerlo; revise sus permisos",
            "the system does not let it be read; check its permissions",
        ) from error
    if empty:
        raise refused(path.name, "está vacío", "it is empty")
    return Source(path.name, lambda: path.open("rb"), path.stat().st_size, path)


def kind_of(source: Source) -> Kind:
    """Returns what the source holds.

    Raises:
        InputError: it is of a kind that no reader reads, or nothing of it can be read.
    """
    start = b"".join(blocks(source, 512, enough=512))
    if not start:
        raise damaged(source.name)
    if start.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if start.startswith(_OLE):
        return Kind.WORKBOOK
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    for magic, spanish, english in _REFUSED:
        if start.startswith(magic):
            raise _no_table(source.name, f"es {spanish}", f"it is {english}")
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise _no_table(source.name, "es HTML o XML", "it is HTML or XML")
    return Kind.TEXT


def blocks(source: Source, size: int, *, enough: int | None = None) -> Iterator[bytes]:
    """Yields the source's bytes in blocks of at most ``size``, up to a cut or to ``enough``."""
    seen = 0
    with source.open() as stream:
        try:
            # Not read(): it throws away what it has when the damage comes before its block is full.
            while (enough is None or seen < enough) and (block := stream.read1(size)):  # type: ignore[attr-defined] # all are buffered
                seen += len(block)
                yield block
        except Cut:
            return


def is_workbook(names: list[str]) -> bool:
    """Returns whether a zip with these members is an XLSX, XLSM, XLSB or ODS workbook."""
    return any(part in names for part in _SPREADSHEET_PARTS) and (
        "[Content_Types].xml" in names or "mimetype" in names
    )


def is_workbook_part(name: str) -> bool:
    """Returns whether the member of a zip is one that only a workbook has."""
    return name.rsplit("!", 1)[-1] in ("[Content_Types].xml", "mimetype", *_SPREADSHEET_PARTS)


def unzipped(source: Source) -> Source:
    """Returns the source of what a gzip file holds."""

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
    """Yields the members of an open archive that may be tables.

    Raises:
        InputError: a member asks for a password, would unpack beyond the limit, or there are too
            many of them.
    """
    infos = [info for info in archive.infolist() if not _is_clutter(info)]
    if len(infos) > limits.MOST_MEMBERS:
        raise refused(
            source.name,
            f"tiene más de {limits.MOST_MEMBERS} archivos; descomprímalo en una carpeta",
            f"it holds more than {limits.MOST_MEMBERS} files; unpack it into a folder",
        )
    for info in infos:
        if info.flag_bits & 1:
            raise protected(source.name)
        if too_much(info.file_size, info.compress_size):
            raise bomb(f"{source.name}!{info.filename}")
        if info.file_size:
            yield member_source(source, archive, info)


def member_source(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Source:
    """Returns the source of one member of an open archive."""
    name = f"{source.name}!{info.filename}"

    def opened() -> BinaryIO:
        try:
            stream = archive.open(info)
        except UNPACKING_ERRORS as error:
            raise damaged(name) from error
        return guarded(stream, source)  # type: ignore[arg-type]  # a ZipExtFile, which has read1

    return Source(name, opened, packed=source.packed, depth=source.depth + 1)


def too_much(unpacked: int, packed: int) -> bool:
    """Returns whether so many bytes out of so few are beyond the limits."""
    return unpacked > max(limits.ALWAYS_UNPACKED, packed * limits.MOST_UNPACKED_RATIO)


class _Stream(Protocol):
    """What gives bytes as they come."""

    def read1(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class _Guarded(io.RawIOBase):
    """The bytes unpacked from a stream, counted; damage is told as Cut, excess as InputError."""

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
    """Returns a stream over what is unpacked out of ``source``, with its limits watched.

    Closing it closes ``stream`` and what it reads from, ``under``.
    """
    return io.BufferedReader(_Guarded(stream, source, under), 256 * 1024)


def _is_clutter(info: zipfile.ZipInfo) -> bool:
    """Returns whether a member is a folder or what a system leaves behind, never a table."""
    if not info.filename:
        return True
    name = info.filename.rsplit("/", 1)[-1]
    return info.is_dir() or info.filename.startswith("__MACOSX/") or name.startswith(".")


def refused(name: str, spanish: str, english: str) -> InputError:
    """Returns the error that says why ``name`` is not read."""
    return InputError(file=name, why_es=spanish, why_en=english)


def damaged(name: str) -> InputError:
    """Returns the error of a file nothing of which can be read."""
    return refused(
        name,
        "está dañado o incompleto; pida otra copia",
        "it is damaged or incomplete; ask for another copy",
    )


def damaged_sheet(name: str, sheet: str) -> InputError:
    """Returns the error of a workbook's sheet that cannot be read."""
    return refused(
        name,
        f"la hoja {sheet} está dañada; pida otra copia",
        f"sheet {sheet} is damaged; ask for another copy",
    )


def cut_at(name: str, line: int) -> InputError:
    """Returns the error of a file whose rows before ``line`` were handed over."""
    return refused(
        name,
        f"está cortado o dañado desde la línea {line}; pida otra copia y cárguela entera",
        f"it is cut or damaged from line {line} on; ask for another copy and load it whole",
    )


def protected(name: str) -> InputError:
    """Returns the error of a file that asks for a password."""
    return refused(
        name,
        "pide contraseña; ábralo con ella y guarde una copia sin contraseña",
        "it asks for a password; open it with the password and save a copy without one",
    )


def bomb(name: str) -> InputError:
    """Returns the error of an archive that unpacks into more than the limits allow."""
    ratio = limits.MOST_UNPACKED_RATIO
    return refused(
        name,
        f"se descomprime a más de {ratio} veces su tamaño; descomprímalo usted si confía en él",
        f"it unpacks to more than {ratio} times its size; unpack it yourself if you trust it",
    )


def _no_table(name: str, spanish: str, english: str) -> InputError:
    return refused(
        name,
        f"{spanish}; ábralo con su programa y guárdelo como CSV o XLSX",
        f"{english}; open it with its program and save it as CSV or XLSX",
    )
