from pathlib import Path

import pytest
import xlsxwriter

from trama.readers import ReaderDefect, Row, open_tables
from trama.readers.delimiter import Delimiter
from trama.readers.whole_rows import hides_a_row, whole_row
from trama.values.defects import Outcome

HEADER = ("Expediente", "Victima", "Sexo", "Edad")
FOUR_COMMAS = Delimiter(",", 4)
EVA = ("EXP-2", "SINTETICA, EVA", "F", "21")
QUOTED_EVA = '"EXP-2,""SINTETICA, EVA"",F,21"'


def read(folder: Path, *lines: str) -> tuple[list[Row], list[ReaderDefect]]:
    path = folder / "SINTETICO.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return read_tables(path)


def read_tables(path: Path) -> tuple[list[Row], list[ReaderDefect]]:
    with open_tables(path) as (table,):
        rows = list(table.rows)
    return rows, table.defects


def test_a_line_quoted_as_a_whole_is_read_as_its_row_and_told(tmp_path: Path) -> None:
    rows, defects = read(tmp_path, ",".join(HEADER), "EXP-1,SINTETICA ANA,F,20", QUOTED_EVA)

    assert [row.cells for row in rows] == [HEADER, ("EXP-1", "SINTETICA ANA", "F", "20"), EVA]
    assert [(defect.line, defect.column, defect.defect.code) for defect in defects] == [
        (3, None, "row_in_one_cell")
    ]
    assert defects[0].defect.outcome is Outcome.CORRECTED


@pytest.mark.parametrize(
    "line",
    [
        QUOTED_EVA,
        QUOTED_EVA + ",,,",
        '"""EXP-2,""""SINTETICA, EVA"""",F,21"""',
        '"EXP-2;""SINTETICA, EVA"";F;21"',
        '"EXP-2\tSINTETICA, EVA\tF\t21"',
    ],
    ids=["once", "before empty cells", "twice", "with semicolons", "with tabs"],
)
def test_ways_in_which_a_whole_line_is_quoted(tmp_path: Path, line: str) -> None:
    rows, _ = read(tmp_path, ",".join(HEADER), *["EXP-1,ANA,F,20"] * 3, line)

    assert rows[-1].cells == EVA


def test_a_file_whose_lines_are_all_quoted_is_a_table(tmp_path: Path) -> None:
    lines = ['"Expediente,Victima,Sexo,Edad"', *[QUOTED_EVA] * 5]

    rows, defects = read(tmp_path, *lines)

    assert [row.cells for row in rows] == [HEADER, *[EVA] * 5]
    assert len(defects) == 6


def test_quoted_lines_below_a_plain_header_are_rows(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, ",".join(HEADER), *[QUOTED_EVA] * 9)

    assert [row.cells for row in rows[1:]] == [EVA] * 9


def test_a_line_that_lost_a_part_is_rejected_and_shows_nobody_its_names(tmp_path: Path) -> None:
    rows, defects = read(
        tmp_path, ",".join(HEADER), *["EXP-1,ANA,F,20"] * 3, '"EXP-2,""SINTETICA, EVA"",F"'
    )

    assert [row.cells[0] for row in rows] == ["Expediente", *["EXP-1"] * 3]
    assert [(defect.line, defect.defect.code, defect.defect.outcome) for defect in defects] == [
        (5, "row_not_split", Outcome.REJECTED)
    ]


def test_a_text_of_one_column_with_commas_stays_one_column(tmp_path: Path) -> None:
    lines = ['"Lugar"', *['"Ate, Lima, Lima, Perú"'] * 5]

    rows, defects = read(tmp_path, *lines)

    assert [row.cells for row in rows] == [("Lugar",), *[("Ate, Lima, Lima, Perú",)] * 5]
    assert defects == []


@pytest.mark.parametrize(
    "cells",
    [["Fuente: unidad, 2024"], ["EXP-2", "A,B,C,D"], ["EXP-2", "", "F", "21"], ["a,b,c,d,e,f,g"]],
    ids=["a note", "two cells", "blank cells", "too many parts"],
)
def test_what_is_no_whole_row(cells: list[str]) -> None:
    assert whole_row(cells, FOUR_COMMAS) is None


def test_a_note_with_one_comma_hides_no_row_and_a_list_of_cells_does() -> None:
    assert not hides_a_row(["Fuente: unidad, 2024"], FOUR_COMMAS)
    assert hides_a_row(["a,b,c,d,e,f,g"], FOUR_COMMAS)
    assert not hides_a_row(["a,b,c,d", "e"], FOUR_COMMAS)


def sheet(folder: Path, *rows: tuple[str | int, ...]) -> Path:
    path = folder / "SINTETICO.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("CASOS")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def test_a_sheet_whose_first_column_holds_the_text_of_every_row_is_split(tmp_path: Path) -> None:
    path = sheet(tmp_path, (",".join(HEADER),), ('EXP-2,"SINTETICA, EVA",F,21',), ("EXP-3,,M,",))

    rows, defects = read_tables(path)

    assert rows == [Row(1, HEADER), Row(2, EVA), Row(3, ("EXP-3", None, "M", None))]
    assert [(defect.line, defect.defect.code) for defect in defects] == [(1, "row_in_one_cell")]


def test_a_sheet_of_one_column_of_places_is_left_as_it_is(tmp_path: Path) -> None:
    path = sheet(tmp_path, ("Lugar",), ("Ate, Lima, Lima",), ("Puno, Puno, Puno",))

    rows, defects = read_tables(path)

    assert [row.cells for row in rows] == [("Lugar",), ("Ate, Lima, Lima",), ("Puno, Puno, Puno",)]
    assert defects == []


def test_a_usual_sheet_with_a_title_is_left_as_it_is(tmp_path: Path) -> None:
    path = sheet(tmp_path, ("Unidad, 2024, SINTETICO",), HEADER, ("EXP-1", "ANA", "F", 20))

    rows, defects = read_tables(path)

    assert rows[2].cells == ("EXP-1", "ANA", "F", 20)
    assert defects == []


@pytest.mark.parametrize("text", ["EXP-2;SINTETICA, EVA;F;21", 'EXP-2,"SINTETICA, EVA",F,21'])
def test_a_row_of_a_usual_sheet_in_one_cell_is_read_and_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "SINTETICO.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([HEADER, ("EXP-1", "SINTETICA, ANA", "F", "20"), (text,)]):
            sheet.write_row(at, 0, cells)
        sheet.write_string(3, 0, "Fuente: registro, SINTETICO")

    rows, defects = read_tables(path)

    assert rows[2].cells == EVA
    assert len(rows) == 4
    assert [(defect.line, defect.defect.code) for defect in defects] == [(3, "row_in_one_cell")]
