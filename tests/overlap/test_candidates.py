"""The pairs that a linkage has to decide, and those that decide together."""

import pytest

from trama.core.errors import BadParameter, InconsistentLinks
from trama.overlap.candidates import Candidates, Pair


def links(candidates: Candidates) -> list[tuple[str, str]]:
    return [pair.link for pair in candidates.open]


def test_a_fixed_link_excludes_the_other_pairs_of_its_records() -> None:
    pairs = [Pair("a1", "b1", 0.9), Pair("a1", "b2", 0.5), Pair("a2", "b1", 0.5)]
    pairs += [Pair("a2", "b2", 0.3)]

    candidates = Candidates.of(pairs, fixed=[("a1", "b1")])

    assert candidates.fixed == (("a1", "b1"),)
    assert links(candidates) == [("a2", "b2")]


def test_a_vetoed_pair_and_an_impossible_pair_are_left_out() -> None:
    pairs = [Pair("a1", "b1", 0.9), Pair("a1", "b2", 0.0), Pair("a2", "b2", 0.2)]

    assert links(Candidates.of(pairs, vetoed=[("a1", "b1")])) == [("a2", "b2")]


def test_pairs_in_any_order_give_the_same_candidates() -> None:
    pairs = [Pair("a2", "b2", 0.2), Pair("a1", "b2", 0.4), Pair("a1", "b1", 0.9)]

    assert Candidates.of(pairs) == Candidates.of([*reversed(pairs), pairs[0]])


def test_pairs_that_share_a_record_decide_together() -> None:
    pairs = [Pair("a1", "b1", 0.9), Pair("a2", "b1", 0.5), Pair("a3", "b3", 0.5)]

    components = Candidates.of(pairs).components()

    assert [[pair.link for pair in one.pairs] for one in components] == [
        [("a1", "b1"), ("a2", "b1")],
        [("a3", "b3")],
    ]


def test_one_uid_on_both_sides_names_two_records() -> None:
    pairs = [Pair("x", "y", 0.9), Pair("y", "x", 0.5)]

    assert len(Candidates.of(pairs).components()) == 2


@pytest.mark.parametrize(
    ("fixed", "vetoed"),
    [
        ([("a1", "b1"), ("a1", "b2")], []),
        ([("a1", "b1"), ("a2", "b1")], []),
        ([("a1", "b1")], [("a1", "b1")]),
    ],
)
def test_fixed_links_that_contradict_are_refused(
    fixed: list[tuple[str, str]], vetoed: list[tuple[str, str]]
) -> None:
    with pytest.raises(InconsistentLinks):
        Candidates.of([], fixed, vetoed)


def test_a_pair_with_two_probabilities_is_refused() -> None:
    with pytest.raises(InconsistentLinks):
        Candidates.of([Pair("a1", "b1", 0.9), Pair("a1", "b1", 0.8)])


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_a_number_that_is_no_probability_is_refused(probability: float) -> None:
    with pytest.raises(BadParameter):
        Candidates.of([Pair("a1", "b1", probability)])
