"""The estimate of links that no rule of blocking finds."""

import numpy as np
import pytest

from trama.linkage.pairs.lost import lost_links


def found_by(once: int, twice: int, often: int) -> np.ndarray:
    rows = [[True, False, False]] * once + [[True, True, False]] * twice + [[True] * 3] * often
    return np.array(rows, dtype=np.bool_)


def test_many_links_of_a_single_rule_tell_of_links_of_none() -> None:
    estimate = lost_links(found_by(10, 20, 70), np.ones(100))

    assert estimate.found == 100
    assert estimate.lost_at_least == pytest.approx(2 / 3 * 10 * 9 / (2 * 21))
    assert estimate.recall_at_most == pytest.approx(0.986, abs=0.001)


def test_a_pair_counts_by_its_probability() -> None:
    estimate = lost_links(found_by(100, 0, 100), np.repeat([0.0, 1.0], 100))

    assert (estimate.found, estimate.lost_at_least, estimate.recall_at_most) == (100, 0, 1)


def test_without_links_there_is_no_recall() -> None:
    assert lost_links(found_by(2, 0, 0), np.zeros(2)).recall_at_most is None


def test_the_estimate_is_near_the_truth_if_rules_are_independent() -> None:
    draws = np.random.default_rng(10).random((20_000, 4)) < [0.3, 0.4, 0.5, 0.35]
    caught = draws[draws.any(axis=1)]
    lost = len(draws) - len(caught)

    assert lost > 1_000
    assert lost_links(caught, np.ones(len(caught))).lost_at_least == pytest.approx(lost, rel=0.1)
