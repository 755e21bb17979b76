"""The names of people as a careless registry writes them."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from trama.twin.dirt_rates import DirtRates
from trama.twin.geography import Spot
from trama.twin.hand import Hand
from trama.twin.people import Paper, TruePerson
from trama.twin.written_names import written_initials, written_name

LIMA = Spot("PE-150101", ("LIMA", "LIMA", "LIMA"), "150101", "140101")
ROSA = TruePerson(
    "TP-0000001",
    "F",
    date(1995, 3, 5),
    ("ROSA", "LUZ"),
    "QUISPE",
    "MAMANI",
    Paper("DNI", "96000001"),
    "PE",
    LIMA,
    LIMA,
    "JR. LOS INVENTADOS 100",
)


def names(age: int = 22, person: TruePerson = ROSA, **rates: float) -> set[str]:
    dirt = replace(DirtRates.none(), **rates)
    return {written_name(Hand(dirt, Random(seed)), person, age).text for seed in range(40)}


def test_a_clean_hand_writes_the_name() -> None:
    assert names() == {"QUISPE MAMANI, ROSA LUZ"}


@pytest.mark.parametrize(
    ("rate", "written"),
    [
        ("given_name_dropped", {"QUISPE MAMANI, ROSA", "QUISPE MAMANI, LUZ"}),
        ("given_names_swapped", {"QUISPE MAMANI, LUZ ROSA"}),
        ("name_short", {"QUISPE MAMANI, ROSITA LUZ"}),
        ("surname_dropped", {"QUISPE, ROSA LUZ"}),
        ("surnames_swapped", {"MAMANI QUISPE, ROSA LUZ"}),
        (
            "name_spelling",
            {f"{name} MAMANI, ROSA LUZ" for name in ("QUISPI", "KISPE", "QUIZPE")},
        ),
        ("name_misheard", {"KISPE MAMANI, ROSA LUZ", "QUISPE MAMANI, ROZA LUZ"}),
    ],
)
def test_each_defect_is_one_that_registries_make(rate: str, written: set[str]) -> None:
    assert names(**{rate: 1.0}) == written


def test_only_grown_women_bear_a_husbands_name() -> None:
    assert all(name.startswith("QUISPE DE ") for name in names(surname_married=1.0))
    assert names(age=17, surname_married=1.0) == {"QUISPE MAMANI, ROSA LUZ"}


@pytest.mark.parametrize(
    ("rates", "written"),
    [
        ({}, {"Q.M.R.L."}),
        ({"initials_given_first": 1.0}, {"R.L.Q.M."}),
        ({"initials_short": 1.0}, {"Q.M.R."}),
        ({"initials_short": 1.0, "initials_given_first": 1.0}, {"R.Q.M."}),
    ],
)
def test_offices_write_initials_in_their_own_ways(
    rates: dict[str, float], written: set[str]
) -> None:
    hand = Hand(replace(DirtRates.none(), **rates), Random(1))

    assert {written_initials(hand, ROSA) for _ in range(20)} == written
