import gzip
import zipfile
from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.readers.sniffing import Kind, is_workbook, kind_of
from trama.readers.sources import Source, file_source


def source(folder: Path, content: bytes) -> Source:
    path = folder / "SINTETICO"
    path.write_bytes(content)
    return file_source(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"A;B\n1;2\n", Kind.TEXT),
        (gzip.compress(b"A;B\n", mtime=0), Kind.GZIP),
        (b"PK\x03\x04...", Kind.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", Kind.WORKBOOK),
    ],
)
def test_kinds_show_by_the_first_bytes(tmp_path: Path, content: bytes, kind: Kind) -> None:
    assert kind_of(source(tmp_path, content)) is kind


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"\x89PNG\r\n", "imagen"),
        (b"  <html><table>", "HTML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', "HTML o XML"),
    ],
)
def test_kinds_that_no_reader_reads_are_refused_by_name(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        kind_of(source(tmp_path, content))


def test_a_workbook_is_told_from_an_archive_by_its_members(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "")
        assert not is_workbook(archive.namelist())
        archive.writestr("mimetype", "")
        assert is_workbook(archive.namelist())
