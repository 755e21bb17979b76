"""Cubes count what a slow count by hand counts, and so do the changes between two states."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_people import LAYOUTS, PLACES, made_people

from trama.disclosure.cubes import TOTAL, Axis, Layout, changed_people, count


def _inside(layout: Layout, cell: tuple[str, ...], people: pd.DataFrame) -> set[int]:
    chosen = people
    for axis, node in zip(layout.axes, cell, strict=True):
        leaves = [leaf for leaf, groups in axis.groups.items() if node in (TOTAL, leaf, *groups)]
        chosen = chosen[chosen[axis.name].isin(leaves)]
    return set(chosen["key"].tolist())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_count_matches_a_count_by_hand(layout: Layout) -> None:
    people = made_people(300, 1)
    cube = count(layout, people)
    cells = list(layout.cells())
    assert len(cells) == len(cube.people) > 0
    for place, cell in enumerate(cells):
        inside = _inside(layout, cell, people)
        assert cube.people[place] == len(inside)
        assert int(cube.keys[place]) == sum(inside) % 2**64


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 40), st.sampled_from(LAYOUTS))
def test_changes_match_the_sets_of_people(before: int, now: int, gone: int, layout: Layout) -> None:
    old, new = made_people(before, 2), made_people(now, 3).iloc[min(gone, now) :]
    changed = changed_people(layout, old, new)
    cells = list(layout.cells())
    assert len(cells) == len(changed)
    for place in range(0, len(cells), 7):
        apart = _inside(layout, cells[place], old) ^ _inside(layout, cells[place], new)
        assert changed[place] == len(apart)


def test_one_cell_has_one_predicate_in_every_table() -> None:
    by_year, by_sex, _ = LAYOUTS
    shared = {*by_year.predicates} & {*by_sex.predicates}
    assert shared == {(), *((("place", node),) for node in PLACES.nodes if node != TOTAL)}


def test_a_code_that_is_no_leaf_is_refused_and_not_repeated() -> None:
    axis = Axis("sex", {"F": (), "M": ()})
    with pytest.raises(ValueError, match=r"^sex$"):
        axis.positions(pd.Series(["F", "JUANA"]))


def test_keys_of_people_wrap_around() -> None:
    axis = Axis("sex", {"F": (), "M": ()})
    largest = np.array([2**64 - 1, 3], dtype=np.uint64)
    cube = count(Layout("t", (axis,)), pd.DataFrame({"key": largest, "sex": ["F", "M"]}))
    assert cube.keys.tolist() == [2, 2**64 - 1, 3]
