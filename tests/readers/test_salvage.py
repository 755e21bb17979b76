import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from trama.core.errors import InputError
from trama.readers import limits, open_tables
from trama.readers.salvage import salvaged_members
from trama.readers.sources import Cut, Source, blocks, file_source

FIRST = b"A;B\n" + b"".join(b"%d;%d\n" % (n, n * n) for n in range(1_000))
SECOND = b"C;D\n" + b"".join(b"%d;%d\n" % (n * n, n) for n in range(5_000))
DESCRIPTOR = b"PK\x07\x08"


def written(method: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("a.csv", FIRST)
        archive.writestr("carpeta/", b"")
        archive.writestr("carpeta/b.csv", SECOND)
    return content.getvalue()


class Pipe(io.RawIOBase):
    """A file that cannot be sought in: a zip written to it has the sizes after the data."""

    def __init__(self) -> None:
        super().__init__()
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # as zipfile calls it
        self.content += data
        return len(data)


def streamed(*, wide: bool = False, members: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    """Return a zip written as a stream, with sizes of 8 bytes if ``wide``, else of 4 bytes."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, data in members or (("a.csv", FIRST), ("c/", b""), ("c/b.csv", SECOND)):
            with archive.open(name, "w", force_zip64=wide) as member:
                member.write(data)
    return bytes(pipe.content)


def without_directory(content: bytes) -> bytes:
    return content[: content.index(b"PK\x01\x02")]


def source(folder: Path, content: bytes) -> Source:
    path = folder / "SINTETICO.zip"
    path.write_bytes(content)
    return file_source(path)


def read(member: Source) -> bytes:
    with member.open() as stream:
        return stream.read()


def cut_after(member: Source, content: bytes) -> bool:
    """Return whether all of ``content`` is read and the damage is noticed after it."""
    with pytest.raises(Cut):
        read(member)
    return b"".join(blocks(member, 1 << 16)) == content


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_before_the_cut_are_whole_and_the_last_ends_in_it(
    tmp_path: Path, method: int
) -> None:
    content = written(method)

    first, second = salvaged_members(source(tmp_path, content[: len(content) * 4 // 5]))

    assert (first.name, second.name) == ("SINTETICO.zip!a.csv", "SINTETICO.zip!carpeta/b.csv")
    assert read(first) == FIRST
    with pytest.raises(Cut):
        read(second)


def test_only_the_directory_lost_costs_nothing(tmp_path: Path) -> None:
    content = without_directory(written(zipfile.ZIP_DEFLATED))

    _, second = salvaged_members(source(tmp_path, content))

    assert read(second) == SECOND


@pytest.mark.parametrize("cells", range(65_530, 65_680, 10))
def test_content_that_the_inflater_still_holds_at_the_end_is_no_cut(
    tmp_path: Path, cells: int
) -> None:
    # 65,536 lines of four bytes fill a block of 256 KiB; one match of deflate may cross its end.
    text = b"0;0\n" * cells
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", text)

    (member,) = salvaged_members(source(tmp_path, without_directory(content.getvalue())))

    assert read(member) == text


def test_a_zip_cut_in_its_first_header_has_no_members(tmp_path: Path) -> None:
    assert list(salvaged_members(source(tmp_path, b"PK\x03\x04\x14\x00"))) == []


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("signature", [DESCRIPTOR, b""])
def test_every_member_of_a_zip_written_as_a_stream_is_returned(
    tmp_path: Path, wide: bool, signature: bytes
) -> None:
    content = without_directory(streamed(wide=wide))
    assert content.count(DESCRIPTOR) == 3

    first, second = salvaged_members(source(tmp_path, content.replace(DESCRIPTOR, signature)))

    assert (first.name, second.name) == ("SINTETICO.zip!a.csv", "SINTETICO.zip!c/b.csv")
    assert (read(first), read(second)) == (FIRST, SECOND)


def test_a_cut_stream_has_whole_members_before_the_cut(tmp_path: Path) -> None:
    content = streamed()

    first, second = salvaged_members(source(tmp_path, content[: len(content) * 4 // 5]))

    assert read(first) == FIRST
    with pytest.raises(Cut):
        read(second)


def test_a_stream_cut_before_the_sizes_of_a_member_is_cut_after_its_data(tmp_path: Path) -> None:
    content = streamed()
    descriptor = content.rindex(DESCRIPTOR)

    for kept in (0, 4, 15):
        _, second = salvaged_members(source(tmp_path, content[: descriptor + kept]))
        assert cut_after(second, SECOND)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wrong_checksum_is_damage_and_the_next_member_is_whole(
    tmp_path: Path, method: int
) -> None:
    content = bytearray(without_directory(written(method)))
    assert content[14:18] == struct.pack("<I", zlib.crc32(FIRST))
    content[14] ^= 1

    first, second = salvaged_members(source(tmp_path, content))

    assert cut_after(first, FIRST)
    assert read(second) == SECOND


def test_a_wrong_checksum_in_a_stream_is_damage_and_the_next_member_is_whole(
    tmp_path: Path,
) -> None:
    content = bytearray(without_directory(streamed()))
    checksum = content.index(DESCRIPTOR) + 4
    assert content[checksum : checksum + 4] == struct.pack("<I", zlib.crc32(FIRST))
    content[checksum] ^= 1

    first, second = salvaged_members(source(tmp_path, content))

    assert cut_after(first, FIRST)
    assert read(second) == SECOND


def test_damaged_content_is_told_with_the_line_after_its_rows(tmp_path: Path) -> None:
    content = bytearray(without_directory(written(zipfile.ZIP_STORED)))
    place = content.index(b"\n7;49\n")
    content[place + 1 : place + 2] = b"8"
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(content)

    with open_tables(path) as (damaged, whole):
        with pytest.raises(InputError, match=r"a\.csv: está cortado o dañado desde la línea 1002"):
            list(damaged.rows)
        assert len(list(whole.rows)) == 5_001


def test_a_zip_cut_between_two_members_is_told_with_its_first_table(tmp_path: Path) -> None:
    content = written(zipfile.ZIP_STORED)
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(content[: content.index(b"PK\x03\x04", 1)])

    with open_tables(path) as (table,):
        rows = list(table.rows)

    assert len(rows) == 1_001
    assert [(defect.value, defect.defect.code) for defect in table.defects] == [
        ("SINTETICO.zip", "archive_damaged")
    ]


def many(number: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for index in range(number):
            archive.writestr(f"{index}.csv", b"A;B\n")
            archive.writestr(f"__MACOSX/._{index}.csv", b"\x00\x05")
    return without_directory(content.getvalue())


def test_more_members_than_an_archive_may_have_are_refused(tmp_path: Path) -> None:
    members = list(salvaged_members(source(tmp_path, many(limits.MOST_MEMBERS))))
    assert len(members) == limits.MOST_MEMBERS

    with pytest.raises(InputError, match="más de 2000 archivos"):
        list(salvaged_members(source(tmp_path, many(limits.MOST_MEMBERS + 1))))


def test_a_stream_that_unpacks_beyond_measure_is_refused(tmp_path: Path) -> None:
    content = streamed(members=(("a.csv", bytes(65 << 20)), ("b.csv", SECOND)))

    with pytest.raises(InputError, match="200 veces"):
        list(salvaged_members(source(tmp_path, without_directory(content))))
