"""Accused who come back bring their accomplices: one in common makes the next one likelier."""

import pytest
from decided_pairs import chances, person, scored

from trama.graph.records import Kind
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.parting import least_bits
from trama.linkage.model.shipped import shipped_model

CASES = ("R1", "R1", "S2", "S2")  # of the people a, b, c and d
TWO_CASES = {"R1-S2": -30.0}
"""Two cases that are not one, whoever stands in both."""


def told(pairs: dict[str, float], kind: Kind = Kind.SUSPECT) -> dict[str, float]:
    """Return the chances of pairs of the people a and b of one case and c and d of another."""
    people = [person(uid, of, kind) for uid, of in zip("abcd", CASES, strict=True)]
    return chances(scored(people, pairs, TWO_CASES))


def test_an_accused_in_common_makes_the_next_pair_likelier() -> None:
    alone = told({"a-c": -12.0, "b-d": 5.0})
    together = told({"a-c": 14.0, "b-d": 5.0})

    assert alone["b-d"] == pytest.approx(8 / 9, abs=0.01)  # 5 bits, and 1 to 4 who come back
    assert together["b-d"] > 0.97
    assert together["RETA:1-SISTRA:2"] < 0.01


def test_several_doubtful_pairs_support_each_other() -> None:
    both, one = told({"a-c": 5.0, "b-d": 5.0}), told({"a-c": 5.0, "b-d": -12.0})

    assert both["a-c"] == both["b-d"]
    assert one["a-c"] + 0.03 < both["a-c"] < told({"a-c": 5.0, "b-d": 14.0})["a-c"]


def test_a_pair_is_no_support_of_a_rival_that_shares_an_end() -> None:
    assert told({"a-c": 14.0, "a-d": 5.0})["a-d"] < 0.02


def test_who_agrees_in_nothing_is_not_joined_by_an_accomplice() -> None:
    chance = told({"a-c": 14.0, "b-d": -7.0})["b-d"]

    assert chance < 0.05


def test_victims_in_common_tell_nothing_of_other_victims_of_two_cases() -> None:
    alone, together = (told({"a-c": bits, "b-d": 5.0}, Kind.VICTIM) for bits in (-12.0, 14.0))

    assert together["b-d"] == pytest.approx(alone["b-d"], abs=1e-4)


def test_no_pair_under_the_bound_of_the_pairs_that_count_is_kept_by_accomplices() -> None:
    model = shipped_model()
    people = [person(uid, of, Kind.SUSPECT) for uid, of in zip("abcd", CASES, strict=True)]
    pairs = {"a-c": 30.0, "b-d": least_bits(model) - 0.01}

    kept = decide(scored(people, pairs, TWO_CASES), model)

    assert {(pair.one, pair.other) for pair in kept.people} == {("R-a", "R-c")}
