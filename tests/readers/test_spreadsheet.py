import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from trama.core.errors import InputError
from trama.readers import ReaderDefect, Row, open_tables
from trama.values.defects import Outcome

# What each writer below writes: a title, a blank row, a header that begins in column C, a record.
EXPECTED = [
    Row(1, (None, None, "REGISTRO (SINTETICO)", None, None, None)),
    Row(4, (None, None, "nro", "fecha", "serie", "ñ")),
    Row(5, (None, None, "0012", date(2017, 3, 5), 42799, 1.5)),
    Row(7, (None, None, "0013", date(2017, 3, 6), 42800, None)),
]


def write_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("CASOS")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(0, 2, "REGISTRO (SINTETICO)")
        sheet.write_row(3, 2, ["nro", "fecha", "serie", "ñ"])
        sheet.write_row(4, 2, ["0012", None, 42799, 1.5])
        sheet.write_datetime(4, 3, datetime(2017, 3, 5), day)  # noqa: DTZ001 - a sheet has no zone
        sheet.write_row(6, 2, ["0013", None, 42800])
        sheet.write_datetime(6, 3, datetime(2017, 3, 6), day)  # noqa: DTZ001 - a sheet has no zone
        hidden = book.add_worksheet("OCULTA")
        hidden.write(1, 0, "x")
        hidden.hide()


def write_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("CASOS")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    sheet.write(0, 2, "REGISTRO (SINTETICO)")
    for column, text in enumerate(["nro", "fecha", "serie", "ñ"], start=2):
        sheet.write(3, column, text)
    for row, number, when, serial in ((4, "0012", 5, 42799), (6, "0013", 6, 42800)):
        sheet.write(row, 2, number)
        sheet.write(row, 3, date(2017, 3, when), day)
        sheet.write(row, 4, serial)
    sheet.write(4, 5, 1.5)
    hidden = book.add_sheet("OCULTA")
    hidden.write(1, 0, "x")
    hidden.visibility = 1
    book.save(str(path))


def write_ods(path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    style = Style(name="oculta", family="table")
    style.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(style)
    sheet = Table(name="CASOS")
    ods_row(sheet, None, None, "REGISTRO (SINTETICO)")
    sheet.addElement(TableRow(numberrowsrepeated=2))
    ods_row(sheet, None, None, "nro", "fecha", "serie", "ñ")
    ods_row(sheet, None, None, "0012", date(2017, 3, 5), 42799, 1.5)
    sheet.addElement(TableRow())
    ods_row(sheet, None, None, "0013", date(2017, 3, 6), 42800)
    # What LibreOffice writes below the last row: the rest of the sheet, empty.
    rest = TableRow(numberrowsrepeated=1_048_569)
    rest.addElement(TableCell(numbercolumnsrepeated=16_384))
    sheet.addElement(rest)
    book.spreadsheet.addElement(sheet)
    hidden = Table(name="OCULTA", stylename=style)
    ods_row(hidden)
    ods_row(hidden, "x")
    book.spreadsheet.addElement(hidden)
    book.save(str(path))


def ods_row(sheet: Table, *values: str | float | date | None) -> None:
    row = TableRow()
    for value in values:
        if value is None:
            row.addElement(TableCell())
            continue
        if isinstance(value, date):
            cell = TableCell(valuetype="date", datevalue=value.isoformat())
        elif isinstance(value, str):
            cell = TableCell(valuetype="string")
        else:
            cell = TableCell(valuetype="float", value=str(value))
        cell.addElement(P(text=str(value)))
        row.addElement(cell)
    sheet.addElement(row)


WRITERS = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}


def read(path: Path) -> tuple[list[Row], list[ReaderDefect]]:
    """Reads the first sheet."""
    with open_tables(path) as tables:
        return list(tables[0].rows), tables[0].defects


@pytest.mark.parametrize("kind", WRITERS)
def test_rows_have_the_numbers_and_columns_that_the_sheet_shows(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"SINTETICO.{kind}"
    WRITERS[kind](path)

    rows, defects = read(path)

    assert rows == EXPECTED
    assert [type(cell) for cell in rows[2].cells[2:]] == [str, date, int, float]
    assert defects == []


@pytest.mark.parametrize("kind", WRITERS)
def test_hidden_sheets_are_read_and_marked(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"SINTETICO.{kind}"
    WRITERS[kind](path)

    with open_tables(path) as tables:
        sheets = {table.sheet: (table.hidden, [row.line for row in table.rows]) for table in tables}

    assert sheets == {"CASOS": (False, [1, 4, 5, 7]), "OCULTA": (True, [2])}


def test_sheets_may_be_read_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("A", "B"):
            book.add_worksheet(name).write_column(0, 0, [f"{name}{row}" for row in range(3)])

    with open_tables(path) as (first, second):
        pairs = [(a.cells[0], b.cells[0]) for a, b in zip(first.rows, second.rows)]  # noqa: B905 - same length

    assert pairs == [("A0", "B0"), ("A1", "B1"), ("A2", "B2")]


def test_charts_and_empty_sheets_give_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("VACIA")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=VACIA!$A$1:$A$2"})
        book.add_chartsheet("GRAFICO").set_chart(chart)

    with open_tables(path) as tables:
        assert [(table.sheet, list(table.rows)) for table in tables] == [("VACIA", [])]


def written(path: Path, fill: Callable[[xlsxwriter.Workbook], None], **options: bool) -> Path:
    with xlsxwriter.Workbook(path, options) as book:
        fill(book)
    return path


def test_formulas_give_their_stored_value_and_errors_are_set_aside(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula("B2", "=1+1", None, 2)
        sheet.write_formula("C2", "=NA()", None, "#N/A")
        sheet.write_formula("D3", "=1/0", None, "#DIV/0!")
        sheet.write("E2", "#REF!")

    rows, defects = read(written(tmp_path / "SINTETICO.xlsx", fill))

    # A row of nothing but an error is a row still.
    assert rows == [Row(2, (None, 2, None, None, None)), Row(3, (None,) * 5)]
    assert [(defect.line, defect.column, defect.value) for defect in defects] == [
        (2, 2, "#N/A"),
        (2, 4, "#REF!"),
        (3, 3, "#DIV/0!"),
    ]
    assert {(defect.defect.code, defect.defect.outcome) for defect in defects} == {
        ("formula_error", Outcome.SET_ASIDE)
    }


def test_days_before_march_1900_and_of_the_1904_system_are_those_that_excel_shows(
    tmp_path: Path,
) -> None:
    def old(book: xlsxwriter.Workbook) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet().write_row(0, 0, [1, 59, 61], day)

    def of_1904(book: xlsxwriter.Workbook) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet().write_datetime(0, 0, date(2017, 3, 5), day)

    (first,), _ = read(written(tmp_path / "SINTETICO-1.xlsx", old))
    (second,), _ = read(written(tmp_path / "SINTETICO-2.xlsx", of_1904, date_1904=True))

    assert first.cells == (date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1))
    assert second.cells == (date(2017, 3, 5),)


def test_hours_durations_and_truth_values_come_as_what_they_are(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 0.5, book.add_format({"num_format": "hh:mm"}))
        sheet.write(0, 1, 42799.5, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
        sheet.write(0, 2, True)
        sheet.write(0, 3, 123456789012345)

    (row,), _ = read(written(tmp_path / "SINTETICO.xlsx", fill))

    noon = datetime(2017, 3, 5, 12)  # noqa: DTZ001 - a sheet has no zone
    assert row.cells == ("12:00:00", noon, True, 123456789012345)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_cell_merged_over_rows_stands_in_each_of_them(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"SINTETICO.{kind}"
    if kind == "xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.merge_range("B2:B4", "C-1")
            sheet.write_column("C2", ["ANA", "EVA", "LUZ", "SOL"])
    else:
        old = xlwt.Workbook()
        page = old.add_sheet("A")
        page.write_merge(1, 3, 1, 1, "C-1")
        for row, name in enumerate(["ANA", "EVA", "LUZ", "SOL"], start=1):
            page.write(row, 2, name)
        old.save(str(path))

    rows, defects = read(path)

    assert [row.cells[1] for row in rows] == ["C-1", "C-1", "C-1", None]
    assert [(defect.line, defect.column, defect.defect.code) for defect in defects] == [
        (3, 1, "merged_cell_filled"),
        (4, 1, "merged_cell_filled"),
    ]


def test_rows_covered_only_by_a_merged_title_stay_blank(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:D3", "REGISTRO (SINTETICO)")
        sheet.write_row("A4", ["a", "b"])

    rows, defects = read(written(tmp_path / "SINTETICO.xlsx", fill))

    assert [row.line for row in rows] == [1, 4]
    assert defects == []


def test_covered_cells_of_an_ods_keep_the_columns_in_place(tmp_path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="A")
    row = TableRow()
    cell = TableCell(valuetype="string", numbercolumnsspanned=2)
    cell.addElement(P(text="M"))
    row.addElement(cell)
    row.addElement(CoveredTableCell())
    last = TableCell(valuetype="string")
    last.addElement(P(text="z"))
    row.addElement(last)
    sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(str(tmp_path / "SINTETICO.ods"))

    rows, _ = read(tmp_path / "SINTETICO.ods")

    assert rows == [Row(1, ("M", None, "z"))]


def test_damaged_letters_are_repaired_and_reported(tmp_path: Path) -> None:
    rows, defects = read(
        written(
            tmp_path / "SINTETICO.xlsx",
            lambda book: book.add_worksheet().write_row(0, 0, ["MUÃ‘OZ", "MU¥OZ", "PEÑA"]),
        )
    )

    assert rows[0].cells == ("MUÑOZ", "MUÑOZ", "PEÑA")
    assert [(defect.line, defect.column, defect.value) for defect in defects] == [
        (1, 0, "MUÃ‘OZ"),
        (1, 1, "MU¥OZ"),
    ]


def test_formatted_empty_cells_far_away_do_not_matter(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    rows, _ = read(written(tmp_path / "SINTETICO.xlsx", fill))

    assert rows == [Row(1, ("x",))]


def test_a_stray_cell_in_the_last_corner_is_refused_with_its_place(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("LEJOS")
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, "z")
        book.add_worksheet("CERCA").write(0, 0, "y")

    path = written(tmp_path / "SINTETICO.xlsx", fill)

    with open_tables(path) as (far, near):
        with pytest.raises(InputError, match="LEJOS llega hasta la fila 1048576"):
            list(far.rows)
        assert list(near.rows) == [Row(1, ("y",))]


@pytest.mark.parametrize("kind", WRITERS)
def test_half_a_workbook_is_refused_as_damaged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"SINTETICO.{kind}"
    WRITERS[kind](path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    with pytest.raises(InputError, match="dañado"):
        read(path)


def test_a_workbook_that_unpacks_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    write_xlsx(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", bytes(70 << 20))

    with pytest.raises(InputError, match="guárdelo como CSV"), open_tables(path):
        pass


def test_a_binary_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"SINTETICO")

    with pytest.raises(InputError, match="guárdelo como XLSX"), open_tables(path):
        pass
