"""The kind of a file (text, gzip, zip or workbook) by its first bytes, never by its name."""

from enum import Enum, auto

from trama.readers.refusals import damaged, no_table
from trama.readers.sources import Source, blocks


class Kind(Enum):
    """The kind of file that a source holds."""

    TEXT = auto()
    GZIP = auto()
    ZIP = auto()
    WORKBOOK = auto()


# First bytes of files that no reader reads, and their names in Spanish and English.
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

# Beginnings of HTML and XML, in lower case.
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style", b"<div")

# The member of a zip that holds the workbook: of XLSX and XLSM, of XLSB, of ODS.
_SPREADSHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")

# The first bytes of an OLE file: an XLS, or an XLSX with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(source: Source) -> Kind:
    """Return the kind of file that the source holds, by its first 512 bytes.

    Raises:
        InputError: no reader reads files of this kind, or nothing of the source can be read.
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
    """Return whether a zip with these members is an XLSX, XLSM, XLSB or ODS workbook."""
    return any(part in names for part in _SPREADSHEET_PARTS) and (
        "[Content_Types].xml" in names or "mimetype" in names
    )


def is_workbook_part(name: str) -> bool:
    """Return whether only workbooks have this zip member; ``a.zip!`` may precede its name."""
    return name.rsplit("!", 1)[-1] in ("[Content_Types].xml", "mimetype", *_SPREADSHEET_PARTS)
