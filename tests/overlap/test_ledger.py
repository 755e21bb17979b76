"""The ledger of two registries: known counts, rows that add up, intervals from the draws."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trama.core.errors import BadParameter
from trama.overlap.candidates import Candidates, Pair
from trama.overlap.draws import Draws, draw
from trama.overlap.interval import Interval
from trama.overlap.keys import key_order
from trama.overlap.ledger import Ledger, Row, Standing, ledger

A = {"a1": "2017", "a2": "2017", "a3": "2018"}
B = {"b1": "2017", "b2": "2018"}
YEARS = ["2016", "2017", "2018"]
NAMES = st.dictionaries(st.integers(0, 5), st.sampled_from(YEARS), max_size=6)
NOTHING = Standing(frozenset(), frozenset())
PROBABILITIES = st.sampled_from([0.02, 0.5, 0.97])


def drawn(*linkages: Sequence[tuple[str, str]], times: Sequence[int]) -> Draws:
    links = sorted({link for linkage in linkages for link in linkage})
    rows = [[link in linkage for link in links] for linkage in linkages]
    return Draws(0, tuple(links), np.repeat(np.array(rows, dtype=np.bool_), times, axis=0))


def links_of(draws: Draws, at_least: float) -> frozenset[tuple[str, str]]:
    """Returns the links that stand in at least that part of the draws."""
    times = draws.times_linked() / len(draws)
    return frozenset(
        link for link, part in zip(draws.links, times, strict=True) if part >= at_least
    )


def counted(draws: Draws, a: dict[str, str], b: dict[str, str]) -> Ledger:
    """Returns the ledger in which what is linked in 19 of 20 draws stands, and others are open."""
    joined = links_of(draws, 0.95)
    ends = {end for link in joined for end in link}
    doubtful = links_of(draws, 0.06) - joined
    undecided = {end for link in doubtful if not ends & {*link} for end in link}
    standing = Standing(frozenset(), joined, undecided & a.keys(), undecided & b.keys())
    return ledger(draws, standing, a, b)


def decided(row: Row) -> tuple[int, ...]:
    counts = (row.only_a, row.only_b, row.both, row.both_other_key_a, row.both_other_key_b)
    return (*(count.decided for count in counts), row.undecided_a, row.undecided_b)


def test_a_link_in_70_of_100_draws_is_undecided() -> None:
    draws = drawn([("a1", "b1")], [], times=[70, 30])

    found = counted(draws, {"a1": "2017", "a2": "2017"}, {"b1": "2017"})

    (row,) = found.rows
    assert decided(row) == (1, 0, 0, 0, 0, 1, 1)
    assert row.both.mean == 0.7
    assert row.both.interval == Interval(0, 1)
    assert row.only_a.interval == Interval(1, 2)
    assert found.distinct == Interval(2, 3)


def test_links_within_a_year_and_between_years_stand_in_columns_of_their_own() -> None:
    draws = drawn([("a1", "b1"), ("a2", "b2")], times=[100])

    found = counted(draws, A, B)

    assert {row.key: decided(row) for row in (*found.rows, found.total)} == {
        "2017": (0, 0, 1, 1, 0, 0, 0),
        "2018": (1, 0, 0, 0, 1, 0, 0),
        None: (1, 0, 1, 1, 1, 0, 0),
    }
    assert found.distinct == Interval(3, 3)


def test_certain_links_stand_in_every_draw_and_need_none() -> None:
    standing = Standing(frozenset({("a1", "b1")}), frozenset({("a1", "b1")}))

    found = ledger(drawn([], times=[20]), standing, A, B)

    assert decided(found.total) == (2, 1, 1, 0, 0, 0, 0)
    assert found.total.both.interval == Interval(1, 1)
    assert found.distinct == Interval(4, 4)


def test_a_link_that_a_model_made_stands_but_not_in_every_draw() -> None:
    standing = Standing(frozenset(), frozenset({("a1", "b1")}))

    found = ledger(drawn([("a1", "b1")], [], times=[90, 10]), standing, A, B)

    assert decided(found.total) == (2, 1, 1, 0, 0, 0, 0)
    assert (found.total.both.mean, found.total.both.interval) == (0.9, Interval(0, 1))


def test_who_is_counted_elsewhere_is_in_no_row_and_a_link_with_them_is_of_another_key() -> None:
    draws = drawn([("a1", "b1"), ("a2", "b2")], times=[10])

    found = ledger(
        draws,
        Standing(frozenset(), frozenset(draws.links)),
        {"a1": "F", "a2": "M", "a3": None},
        {"b1": "F", "b2": None},
    )

    assert {row.key: decided(row) for row in (*found.rows, found.total)} == {
        "F": (0, 0, 1, 0, 0, 0, 0),
        "M": (0, 0, 0, 1, 0, 0, 0),
        None: (0, 0, 1, 1, 0, 0, 0),
    }
    assert (found.total.in_a, found.total.in_b) == (2, 1)
    assert found.distinct == Interval(2, 2)


def test_the_interval_leaves_a_twentieth_of_the_draws_on_each_side() -> None:
    linkages = [[(f"a{n}", f"b{n}") for n in range(size)] for size in range(1, 101)]
    draws = drawn(*linkages, times=[1] * 100)

    names = [(f"a{n}", f"b{n}") for n in range(100)]
    found = counted(
        draws, dict.fromkeys((a for a, _ in names), ""), dict.fromkeys((b for _, b in names), "")
    )

    assert found.total.both.interval == Interval(5, 95)


def made(people_a: dict[int, str], people_b: dict[int, str], data: st.DataObject) -> Ledger:
    pairs = [
        Pair(f"a{a}", f"b{b}", data.draw(PROBABILITIES))
        for a in people_a
        for b in people_b
        if data.draw(st.booleans())
    ]
    return counted(
        draw(Candidates.of(pairs), 40, seed=6),
        {f"a{a}": key for a, key in people_a.items()},
        {f"b{b}": key for b, key in people_b.items()},
    )


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES, st.data())
def test_rows_and_their_total_add_up_exactly(
    people_a: dict[int, str], people_b: dict[int, str], data: st.DataObject
) -> None:
    found = made(people_a, people_b, data)

    for row in (*found.rows, found.total):
        counts_a = (row.only_a, row.both, row.both_other_key_a)
        counts_b = (row.only_b, row.both, row.both_other_key_b)
        assert sum(count.decided for count in counts_a) + row.undecided_a == row.in_a
        assert sum(count.decided for count in counts_b) + row.undecided_b == row.in_b
        assert sum(count.drawn for count in counts_a) == 40 * row.in_a
        assert sum(count.drawn for count in counts_b) == 40 * row.in_b
        assert min(row.undecided_a, row.undecided_b) >= 0
    for name in ("only_a", "only_b", "both", "both_other_key_a", "both_other_key_b"):
        parts = [getattr(row, name) for row in found.rows]
        total = getattr(found.total, name)
        assert sum(part.decided for part in parts) == total.decided
        assert sum(part.drawn for part in parts) == total.drawn
    assert sum(row.in_a for row in found.rows) == found.total.in_a == len(people_a)
    assert sum(row.undecided_b for row in found.rows) == found.total.undecided_b
    across = found.total.both_other_key_a, found.total.both_other_key_b
    assert across[0] == across[1]


def test_the_order_of_people_does_not_matter() -> None:
    draws = draw(Candidates.of([Pair("a1", "b1", 0.6), Pair("a2", "b1", 0.3)]), 50, seed=1)

    assert counted(draws, A, B) == counted(
        draws, dict(reversed(A.items())), dict(reversed(B.items()))
    )


def test_registries_without_anybody_give_an_empty_ledger() -> None:
    found = counted(draw(Candidates.of([]), 5, seed=1), {}, {})

    assert found.rows == ()
    assert decided(found.total) == (0,) * 7


def test_a_link_of_somebody_who_is_on_no_list_is_refused() -> None:
    with pytest.raises(BadParameter):
        ledger(drawn([("a1", "b9")], times=[1]), NOTHING, A, B)


@pytest.mark.parametrize("part", [0.0, 1.0])
def test_a_part_out_of_bounds_is_refused(part: float) -> None:
    with pytest.raises(BadParameter):
        ledger(drawn([], times=[1]), NOTHING, A, B, part=part)


def test_ages_and_years_stand_in_the_order_of_their_numbers() -> None:
    keys = ["", "12-17", "2017", "30-59", "6-11", "0-5", "DIVINCRI"]

    assert sorted(keys, key=key_order) == ["0-5", "6-11", "12-17", "30-59", "2017", "", "DIVINCRI"]
