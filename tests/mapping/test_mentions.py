"""Mentions of a row: people of a case told apart, and counts that become people."""

from pathlib import Path

import pytest

from trama.graph.records import UNCODED, Kind
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.values.defects import Issue

# Another country's coded cases: one row a case, counts of victims by sex, yes-and-no columns.
CODED = """
profile: coded_sintetico
registry: {new: PAIS_SINTETICO}
es: Casos codificados (SINTETICO)
en: Coded cases (SINTETICO)
dates: {order: mdy, pivot: 30}
numbers: {decimal: ",", thousands: "."}
places: {scheme: ISO}
unknown: {"-99": SIN_DATO}
tables:
  CASES:
    key: case_id
    columns:
      case_id: [CASE]
      date: []
      country: []
      women: []
      men: []
      threats: []
      deceit: []
      purpose: []
    accounts:
      - about: case
        fields:
          case_number: {read: case_number, from: case_id}
          fact_date: {read: date, from: date}
          place: {read: place, code: country}
      - about: victim
        called: women
        count: {column: women, most: 500}
        fields:
          sex: {read: constant, value: F}
          means: &means {read: flags, flags: {threats: AMENAZA, deceit: ENGANO}}
          purposes: &purposes
            read: codes
            from: purpose
            separators: ["+"]
            codes: {"1": EXPLOTACION_SEXUAL, "2": EXPLOTACION_LABORAL}
            unknown: {"9": NO_ESPECIFICA}
      - about: victim
        called: men
        count: {column: men, most: 500}
        fields:
          sex: {read: constant, value: M}
          means: *means
          purposes: *purposes
      - about: stage
        victims: [women, men]
        fields:
          phase: {read: constant, value: EXPLOTACION}
          place: {read: place, code: country}
"""

PEOPLE = """
profile: people_sintetico
registry: {new: PAIS_SINTETICO}
es: Personas (SINTETICO)
en: People (SINTETICO)
tables:
  PEOPLE:
    key: [year, number]
    columns: {year: [], number: [], code: [], name: [], sex: [], age: [], status: []}
    accounts:
      - about: case
        fields:
          case_number: {read: case_number, from: number}
      - about: victim
        if_written: [name, sex, age]
        unless: {status: [not a victim]}
        key:
          - column: code
          - all_of: [name_key, paternal_surname, given_names]
          - any_of: [name_key, sex, age]
        fields:
          name: {read: name, from: name}
          sex: {read: sex, from: sex}
          age: {read: age, from: age}
"""


def mapped(
    folder: Path, profile: str, text: str, issues: list[Issue] | None = None
) -> list[MappedRow]:
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    (folder / "rows_SINTETICO.csv").write_text(text, encoding="utf-8")
    sink = [] if issues is None else issues
    loaded = load_profile(folder / "profile.yaml")
    with map_file(folder / "rows_SINTETICO.csv", loaded, sink.append) as tables:
        return [row for table in tables for row in table.rows if isinstance(row, MappedRow)]


def victims(row: MappedRow) -> list[str]:
    return [mention.entity_key for mention in row.mentions if mention.kind is Kind.VICTIM]


def test_one_row_stands_for_as_many_unnamed_victims_as_it_counts(tmp_path: Path) -> None:
    text = "case_id,date,country,women,men,threats,deceit,purpose\nX-1,03/25/2019,VE,2,1,1,0,1+2\n"
    (row,) = mapped(tmp_path, CODED, text)

    assert victims(row) == ["women#1", "women#2", "men#1"]
    case, first, *_, stage = row.mentions
    assert (case.fields["fact_date"], case.fields["place"]) == ("2019-03-25", "VE")
    assert first.fields == {
        "sex": "F",
        "means": ("AMENAZA",),
        "purposes": ("EXPLOTACION_SEXUAL", "EXPLOTACION_LABORAL"),
    }
    assert stage.fields["victims"] == ("women#1", "women#2", "men#1")


def test_counts_beyond_the_profile_s_bound_make_nobody(tmp_path: Path) -> None:
    issues: list[Issue] = []
    text = "case_id,date,country,women,men,threats,deceit,purpose\nX-1,,VE,501,-99,0,0,9\n"
    (row,) = mapped(tmp_path, CODED, text, issues)

    assert victims(row) == []
    assert [(issue.defect.code, issue.column) for issue in issues] == [("count_too_large", "women")]


def test_an_issue_names_the_column_as_the_file_does(tmp_path: Path) -> None:
    issues: list[Issue] = []
    mapped(tmp_path, CODED, "CASE,date,country,Women,men\nX-1,,VE,501,0\n,,VE,1,1\n", issues)

    assert [(issue.defect.code, issue.column) for issue in issues] == [
        ("profile_option", "CASE"),  # the key may stand on the first row of a group only
        ("count_too_large", "Women"),
        ("no_case_key", "CASE"),
    ]


def test_a_count_is_read_with_the_signs_of_its_source(tmp_path: Path) -> None:
    text = 'case_id,women,country,men,date\nX-1,"1,0",VE,,\n'
    (row,) = mapped(tmp_path, CODED, text)

    assert victims(row) == ["women#1"]


def test_the_registry_s_own_code_tells_people_apart(tmp_path: Path) -> None:
    text = "year,number,code,name,sex,age,status\n2019,7,v 1,SINTETICA ROSA,F,15,victim\n"
    (row,) = mapped(tmp_path, PEOPLE, text)

    assert row.case_key == "2019-7"
    assert victims(row) == ["V 1"]


def test_without_a_code_the_full_name_tells_people_apart(tmp_path: Path) -> None:
    text = (
        "year,number,code,name,sex,age,status\n"
        '2019,7,,"SINTÉTICA DE PRUEBA, ROSA",F,15,victim\n'
        '2019,7,,"Sintetica de Prueba, Rosa",,16,victim\n'
        '2019,7,,"SINTETICA DE PRUEBA, LUZ",F,15,victim\n'
    )
    keys = [victims(row)[0] for row in mapped(tmp_path, PEOPLE, text)]

    assert keys[0] == keys[1] != keys[2]
    assert all(key.startswith(UNCODED) for key in keys)


def test_unnamed_people_are_told_apart_by_their_other_cells(tmp_path: Path) -> None:
    text = (
        "year,number,code,name,sex,age,status\n"
        "2019,7,,NN,F,15,victim\n2019,7,,NN,F,16,victim\n2019,7,,N.N.,F,15 AÑOS,victim\n"
    )
    keys = [victims(row)[0] for row in mapped(tmp_path, PEOPLE, text)]

    assert keys[0] == keys[2] != keys[1]


def test_a_row_that_says_it_is_no_victim_gives_only_the_case(tmp_path: Path) -> None:
    text = "year,number,code,name,sex,age,status\n2019,7,a,SINTETICA ROSA,F,15,Not a victim\n"
    (row,) = mapped(tmp_path, PEOPLE, text)

    assert [mention.kind for mention in row.mentions] == [Kind.CASE]
    assert row.mentions[0].written()["name"] == "SINTETICA ROSA"


def test_equal_cells_of_another_type_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PEOPLE, encoding="utf-8")
    path = tmp_path / "rows_SINTETICO.jsonl"
    path.write_text(
        '{"year": 2019, "number": 1, "name": "", "sex": "F", "age": 1}\n'
        '{"year": 2019, "number": 2, "name": "", "sex": "F", "age": 1.0}\n'
        '{"year": 2019, "number": 3, "name": "", "sex": "F", "age": "1 MES"}\n',
        encoding="utf-8",
    )
    with map_file(path, load_profile(tmp_path / "profile.yaml"), [].append) as tables:
        rows = [row for table in tables for row in table.rows if isinstance(row, MappedRow)]

    ages = [row.mentions[1].fields["age"] for row in rows]
    assert ages[:2] == [1.0, 1.0]
    assert ages[2] < 0.1


CODED_PEOPLE = """
profile: codigos_sintetico
registry: {new: CODIGOS_SINTETICO}
es: Personas con código (SINTETICO)
en: People with a code (SINTETICO)
tables:
  PERSONAS:
    key: caso
    columns: {caso: [], codigo: [], nombre: [], sexo: []}
    accounts:
      - about: victim
        key: [{column: codigo}]
        fields:
          name: {read: name, from: nombre}
          sex: {read: sex, from: sexo}
"""


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("SINT-1;V1;PRUEBA DOSCIENTOS, ROSA;F", True),
        ("SINT-1;V1;SINTETICA CIEN, ANA;M", True),
        ("SINT-1;V1;SINTETICA CIEN, ANA MARIA;F", False),
        ("SINT-1;V2;PRUEBA DOSCIENTOS, ROSA;M", False),
        ("SINT-2;V1;PRUEBA DOSCIENTOS, ROSA;M", False),
    ],
)
def test_a_code_of_two_people_of_a_case_is_told(tmp_path: Path, second: str, told: bool) -> None:
    (tmp_path / "profile.yaml").write_text(CODED_PEOPLE, encoding="utf-8")
    path = tmp_path / "SINTETICO.csv"
    lines = ("caso;codigo;nombre;sexo", "SINT-1;V1;SINTETICA CIEN, ANA;F", second)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    issues: list[Issue] = []

    with map_file(path, load_profile(tmp_path / "profile.yaml"), issues.append) as tables:
        rows = [row for table in tables for row in table.rows]

    assert len(rows) == 2
    codes = [(i.line, i.column) for i in issues if i.defect.code == "one_code_two_people"]
    assert codes == ([(3, "codigo")] if told else [])
