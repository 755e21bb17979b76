"""The options of a profile for sheets that people fill by hand, each on a small SINTETICO file."""

import re
from collections import Counter
from pathlib import Path

import pytest

from trama.graph.records import Kind, Mention
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.library import load_profile
from trama.profiles.specs import Profile
from trama.values.defects import Issue

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "profile_options"
GUIDE = ROOT / "docs" / "writing-a-profile.md"


def mapped(path: Path, profile: Profile) -> tuple[list[MappedRow], list[Issue]]:
    issues: list[Issue] = []
    with map_file(path, profile, issues.append) as tables:
        rows = [row for table in tables for row in table.rows if isinstance(row, MappedRow)]
    return rows, issues


def option(name: str, file: str = "entrada.csv") -> tuple[list[MappedRow], list[Issue]]:
    return mapped(DATA / name / file, load_profile(DATA / name / "profile.yaml"))


def written(
    tmp_path: Path, name: str, text: str, *changes: tuple[str, str]
) -> tuple[list[MappedRow], list[Issue]]:
    """Return the rows of ``text``, read with the profile of an option that is changed so."""
    yaml = (DATA / name / "profile.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in yaml
        yaml = yaml.replace(old, new)
    (tmp_path / "profile.yaml").write_text(yaml, encoding="utf-8")
    (tmp_path / "entrada.csv").write_text(text, encoding="utf-8")
    return mapped(tmp_path / "entrada.csv", load_profile(tmp_path / "profile.yaml"))


def of_kind(rows: list[MappedRow], kind: Kind) -> list[Mention]:
    return [mention for row in rows for mention in row.mentions if mention.kind is kind]


def codes(issues: list[Issue]) -> list[str]:
    return [issue.defect.code.value for issue in issues]


HEADER = "Expediente;Victima;Sexo;Edad;Etapa;Fecha;Departamento;Provincia;Distrito;Imputado"
PLACE = "PUNO;PUNO;PUNO"


def test_given_names_come_first_if_the_profile_says_so() -> None:
    rows, _ = option("given_names_first")
    people = [*of_kind(rows, Kind.VICTIM), *of_kind(rows, Kind.SUSPECT)]

    parts = ("paternal_surname", "maternal_surname", "given_names")
    assert sorted(tuple(person.fields[part] for part in parts) for person in people) == [
        ("CONDORI", "HUAMÁN", "EVA"),
        ("DE LA CRUZ", "SOTO", "JUAN CARLOS"),
        ("QUISPE", "MAMANI", "ROSA ELENA"),
    ]


def test_people_in_one_cell_are_several_people_of_the_stage() -> None:
    rows, issues = option("people_in_one_cell")

    assert [person.fields["name"] for person in of_kind(rows, Kind.SUSPECT)] == [
        "SINTETICO ALFA, LUIS",
        "SINTETICO BETA, JUAN",
        "SINTETICO GAMA, RAUL",
    ]
    suspects = [stage.fields["suspects"] for stage in of_kind(rows, Kind.STAGE)]
    assert [len(keys) for keys in suspects if isinstance(keys, tuple)] == [2, 1]
    assert issues == []


@pytest.mark.parametrize(
    ("separator", "cell", "names"),
    [
        (" y ", "Ana Pérez Soto y Luis Rojas Díaz", 2),
        (" e ", "Ana Pérez Soto e Inés Rojas Díaz", 2),
        (";", "PEREZ SOTO, ANA; ROJAS DIAZ, LUIS; ARCE RUIZ, EVA", 3),
        (r"\n", '"PEREZ SOTO, ANA\nROJAS DIAZ, LUIS"', 2),
        (" y ", "ARCE Y RUIZ, ANA", 1),
    ],
)
def test_separators_of_people(tmp_path: Path, separator: str, cell: str, names: int) -> None:
    row = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};{cell}"
    cell_quoted = row if separator != ";" else row.replace(cell, f'"{cell}"')

    rows, _ = written(
        tmp_path, "people_in_one_cell", f"{HEADER}\n{cell_quoted}\n", ('["/"]', f'["{separator}"]')
    )

    assert len(of_kind(rows, Kind.SUSPECT)) == names


@pytest.mark.parametrize(
    "cell",
    ["Ana Pérez y Luis Rojas", "PEREZ, ANA / PEREZ, ANA ROSA", "A.B.C. y D.E.F.", "Ana y Luis"],
)
def test_a_cell_of_several_people_is_told_and_names_nobody(tmp_path: Path, cell: str) -> None:
    row = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};{cell}"

    rows, issues = written(
        tmp_path, "people_in_one_cell", f"{HEADER}\n{row}\n", ('        separators: ["/"]\n', "")
    )

    (suspect,) = of_kind(rows, Kind.SUSPECT)
    assert "name" not in suspect.fields
    assert codes(issues) == ["profile_option", "several_people"]


def test_one_document_beside_two_people_is_nobody_s(tmp_path: Path) -> None:
    row = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};PEREZ, ANA / ROJAS, LUIS"
    text = f"{HEADER};DNI imputado;Telefono\n{row};40000123;987654321 / 912345678\n"

    rows, issues = written(tmp_path, "people_in_one_cell", text)

    suspects = of_kind(rows, Kind.SUSPECT)
    assert [person.fields.get("phones") for person in suspects] == [
        ("+51987654321",),
        ("+51912345678",),
    ]
    assert not any("document_key" in person.fields for person in suspects)
    assert codes(issues) == ["values_not_dealt"]
    assert any("40000123" in mention.originals for row in rows for mention in row.mentions)


def test_a_blank_key_and_victim_are_those_of_the_row_above() -> None:
    rows, issues = option("blank_key_below")

    stages = of_kind(rows, Kind.STAGE)
    assert [(stage.case_key, stage.fields["phase"]) for stage in stages] == [
        ("EXP-SINT-31", "CAPTACION"),
        ("EXP-SINT-31", "TRANSPORTE"),
        ("EXP-SINT-31", "EXPLOTACION"),
        ("EXP-SINT-32", "CAPTACION"),
        ("EXP-SINT-32", "EXPLOTACION"),
    ]
    assert len({stage.fields["victims"] for stage in stages}) == 2
    assert issues == []


@pytest.mark.parametrize("between", ["", ";;;;;;;;;", "TOTAL;1;;;;;;;;", "S/D;X;;;;;;;;"])
def test_no_key_passes_a_blank_line_a_total_or_a_rejected_row(tmp_path: Path, between: str) -> None:
    first = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};"
    below = f";;;;Traslado;05/01/2024;{PLACE};"

    rows, issues = written(tmp_path, "blank_key_below", f"{HEADER}\n{first}\n{between}\n{below}\n")

    assert [row.case_key for row in rows] == ["SINT-1"]
    assert "no_case_key" in codes(issues)


def test_a_person_is_not_filled_into_another_case(tmp_path: Path) -> None:
    first = f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};"
    other = f"SINT-2;;;;Traslado;05/01/2024;{PLACE};"

    rows, _ = written(tmp_path, "blank_key_below", f"{HEADER}\n{first}\n{other}\n")

    assert [person.fields.get("name") for person in of_kind(rows, Kind.VICTIM)] == [
        "SINTETICA UNO, ANA",
        None,
    ]


def test_equal_rows_below_two_keys_are_two_rows(tmp_path: Path) -> None:
    below = f";;;;Traslado;05/01/2024;{PLACE};"
    lines = [
        HEADER,
        f"SINT-1;SINTETICA UNO, ANA;F;20;Captación;03/01/2024;{PLACE};",
        below,
        f"SINT-2;SINTETICA DOS, EVA;F;21;Captación;04/01/2024;{PLACE};",
        below,
    ]

    rows, _ = written(tmp_path, "blank_key_below", "\n".join(lines) + "\n")

    assert len({row.digest for row in rows}) == 4


def test_counts_may_be_bounds() -> None:
    rows, issues = option("at_least_so_many")

    counts = Counter(person.case_key for person in of_kind(rows, Kind.VICTIM))
    assert counts == {"SINT-1": 15, "SINT-2": 1, "SINT-3": 3, "SINT-4": 2}
    assert codes(issues) == ["not_a_number"]


def test_stages_in_one_cell_are_several_stages() -> None:
    rows, _ = option("stages_in_one_cell")

    stages = of_kind(rows, Kind.STAGE)
    assert [stage.fields["phase"] for stage in stages] == [
        "CAPTACION",
        "TRANSPORTE",
        "RECEPCION",
        "RECEPCION",
    ]
    assert {stage.fields["date"] for stage in stages[:3]} == {"2012-02-01"}


def test_a_code_across_cases_is_kept_with_its_registry() -> None:
    rows, issues = option("person_code_of_the_registry", "personas.csv")

    assert [person.fields["person_code"] for person in of_kind(rows, Kind.SUSPECT)] == [
        "@PERSONAS_SINTETICAS:P-0001",
        "@PERSONAS_SINTETICAS:P-0001",
        "@PERSONAS_SINTETICAS:P-0002",
    ]
    assert issues == []


@pytest.mark.parametrize("code", ["0000", "XXX", "3.05012E+13", "S/D", "-"])
def test_a_filler_is_no_code_across_cases(tmp_path: Path, code: str) -> None:
    text = f"caso,persona,apellido,nombre\nSINT-1,{code},SINTETICO WARD,ALAN\n"

    rows, _ = written(tmp_path, "person_code_of_the_registry", text)

    assert [p.fields.get("person_code") for p in of_kind(rows, Kind.SUSPECT)] == [None]


def test_a_code_whose_rows_contradict_each_other_is_told(tmp_path: Path) -> None:
    text = (
        "caso,persona,apellido,nombre\n"
        "SINT-1,P-1,SINTETICO WARD,ALAN\nSINT-2,P-1,SINTETICA MAMANI,ROSA\n"
    )

    _, issues = written(tmp_path, "person_code_of_the_registry", text)

    assert codes(issues) == ["person_code_contradicts"]


def test_a_row_without_any_mention_is_told(tmp_path: Path) -> None:
    row = f";;;;;;{PLACE};"
    _, issues = written(
        tmp_path,
        "people_in_one_cell",
        f"{HEADER}\nSINT-1{row}\n",
        ("      - about: case\n", "      - about: case\n        if_written: [Imputado]\n"),
        ("        called: v\n", "        called: v\n        if_written: [Victima]\n"),
        ("      - about: stage\n", "      - about: stage\n        if_written: [Etapa]\n"),
    )

    assert codes(issues) == ["nothing_told"]


def test_the_guide_s_sheet_is_read_as_the_guide_says(tmp_path: Path) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    _, example = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    (tmp_path / "planilla.yaml").write_text(example, encoding="utf-8")

    rows, issues = mapped(
        ROOT / "docs" / "examples" / "planilla_SINTETICO.csv",
        load_profile(tmp_path / "planilla.yaml"),
    )

    assert issues == []
    assert [row.case_key for row in rows] == ["EXP-SINT-1", "EXP-SINT-1", "EXP-SINT-2"]
    stages = of_kind(rows, Kind.STAGE)
    assert [stage.fields["date"] for stage in stages] == [
        "2024-03-16",
        "2024-03-18",
        "2024-03-25",
        "2024-04-02",
    ]
    assert [person.fields["person_code"] for person in of_kind(rows, Kind.SUSPECT)] == [
        "@PLANILLA_SINTETICA:P-0001",
        "@PLANILLA_SINTETICA:P-0002",
        "@PLANILLA_SINTETICA:P-0001",
    ]
    assert len(of_kind(rows, Kind.VICTIM)) == 2 + 1 + 3
