"""Names: the hand-labelled cases of tests/data/names_pe.csv, and what they cannot say."""

import csv
from pathlib import Path

import pytest

from trama.values.defects import Normalised
from trama.values.names import (
    PersonName,
    initials,
    nickname,
    person_name,
    person_name_parts,
)

CASES = Path(__file__).parents[1] / "data" / "names_pe.csv"
COLUMNS = ("paternal", "maternal", "given", "key", "initials", "nickname", "age", "unknown")


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(case: dict[str, str]) -> Normalised[PersonName]:
    if case["form"] == "three":
        paternal, maternal, given = case["text"].split("|")
        return person_name_parts(paternal, maternal, given)
    return initials(case["text"]) if case["form"] == "initials" else person_name(case["text"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['form']}: {case['text']}")
def test_a_name_is_read_as_a_person_labelled_it(case: dict[str, str]) -> None:
    answer = read(case)

    name = answer.value or PersonName("")
    parts = [str(getattr(name, column)) for column in COLUMNS[:-2]]
    years = "" if name.age is None else f"{name.age:g}"
    assert [*parts, years, answer.unknown or ""] == [case[column] for column in COLUMNS]


def test_there_are_at_least_sixty_labelled_names() -> None:
    assert len(cases()) >= 60


def test_accents_are_kept_for_display_beside_the_folded_key() -> None:
    name = person_name("Ñandú Muñoz, Sintética").value

    assert name is not None
    assert name.display == "ÑANDÚ MUÑOZ, SINTÉTICA"
    assert name.key == "NANDU MUNOZ SINTETICA"


def test_one_cell_and_three_columns_give_the_same_name() -> None:
    assert (
        person_name("DE LA CRUZ FICTICIO, PRUEBA").value
        == person_name_parts("De la Cruz", "Ficticio", "Prueba").value
    )


def test_a_name_is_less_sure_the_less_it_says_of_its_parts() -> None:
    texts = (
        "EJEMPLO FICTICIO, PRUEBA",
        "EJEMPLO FICTICIO PRUEBA",
        "EJEMPLO PRUEBA",
        "PRUEBA",
    )

    sure = [person_name(text).confidence for text in texts]

    assert sure == sorted(sure, reverse=True)
    assert len(set(sure)) == 4


def test_initials_show_dots_and_have_no_key_to_compare_by() -> None:
    name = person_name("abc d").value
    dotted = person_name("j k l").value

    assert name is not None
    assert name.key == "ABC D"
    assert dotted is not None
    assert (dotted.display, dotted.key) == ("J.K.L.", "")


@pytest.mark.parametrize("text", ["12345", "@@@", "XÆ A-12 %"])
def test_what_is_no_name_is_set_aside(text: str) -> None:
    found = person_name(text)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["unreadable_name"]


@pytest.mark.parametrize("cell", [None, "", "   "])
def test_an_empty_cell_says_nothing(cell: str | None) -> None:
    assert person_name(cell) == Normalised(None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('(a) "Chata"', "CHATA"),
        ('"LA TÍA"', "LA TÍA"),
        ("(A) CHATA", "CHATA"),
        ("a) Chata", "CHATA"),
        ("ALIAS EL CHUECO", "EL CHUECO"),
        ("«La Tía» / Mamá Prueba", "LA TÍA / MAMÁ PRUEBA"),
        ("EL CHUECO", "EL CHUECO"),
        ("", None),
        ("-", None),
        ("N.N.", None),
    ],
)
def test_a_nickname_stands_without_its_signs(text: str, expected: str | None) -> None:
    assert nickname(text).value == expected
