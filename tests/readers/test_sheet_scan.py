import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from trama.readers import Row, limits, open_tables
from trama.readers.sheet_scan import SheetScan, scan_sheet

BOOK = """<workbook xmlns:r="http://x/relationships"><sheets>
<sheet name="OTRA" sheetId="1" r:id="rId2"/><sheet name="A &amp; B" sheetId="2" r:id="rId1"/>
</sheets></workbook>"""
RELATIONS = """<Relationships>
<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
<Relationship Target="/xl/worksheets/Sheet2.xml" Id="rId2"/></Relationships>"""


def scan(folder: Path, sheet: str, name: str = "A & B") -> SheetScan:
    path = folder / "SINTETICO.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/worksheets/sheet2.xml", "<sheetData/>")
    with zipfile.ZipFile(path) as archive:
        return scan_sheet(archive, name)


def test_the_last_row_and_column_are_those_of_any_cell(tmp_path: Path) -> None:
    sheet_scan = scan(
        tmp_path,
        '<row r="9"><c r="AB9"><v>1</v></c></row><row r="10"><c r="B10"><v>1</v></c></row>',
    )

    assert (sheet_scan.last_row, sheet_scan.last_column) == (10, 28)


def test_error_cells_are_stored_by_row_and_column(tmp_path: Path) -> None:
    sheet_scan = scan(
        tmp_path,
        '<row r="2"><c r="A2"><v>1</v></c><c r="C2" s="1" t="e"><f>NA()</f><v>#N/A</v></c>'
        "<c r='D2' t='e'/><x:c t=\"e\" r=\"E2\"><x:v>#REF!</x:v></x:c></row>",
    )

    assert sheet_scan.errors == {(2, 2): "#N/A", (2, 4): "#REF!"}


def test_a_formula_without_a_stored_result_is_an_error_and_an_empty_result_is_not(
    tmp_path: Path,
) -> None:
    sheet_scan = scan(
        tmp_path,
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>TODAY()</f><v></v></c>'
        '<c r="C2" t="str"><f>""</f><v></v></c><c r="D2"><f t="shared" si="0"/></c>'
        '<c r="E2"><f>A2&amp;"x"</f><v /></c></row>',
    )

    assert sheet_scan.errors == {(2, 1): "=TODAY()", (2, 3): "=", (2, 4): '=A2&"x"'}


def test_a_sheet_is_found_by_its_name_wherever_its_part_lies(tmp_path: Path) -> None:
    assert scan(tmp_path, '<row r="5"/>', "OTRA") == SheetScan()
    assert scan(tmp_path, '<row r="5"/>', "NINGUNA") == SheetScan()


def test_empty_cells_count_only_as_long_as_the_sheet_is_not_too_large(tmp_path: Path) -> None:
    sheet_scan = scan(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="1"/><c r="XFC1048576" s="1"></c></row>',
    )

    assert (sheet_scan.last_row, sheet_scan.last_column, sheet_scan.is_too_large) == (1, 1, False)


def test_a_far_cell_that_holds_something_makes_the_sheet_too_large(tmp_path: Path) -> None:
    sheet_scan = scan(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="1"><v>1</v></c></row>',
    )

    assert sheet_scan.is_too_large


@pytest.mark.parametrize("padding", [0, 1, 7, 50])
def test_a_cell_cut_by_the_end_of_a_block_is_seen_whole(tmp_path: Path, padding: int) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    before = row * (4 * limits.MIB // len(row) - 1) + "<!--" + "x" * padding + "-->"

    sheet_scan = scan(tmp_path, before + '<row r="2"><c r="D2" t="e"><v>#N/A</v></c></row>')

    assert sheet_scan.errors == {(2, 3): "#N/A"}


def test_a_huge_declared_extent_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A").write(0, 0, "x")
    declared = tmp_path / "SINTETICO-2.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(declared, "w") as target:
        for name in source.namelist():
            extent = b'<dimension ref="A1:XFD1048576"/>'
            target.writestr(name, source.read(name).replace(b'<dimension ref="A1"/>', extent))
    assert extent in zipfile.ZipFile(declared).read("xl/worksheets/sheet1.xml")

    with open_tables(declared) as (table,):
        assert list(table.rows) == [Row(1, ("x",))]
