import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trama.core.errors import InputError
from trama.readers import Row, open_tables

CSV = "NRO;APELLIDO\nS-1;MUÑOZ\n".encode("cp1252")
ROWS = [Row(1, ("NRO", "APELLIDO")), Row(2, ("S-1", "MUÑOZ"))]
JSONL = '{"NRO": "S-1", "APELLIDO": "MUÑOZ"}\n'.encode()


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("CASOS")
        sheet.write_row(0, 0, ["NRO", "APELLIDO"])
        sheet.write_row(1, 0, ["S-1", "MUÑOZ"])
    return content.getvalue()


def zipped(**members: bytes) -> bytes:
    """Keyword names are file names with ``__`` for the dot."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return content.getvalue()


SMALL_FILES = [
    CSV,
    JSONL,
    workbook(),
    gzip.compress(CSV, mtime=0),
    zipped(a__csv=CSV, b__jsonl=JSONL),
]


def read(path: Path) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    with open_tables(path) as tables:
        return {(table.file, table.sheet): [row.cells for row in table.rows] for table in tables}


@pytest.mark.parametrize("extension", ["csv", "xlsx", "xls", "ods", "gz", "zip", "txt", ""])
@pytest.mark.parametrize(
    "content",
    [CSV, workbook(), gzip.compress(CSV, mtime=0), gzip.compress(workbook(), mtime=0), JSONL],
    # A workbook holds the second of its making: two workers would collect tests of other names.
    ids=["csv", "xlsx", "csv.gz", "xlsx.gz", "jsonl"],
)
def test_what_a_file_is_shows_by_its_content_whatever_its_name(
    tmp_path: Path, content: bytes, extension: str
) -> None:
    path = tmp_path / f"SINTETICO.{extension}"
    path.write_bytes(content)

    ((file, _),) = read(path)
    (cells,) = read(path).values()

    assert file == path.name
    assert cells == [("NRO", "APELLIDO"), ("S-1", "MUÑOZ")]


def test_every_member_of_a_zip_is_a_table_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(
        zipped(
            a__csv=CSV,
            b__csv__gz=gzip.compress(CSV),
            c__xlsx=workbook(),
            d__jsonl=JSONL,
            **{"carpeta/e__zip": zipped(f__csv=CSV)},
        )
    )

    tables = read(path)

    assert list(tables) == [
        ("SINTETICO.zip!a.csv", ""),
        ("SINTETICO.zip!b.csv.gz", ""),
        ("SINTETICO.zip!c.xlsx", "CASOS"),
        ("SINTETICO.zip!d.jsonl", ""),
        ("SINTETICO.zip!carpeta/e.zip!f.csv", ""),
    ]
    assert all(rows[-1] == ("S-1", "MUÑOZ") for rows in tables.values())


def test_members_that_are_no_tables_are_passed_over_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(
        zipped(
            leame__pdf=b"%PDF-1.7",
            a__csv=CSV,
            vacio__csv=b"",
            **{"__MACOSX/._a__csv": b"\x00\x05", ".DS_Store": b"\x00"},
        )
    )

    with open_tables(path) as (table,):
        assert list(table.rows) == ROWS

    assert [(defect.defect.code, defect.value) for defect in table.defects] == [
        ("member_not_read", "leame.pdf")
    ]


def test_a_zip_without_any_table_is_refused(tmp_path: Path) -> None:
    for name, content, reason in (
        ("a.zip", zipped(), "ninguna tabla"),
        ("b.zip", zipped(leame__pdf=b"%PDF-1.7"), "PDF"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match=reason), open_tables(tmp_path / name):
            pass


def test_an_encrypted_zip_is_refused_with_what_to_do(tmp_path: Path) -> None:
    content = bytearray(zipped(a__csv=CSV))
    # The bit that says so stands in both headers of the member.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(content)

    with pytest.raises(InputError, match="sin contraseña"), open_tables(path):
        pass


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(zipped(a__csv=b"0;0\n" * (17 << 20)))

    with pytest.raises(InputError, match="200 veces"), open_tables(path):
        pass


def test_a_bomb_in_a_zip_in_a_gzip_is_refused(tmp_path: Path) -> None:
    inner = zipped(a__csv=bytes(80 << 20))
    path = tmp_path / "SINTETICO.gz"
    path.write_bytes(gzip.compress(inner))

    with pytest.raises(InputError, match="200 veces"), open_tables(path):
        pass


def test_archives_nested_too_deep_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(zipped(a__zip=zipped(b__zip=zipped(c__csv=CSV))))

    with pytest.raises(InputError, match="dentro de otros"), open_tables(path):
        pass


def many_rows() -> bytes:
    lines = (f"S-{number};PEREZ {number * number % 9973};ANA" for number in range(20_000))
    return "\n".join(("NRO;APELLIDO;NOMBRE", *lines, "")).encode()


def pack_in_zip(content: bytes) -> bytes:
    return zipped(a__csv=content)


@pytest.mark.parametrize("pack", [gzip.compress, pack_in_zip])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_the_rows_before_a_cut_are_yielded_and_then_it_is_reported(
    tmp_path: Path, pack: Callable[[bytes], bytes], share: float
) -> None:
    packed = pack(many_rows())
    path = tmp_path / "SINTETICO.bin"
    path.write_bytes(packed[: int(len(packed) * share)])
    rows: list[Row] = []

    with (
        pytest.raises(InputError, match=r"desde la línea (\d+)") as error,
        open_tables(path) as (table,),
    ):
        rows.extend(table.rows)

    assert len(rows) > 20_000 * share / 2
    assert [row.line for row in rows] == list(range(1, len(rows) + 1))
    assert all(len(row.cells) == 3 for row in rows)
    assert f"desde la línea {len(rows) + 1};" in str(error.value)


def test_a_member_damaged_in_the_middle_leaves_the_others_whole(tmp_path: Path) -> None:
    content = bytearray(zipped(a__csv=many_rows(), b__csv=CSV))
    content[5_000:5_010] = bytes(10)
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(content)

    with open_tables(path) as (damaged, whole):
        with pytest.raises(InputError, match=r"a\.csv: está cortado o dañado"):
            list(damaged.rows)
        assert list(whole.rows) == ROWS


def test_half_a_workbook_is_no_archive_of_xml_files(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    content = workbook()
    path.write_bytes(content[: len(content) * 2 // 3])

    with pytest.raises(InputError, match="está dañado"), open_tables(path):
        pass


def test_rows_left_unread_leave_nothing_open_behind(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.zip"
    path.write_bytes(zipped(a__csv=many_rows(), c__xlsx=workbook()))

    with open_tables(path) as (text, book):
        next(text.rows)
        next(book.rows)

    # The suite turns warnings of unclosed files into errors; and the context has ended:
    assert list(text.rows) == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_file_damaged_anyhow_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SMALL_FILES)))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        content += b"\n" * (not content)
    path = tmp_path / "SINTETICO.bin"
    path.write_bytes(content)

    with suppress(InputError), open_tables(path) as tables:
        for table in tables:
            with suppress(InputError):
                assert all(row.line >= 0 for row in table.rows)


# VmHWM counts from the start of the program; ru_maxrss begins with the memory of pytest's process.
MEASURE = """
import sys
from pathlib import Path
from trama.readers import open_tables
with open_tables(Path(sys.argv[1])) as (table,):
    rows = sum(1 for _ in table.rows)
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(rows, int(peak) // 1024)
"""


@pytest.mark.slow
def test_a_million_rows_stay_under_600_mib_packed_or_not(tmp_path: Path) -> None:
    # Arrange: 36 columns, every row its own, as wide as a RETA export.
    filler = ";".join(["MUÑOZ", "LIMA", "150101", "OFERTA DE TRABAJO"] * 8)
    plain = tmp_path / "SINTETICO.csv"
    with plain.open("w", encoding="cp1252", newline="") as file:
        file.write(";".join(f"C{column}" for column in range(36)) + "\r\n")
        for block in range(0, 1_000_000, 10_000):
            file.write(
                "".join(
                    f"S-{n};{n * 7919 % 999_983};{n * n % 99_991};{n % 110};{filler}\r\n"
                    for n in range(block, block + 10_000)
                )
            )
    packed = tmp_path / "SINTETICO.csv.gz"
    with plain.open("rb") as source, gzip.open(packed, "wb", compresslevel=1) as target:
        while block_of_bytes := source.read(1 << 20):
            target.write(block_of_bytes)
    archive = tmp_path / "SINTETICO.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as members:
        members.write(plain, "a.csv")

    for path in (plain, packed, archive):
        # Act
        process = subprocess.run(
            [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
        )

        # Assert
        rows, mebibytes = map(int, process.stdout.split())
        assert rows == 1_000_001
        assert mebibytes < 600
