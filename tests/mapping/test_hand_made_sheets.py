"""Hand-made sheets, read through profiles: what is no case, no person, and no hour."""

from pathlib import Path

import pytest

from tests.mapping.test_profile_options import DATA, HEADER, PLACE, codes, mapped, of_kind, written
from trama.core.errors import DeclarationError
from trama.graph.records import Kind
from trama.profiles.library import load_profile


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.B.C.", "D.E.F."),
        ("(a) CHINA", "(a) FLACA"),
        ("Víctima 1", "Víctima 2"),
        ("NN", "A.B.C."),
    ],
)
def test_people_without_a_name_are_told_apart_by_what_stands_for_it(
    tmp_path: Path, one: str, other: str
) -> None:
    lines = [f"SINT-1;{cell};F;15;Captación;03/01/2024;{PLACE};" for cell in (one, other)]

    rows, _ = written(
        tmp_path,
        "people_in_one_cell",
        "\n".join([HEADER, *lines]) + "\n",
        ("key: [{any_of: [name, age]}]", "key: [{all_of: [name]}]"),
    )

    assert len({person.entity_key for person in of_kind(rows, Kind.VICTIM)}) == 2


@pytest.mark.parametrize(
    "line",
    [
        '"SINT-2;""SINTETICA DOS, EVA"";F"',
        '"SINT-2;SINTETICA DOS EVA";F;15;Captación;03/01/2024;PUNO;PUNO;PUNO',
        '"SINT-2, SINTETICA DOS EVA";F;15',
    ],
)
def test_a_name_never_becomes_a_part_of_a_case_number(tmp_path: Path, line: str) -> None:
    good = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};"

    rows, issues = written(tmp_path, "people_in_one_cell", f"{HEADER}\n{good}\n{line}\n")

    assert [row.case_key for row in rows] == ["SINT-1"]
    assert "row_not_split" in codes(issues)


HOUR = (
    ("      Fecha: []\n", "      Fecha: []\n      Hora: {needed: false}\n"),
    ("date: {read: date, from: Fecha}", "date: {read: date, from: Fecha, time: Hora}"),
)


@pytest.mark.parametrize(
    ("date", "hour", "time", "told"),
    [
        ("03/01/2024", "21:30", "21:30", []),
        ("03/01/2024", "9 p. m.", "21:00", []),
        ("03/01/2024 08:00", "", "08:00", []),
        ("03/01/2024 08:00", "10:00", "10:00", []),
        ("03/01/2024", "S/D", None, []),
        ("03/01/2024", "noche", None, ["unreadable_time"]),
        ("enero 2024", "21:30", None, []),
    ],
)
def test_the_hour_of_a_stage_may_stand_in_a_column_of_its_own(
    tmp_path: Path, date: str, hour: str, time: str | None, told: list[str]
) -> None:
    text = f"{HEADER};Hora\nSINT-1;SINTETICA UNO, ANA;F;20;Captación;{date};{PLACE};;{hour}\n"

    rows, issues = written(tmp_path, "people_in_one_cell", text, *HOUR)

    (stage,) = of_kind(rows, Kind.STAGE)
    assert stage.fields.get("time") == time
    assert codes(issues) == told


def test_an_hour_belongs_to_the_date_of_a_stage_only(tmp_path: Path) -> None:
    yaml = (DATA / "people_in_one_cell" / "profile.yaml").read_text(encoding="utf-8")
    wrong = "fact_date: {read: date, from: Fecha, time: Fecha}"
    field = "case_number: {read: case_number, from: Expediente}"
    assert field in yaml
    path = tmp_path / "profile.yaml"
    path.write_text(yaml.replace(field, f"{field}\n          {wrong}"), encoding="utf-8")

    with pytest.raises(DeclarationError, match="time"):
        load_profile(path)


@pytest.mark.parametrize(
    ("cell", "keys", "told"),
    [
        ("V1 / V2", ("V1", "V2"), []),
        ("1.0", ("1",), []),
        ("05/03/2010", (), ["person_code_unusable"]),
        ("3.05012E+13", (), ["person_code_unusable"]),
        ("V1 / ídem", ("V1",), ["person_code_unusable"]),
        ("S/D", (), []),
    ],
)
def test_a_damaged_code_of_a_stage_s_people_names_nobody_and_is_told(
    tmp_path: Path, cell: str, keys: tuple[str, ...], told: list[str]
) -> None:
    text = f"{HEADER};Codigos\nSINT-1;SINTETICA UNO, ANA;F;20;Captación;;{PLACE};;{cell}\n"

    rows, issues = written(
        tmp_path,
        "people_in_one_cell",
        text,
        ("      Fecha: []\n", "      Fecha: []\n      Codigos: []\n"),
        ("victims: [v]", 'victims: {column: Codigos, separators: ["/"]}'),
    )

    (stage,) = of_kind(rows, Kind.STAGE)
    assert stage.fields.get("victims", ()) == keys
    assert codes(issues) == told


@pytest.mark.parametrize("cell", ["S/D", "N/R", "S/N"])
def test_a_word_for_unknown_with_a_separator_is_not_two_people(tmp_path: Path, cell: str) -> None:
    row = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};{cell}"

    rows, _ = written(tmp_path, "people_in_one_cell", f"{HEADER}\n{row}\n")

    assert [person.fields.get("name") for person in of_kind(rows, Kind.SUSPECT)] == [None]


@pytest.mark.parametrize(
    "remark", ["Casos de marzo", "Fuente: PNP 2024", "Elaborado por: ONG", "Nota 1:"]
)
def test_a_title_or_a_footer_is_no_case(tmp_path: Path, remark: str) -> None:
    row = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};"

    rows, issues = written(
        tmp_path,
        "people_in_one_cell",
        f"{HEADER}\n{row}\n{remark}{';' * 9}\n;SINTETICA DOS, EVA;F;21;Captación;;{PLACE};\n",
        ("key: Expediente", "key: {columns: Expediente, fill_down: true}"),
    )

    assert [mapped.case_key for mapped in rows] == ["SINT-1"]
    assert codes(issues) == ["remark_row", "no_case_key"]


def test_a_case_of_which_only_the_number_is_written_stays(tmp_path: Path) -> None:
    rows, _ = written(tmp_path, "people_in_one_cell", f"{HEADER}\nSINT-1{';' * 9}\n")

    assert [mapped.case_key for mapped in rows] == ["SINT-1"]


@pytest.mark.parametrize("code", ["0", "000", "ídem", "NUEVO"])
def test_a_code_that_numbers_nobody_joins_no_two_cases(tmp_path: Path, code: str) -> None:
    people = (DATA / "person_code_of_the_registry" / "personas.csv").read_text(encoding="utf-8")
    heading, first, *_ = people.splitlines()
    known = load_profile(DATA / "person_code_of_the_registry" / "profile.yaml")
    at = heading.split(",").index("persona")
    cells = first.split(",")
    cells[at] = code
    (tmp_path / "personas.csv").write_text(f"{heading}\n{','.join(cells)}\n", encoding="utf-8")

    rows, issues = mapped(tmp_path / "personas.csv", known)

    assert [person.fields.get("person_code") for row in rows for person in row.mentions] == [None]
    assert "person_code_unusable" in codes(issues)


@pytest.mark.parametrize("rest", ["y otros", "y otro", "y su esposa"])
def test_others_whom_a_cell_does_not_name_leave_the_one_that_it_names(
    tmp_path: Path, rest: str
) -> None:
    name = "SINTETICO ALFA, LUIS"
    text = f"{HEADER}\nSINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};{name} {rest}\n"

    rows, issues = written(
        tmp_path, "people_in_one_cell", text, ('        separators: ["/"]\n', "")
    )

    (suspect,) = of_kind(rows, Kind.SUSPECT)
    assert suspect.fields["name"] == name
    assert "several_people" in codes(issues)
