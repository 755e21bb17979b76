"""IOM's Excel templates of HTCDS 2.0, filled by their visible labels."""

from pathlib import Path

import pytest
from unnamed_files import mentions_of

from trama.core.errors import InputError
from trama.graph.records import Kind, Mention
from trama.mapping.files import map_tables
from trama.mapping.guess import fitting_profile
from trama.mapping.plan import opened_file
from trama.values.defects import Issue

TEMPLATE = Path(__file__).parents[2] / "data" / "htcds_template_SINTETICO.xlsx"
LABELS = (
    "First Name,Second Name,Birthdate,Gender,Mailing Street,Mailing City,Mailing State/Province,"
    "Mailing Zip/Postal Code,Mailing Country,Trafficking Status,Method of Recruitment,"
    "Methods of Control,Type of Exploitation,Status"
)


def victims(path: Path) -> tuple[list[Mention], list[Issue]]:
    mentions, issues = mentions_of(path, "htcds_2_template")
    return [mention for mention in mentions if mention.kind is Kind.VICTIM], issues


def test_the_template_is_recognised_and_read_by_its_labels() -> None:
    people, issues = victims(TEMPLATE)

    fields = ("given_names", "sex", "birth_date", "residence", "means", "purposes")
    assert [tuple(person.fields[name] for name in fields) for person in people] == [
        ("ROSA", "F", "2005-03-01", "PE-211101", ("VIOLENCIA",), ("TRABAJO_SERVICIO_FORZADO",)),
        ("ELENA", "F", "2001-07-09", "PE-150103", ("OTRA_COACCION",), ("EXPLOTACION_SEXUAL",)),
    ]
    assert [person.fields["recruitment"] for person in people] == ["OFERTA_TRABAJO", "INTERNET"]
    assert [issue.defect.code.value for issue in issues] == ["unknown_sheet", "unknown_sheet"]


def test_rows_with_nothing_but_their_number_are_blank() -> None:
    with opened_file(TEMPLATE, 30) as file:
        tables = map_tables(file, fitting_profile(file), lambda _: None)
        assert len(list(tables[0].rows)) == 2
        assert tables[0].count.rows == 2


@pytest.mark.parametrize("separator", [", ", ";", "\n"])
def test_a_template_of_several_choices(tmp_path: Path, separator: str) -> None:
    means = f'"Physical abuse{separator}Debt bondage"'
    row = f"Ana,Sintetica,2001-07-09,Feminine,,Ate,Lima,,Peru,,At work,{means},Forced labour,Open"
    path = tmp_path / "multiple_SINTETICO.csv"
    path.write_text(f"{LABELS}\n{row}\n", encoding="utf-8")

    (person,), issues = victims(path)

    assert person.fields["means"] == ("VIOLENCIA", "OTRA_COACCION")
    assert issues == []


def test_somebody_who_is_no_victim_is_none(tmp_path: Path) -> None:
    path = tmp_path / "single_SINTETICO.csv"
    row = "Ana,Sintetica,,Feminine,,,,,,Not a victim of trafficking,,,,Open"
    path.write_text(f"{LABELS}\n{row}\n", encoding="utf-8")

    assert victims(path)[0] == []


def test_the_validation_lists_of_the_template_are_no_table(tmp_path: Path) -> None:
    path = tmp_path / "validation.csv"
    path.write_text("Gender,Status,Trafficking Status\nFeminine,Active,Other\n", encoding="utf-8")

    with pytest.raises(InputError), opened_file(path, 30) as file:
        fitting_profile(file)
