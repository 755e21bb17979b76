"""The recipes of a count, against a search that tries them one by one."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trama.figures.breakdowns import Series, series_of
from trama.figures.count_search import Searched, search
from trama.figures.open_data import OpenData, month_number, shipped_open_data
from trama.figures.windows import window_text, windows_of, within

JANUARY = month_number(2020, 1)


@pytest.fixture(scope="module")
def shipped() -> Searched:
    data = shipped_open_data()
    return Searched(series_of(data), windows_of(data))


def windows_that_give(shipped: Searched, number: int) -> list[str]:
    """Returns the windows in which all victims of the country are exactly so many."""
    mask = within(shipped.windows, None, None)
    found = search(shipped, number, mask, 0).found
    of_all = [one for one in found if (one.series, one.place) == (0, 0)]
    windows = shipped.windows
    return [
        window_text(int(windows.first[one.window]), int(windows.last[one.window]), "es")
        for one in of_all
    ]


def test_1465_is_january_2023_to_march_2025_one_of_three_windows(shipped: Searched) -> None:
    assert windows_that_give(shipped, 1465) == [
        "de enero de 2023 a marzo de 2025",
        "de junio de 2018 a mayo de 2021",
        "de septiembre de 2021 a febrero de 2024",
    ]


def test_583_is_the_total_of_2023_and_669_that_of_2024(shipped: Searched) -> None:
    assert windows_that_give(shipped, 583)[0] == "en 2023"
    assert windows_that_give(shipped, 669)[0] == "en 2024"
    assert windows_that_give(shipped, 725)[0] == "en 2017"


def made(counts: list[list[int]], gaps: list[int]) -> tuple[Searched, np.ndarray]:
    """Returns two series of monthly counts at two places, the second series with gaps."""
    country = np.array(counts, dtype=np.int64)
    months = country.shape[1]
    data = OpenData(
        (),
        ("PE", "PE-15"),
        tuple(range(JANUARY, JANUARY + months)),
        tuple(range(JANUARY, JANUARY + months)),
        np.zeros((0, 2, months), dtype=np.int64),
        (),
    )
    covered = np.array([month not in gaps for month in range(months)])
    series = [
        Series("a", 0, ("", ""), country, np.full(months, fill_value=True), country),
        Series("b", 2, ("", ""), country[::-1].copy(), covered, country),
    ]
    return Searched(series, windows_of(data)), country


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 30), min_size=6, max_size=6), min_size=2, max_size=2),
    st.lists(st.integers(0, 5), max_size=2),
    st.integers(1, 60),
    st.integers(0, 5),
)
def test_the_search_finds_what_loops_find(
    counts: list[list[int]], gaps: list[int], number: int, tolerance: int
) -> None:
    searched, country = made(counts, gaps)
    expected, recipes, nearby = set(), 0, 0
    around = max(3, round(0.1 * number))
    for series, place, begin, end in itertools.product(range(2), range(2), range(6), range(1, 7)):
        if begin >= end or (series == 1 and any(begin <= gap < end for gap in gaps)):
            continue
        value = int((country if series == 0 else country[::-1])[place, begin:end].sum())
        recipes += 1
        nearby += value > 0 and abs(value - number) <= around
        if abs(value - number) <= tolerance:
            expected.add((series, place, JANUARY + begin, JANUARY + end - 1, value))

    windows = searched.windows
    outcome = search(searched, number, within(windows, None, None), tolerance)

    told = {
        (
            one.series,
            one.place,
            int(windows.first[one.window]),
            int(windows.last[one.window]),
            one.value,
        )
        for one in outcome.found
    }
    assert told == expected
    assert outcome.recipes == recipes
    width = number + around - max(1, number - around) + 1
    assert outcome.expected == pytest.approx(nearby / width)
    misses = [one.miss > 0 for one in outcome.found]
    assert misses == sorted(misses)


def test_what_chance_gives_is_what_numbers_of_that_size_meet_on_average(shipped: Searched) -> None:
    mask = within(shipped.windows, (month_number(2023, 1), month_number(2023, 12)), None)
    numbers = range(950, 1_051, 4)
    met = [len(search(shipped, number, mask, 0).found) for number in numbers]

    expected = search(shipped, 1_000, mask, 0).expected
    assert expected > 10
    assert np.mean(met) == pytest.approx(expected, rel=0.1)


def test_a_simpler_recipe_is_never_likelier_by_chance(shipped: Searched) -> None:
    found = search(shipped, 669, within(shipped.windows, None, None), 0).found
    chance = {(one.series, one.place, one.window): one.chance for one in found}

    assert len(chance) > 50
    assert found[0].chance < 0.1 < found[-1].chance
    assert found[-1].chance <= search(shipped, 669, within(shipped.windows, None, None), 0).expected


def test_a_sentence_of_a_year_means_windows_within_a_year_of_it(shipped: Searched) -> None:
    windows = shipped.windows
    near = (month_number(2019, 1), month_number(2019, 12))
    mask = within(windows, near, month_number(2020, 4))

    assert mask.any()
    assert windows.last[mask].max() == month_number(2020, 3)
    assert windows.last[mask].min() == month_number(2018, 1)


def test_without_a_window_there_is_no_recipe(shipped: Searched) -> None:
    outcome = search(shipped, 100, np.zeros(len(shipped.windows.begin), dtype=bool), 5)

    assert (outcome.found, outcome.recipes, outcome.expected, outcome.nearest) == ([], 0, 0, None)
