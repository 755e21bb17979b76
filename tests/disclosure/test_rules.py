"""Published numbers keep the threshold and the base, and stand for the interval that is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import HOME_KEY, LAYOUTS, made_people

from trama.disclosure.cell_keys import key_fingerprint, noise, record_keys
from trama.disclosure.cubes import count
from trama.disclosure.losses import CELL_KEY, CELL_KEY_GROUPS, SUPPRESSION, losses
from trama.disclosure.rules import HIDDEN, Rules

RULES = Rules()


@given(st.integers(0, 5_000), st.integers(-9, 9))
def test_a_number_is_hidden_or_safe_and_its_interval_holds_the_truth(people: int, off: int) -> None:
    number = int(RULES.published(np.array([people]), np.array([off]))[0])
    least, most = (int(bound[0]) for bound in RULES.possible(np.array([number])))
    assert least <= people <= most
    if number == HIDDEN:
        assert least == 0
        assert most >= RULES.minimum
        assert people < RULES.minimum or people + off < RULES.minimum
    else:
        assert number % RULES.base == 0
        assert number >= RULES.minimum <= people
        assert abs(number - people) <= RULES.largest_error


def test_each_end_of_an_interval_is_reached() -> None:
    people, off = (axis.ravel() for axis in np.meshgrid(np.arange(90), np.arange(-9, 10)))
    numbers = RULES.published(people, off)
    for number in (HIDDEN, 10, 20, 50):
        behind = people[numbers == number]
        least, most = RULES.possible(np.array([number]))
        assert [behind.min(), behind.max()] == [least[0], most[0]]


def test_noise_is_the_same_for_the_same_people_and_follows_its_distribution() -> None:
    keys = record_keys((f"P-{n}" for n in range(40_000)), HOME_KEY)
    assert len(set(keys.tolist())) == 40_000
    first = noise(keys, RULES, HOME_KEY)
    assert (first == noise(keys, RULES, HOME_KEY)).all()
    assert (first != noise(keys, RULES, HOME_KEY[::-1])).mean() > 0.5
    steps, chances = RULES.distribution()
    assert chances.sum() == pytest.approx(1)
    assert (steps * chances).sum() == pytest.approx(0)
    seen = np.array([(first == step).mean() for step in steps])
    assert np.abs(seen - chances).max() < 0.006  # some 3 standard errors of 40,000 draws


def test_people_in_the_same_cell_of_two_tables_have_the_same_number() -> None:
    people = made_people(900, 4)
    told: dict[object, int] = {}
    met = 0
    for layout in LAYOUTS:
        cube = count(layout, people)
        numbers = RULES.published(cube.people, noise(cube.keys, RULES, HOME_KEY))
        for predicate, number in zip(layout.predicates, numbers.tolist(), strict=True):
            met += predicate in told
            assert told.setdefault(predicate, number) == number
    assert met > 20


def test_a_key_has_a_name_that_does_not_tell_it() -> None:
    assert len(key_fingerprint(HOME_KEY)) == 16
    assert key_fingerprint(HOME_KEY) != key_fingerprint(HOME_KEY[::-1])


def test_losses_are_those_of_the_cells() -> None:
    cube = count(LAYOUTS[1], made_people(400, 5))
    numbers = RULES.published(cube.people, noise(cube.keys, RULES, HOME_KEY))
    found = {loss.method: loss for loss in losses(cube, numbers, RULES)}
    finest = [
        place for place, cell in enumerate(LAYOUTS[1].cells())
        if all(node in axis.groups for node, axis in zip(cell, LAYOUTS[1].axes, strict=True))
    ]  # fmt: skip
    people = cube.people[finest]
    assert people.sum() == 400
    assert found[SUPPRESSION].error == people[people < 10].sum() > 0
    assert found[SUPPRESSION].people_shown == pytest.approx(people[people >= 10].sum() / 400)
    assert found[CELL_KEY].cells_kept == (numbers[finest] != HIDDEN).sum() / (people > 0).sum()
    assert found[CELL_KEY_GROUPS].people_shown > found[CELL_KEY].people_shown
    assert str(found[SUPPRESSION].error) not in str(found[SUPPRESSION].as_document())


@pytest.mark.parametrize("wrong", [{"minimum": 12}, {"largest_noise": 0}])
def test_rules_that_cannot_protect_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="Rules"):
        Rules(**wrong)  # type: ignore[arg-type]
