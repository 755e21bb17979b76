"""In which order stages were lived, and the legs between their places."""

import itertools
import random

import pytest

from trama.canonical.ordering import Lived, in_order, legs, order_is_told
from trama.canonical.rules import shipped_rules
from trama.values.partial_date import PartialDate

REFERENCE = shipped_rules()
LIMA, CUSCO, PUERTO = "PE-150132", "PE-080101", "PE-170101"


def lived(uid: str, phase: str, date: str | None = None, place: str | None = None) -> Lived:
    return Lived(uid, phase, PartialDate.parse(date) if date else None, place)


def order(*stages: Lived) -> list[str]:
    return [stage.uid for stage in in_order(stages, REFERENCE)]


def test_a_date_that_certainly_precedes_outweighs_the_phase() -> None:
    assert order(
        lived("captured again", "CAPTACION", "2018-02-01"),
        lived("exploited", "EXPLOTACION", "2017"),
    ) == ["exploited", "captured again"]


def test_where_dates_leave_it_open_the_phase_decides() -> None:
    assert order(
        lived("exploited", "EXPLOTACION", "2017-03"),
        lived("captured", "CAPTACION", "2017"),
        lived("moved", "TRANSPORTE"),
    ) == ["captured", "moved", "exploited"]


def test_of_two_transports_the_one_from_here_comes_first() -> None:
    assert order(
        lived("captured", "CAPTACION", place=CUSCO),
        lived("b", "TRANSPORTE", place=PUERTO),
        lived("z", "TRANSPORTE", place=CUSCO),
    ) == ["captured", "z", "b"]


@pytest.mark.parametrize("seed", range(30))
def test_the_order_never_contradicts_a_date_nor_depends_on_what_is_given_first(seed: int) -> None:
    # Arrange
    chance = random.Random(seed)
    dates = [None, "2017", "2017-03", "2017-03-05", "2017-04-01/2017-04-20", "2018-01-01"]
    phases = ["CAPTACION", "TRANSPORTE", "RECEPCION", "EXPLOTACION"]
    stages = [
        lived(str(at), chance.choice(phases), chance.choice(dates), chance.choice([LIMA, CUSCO]))
        for at in range(7)
    ]

    # Act
    found = in_order(stages, REFERENCE)

    # Assert
    for earlier, later in itertools.combinations(found, 2):
        if earlier.date and later.date:
            assert not later.date.certainly_before(earlier.date)
    assert in_order(chance.sample(stages, len(stages)), REFERENCE) == found


def test_a_leg_joins_the_last_known_place_with_the_next_on_each_level() -> None:
    assert legs([LIMA, None, CUSCO]) == (
        {},
        {},
        {
            "DISTRITO": "PE-150132>PE-080101",
            "PROVINCIA": "PE-1501>PE-0801",
            "DEPARTAMENTO": "PE-15>PE-08",
        },
    )


def test_a_district_and_its_department_are_no_journey() -> None:
    found = legs([LIMA, "PE-15", CUSCO])

    assert found[1] == {}
    assert found[2]["DISTRITO"] == "PE-150132>PE-080101"


def test_two_districts_of_a_province_are_a_leg_of_districts_only() -> None:
    assert legs([LIMA, "PE-150101"])[1] == {"DISTRITO": "PE-150132>PE-150101"}


def test_a_country_of_which_no_more_is_known_is_left_on_every_level() -> None:
    assert legs(["VE", CUSCO])[1] == {
        "DISTRITO": "VE>PE-080101",
        "PROVINCIA": "VE>PE-0801",
        "DEPARTAMENTO": "VE>PE-08",
        "PAIS": "VE>PE",
    }


def test_a_way_inside_another_country_has_legs_between_its_subdivisions() -> None:
    assert legs(["CO-NSA", "CO-ANT"])[1] == {
        "DISTRITO": "CO-NSA>CO-ANT",
        "PROVINCIA": "CO-NSA>CO-ANT",
        "DEPARTAMENTO": "CO-NSA>CO-ANT",
    }
    assert legs(["ES-CT-GI", "ES-CT-B"])[1] == {
        "DISTRITO": "ES-CT-GI>ES-CT-B",
        "PROVINCIA": "ES-CT-GI>ES-CT-B",
    }


def test_a_border_is_crossed_on_the_level_of_countries_too() -> None:
    assert legs(["VE-S", "CO-NSA"])[1]["PAIS"] == "VE>CO"
    assert legs(["VE-S", "CO-NSA"])[1]["DEPARTAMENTO"] == "VE-S>CO-NSA"


def test_a_subdivision_and_its_country_are_no_journey() -> None:
    assert legs(["CO-ANT", "CO", "CO-ANT"]) == ({}, {}, {})


def test_of_two_places_abroad_the_one_where_the_victim_is_comes_first() -> None:
    assert order(
        lived("captured", "CAPTACION", place="CO-NSA"),
        lived("a", "TRANSPORTE", place="CO-ANT"),
        lived("z", "TRANSPORTE", place="CO-NSA"),
    ) == ["captured", "z", "a"]


def moved(
    uid: str, row: int, place: str, *, date: str | None = None, time: str | None = None
) -> Lived:
    when = PartialDate.parse(date) if date else None
    return Lived(uid, "TRANSPORTE", when, place, time=time, rows={"sheet": row})


def test_hours_order_the_stages_of_one_day_whatever_their_rows() -> None:
    day = "2024-01-04"

    assert order(
        moved("night", 2, CUSCO, date=day, time="21:00"),
        moved("morning", 3, PUERTO, date=day, time="09:30"),
        moved("noon", 4, LIMA, date=day, time="12:00"),
    ) == ["morning", "noon", "night"]


def test_rows_order_stages_of_one_day_and_stages_without_a_date() -> None:
    assert order(*(moved(str(row), row, CUSCO, date="2024-01-04") for row in (3, 4, 2))) == [
        "2",
        "3",
        "4",
    ]
    assert order(moved("b", 5, CUSCO), moved("a", 9, PUERTO), moved("c", 3, LIMA)) == [
        "c",
        "b",
        "a",
    ]


def test_the_order_of_rows_of_two_sheets_is_not_told_and_gives_no_leg() -> None:
    captured = lived("captured", "CAPTACION", "2024-01-04", LIMA)
    here, there = moved("here", 2, CUSCO), moved("there", 3, PUERTO)
    elsewhere = Lived("there", "TRANSPORTE", None, PUERTO, rows={"another": 3})
    exploited = lived("exploited", "EXPLOTACION", "2024-01-09", LIMA)

    one_sheet = in_order([captured, here, there, exploited], REFERENCE)
    two_sheets = in_order([captured, here, elsewhere, exploited], REFERENCE)

    assert order_is_told(one_sheet) == (True, True, True, True)
    assert order_is_told(two_sheets) == (True, True, False, True)
    assert [
        leg.get("DEPARTAMENTO")
        for leg in legs([stage.place for stage in one_sheet], order_is_told(one_sheet))
    ] == [None, "PE-15>PE-08", "PE-08>PE-17", "PE-17>PE-15"]
    assert [
        leg.get("DEPARTAMENTO")
        for leg in legs([stage.place for stage in two_sheets], order_is_told(two_sheets))
    ] == [None] * 4


def test_places_of_one_department_in_no_told_order_still_have_the_legs_of_departments() -> None:
    found = legs([CUSCO, "PE-150132", "PE-150101", CUSCO], (True, True, False, True))

    assert [leg.get("DEPARTAMENTO") for leg in found] == [
        None,
        "PE-08>PE-15",
        None,
        "PE-15>PE-08",
    ]
    assert [leg.get("DISTRITO") for leg in found] == [None] * 4


def test_rows_that_contradict_their_dates_tell_no_order() -> None:
    stages = in_order(
        [
            moved("late", 2, CUSCO, date="2024-01-05"),
            moved("undated", 3, PUERTO),
            moved("early", 4, LIMA, date="2024-01-03"),
        ],
        REFERENCE,
    )

    assert order_is_told(stages).count(False) == 1
