"""The options that the cells of a table prove: read so where sure, told once, refusable."""

from pathlib import Path

import pytest

from tests.mapping.test_profile_options import HEADER, PLACE, codes, of_kind, written
from trama.graph.records import Kind
from trama.mapping.mapped import MappedRow
from trama.values.defects import Issue, Outcome

FILLS = ("key: {columns: Expediente, fill_down: true}", "key: Expediente")
FILLS_PERSON = ("        fill_down: true\n", "")
IN_ORDER = ("names: {order: given_first}\n", "")
LISTS = ('        separators: ["/"]\n', "")
BOUNDS = (", at_least: true", "")

FIRST = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};SINTETICO ALFA, LUIS"
BELOW = f";;;;Traslado;05/01/2024;{PLACE};"
OTHER = f"SINT-2;SINTETICA DOS, EVA;F;21;Captación;04/02/2024;{PLACE};"


def told(issues: list[Issue]) -> list[tuple[str, str]]:
    """Return the column and the options of each reading that the cells proved."""
    proven = [issue for issue in issues if issue.defect.code.value == "option_of_column"]
    assert all(issue.defect.outcome is Outcome.CORRECTED and not issue.value for issue in proven)
    return [(issue.column, issue.defect.suggestion) for issue in proven]


def keyed(tmp_path: Path, *lines: str, header: str = HEADER) -> tuple[list[MappedRow], list[Issue]]:
    text = "\n".join([header, *lines]) + "\n"
    return written(tmp_path, "blank_key_below", text, FILLS, FILLS_PERSON)


def named(tmp_path: Path, *names: str, order: str = "") -> tuple[list[str], list[Issue]]:
    """Return how the victims' names are read, and the issues."""
    rows = [f"SINT-{at};{name};F;;Captación;03/01/2024;{PLACE};" for at, name in enumerate(names)]
    text = "\n".join([HEADER, *rows]) + "\n"
    mapped, issues = written(tmp_path, "given_names_first", text, (IN_ORDER[0], order))
    return [str(each.fields.get("name", "")) for each in of_kind(mapped, Kind.VICTIM)], issues


def suspects(
    tmp_path: Path, cell: str, beside: str = "", separators: str = ""
) -> tuple[list[str], list[Issue]]:
    """Return the names of the suspects in a cell, beside a document, and the issues."""
    row = f'SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};"{cell}";{beside}'
    text = f"{HEADER};DNI imputado\n{row}\n"
    mapped, issues = written(tmp_path, "people_in_one_cell", text, (LISTS[0], separators))
    names = [str(each.fields.get("name", "")) for each in of_kind(mapped, Kind.SUSPECT)]
    return names, issues


def phases(tmp_path: Path, acts: str, place: str = "Puno") -> tuple[list[str], list[Issue]]:
    text = f"caso;fecha;actos;lugar\nSINT-1;01/02/2012;{acts};{place}\n"
    mapped, issues = written(tmp_path, "stages_in_one_cell", text, LISTS)
    return [str(each.fields.get("phase", "")) for each in of_kind(mapped, Kind.STAGE)], issues


def test_a_row_with_a_stage_alone_goes_on_with_the_case_above(tmp_path: Path) -> None:
    rows, issues = keyed(tmp_path, FIRST, BELOW, OTHER, BELOW)

    assert [row.case_key for row in rows] == ["SINT-1", "SINT-1", "SINT-2", "SINT-2"]
    first, below, *_ = of_kind(rows, Kind.STAGE)
    assert below.fields["victims"] == first.fields["victims"]
    assert below.fields["suspects"] == first.fields["suspects"]
    assert "suspects" not in of_kind(rows, Kind.STAGE)[-1].fields
    option = "fill_down: true (key, v, s) | fill_down: false (key)"
    assert told(issues) == [("Expediente", option)]
    assert codes(issues) == ["option_of_column"]


@pytest.mark.parametrize(
    ("lines", "rejected"),
    [
        ([BELOW, FIRST, BELOW], [2]),  # no case stands above the first row
        ([FIRST, ";SINTETICA TRES, LUZ" + BELOW[1:], OTHER, BELOW], [3]),
        ([FIRST, ";SINTETICA TRES, LUZ" + BELOW[1:], BELOW], [3, 4]),
        ([FIRST, BELOW + "SINTETICO BETA, JUAN", OTHER, BELOW], [3]),
        ([FIRST, ";;F;;Traslado;05/01/2024;;;;", OTHER, BELOW], [3]),
        ([FIRST, BELOW, ";;;;2 etapas;;;;;"], [4]),
        ([FIRST, BELOW, ";;;;;;;;;"], []),
        ([FIRST, BELOW, "TOTAL;2;;;;;;;;", BELOW], [4, 5]),
        ([FIRST, BELOW, "", BELOW], [5]),
    ],
)
def test_any_other_row_without_a_key_is_rejected(
    tmp_path: Path, lines: list[str], rejected: list[int]
) -> None:
    _, issues = keyed(tmp_path, *lines)

    assert [i.line for i in issues if i.defect.outcome is Outcome.REJECTED] == rejected


def test_a_blank_key_is_a_lack_where_rows_repeat_theirs(tmp_path: Path) -> None:
    repeats = f"SINT-1;;;;Traslado;05/01/2024;{PLACE};"

    rows, issues = keyed(tmp_path, FIRST, repeats, BELOW)

    assert [row.case_key for row in rows] == ["SINT-1", "SINT-1"]
    assert codes(issues) == ["no_case_key"]


def test_a_column_that_numbers_the_rows_hides_no_case(tmp_path: Path) -> None:
    header = f"{HEADER};N°"

    rows, _ = keyed(tmp_path, f"{FIRST};1", f"{BELOW};2", header=header)
    assert [row.case_key for row in rows] == ["SINT-1", "SINT-1"]

    rows, _ = keyed(tmp_path, f"{FIRST};x", f"{BELOW};hija de Ana", header=header)
    assert [row.case_key for row in rows] == ["SINT-1"]


def test_the_proof_may_stand_below_the_first_rows(tmp_path: Path) -> None:
    cases = [OTHER.replace("SINT-2", f"SINT-{number}") for number in range(10, 60)]

    rows, issues = keyed(tmp_path, *cases, FIRST, BELOW)

    assert rows[-1].case_key == "SINT-1"
    assert codes(issues) == ["option_of_column"]


def test_given_names_stand_first_if_the_names_prove_it(tmp_path: Path) -> None:
    names, issues = named(tmp_path, "Rosa Elena Quispe Mamani", "Eva Soto", "VILCA PAZ, LUZ")

    assert names == ["QUISPE MAMANI, ROSA ELENA", "SOTO, EVA", "VILCA PAZ, LUZ"]
    assert told(issues) == [("Victima", "order: given_first | order: surname_first")]


@pytest.mark.parametrize(
    "names",
    [
        ["Rosa Quispe", "Eva Soto", "QUISPE MAMANI ROSA", "SOTO DIAZ EVA"],  # half and half
        ["Rosa Elena Quispe Mamani"] * 3,  # a single name may have slipped
        ["MARTIN SANTOS ROSAS", "SANTOS MARTIN QUISPE"],  # MARTÍN and SANTOS are surnames too
        ["Rosa Quispe"] * 19 + ["QUISPE MAMANI ROSA"],  # more than one in twenty
        ["QUISPE MAMANI ROSA", "SOTO DIAZ EVA"],
    ],
)
def test_names_that_prove_no_order_have_the_surname_first(tmp_path: Path, names: list[str]) -> None:
    read, issues = named(tmp_path, *names)

    assert read[0].split()[0].strip(",") == names[0].split()[0].upper()
    assert told(issues) == []


def test_a_column_with_one_name_follows_the_others_of_its_table(tmp_path: Path) -> None:
    row = f"F;;Captación;03/01/2024;{PLACE}"
    text = f"{HEADER}\nSINT-1;Rosa Quispe;{row};Luis Soto\nSINT-2;Eva Mamani;{row};\n"

    mapped, issues = written(tmp_path, "given_names_first", text, IN_ORDER)

    assert [each.fields["name"] for each in of_kind(mapped, Kind.SUSPECT)] == ["SOTO, LUIS"]
    assert [column for column, _ in told(issues)] == ["Imputado", "Victima"]


@pytest.mark.parametrize(
    ("cell", "people"), [("15+", 15), ("1*", 1), ("al menos 3", 3), ("3 a más", 3), ("varias", 0)]
)
def test_a_count_that_is_a_bound_is_read(tmp_path: Path, cell: str, people: int) -> None:
    text = f"caso;victimas\nSINT-1;{cell}\nSINT-2;2\n"

    rows, issues = written(tmp_path, "at_least_so_many", text, BOUNDS)

    assert len(of_kind(rows, Kind.VICTIM)) == people + 2
    expected = [("victimas", "at_least: true | at_least: false")] if people else []
    assert told(issues) == expected
    assert ("not_a_number" in codes(issues)) == (not people)


@pytest.mark.parametrize(
    ("cell", "beside", "names", "separators"),
    [
        ("SINTETICO ALFA, LUIS / SINTETICO BETA, JUAN", "", 2, "['/']"),
        ("SINTETICO ALFA, LUIS y SINTETICO BETA, JUAN", "", 2, "[' y ']"),
        ("ARCE RUIZ, ANA; SOTO DIAZ, LUIS y VILCA PAZ, EVA", "", 3, "[' y ', ';']"),
        ("QUISPE MAMANI ROSA / SOTO DIAZ EVA", "", 2, "['/']"),
        ("SINTETICO ALFA, LUIS / SINTETICO BETA, JUAN", "40000123 / 40000124", 2, "['/']"),
    ],
)
def test_names_beyond_doubt_are_several_people(
    tmp_path: Path, cell: str, beside: str, names: int, separators: str
) -> None:
    read, issues = suspects(tmp_path, cell, beside)

    assert len(read) == names
    assert all(read)
    assert told(issues) == [("Imputado", f"separators: {separators} | separators: []")]


@pytest.mark.parametrize(
    ("cell", "beside"),
    [
        ("Ana y Luis", ""),
        ("Ana Pérez Soto y Luis Rojas Díaz", ""),  # a word parts names with commas only
        ("ARCE Y RUIZ, ANA", ""),
        ("TRANSPORTES / CARGA", ""),
        ("EXPRESO SINTETICO, SAC / TURISMO SINTETICO, EIRL", ""),
        ("HOTEL SANTA ROSA / BAR LUZ MAR", ""),
        ("SINTETICO ALFA, LUIS / NN", ""),
        ("SINTETICO ALFA, LUIS / EL CHATO", ""),
        ("SOTO DIAZ, LUIS / PEDRO SOTO", ""),  # in two forms
        ("SOTO DIAZ, ANA / HIJA DE SOTO, ANA", ""),
        ("SOTO DIAZ, LUIS / SOTO DIAZ, LUIS ALBERTO", ""),  # two spellings of one name
        ("SINTETICO ALFA, LUIS / SINTETICO BETA, JUAN", "40000123"),
        ("SINTETICO ALFA, LUIS 12/05/1990", ""),
        ("S/D", ""),
        ("N/A", ""),
    ],
)
def test_a_cell_in_doubt_is_never_cut(tmp_path: Path, cell: str, beside: str) -> None:
    read, issues = suspects(tmp_path, cell, beside)

    assert len(read) == 1
    assert told(issues) == []


@pytest.mark.parametrize(
    ("acts", "read"),
    [
        ("Captación / Traslado / Acogida", ["CAPTACION", "TRANSPORTE", "RECEPCION"]),
        ("Captación, traslado y acogida", ["CAPTACION", "TRANSPORTE", "RECEPCION"]),
        ("Transporte y traslado", ["TRANSPORTE"]),  # the list has the whole text
        ("Transporte/traslado", ["TRANSPORTE"]),
        ("Recepción y acogida / Explotación", ["RECEPCION", "EXPLOTACION"]),
        ("Captación / Captación", ["CAPTACION"]),
        ("Captación / otra cosa", ["CAPTACION"]),
    ],
)
def test_known_and_different_phases_are_several_stages(
    tmp_path: Path, acts: str, read: list[str]
) -> None:
    stages, issues = phases(tmp_path, acts)

    assert stages == read
    assert bool(told(issues)) == (len(read) > 1)


def test_an_approximate_count_is_read_and_told_though_the_profile_is_silent(
    tmp_path: Path,
) -> None:
    text = "caso;victimas\nSINT-1;unas 5\nSINT-2;varias\n"

    rows, issues = written(tmp_path, "at_least_so_many", text, BOUNDS)

    victims = [sum(m.kind == "victim" for m in row.mentions) for row in rows]
    assert victims == [5, 0]
    assert codes(issues) == ["option_of_column", "count_approximate", "not_a_number"]


def test_a_place_in_pieces_beside_as_many_phases_leaves_a_doubt(tmp_path: Path) -> None:
    stages, issues = phases(
        tmp_path, "Captación / Traslado / Acogida", "PUNO / SAN ROMAN / JULIACA"
    )

    assert stages == ["CAPTACION"]
    assert told(issues) == []


@pytest.mark.parametrize(
    ("name", "refusal", "text"),
    [
        (
            "blank_key_below",
            (FILLS[0], "key: {columns: Expediente, fill_down: false}"),
            f"{HEADER}\n{FIRST}\n{BELOW}\n",
        ),
        (
            "given_names_first",
            ("given_first", "surname_first"),
            f"{HEADER}\n{FIRST}\n".replace("SINTETICA UNO, ANA", "Rosa Quispe")
            + OTHER.replace("SINTETICA DOS, EVA", "Eva Soto"),
        ),
        (
            "at_least_so_many",
            ("at_least: true", "at_least: false"),
            "caso;victimas\nSINT-1;15+\nSINT-2;2\n",
        ),
        (
            "people_in_one_cell",
            ('["/"]', "[]"),
            f"{HEADER}\n{FIRST} / SINTETICO BETA, JUAN\n",
        ),
        (
            "stages_in_one_cell",
            ('        separators: ["/"]', "        separators: []"),
            "caso;fecha;actos;lugar\nSINT-1;01/02/2012;Captación / Traslado;Puno\n",
        ),
    ],
)
def test_a_word_of_the_profile_refuses_what_cells_show(
    tmp_path: Path, name: str, refusal: tuple[str, str], text: str
) -> None:
    without = [FILLS_PERSON] if name == "blank_key_below" else []

    _, issues = written(tmp_path, name, text, refusal, *without)

    assert not {"option_of_column", "profile_option"}.intersection(codes(issues))
