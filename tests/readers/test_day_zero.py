import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from trama.readers import open_tables
from trama.readers.day_zero import day_zero
from trama.values.dates import DateForm, partial_date
from trama.values.partial_date import PartialDate

USUAL, OF_1904 = date(1899, 12, 30), date(1904, 1, 1)


def of_xlsx(path: Path, *, from_1904: bool) -> None:
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
        book.add_worksheet().write_row(0, 0, ["SINTETICO", 41337])


def of_xls(path: Path, *, from_1904: bool) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    sheet = book.add_sheet("A")
    sheet.write(0, 0, "SINTETICO")
    sheet.write(0, 1, 41337)
    book.save(str(path))


def of_ods(path: Path, *, from_1904: bool) -> None:
    stated = '<table:null-date table:date-value="1904-01-01"/>' if from_1904 else ""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            "<office:document-content"
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            f"<office:body><office:spreadsheet>{stated}"
            '<table:table table:name="A"><table:table-row>'
            '<table:table-cell office:value-type="string"><text:p>SINTETICO</text:p>'
            "</table:table-cell>"
            '<table:table-cell office:value-type="float" office:value="41337">'
            "<text:p>41337</text:p></table:table-cell></table:table-row></table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        )


WRITERS: dict[str, Callable[..., None]] = {"xlsx": of_xlsx, "xls": of_xls, "ods": of_ods}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(("from_1904", "zero"), [(False, USUAL), (True, OF_1904)])
def test_a_table_says_from_which_day_its_workbook_counts(
    tmp_path: Path, kind: str, from_1904: bool, zero: date
) -> None:
    path = tmp_path / f"SINTETICO.{kind}"
    WRITERS[kind](path, from_1904=from_1904)

    with open_tables(path) as (table,):
        assert table.day_zero == zero
        assert [row.cells for row in table.rows] == [("SINTETICO", 41337)]


def test_a_number_is_another_day_in_a_workbook_that_counts_from_1904() -> None:
    usual, old = (partial_date(41337, DateForm(day_zero=zero)) for zero in (USUAL, OF_1904))

    assert usual.value == PartialDate.parse("2013-03-04")
    assert old.value == PartialDate.parse("2017-03-05")


def test_a_day_zero_that_is_no_day_counts_as_the_usual_day(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<table:null-date table:date-value="1904-13-01"/>')

    with zipfile.ZipFile(path) as archive:
        assert day_zero(archive) == USUAL
