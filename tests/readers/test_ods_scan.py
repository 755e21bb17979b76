"""Line breaks, tabs, errors and merged cells of an ODS: their scan, and the rows of the reader."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from trama.readers import ReaderDefect, Row, limits, open_tables
from trama.readers.ods_scan import MarkedRows, OdsSheet, Run, scan_ods

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
BREAK = "<text:line-break/>"
ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
    'office:string-value="" calcext:value-type="error"{}><text:p>#N/A</text:p></table:table-cell>'
)


def text(*paragraphs: str, more: str = "") -> str:
    inner = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return f'<table:table-cell office:value-type="string"{more}>{inner}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def written(folder: Path, *rows: str, before: str = "") -> Path:
    path = folder / "SINTETICO.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES} {CALC}><office:body><office:spreadsheet>{before}"
            f'<table:table table:name="A &amp; B">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def scan(path: Path) -> OdsSheet:
    with zipfile.ZipFile(path) as archive:
        return scan_ods(archive)["A & B"]


def read(path: Path) -> tuple[list[Row], list[ReaderDefect]]:
    """Read the last sheet."""
    with open_tables(path) as tables:
        return list(tables[-1].rows), tables[-1].defects


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (text(f"QUISPE{BREAK}MAMANI"), "QUISPE\nMAMANI"),
        (text("QUISPE<text:tab/>MAMANI"), "QUISPE\tMAMANI"),
        (text("QUISPE<text:line-break></text:line-break>MAMANI"), "QUISPE\nMAMANI"),
        (text(f"<text:span>QUISPE{BREAK}</text:span><text:a>MAMANI</text:a>"), "QUISPE\nMAMANI"),
        (text("QUISPE", f"MAMANI{BREAK}ROSA"), "QUISPE\nMAMANI\nROSA"),
        (text(f'A<text:s text:c="3"/>B<text:s/>C{BREAK}D'), "A   B C\nD"),
        (text(f"NU&#209;EZ &amp; {BREAK}&lt;x&gt;"), "NUÑEZ & \n<x>"),
        (text("QUISPE", "MAMANI"), "QUISPE\nMAMANI"),
        (text("QUISPE MAMANI"), "QUISPE MAMANI"),
    ],
)
def test_a_line_break_and_a_tab_stay_in_a_cell_as_in_an_xlsx(
    tmp_path: Path, cell: str, value: str
) -> None:
    rows, defects = read(written(tmp_path, row(text("x"), cell)))

    assert rows == [Row(1, ("x", value))]
    assert defects == []


def test_a_comment_is_no_part_of_its_cell(tmp_path: Path) -> None:
    cell = text(f"QUISPE{BREAK}MAMANI").replace(
        "<text:p>", "<office:annotation><text:p>nota</text:p></office:annotation><text:p>"
    )

    assert read(written(tmp_path, row(cell)))[0] == [Row(1, ("QUISPE\nMAMANI",))]


def test_repeated_rows_and_cells_keep_every_mark_in_its_place(tmp_path: Path) -> None:
    three = ' table:number-rows-repeated="3"'
    two = ' table:number-columns-repeated="2"'
    path = written(
        tmp_path,
        row(text("a"), more=three),
        row(f"<table:table-cell{two}/>", text(f"B{BREAK}C", more=two), text("d"), more=three),
        f"<table:table-row{three}/>",
        "<table:table-header-rows>",
        row(f"<table:covered-table-cell{two}/>", text(f"E{BREAK}F")),
        "</table:table-header-rows>",
    )

    rows, _ = read(path)

    marked = (None, None, "B\nC", "B\nC", "d")
    assert [row.cells[:5] for row in rows[3:6]] == [marked] * 3
    assert rows[6] == Row(10, (None, None, "E\nF", None, None))
    assert scan(path).rows[0] == MarkedRows(4, 6, (Run(2, 3, "B\nC", False),))


def test_an_error_is_set_aside_whatever_value_is_stored_with_it(tmp_path: Path) -> None:
    as_zero = '<table:table-cell office:value-type="float" office:value="0"><text:p>{}</text:p>'
    as_zero += "</table:table-cell>"

    rows, defects = read(
        written(
            tmp_path,
            row(text("x"), ERROR.format(""), as_zero.format("#DIV/0!"), as_zero.format("0")),
            row(text("x"), as_zero.format("Err:502"), text("#REF!"), text("#1")),
        )
    )

    assert rows == [Row(1, ("x", None, None, 0)), Row(2, ("x", None, None, "#1"))]
    assert [(d.line, d.column, d.defect.code, d.value) for d in defects] == [
        (1, 1, "formula_error", "#N/A"),
        (1, 2, "formula_error", "#DIV/0!"),
        (2, 1, "formula_error", "Err:502"),
        (2, 2, "formula_error", "#REF!"),
    ]


def test_a_cell_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    rows, defects = read(
        written(
            tmp_path,
            row(text("C-1", more=' table:number-rows-spanned="3"'), text("ANA")),
            row("<table:covered-table-cell/>", text("EVA"), more=' table:number-rows-repeated="2"'),
            row("<table:table-cell/>", text("SOL")),
        )
    )

    assert [row.cells[0] for row in rows] == ["C-1", "C-1", "C-1", None]
    assert [(d.line, d.column, d.defect.code) for d in defects] == [
        (2, 0, "merged_cell_filled"),
        (3, 0, "merged_cell_filled"),
    ]


def test_each_sheet_has_its_own_rows(tmp_path: Path) -> None:
    before = f'<table:table table:name="OTRA">{row(text("x")) * 4}</table:table>'
    path = written(tmp_path, row(text(f"A{BREAK}B")), before=before)

    assert scan(path).rows == [MarkedRows(1, 1, (Run(0, 0, "A\nB", False),))]
    assert read(path)[0] == [Row(1, ("A\nB",))]


def test_a_huge_repeat_count_costs_nothing(tmp_path: Path) -> None:
    huge = ' table:number-rows-repeated="999999999"'
    wide = ' table:number-columns-repeated="999999999"'
    path = written(tmp_path, row(ERROR.format(wide), more=huge), row(text(f"A{BREAK}B", more=wide)))

    sheet = scan(path)

    assert [(rows.first, rows.last) for rows in sheet.rows] == [
        (1, 999_999_999),
        (1_000_000_000, 1_000_000_000),
    ]
    cells: list[str | int | float | bool | date | None] = [None, "", 5]
    assert sheet.restore(7, cells) == [(0, "#N/A")]


def test_a_cell_of_other_letters_than_the_scan_has_stays() -> None:
    sheet = OdsSheet(rows=[MarkedRows(1, 1, (Run(0, 0, "A\nB", False), Run(1, 1, "#N/A", True)))])
    cells: list[str | int | float | bool | date | None] = ["AC", 5, "AB"]

    assert sheet.restore(1, cells) == []
    assert cells == ["AC", 5, "AB"]


@pytest.mark.parametrize("padding", [0, 1, 7, 20])
def test_a_row_cut_by_the_end_of_a_block_is_seen_whole(tmp_path: Path, padding: int) -> None:
    filler = row(text("x" * 4000))
    count = 4 * limits.MIB // len(filler) + 2
    path = written(
        tmp_path, f"<!--{'x' * padding}-->", filler * count, row(text(f"A{BREAK}B")) * 1500
    )

    assert [rows.first for rows in scan(path).rows] == list(range(count + 1, count + 1501))


def test_an_ods_reads_like_the_xlsx_of_the_same_cells(tmp_path: Path) -> None:
    values = ["QUISPE\nMAMANI", "QUISPE\tMAMANI", "QUISPE MAMANI"]
    cells = [text(value.replace("\n", BREAK).replace("\t", "<text:tab/>")) for value in values]
    with xlsxwriter.Workbook(tmp_path / "SINTETICO.xlsx") as book:
        book.add_worksheet().write_row(0, 0, values)

    assert read(written(tmp_path, row(*cells))) == read(tmp_path / "SINTETICO.xlsx")
