"""Releases one after another: no change of a number speaks of fewer than ten people."""

from itertools import pairwise

import numpy as np
import pandas as pd
from made_people import HOME_KEY, LAYOUTS, PLACES, made_people

from trama.disclosure.cubes import changed_people
from trama.disclosure.rules import HIDDEN, Rules
from trama.disclosure.safe_tables import faults
from trama.disclosure.successive import Ledger, Release, patience, release

RULES = Rules()


def _releases(states: list[pd.DataFrame]) -> list[Release]:
    made, ledger = [], Ledger()
    for people in states:
        made.append(release(LAYOUTS, people, RULES, HOME_KEY, ledger))
        ledger = made[-1].ledger
    return made


def _growing(steps: int, each: int) -> list[pd.DataFrame]:
    everybody = made_people(600 + steps * each, 6)
    return [everybody.iloc[: 600 + step * each] for step in range(steps + 1)]


def test_the_same_people_give_the_same_release() -> None:
    first, second = _releases([made_people(700, 7)] * 2)
    assert second.withheld == 0
    assert first.ledger.told == second.ledger.told
    assert [*second.ledger.states] == [1]


def test_a_number_that_changes_has_at_least_ten_people_behind_the_change() -> None:
    states = _growing(12, 25)
    made = _releases(states)
    moved = 0
    for now, (old, new) in enumerate(pairwise(made), 1):
        for layout in LAYOUTS:
            for basis in {told.state for told in old.ledger.told.values()}:
                changed = changed_people(layout, states[basis - 1], states[now])
                for predicate, people in zip(layout.predicates, changed, strict=True):
                    before, after = (one.ledger.told[predicate] for one in (old, new))
                    if before.state == basis and before.number != after.number:
                        assert people >= RULES.minimum
                        moved += 1
    assert moved > 50
    assert all(one.withheld for one in made[1:])


def test_nobody_knows_which_person_makes_a_number_change() -> None:
    """A number waits for 10 to 19 people: whoever knows nine cannot tell whether a tenth came."""
    waits = patience([(("place", f"D{n}"),) for n in range(500)], 1, RULES, HOME_KEY)
    assert set(waits.tolist()) == set(range(10, 20))
    assert (waits == patience([(("place", f"D{n}"),) for n in range(500)], 1, RULES, HOME_KEY)
            ).all()  # fmt: skip
    assert (waits != patience([(("place", f"D{n}"),) for n in range(500)], 2, RULES, HOME_KEY)
            ).any()  # fmt: skip


def test_small_changes_add_up_until_they_show() -> None:
    made = _releases(_growing(40, 3))
    totals = [one.tables[0].numbers[0] for one in made]
    assert totals[-1] >= totals[0] + 90
    steps = [after - before for before, after in pairwise(totals)]
    assert len(steps) == 40
    assert all(step == 0 for step in steps[:3])  # nine people are too few to show


def test_all_differences_between_releases_are_multiples_of_ten() -> None:
    made = _releases(_growing(6, 17))
    told = np.unique(np.concatenate([t.numbers for one in made for t in one.tables]))
    told = told[told != HIDDEN]
    apart = np.abs(told[:, None] - told[None, :])
    assert len(told) > 5
    assert not ((apart > 0) & (apart < RULES.minimum)).any()
    assert not any(faults(one.tables, RULES) for one in made)


def test_a_person_who_moves_between_two_places_changes_neither() -> None:
    before = made_people(800, 8)
    after = before.copy()
    after.iloc[0, after.columns.get_loc("place")] = PLACES.leaves[5]
    first, second = _releases([before, after])
    assert all(
        (old.numbers == new.numbers).all()
        for old, new in zip(first.tables, second.tables, strict=True)
    )


def test_a_cell_whose_people_are_taken_away_keeps_its_number_until_enough_have_gone() -> None:
    before = made_people(900, 9)
    here = before.index[before["place"] == "D6"]
    few, many = before.drop(here[:9]), before.drop(here[:20])
    cell = PLACES.nodes.index("D6") * LAYOUTS[0].shape[1]
    first, second = _releases([before, few])
    assert first.tables[0].numbers[cell] == second.tables[0].numbers[cell] != HIDDEN
    third = release(LAYOUTS, many, RULES, HOME_KEY, second.ledger)
    assert third.ledger.told[(("place", "D6"),)].state > 1
