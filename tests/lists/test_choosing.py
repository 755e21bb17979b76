"""The choice of the pairs that are one person."""

import numpy as np

from trama.linkage.joint.scored import Guard
from trama.lists.choosing import GUARDS, grouped, one_to_one

NONE = np.zeros(2, bool)


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
