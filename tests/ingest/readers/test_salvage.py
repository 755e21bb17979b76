import io
import zipfile
from pathlib import Path

import pytest

from trama.ingest.readers.salvage import salvaged_members
from trama.ingest.readers.sources import Cut, Source, file_source

FIRST = b"A;B\n" + b"".join(b"%d;%d\n" % (n, n * n) for n in range(1_000))
SECOND = b"C;D\n" + b"".join(b"%d;%d\n" % (n * n, n) for n in range(5_000))


def written(method: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("a.csv", FIRST)
        archive.writestr("carpeta/", b"")
        archive.writestr("carpeta/b.csv", SECOND)
    return content.getvalue()


def source(folder: Path, content: bytes) -> Source:
    path = folder / "SINTETICO.zip"
    path.write_bytes(content)
    return file_source(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_before_the_cut_are_whole_and_the_last_ends_in_it(
    tmp_path: Path, method: int
) -> None:
    content = written(method)

    first, second = salvaged_members(source(tmp_path, content[: len(content) * 4 // 5]))

    assert (first.name, second.name) == ("SINTETICO.zip!a.csv", "SINTETICO.zip!carpeta/b.csv")
    with first.open() as stream:
        assert stream.read() == FIRST
    with second.open() as stream, pytest.raises(Cut):
        stream.read()


def test_only_the_directory_lost_costs_nothing(tmp_path: Path) -> None:
    content = written(zipfile.ZIP_DEFLATED)

    _, second = salvaged_members(source(tmp_path, content[: content.index(b"PK\x01\x02")]))

    with second.open() as stream:
        assert stream.read() == SECOND


@pytest.mark.parametrize("cells", range(65_530, 65_680, 10))
def test_content_that_the_inflater_still_holds_at_the_end_is_no_cut(
    tmp_path: Path, cells: int
) -> None:
    # 65,536 lines of four bytes fill a block of 256 KiB; one match of deflate may cross its end.
    text = b"0;0\n" * cells
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", text)
    content = packed.getvalue()

    (member,) = salvaged_members(source(tmp_path, content[: content.index(b"PK\x01\x02")]))

    with member.open() as stream:
        assert stream.read() == text


def test_a_zip_cut_in_its_first_header_has_no_members(tmp_path: Path) -> None:
    assert list(salvaged_members(source(tmp_path, b"PK\x03\x04\x14\x00"))) == []
