import struct
from pathlib import Path

import pytest
import xlwt

from trama.core.errors import InputError
from trama.readers import open_tables
from trama.readers.xls_scan import scan_xls


def test_each_sheet_has_its_own_last_cell_and_errors(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xls"
    book = xlwt.Workbook()
    first = book.add_sheet("A")
    first.write(4, 9, "x")
    first.row(6).set_cell_error(2, 0x2A)
    second = book.add_sheet("B")
    for column in range(12):  # numbers side by side make one record of many
        second.write(1, column, column)
    second.write(2, 0, True)
    book.save(str(path))

    scans = scan_xls(path).sheets

    assert [(scan.last_row, scan.last_column) for scan in scans] == [(7, 10), (3, 12)]
    assert [scan.errors for scan in scans] == [{(7, 2): "#N/A"}, {}]


def test_error_cells_are_set_aside_with_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    sheet.write(0, 0, "x")
    sheet.row(0).set_cell_error(1, 0x17)
    book.save(str(path))

    with open_tables(path) as (table,):
        rows = list(table.rows)

    assert [row.cells for row in rows] == [("x", None)]
    assert [(defect.line, defect.column, defect.value) for defect in table.defects] == [
        (1, 1, "#REF!")
    ]


def test_a_column_that_no_xls_has_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    sheet.write(0, 0, "x")
    sheet.write(60_000, 77, 1.25)
    book.save(str(path))
    place = (60_000).to_bytes(2, "little") + (77).to_bytes(2, "little")
    data = path.read_bytes()
    assert data.count(place) == 1
    path.write_bytes(data.replace(place, place[:2] + b"\xff\xff"))

    with pytest.raises(InputError, match="está dañado"), open_tables(path):
        pass


def test_an_impossible_extent_is_refused_before_memory_is_reserved_for_it(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xls"
    book = xlwt.Workbook()
    book.add_sheet("A").write(60_000, 77, "x")
    book.save(str(path))
    extent = struct.pack("<HHIIHH", 0x200, 14, 60_000, 60_001, 77, 78)
    data = path.read_bytes()
    assert data.count(extent) == 1
    wrong = struct.pack("<HHIIHH", 0x200, 14, 60_002, 60_001, 77, 78)
    path.write_bytes(data.replace(extent, wrong))

    with pytest.raises(InputError, match="está dañado"), open_tables(path):
        pass


def test_a_file_without_a_workbook_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.doc"
    book = xlwt.Workbook()
    book.add_sheet("A").write(0, 0, "x")
    book.save(str(path))
    name = "Workbook".encode("utf-16-le")
    path.write_bytes(path.read_bytes().replace(name, "WordDocu".encode("utf-16-le")))

    with pytest.raises(InputError, match="está dañado"), open_tables(path):
        pass
