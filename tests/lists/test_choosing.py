"""The choice of the pairs that are one person."""

import numpy as np
import pytest

from trama.compare.aliases import AliasLevel
from trama.compare.births import BirthLevel
from trama.compare.documents import DocumentLevel
from trama.compare.names import NameLevel
from trama.compare.sentences import Level
from trama.compare.traits import SexLevel
from trama.linkage.joint.scored import Guard
from trama.lists.choosing import GUARDS, grouped, one_to_one
from trama.lists.levels import ENUMS
from trama.lists.patterns import is_weak

NONE = np.zeros(2, bool)
COMPARED = {name for name, enum in ENUMS.items() if "NOTHING_TO_COMPARE" in enum.__members__}


def test_of_two_like_rivals_neither_is_a_link() -> None:
    choice = one_to_one(np.array([0, 0]), np.array([5, 6]), np.array([12.0, 12.0]), NONE, 0.99)

    assert not choice.linked.any()
    assert [GUARDS[place] for place in choice.guard] == [Guard.ONE_TO_ONE] * 2


def test_the_much_likelier_rival_is_the_link() -> None:
    choice = one_to_one(np.array([0, 0]), np.array([5, 6]), np.array([25.0, 9.0]), NONE, 0.99)

    assert choice.linked.tolist() == [True, False]


def test_two_records_that_are_apart_never_come_into_one_group() -> None:
    one, other = np.array([0, 1]), np.array([1, 2])
    apart = np.array([0]), np.array([2])

    choice, groups = grouped(one, other, np.array([20.0, 15.0]), NONE, apart, 0.99)

    assert choice.linked.tolist() == [True, False]
    assert GUARDS[choice.guard[1]] is Guard.CONTRADICTION
    assert groups == {0: 0, 1: 0}


def test_a_weak_pair_is_no_bridge_between_two_groups() -> None:
    one, other = np.array([0, 2, 1]), np.array([1, 3, 2])
    nobody = np.array([], int), np.array([], int)

    choice, _ = grouped(one, other, np.array([20.0, 20.0, 7.0]), np.zeros(3, bool), nobody, 0.99)

    assert [GUARDS[place] for place in choice.guard] == [None, None, Guard.BRIDGE]


def test_who_shares_an_alias_alone_is_left_to_a_person() -> None:
    one, other, bits = np.array([0, 1]), np.array([5, 6]), np.array([20.0, 20.0])
    weak, nobody = np.array([True, False]), np.array([], int)

    across = one_to_one(one, other, bits, NONE, 0.99, weak=weak)
    within, groups = grouped(one, other, bits, NONE, (nobody, nobody), 0.99, weak=weak)

    for choice in (across, within):
        assert choice.linked.tolist() == [False, True]
        assert GUARDS[choice.guard[0]] is Guard.WEAK
        assert choice.probability[0] > 0.99
    assert 0 not in groups


@pytest.mark.parametrize(
    ("said", "weak"),
    [
        ({"aliases": AliasLevel.SAME}, True),
        ({"aliases": AliasLevel.SAME, "sexes": SexLevel.SAME}, True),
        ({"names": NameLevel.INITIALS_FIT}, True),
        ({"names": NameLevel.FRAGMENT_FITS, "aliases": AliasLevel.SAME}, True),
        ({"names": NameLevel.FRAGMENT_DIFFERS, "aliases": AliasLevel.SAME}, True),
        ({"names": NameLevel.SAME}, False),
        ({"names": NameLevel.SAME, "aliases": AliasLevel.SAME}, False),
        ({"names": NameLevel.INITIALS_FIT, "births": BirthLevel.SAME_DAY}, False),
        ({"aliases": AliasLevel.SAME, "documents": DocumentLevel.SAME}, False),
        ({}, False),
    ],
)
def test_a_pattern_is_weak_if_nothing_else_was_compared(said: dict[str, Level], weak: bool) -> None:
    levels = {name: enum["NOTHING_TO_COMPARE"] for name, enum in ENUMS.items() if name in COMPARED}

    assert is_weak({**levels, **said}) is weak
