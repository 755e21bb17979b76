"""Draws of pairs that compete: each pair keeps its probability."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trama.overlap.candidates import Candidates, Pair
from trama.overlap.exact import linkages
from trama.overlap.joint import alone_probabilities

SHARES = st.lists(st.floats(0.02, 0.9), min_size=1, max_size=5).map(
    lambda parts: [0.98 * part / max(1, sum(parts)) for part in parts]
)


def drawn(pairs: list[Pair]) -> dict[tuple[str, str], float]:
    """Returns the probability of each pair in the exact distribution of the draws."""
    found: dict[tuple[str, str], float] = {}
    for component in Candidates.of(alone_probabilities(pairs)).components():
        listed = linkages(component)
        assert listed is not None
        rows, weights = listed
        for column, pair in enumerate(component.pairs):
            found[pair.link] = float(weights[rows[:, column]].sum())
    return found


def test_a_pair_without_rivals_keeps_its_probability() -> None:
    assert drawn([Pair("a", "b", 0.7)]) == {("a", "b"): pytest.approx(0.7)}


@settings(deadline=None)
@given(SHARES)
def test_rivals_for_one_record_keep_theirs(shares: list[float]) -> None:
    pairs = [Pair("a", f"b{n}", share) for n, share in enumerate(shares)]

    found = drawn(pairs)

    assert [found[pair.link] for pair in pairs] == pytest.approx(shares, abs=2e-3)


def test_rivals_in_a_chain_keep_theirs() -> None:
    pairs = [Pair("a1", "b1", 0.5), Pair("a1", "b2", 0.3), Pair("a2", "b2", 0.6)]

    assert drawn(pairs) == {p.link: pytest.approx(p.probability) for p in pairs}


def test_probabilities_over_one_were_judged_one_by_one_and_weigh_by_their_odds() -> None:
    found = drawn([Pair("a", "b1", 0.9), Pair("a", "b2", 0.5)])

    # Odds 9 and 1, and 1 for being alone.
    assert found == {("a", "b1"): pytest.approx(9 / 11), ("a", "b2"): pytest.approx(1 / 11)}


def test_rivals_that_add_up_to_one_leave_hardly_any_room_for_being_alone() -> None:
    found = drawn([Pair("a", "b1", 0.5), Pair("a", "b2", 0.5)])

    assert sum(found.values()) == pytest.approx(0.999, abs=1e-3)
