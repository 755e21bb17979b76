"""Drafts of profiles: sound as they are, and right about the headings that everybody uses."""

import pytest
import yaml

from trama.profiles.draft import draft
from trama.profiles.reading import read_profile

USUAL = ("Nro. Expediente", "Víctima", "Sexo", "Edad", "Etapa", "Fecha", "Dpto", "Imputado", "Nota")


def table(*headings: str) -> dict[str, object]:
    document = yaml.safe_load(draft("mio", {"": headings}))
    found: dict[str, object] = document["tables"]["DATOS"]
    return found


def mention(about: str, *headings: str) -> dict[str, object]:
    accounts = table(*headings)["accounts"]
    assert isinstance(accounts, list)
    return next(account for account in accounts if account["about"] == about)


@pytest.mark.parametrize(
    "columns",
    [
        {"": USUAL},
        {"CASOS": USUAL, "PERSONAS": ("Caso", "Nombre")},
        {"": ("FECHA", "LUGAR")},
        {"": ("Edad",)},
        {"Hoja 1": ("sí", "no: tal vez", "#", "'")},
        {"": ("q/otro", "q_otro", "Víctima", "Victima")},
    ],
    ids=["usual", "two sheets", "no case", "one column", "odd headings", "nearly alike"],
)
def test_a_draft_is_a_sound_profile(columns: dict[str, tuple[str, ...]]) -> None:
    profile, problems = read_profile(draft("mio", columns))

    assert problems == []
    assert profile is not None
    assert [[column.name for column in spec.columns] for spec in profile.tables] == [
        list(headings) for headings in columns.values()
    ]


def test_of_headings_that_are_alike_the_first_is_a_column() -> None:
    assert table("Edad", "EDAD", "Sexo")["columns"] == {"Edad": [], "Sexo": []}


def test_the_columns_that_everybody_uses_are_read() -> None:
    assert table(*USUAL)["key"] == "Nro. Expediente"
    assert mention("victim", *USUAL)["fields"] == {
        "name": {"read": "name", "from": "Víctima"},
        "sex": {"read": "sex", "from": "Sexo"},
        "age": {"read": "age", "from": "Edad"},
    }
    assert mention("suspect", *USUAL)["if_written"] == ["Imputado"]
    assert mention("stage", *USUAL)["fields"] == {
        "phase": {"read": "code", "from": "Etapa"},
        "date": {"read": "date", "from": "Fecha"},
        "place": {"read": "place", "department": "Dpto"},
    }


def test_lines_without_a_case_are_a_case_each() -> None:
    assert table("FECHA", "LUGAR")["key"] == {"line": True}


def test_the_sex_of_a_victim_is_no_name_and_a_birthday_no_date_of_a_stage() -> None:
    headings = ("Caso", "Sexo víctima", "Etapa", "Fecha de nacimiento")

    assert mention("victim", *headings)["fields"] == {
        "sex": {"read": "sex", "from": "Sexo víctima"}
    }
    assert mention("stage", *headings)["fields"] == {"phase": {"read": "code", "from": "Etapa"}}
