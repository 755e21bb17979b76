"""The audit of releases: it finds what is planted, and nothing in what the rules publish."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_people import HOME_KEY, LAYOUTS, SEX, YEAR, made_people
from table_intervals import UNTOLD, Exact, interval

from trama.disclosure.cubes import Axis, Layout, count
from trama.disclosure.intervals import Group, NoWorld, audit
from trama.disclosure.rules import HIDDEN, Rules
from trama.disclosure.safe_tables import Table, faults, nested_pairs
from trama.disclosure.successive import Ledger, release

RULES = Rules()


def _exact(layout: Layout, leaves: list[int]) -> Table:
    people = layout.summed(np.array(leaves, dtype=np.int64))
    return Table(layout, np.where(people < 10, HIDDEN, people))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1_500), st.integers(0, 50))
def test_releases_expose_nobody(number: int, seed: int) -> None:
    made = release(LAYOUTS, made_people(number, seed), RULES, HOME_KEY, Ledger())
    assert not faults(made.tables, RULES)
    found = audit(made.tables, RULES)
    assert found.exposed == ()
    assert found.groups > 1_000


def test_a_hidden_cell_that_a_sum_gives_is_found() -> None:
    sex = Axis("sex", {"F": (), "M": (), "X": ()})
    found = audit([_exact(Layout("by_sex", (sex,)), [20, 30, 4])], Exact())
    assert Group("by_sex", ("X",), None) in found.exposed
    assert Group("by_sex", ("TOTAL",), ("F",)) not in found.exposed  # 34 people


def test_a_hidden_cell_that_only_two_tables_together_give_is_found() -> None:
    years = _exact(Layout("by_year", (YEAR,)), [5, 50, 60, 70])
    without_total = Table(years.layout, np.array([UNTOLD, *years.numbers[1:]]))
    assert audit([without_total], Exact()).exposed == ()
    sexes = _exact(Layout("by_sex", (SEX,)), [100, 85, 0])
    assert audit([sexes], Exact()).exposed == ()
    exposed = audit([without_total, sexes], Exact()).exposed
    assert Group("by_year", ("2023",), None) in exposed


def test_a_difference_that_no_cell_names_is_found() -> None:
    axis = Axis("sex", {"F": (), "M": (), "X": (), "Y": ()})
    table = _exact(Layout("by_sex", (axis,)), [20, 30, 2, 1])
    found = audit([table], Exact())
    # Nobody knows how three people divide into X and Y: each may be empty.
    assert found.exposed == ()
    grouped = Axis("sex", {"F": ("G",), "M": ("G",), "X": (), "Y": ()})
    found = audit([_exact(Layout("by_sex", (grouped,)), [20, 30, 2, 1])], Exact())
    assert Group("by_sex", ("TOTAL",), ("G",)) in found.exposed


def test_numbers_of_two_states_fit_no_world() -> None:
    by_year, by_sex = Layout("a", (YEAR,)), Layout("b", (SEX,))
    with pytest.raises(NoWorld):
        audit([_exact(by_year, [50, 50, 50, 0]), _exact(by_sex, [100, 100, 0])], Exact())


def test_nested_pairs_are_all_pairs_of_which_one_holds_the_other() -> None:
    layout = LAYOUTS[1]
    outer, inner = nested_pairs(layout)
    sets = [
        frozenset(np.flatnonzero(layout.summed(row)))
        for row in np.eye(int(np.prod(layout.leaf_shape)), dtype=np.int64)
    ]
    holds = np.zeros((int(np.prod(layout.shape)), len(sets)), dtype=bool)
    for leaf, cells in enumerate(sets):
        holds[sorted(cells), leaf] = True
    expected = {
        (a, b)
        for a in range(len(holds))
        for b in range(len(holds))
        if a != b and not (holds[b] & ~holds[a]).any()
    }
    assert {*zip(outer.tolist(), inner.tolist(), strict=True)} == expected


def test_a_linear_program_that_is_not_ours_finds_wide_intervals() -> None:
    """Each small cell may be empty or hold ten, whatever is added up, by its own linear program."""
    layout, people = LAYOUTS[1], made_people(500, 11)
    made = release([layout], people, RULES, HOME_KEY, Ledger())
    numbers, truth = made.tables[0].numbers, count(layout, people).people
    bounds = RULES.possible(numbers)
    small = np.flatnonzero((truth > 0) & (truth < 10))
    assert len(small) > 20
    for cell in small:
        least, most = interval(layout, *bounds, int(cell))
        assert least < 1 or most >= 10
        assert most - least >= 9
