import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from trama.core.errors import InputError
from trama.readers import open_tables
from trama.readers.passwords import asks_for_password


def encrypted_xls(path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("A").write(0, 0, "x")
    data = book.get_biff_data()
    after_bof = 4 + struct.unpack("<H", data[2:4])[0]
    filepass = struct.pack("<HHH", 0x2F, 6, 1) + bytes(4)
    XlsDoc().save(str(path), data[:after_bof] + filepass + data[after_bof:])


def write_ole(path: Path, stream: str, content: bytes) -> None:
    """Write an OLE file of one stream. Its directory entry has 64 bytes for the name."""
    XlsDoc().save(str(path), content.ljust(5_000, b"\0"))
    data = path.read_bytes()
    entry = data.index("Workbook".encode("utf-16-le"))
    encoded = stream.encode("utf-16-le")
    name = encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded) + 2)
    path.write_bytes(data[:entry] + name + data[entry + 66 :])


def encrypted_xlsx(path: Path) -> None:
    """An XLSX with a password is no zip: it is a stream of another name in an OLE file."""
    write_ole(path, "EncryptedPackage", b"")


# The records BOF (version 5, of a workbook), WRITEPROT and FILEPASS of Excel 5 and 95.
BOF_OF_EXCEL_5 = struct.pack("<HHHHHH", 0x809, 8, 0x500, 5, 0, 1994)
WRITEPROT = struct.pack("<HH", 0x86, 0)
FILEPASS_OF_EXCEL_5 = struct.pack("<HHHH", 0x2F, 4, 1, 2)


def encrypted_excel_5(path: Path) -> None:
    write_ole(path, "Book", BOF_OF_EXCEL_5 + FILEPASS_OF_EXCEL_5)


def encrypted_excel_5_for_reading_only(path: Path) -> None:
    write_ole(path, "Book", BOF_OF_EXCEL_5 + WRITEPROT + FILEPASS_OF_EXCEL_5)


def encrypted_ods(path: Path) -> None:
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", b"SINTETICO")


@pytest.mark.parametrize(
    "write",
    [
        encrypted_xls,
        encrypted_excel_5,
        encrypted_excel_5_for_reading_only,
        encrypted_xlsx,
        encrypted_ods,
    ],
)
def test_a_workbook_with_a_password_is_refused_with_what_to_do(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    path = tmp_path / "SINTETICO.bin"
    write(path)

    with pytest.raises(InputError, match="sin contraseña"), open_tables(path):
        pass


def test_a_plain_workbook_does_not_ask(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("A").write(0, 0, "SINTETICO")
    book.save(str(tmp_path / "SINTETICO.xls"))

    assert not asks_for_password(tmp_path / "SINTETICO.xls")


def test_a_plain_workbook_of_excel_5_does_not_ask(tmp_path: Path) -> None:
    code_page = struct.pack("<HHH", 0x42, 2, 1252)
    write_ole(tmp_path / "SINTETICO.xls", "Book", BOF_OF_EXCEL_5 + code_page)

    assert not asks_for_password(tmp_path / "SINTETICO.xls")


def test_a_cell_that_names_the_stream_of_an_encrypted_workbook_is_text(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xls"
    book = xlwt.Workbook()
    # The sign beyond Latin-1 makes the writer store the text in UTF-16, like a name of a stream.
    book.add_sheet("A").write(0, 0, "EncryptedPackage ✓")
    book.save(str(path))
    assert "EncryptedPackage".encode("utf-16-le") in path.read_bytes()

    with open_tables(path) as (table,):
        assert [row.cells for row in table.rows] == [("EncryptedPackage ✓",)]


@pytest.mark.parametrize("kept", [40, 64, 200])
def test_an_encrypted_workbook_cut_in_its_directory_still_asks(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    encrypted_xlsx(path)
    data = path.read_bytes()
    name = data.index("EncryptedPackage".encode("utf-16-le"))
    path.write_bytes(data[: name + kept])

    with pytest.raises(InputError, match="sin contraseña"), open_tables(path):
        pass
