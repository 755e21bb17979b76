import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import SheetVisibleEnum, load_workbook

from trama.twin.xlsx_file import Sheet, Workbook


def test_a_spreadsheet_reader_finds_the_cells_that_were_put(tmp_path: Path) -> None:
    # Arrange
    path = tmp_path / "libro.xlsx"
    book = Workbook(path)
    sheet = book.add(Sheet("HECHOS"))
    long = ["x"] * 30

    # Act
    lines = [
        sheet.put(["clave", "fecha", "número"]),
        sheet.put(["<Ñ & «á»>", date(2017, 3, 5), 80101]),
        sheet.put(None),
        sheet.put([" dos  blancos ", "", "línea\notra"]),
        sheet.put(long),
    ]
    book.close()

    # Assert
    rows = load_workbook(str(path)).get_sheet_by_name("HECHOS").to_python()
    assert lines == [1, 2, 3, 4, 5]
    assert rows[1][:3] == ["<Ñ & «á»>", date(2017, 3, 5), 80101.0]
    assert set(rows[2]) == {""}
    assert rows[3][:3] == [" dos  blancos ", "", "línea\notra"]
    assert rows[4] == long


def test_a_hidden_sheet_stays_hidden(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    book = Workbook(path)
    book.add(Sheet("PARAMETROS", hidden=True)).put(["a"])
    book.add(Sheet("CASOS")).put(["b"])
    book.close()

    visible = {sheet.name: sheet.visible for sheet in load_workbook(str(path)).sheets_metadata}
    assert visible == {
        "PARAMETROS": SheetVisibleEnum.Hidden,
        "CASOS": SheetVisibleEnum.Visible,
    }


def test_no_time_of_writing_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    book = Workbook(path)
    book.add(Sheet("CASOS")).put(["a"])
    book.close()

    with zipfile.ZipFile(path) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("cells", [25_000])
def test_cells_are_right_past_what_the_sheet_remembers(tmp_path: Path, cells: int) -> None:
    path = tmp_path / "libro.xlsx"
    book = Workbook(path)
    sheet = book.add(Sheet("CASOS"))
    for number in range(cells):
        sheet.put([f"c{number}"])
    book.close()

    rows = load_workbook(str(path)).get_sheet_by_name("CASOS").to_python()
    assert rows == [[f"c{number}"] for number in range(cells)]
