from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from trama.readers import ReaderDefect, Row, open_tables
from trama.values.defects import Outcome

HEADER = ["NRO_REGISTRO", "APE_PATERNO_VICT", "NOMBRES_VICT", "EDAD_VICT"]


def read(folder: Path, content: bytes, name: str = "SINTETICO.csv") -> list[Row]:
    return read_with_defects(folder, content, name)[0]


def read_with_defects(
    folder: Path, content: bytes, name: str = "SINTETICO.csv"
) -> tuple[list[Row], list[ReaderDefect]]:
    path = folder / name
    path.write_bytes(content)
    with open_tables(path) as (table,):
        rows = list(table.rows)
    assert (table.file, table.sheet, table.hidden) == (name, "", False)
    return rows, table.defects


def registry(*rows: str, newline: str = "\n", delimiter: str = ";") -> str:
    """A small export; the cells of ``rows`` are joined with ``;``."""
    return newline.join((";".join(HEADER), *rows, "")).replace(";", delimiter)


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850"]
SPANISH = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜabcdñáéíóú 0123456789°"
# Not a quote where the reader could think that it opens a cell: those have tests of their own.
CELL = st.text(SPANISH + ",;|\t\"'\r\n.-()/", max_size=12)


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(st.lists(CELL, min_size=4, max_size=4), max_size=6))
def test_what_was_written_is_read(
    tmp_path: Path, delimiter: str, encoding: str, newline: str, rows: list[list[str]]
) -> None:
    # Arrange: five plain rows first, which decide the encoding and the delimiter.
    plain = [["SINT-2017-1", "MUÑOZ", "JOSÉ MARÍA", "15"]] * 5
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    # Only a guess tells a row whose cells hold rows from a broken quote.
    assume(all(sum(cell.count(delimiter) for cell in row) < 2 for row in rows))
    text = "".join(
        delimiter.join(map(quoted_where_needed, row)) + newline for row in (HEADER, *plain, *rows)
    )

    # Act
    read_rows = read(tmp_path, text.encode(encoding))

    # Assert
    assert [list(row.cells) for row in read_rows] == [HEADER, *plain, *rows]
    assert [row.line for row in read_rows] == lines_as_an_editor_counts([HEADER, *plain, *rows])


def quoted_where_needed(cell: str) -> str:
    # Not csv.writer: it leaves a line break unquoted when another one ends the lines.
    if not set(cell) & set(',;|\t"\r\n'):
        return cell
    escaped = cell.replace('"', '""')
    return f'"{escaped}"'


def lines_as_an_editor_counts(rows: list[list[str]]) -> list[int]:
    """The slow way: where each row begins, by counting the line breaks in the cells above it."""
    lines = [1]
    for row in rows[:-1]:
        breaks = sum(cell.replace("\r\n", "\n").replace("\r", "\n").count("\n") for cell in row)
        lines.append(lines[-1] + 1 + breaks)
    return lines


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
def test_a_row_after_a_cell_with_line_breaks_has_the_line_an_editor_shows(
    tmp_path: Path, newline: str
) -> None:
    content = registry('S-1;"calle 1\nSINTETICO\ncasa 2";A;15', "S-2;B;C;16", newline="\n").replace(
        "\n", newline
    )

    rows = read(tmp_path, content.encode())

    assert [row.line for row in rows] == [1, 2, 5]
    assert rows[1].cells[1] == newline.join(("calle 1", "SINTETICO", "casa 2"))


def test_blank_lines_and_the_dos_end_sign_are_passed_over_and_still_counted(
    tmp_path: Path,
) -> None:
    content = b"\r\n\r\nA;B\r\n\r\n1;2\r\n\x1a"

    assert read(tmp_path, content) == [Row(3, ("A", "B")), Row(5, ("1", "2"))]


def test_title_lines_above_the_header_are_handed_over_as_they_are(tmp_path: Path) -> None:
    content = "REGISTRO (SINTETICO)\n\n" + registry("S-1;MUÑOZ;ANA;15", "S-2;RÍOS;EVA;16")

    rows = read(tmp_path, content.encode())

    assert rows[0] == Row(1, ("REGISTRO (SINTETICO)",))
    assert rows[1] == Row(3, tuple(HEADER))


def test_short_and_long_rows_are_handed_over_as_they_are(tmp_path: Path) -> None:
    rows = read(tmp_path, registry("S-1;A", "S-2;A;B;15;;extra", "S-3;A;B;1").encode())

    assert [len(row.cells) for row in rows] == [4, 2, 6, 4]


def test_quotes_inside_an_unquoted_cell_are_text(tmp_path: Path) -> None:
    rows, defects = read_with_defects(
        tmp_path, registry('S-1;QUISPE (a) "Chata";ANA "LA TÍA";15').encode("cp1252")
    )

    assert rows[1].cells[1:3] == ('QUISPE (a) "Chata"', 'ANA "LA TÍA"')
    assert defects == []


def test_a_quote_never_closed_costs_no_other_row(tmp_path: Path) -> None:
    good = [f"S-{number};PEREZ;ANA;15" for number in range(1, 101)]
    broken = [*good[:50], 'S-X;"LA TIA;EVA;16', *good[50:]]

    rows, defects = read_with_defects(tmp_path, registry(*broken).encode())

    assert [row.cells for row in rows[1:]] == [
        ("S-X", "LA TIA", "EVA", "16") if "X" in line else tuple(line.split(";")) for line in broken
    ]
    assert [row.line for row in rows] == list(range(1, 103))
    (defect,) = defects
    assert (defect.line, defect.column, defect.value) == (52, 1, '"LA TIA')
    assert (defect.defect.code, defect.defect.outcome) == (
        "unclosed_quote",
        Outcome.CORRECTED,
    )


def test_a_quote_closed_by_a_later_row_swallows_nothing(tmp_path: Path) -> None:
    lines = [
        "S-1;PEREZ;ANA;15",
        'S-2;"LA TIA;EVA;16',
        "S-3;PEREZ;ANA;15",
        'S-4;"CHATA";EVA;16',
        "S-5;PEREZ;ANA;15",
    ]

    rows, defects = read_with_defects(tmp_path, registry(*lines).encode())

    assert [row.cells[0] for row in rows[1:]] == ["S-1", "S-2", "S-3", "S-4", "S-5"]
    assert rows[4].cells == ("S-4", "CHATA", "EVA", "16")
    assert [defect.line for defect in defects] == [3]


def test_where_every_cell_is_quoted_one_missing_quote_costs_no_other_row(tmp_path: Path) -> None:
    lines = [f'"S-{number}";"PEREZ";"ANA";"15"' for number in range(30)]
    lines[7] = '"S-7";"PEREZ";"ANA";"15'

    rows, defects = read_with_defects(tmp_path, registry(*lines).encode())

    assert [row.cells[0] for row in rows[1:]] == [f"S-{number}" for number in range(30)]
    assert rows[8].cells == ("S-7", "PEREZ", "ANA", "15")
    assert [defect.line for defect in defects] == [9]


def test_an_open_quote_in_the_last_line_gives_the_row(tmp_path: Path) -> None:
    rows, defects = read_with_defects(
        tmp_path, registry("S-1;A;B;15", 'S-2;A;"LA TIA;16').encode().rstrip(b"\n")
    )

    assert rows[-1] == Row(3, ("S-2", "A", "LA TIA", "16"))
    assert [defect.defect.code for defect in defects] == ["unclosed_quote"]


def test_two_broken_quotes_in_a_row_are_two_defects(tmp_path: Path) -> None:
    lines = ['S-1;"A;B;15', 'S-2;"A;B;15', *(f"S-{n};A;B;15" for n in range(3, 40))]

    rows, defects = read_with_defects(tmp_path, registry(*lines).encode())

    assert [row.cells[0] for row in rows[1:]] == [f"S-{n}" for n in range(1, 40)]
    assert [defect.line for defect in defects] == [2, 3]


def test_many_broken_quotes_are_read_without_nesting_ever_deeper(tmp_path: Path) -> None:
    lines = [f'S-{n};"A;B;15' for n in range(3_001)]

    rows = read(tmp_path, registry(*lines).encode())

    assert len(rows) == 3_002


def test_a_long_quoted_narrative_is_one_cell(tmp_path: Path) -> None:
    narrative = "\n".join(f"línea {n} del relato SINTETICO, con comas; y más" for n in range(60))
    content = registry(f'S-1;A;"{narrative}";15', "S-2;B;C;16")

    rows, defects = read_with_defects(tmp_path, content.encode())

    assert rows[1].cells[2] == narrative
    assert (rows[2].line, defects) == (62, [])


def test_a_cell_beyond_the_parsers_limit_costs_no_other_row(tmp_path: Path) -> None:
    rows = read(tmp_path, registry(f"S-1;{'A' * 200_000};B;15", "S-2;B;C;16").encode())

    assert [len(str(row.cells[1])) for row in rows] == [16, 200_000, 1]
    assert rows[2] == Row(3, ("S-2", "B", "C", "16"))


def test_letters_first_met_far_down_are_read_in_their_code_page(tmp_path: Path) -> None:
    lines = [f"S-{number};PEREZ;ANA;15" for number in range(40_000)]
    lines[39_000] = "S-X;MUÑOZ;ANA;15"

    rows = read(tmp_path, registry(*lines).encode("cp1252"))

    assert rows[39_001].cells[1] == "MUÑOZ"


def test_a_few_lines_of_another_encoding_are_read_and_reported_cell_by_cell(tmp_path: Path) -> None:
    good = registry(*["S-1;MUÑOZ;JOSÉ;15"] * 10).encode()
    content = good + "S-2;PEÑA;RAÚL;16\n".encode("cp1252") + "S-3;NÚÑEZ;EVA;17\n".encode()

    rows, defects = read_with_defects(tmp_path, content)

    assert rows[11].cells == ("S-2", "PEÑA", "RAÚL", "16")
    assert rows[12].cells == ("S-3", "NÚÑEZ", "EVA", "17")
    assert [(defect.line, defect.column, defect.value) for defect in defects] == [
        (12, 1, "PE\\xd1A"),
        (12, 2, "RA\\xdaL"),
    ]
    assert {defect.defect.code for defect in defects} == {"mixed_encoding"}
    assert {defect.defect.suggestion for defect in defects} == {"PEÑA", "RAÚL"}


def test_damaged_letters_are_repaired_and_reported(tmp_path: Path) -> None:
    content = registry("S-1;MUÃ‘OZ;JOSÉ;15", "S-2;MU¥OZ;ÁNGEL;16").encode()

    rows, defects = read_with_defects(tmp_path, content)

    assert [row.cells[1] for row in rows[1:]] == ["MUÑOZ", "MUÑOZ"]
    assert [(defect.line, defect.column, defect.value) for defect in defects] == [
        (2, 1, "MUÃ‘OZ"),
        (3, 1, "MU¥OZ"),
    ]
    assert {(defect.defect.code, defect.defect.outcome) for defect in defects} == {
        ("mojibake_repaired", Outcome.CORRECTED)
    }


def test_nul_bytes_are_taken_out_and_reported(tmp_path: Path) -> None:
    rows, defects = read_with_defects(tmp_path, registry("S-1;PE\0REZ;ANA;15").encode())

    assert rows[1].cells == ("S-1", "PEREZ", "ANA", "15")
    assert [(defect.column, defect.defect.code) for defect in defects] == [(1, "nul_byte")]


def test_a_doubtful_code_page_is_reported_once(tmp_path: Path) -> None:
    # Byte 0xE9 is é in one code page and Ú in the other, and no letter beside it says which.
    _, defects = read_with_defects(tmp_path, registry("S-1;\xe9;ANA;15").encode("latin-1"))

    assert [(defect.line, defect.column, defect.defect.code) for defect in defects] == [
        (1, None, "encoding_guessed")
    ]


def test_defects_of_a_row_are_there_before_the_row_is(tmp_path: Path) -> None:
    path = tmp_path / "SINTETICO.csv"
    path.write_bytes(registry("S-1;A;B;1", "S-2;MUÃ‘OZ;B;1", "S-3;A;B;1").encode())

    with open_tables(path) as (table,):
        seen = [(row.line, len(table.defects)) for row in table.rows]

    assert seen == [(1, 0), (2, 0), (3, 1), (4, 1)]


def test_excels_declaration_of_the_delimiter_is_obeyed_and_no_row(tmp_path: Path) -> None:
    rows = read(tmp_path, b"sep=|\r\nA;1|B\r\n1;2|3\r\n")

    assert rows == [Row(2, ("A;1", "B")), Row(3, ("1;2", "3"))]
