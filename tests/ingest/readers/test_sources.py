import gzip
import zipfile
from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.ingest.readers.sources import (
    Cut,
    Kind,
    Source,
    blocks,
    file_source,
    is_workbook,
    kind_of,
    too_much,
    unzipped,
)


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


def test_what_is_missing_empty_or_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vacio.csv").touch()

    for name, reason in (("no.csv", "no existe"), ("vacio.csv", "vacío"), (".", "carpeta")):
        with pytest.raises(InputError, match=reason):
            file_source(tmp_path / name)


def test_a_source_cut_short_gives_all_that_there_is(tmp_path: Path) -> None:
    whole = b"".join(b"%d;%d\n" % (number, number * number) for number in range(50_000))
    packed = gzip.compress(whole)
    cut = unzipped(source(tmp_path, packed[: len(packed) // 2]))

    found = b"".join(blocks(cut, 1 << 20))

    assert len(found) > len(whole) // 3
    assert whole.startswith(found)
    with cut.open() as stream, pytest.raises(Cut):
        stream.read()


def test_what_unpacks_beyond_measure_is_stopped_while_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="200 veces"):
        list(blocks(unzipped(source(tmp_path, gzip.compress(bytes(65 << 20)))), 1 << 20))


def test_small_files_may_unpack_to_many_times_their_size() -> None:
    assert not too_much(60 << 20, 100)
    assert too_much(65 << 20, 100)
    assert not too_much(65 << 20, 1 << 20)


def test_a_workbook_is_told_from_an_archive_by_its_members(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "")
        assert not is_workbook(archive.namelist())
        archive.writestr("mimetype", "")
        assert is_workbook(archive.namelist())
