"""The bounds on the text and the cells of a workbook, tried with small limits and small files."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from trama.core.errors import InputError
from trama.readers import limits, open_tables
from trama.readers.ods_scan import scan_ods
from trama.readers.sheet_scan import scan_sheet
from trama.readers.xls_scan import scan_xls

NARRATIVE = "relato SINTETICO " * 20
CELLS = 40


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ALWAYS_UNPACKED", 10_000)
    monkeypatch.setattr(limits, "MOST_UNPACKED_RATIO", 1)


def xlsx(path: Path, texts: list[str]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A")
        for row, text in enumerate(texts):
            sheet.write(row, 0, text)
    return path


def xls(path: Path, texts: list[str]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    for row, text in enumerate(texts):
        sheet.write(row, 0, text)
    book.save(str(path))
    return path


def ods(path: Path, *, rows: int = 1, columns: int = 1, text: str = NARRATIVE) -> Path:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="A")
    row = TableRow(numberrowsrepeated=rows)
    row.addElement(TableCell(numbercolumnsrepeated=2))
    cell = TableCell(valuetype="string", numbercolumnsrepeated=columns)
    cell.addElement(P(text=text))
    row.addElement(cell)
    row.addElement(TableCell(numbercolumnsrepeated=16_000))
    sheet.addElement(row)
    rest = TableRow(numberrowsrepeated=1_000_000)
    rest.addElement(TableCell(numbercolumnsrepeated=16_384))
    sheet.addElement(rest)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))
    return path


def refused(path: Path) -> str:
    with pytest.raises(InputError) as raised, open_tables(path) as (table,):
        list(table.rows)
    return str(raised.value)


@pytest.mark.parametrize("writer", [xlsx, xls])
def test_a_text_that_many_cells_share_counts_once_for_each_cell(tmp_path: Path, writer) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - one of two functions
    path = writer(tmp_path / "SINTETICO", [NARRATIVE] * CELLS)

    assert "repite textos" in refused(path)


@pytest.mark.parametrize("writer", [xlsx, xls])
def test_as_many_short_texts_beside_one_long_text_are_read(tmp_path: Path, writer) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - one of two functions
    path = writer(tmp_path / "SINTETICO", [NARRATIVE, *["ANA"] * CELLS])

    with open_tables(path) as (table,):
        assert len(list(table.rows)) == CELLS + 1


def test_the_text_of_an_xlsx_is_that_of_its_shared_texts(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "SINTETICO.xlsx", [NARRATIVE] * CELLS)

    with zipfile.ZipFile(path) as archive:
        text = scan_sheet(archive, "A").text

    assert len(NARRATIVE) * CELLS <= text <= (len(NARRATIVE) + 100) * CELLS


def test_the_text_of_an_xls_is_that_of_its_shared_texts(tmp_path: Path) -> None:
    # Each text is wide (ñ, ć), and together they fill more than one record.
    texts = [f"{number} ć ñ {NARRATIVE}" for number in range(CELLS)] * 2

    scan = scan_xls(xls(tmp_path / "SINTETICO.xls", texts))

    assert scan.text == sum(2 * len(text) for text in texts)


@pytest.mark.parametrize(("rows", "columns"), [(40, 1), (1, 40), (7, 7)])
def test_a_repeated_text_of_an_ods_counts_as_often_as_it_is_repeated(
    tmp_path: Path, rows: int, columns: int
) -> None:
    path = ods(tmp_path / "SINTETICO.ods", rows=rows, columns=columns)

    assert "repite textos" in refused(path)


def test_repeated_cells_of_an_ods_have_the_bound_of_any_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_SHEET_CELLS", 90)

    assert "hasta la fila 10 y la columna 12" in refused(
        ods(tmp_path / "SINTETICO.ods", rows=10, columns=10, text="x")
    )


def test_empty_cells_to_the_end_of_an_ods_do_not_count(tmp_path: Path) -> None:
    path = ods(tmp_path / "SINTETICO.ods", rows=3, columns=2, text="x")

    with zipfile.ZipFile(path) as archive:
        scan = scan_ods(archive)["A"]
    with open_tables(path) as (table,):
        rows = list(table.rows)

    assert (scan.last_row, scan.last_column) == (3, 4)
    assert [row.cells for row in rows] == [(None, None, "x", "x")] * 3
