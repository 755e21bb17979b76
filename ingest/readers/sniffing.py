"""The kind of file that given bytes are: text, gzip, zip or workbook, never told by a name."""

from enum import Enum, auto

from trama.ingest.readers.refusals import damaged, no_table
from trama.ingest.readers.sources import Source, blocks


class Kind(Enum):
    """What a source holds, by its first bytes."""

    TEXT = auto()
    GZIP = auto()
    ZIP = auto()
    WORKBOOK = auto()


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
            raise no_table(source.name, f"es {spanish}", f"it is {english}")
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise no_table(source.name, "es HTML o XML", "it is HTML or XML")
    return Kind.TEXT


def is_workbook(names: list[str]) -> bool:
    """Returns whether a zip with these members is an XLSX, XLSM, XLSB or ODS workbook."""
    return any(part in names for part in _SPREADSHEET_PARTS) and (
        "[Content_Types].xml" in names or "mimetype" in names
    )


def is_workbook_part(name: str) -> bool:
    """Returns whether the member of a zip is one that only a workbook has."""
    return name.rsplit("!", 1)[-1] in ("[Content_Types].xml", "mimetype", *_SPREADSHEET_PARTS)
