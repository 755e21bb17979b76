"""The fewest links whose change moves a figure: known cases, and the search over all linkages."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkages import every_linkage, is_one_to_one

from trama.core.errors import BadParameter, InconsistentLinks
from trama.overlap.candidates import Pair
from trama.overlap.overturn import Overturn, overturning_down, overturning_up

LINKED = [("a1", "b1"), ("a2", "b2"), ("a3", "b3")]
PAIRS = [Pair(a, b, p) for (a, b), p in zip(LINKED, [0.99, 0.7, 0.9], strict=True)]


def test_the_least_probable_links_bring_the_number_down() -> None:
    assert overturning_down(PAIRS, LINKED, more_than=1) == Overturn(
        (), (("a2", "b2"), ("a3", "b3")), -2
    )


def test_three_links_cannot_fall_by_more_than_three() -> None:
    found = overturning_down(PAIRS, LINKED, more_than=2.5)
    assert found is not None
    assert found.changes == 3
    assert overturning_down(PAIRS, LINKED, more_than=3) is None


def test_the_likeliest_free_pairs_bring_the_number_up() -> None:
    free = [Pair("a8", "b8", 0.1), Pair("a9", "b9", 0.4)]

    found = overturning_up([*PAIRS, *free], LINKED, more_than=0)

    assert found == Overturn((("a9", "b9"),), (), 1)


def test_one_more_link_may_need_three_changes() -> None:
    pairs = [Pair("a1", "b1", 0.9), Pair("a1", "b2", 0.4), Pair("a2", "b1", 0.4)]

    found = overturning_up(pairs, [("a1", "b1")], more_than=0.5)

    assert found == Overturn((("a1", "b2"), ("a2", "b1")), (("a1", "b1"),), 1)
    assert found.changes == 3


def test_a_change_that_is_no_longer_needed_is_undone() -> None:
    first_taken = Pair("a1", "b1", 0.9)
    instead_of_it = [Pair("a1", "b2", 0.1), Pair("a2", "b1", 0.1)]
    likelier_with_more_changes = [Pair("a3", "c1", 0.9), Pair("c2", "b3", 0.9)]
    linked = Pair("c2", "c1", 0.6)

    found = overturning_up(
        [first_taken, *instead_of_it, *likelier_with_more_changes, linked],
        [linked.link],
        more_than=1,
    )

    assert found == Overturn((("a1", "b2"), ("a2", "b1")), (), 2)


def test_no_linkage_with_more_links_gives_none() -> None:
    assert overturning_up(PAIRS, LINKED, more_than=0) is None


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.sampled_from([0.1, 0.4, 0.8]), max_size=9
)


def fewest_changes(pairs: list[Pair], start: set[tuple[str, str]], more: int) -> int | None:
    linkages = [{pair.link for pair in chosen} for chosen in every_linkage(pairs)]
    moved = [len(one ^ start) for one in linkages if len(one) - len(start) >= more]
    return min(moved, default=None)


@settings(max_examples=150, deadline=None)
@given(CELLS, st.data())
def test_no_linkage_moves_the_figure_with_fewer_changes(
    cells: dict[tuple[int, int], float], data: st.DataObject
) -> None:
    pairs = [Pair(f"a{a}", f"b{b}", p) for (a, b), p in cells.items()]
    links = data.draw(st.permutations([pair.link for pair in pairs]))
    start: set[tuple[str, str]] = set()
    for link in links[: data.draw(st.integers(0, 5))]:
        if is_one_to_one([*start, link]):
            start.add(link)
    more_than = data.draw(st.integers(0, 2))

    up = overturning_up(pairs, start, more_than)
    down = overturning_down(pairs, start, more_than)

    assert (up and up.changes) == fewest_changes(pairs, start, more_than + 1)
    assert (down is None) == (more_than + 1 > len(start))
    if up is not None:
        after = (start - set(up.dropped)) | set(up.made)
        assert set(up.dropped) <= start
        assert not start & set(up.made)
        assert is_one_to_one(sorted(after))
        assert len(after) - len(start) == up.moved == more_than + 1
    assert up == overturning_up(pairs[::-1], sorted(start, reverse=True), more_than)


@pytest.mark.parametrize("amount", [-1, math.inf, math.nan])
def test_an_amount_that_is_no_amount_is_refused(amount: float) -> None:
    with pytest.raises(BadParameter):
        overturning_down(PAIRS, LINKED, amount)


def test_links_that_are_no_pairs_or_not_one_to_one_are_refused() -> None:
    with pytest.raises(BadParameter):
        overturning_up(PAIRS, [("a1", "b3")], 1)
    with pytest.raises(InconsistentLinks):
        overturning_up([*PAIRS, Pair("a1", "b2", 0.5)], [("a1", "b1"), ("a1", "b2")], 1)
