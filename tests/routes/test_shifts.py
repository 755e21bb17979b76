"""Changes at a date: routes that are new, rose or fell beyond chance; dates that say neither."""

import math
from random import Random

import pytest
from made_routes import taken
from scipy.stats import false_discovery_control, hypergeom

from trama.routes.found import Taken
from trama.routes.shifts import at_least, false_discovery_rates, shifts

CUSCO, LIMA, PUNO, TACNA = "PE-08", "PE-15", "PE-21", "PE-23"
DAY = "2020-01-01"


def several(places: tuple[str, ...], before: int, since: int) -> list[Taken]:
    name = ">".join(places)
    return [taken(f"{name}-{n}", places, "2018-05-01") for n in range(before)] + [
        taken(f"{name}+{n}", places, "2021-05-01") for n in range(since)
    ]


def test_a_route_that_moved_is_told_as_fallen_risen_and_displaced() -> None:
    found = shifts(
        [
            *several((CUSCO, LIMA), 30, 5),
            *several((CUSCO, TACNA), 0, 25),
            *several((PUNO, LIMA), 40, 40),
        ],
        "DEPARTAMENTO",
        DAY,
    )
    assert (found.before, found.since, found.undecided) == (70, 70, 0)
    assert [one.places for one in found.new] == [(CUSCO, TACNA)]
    assert found.new[0].is_told
    assert found.new[0].expected == pytest.approx(12.5)
    assert [one.places for one in found.rose] == [(CUSCO, TACNA)]
    assert [one.places for one in found.fell] == [(CUSCO, LIMA)]
    assert [(a.places, b.places) for a, b in found.displaced()] == [((CUSCO, LIMA), (CUSCO, TACNA))]


def test_a_first_case_is_new_but_not_told() -> None:
    found = shifts(
        [*several((PUNO, LIMA), 40, 40), *several((CUSCO, TACNA), 0, 1)], "DEPARTAMENTO", DAY
    )
    assert [(one.places, one.is_told) for one in found.new] == [((CUSCO, TACNA), False)]
    assert found.rose == ()


def test_a_year_without_months_is_on_no_side_of_a_day_within_it() -> None:
    whole_year = [taken(f"C-{n}", (CUSCO, LIMA), "2020-01-01", "2020-12-31") for n in range(30)]
    found = shifts([*whole_year, *several((PUNO, LIMA), 30, 30)], "DEPARTAMENTO", "2020-06-01")
    assert found.undecided == 30
    assert found.new == ()
    assert found.rose == ()


def test_where_nothing_changed_one_search_in_twenty_tells_something_at_most() -> None:
    drawn = Random(4)
    told = 0
    for _ in range(200):
        cases = [
            taken(f"C-{n}", (drawn.choice((CUSCO, PUNO)), drawn.choice((LIMA, TACNA))), day)
            for n, day in enumerate(drawn.choices(("2018-01-01", "2021-01-01"), k=60))
        ]
        found = shifts(cases, "DEPARTAMENTO", DAY)
        told += bool(found.rose or found.fell or any(one.is_told for one in found.new))
    # Rises and falls are two families, each at 5 %.
    assert told <= 200 * 0.1 + 3 * math.sqrt(200 * 0.1 * 0.9)


def test_the_odds_are_those_of_a_draw_without_replacement() -> None:
    drawn = Random(1)
    for _ in range(200):
        whole = drawn.randint(1, 300)
        marked, many = drawn.randint(0, whole), drawn.randint(0, whole)
        met = drawn.randint(0, many)
        expected = hypergeom.sf(met - 1, whole, marked, many)
        assert at_least(met, many, marked, whole) == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_rates_are_those_of_benjamini_and_hochberg() -> None:
    drawn = Random(2)
    odds = {n: drawn.random() ** 3 for n in range(50)}
    expected = false_discovery_control(list(odds.values()))
    rates = false_discovery_rates(odds)
    assert [rates[n] for n in odds] == pytest.approx(list(expected))
    assert false_discovery_rates({}) == {}
