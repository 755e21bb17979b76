"""Odds in bits, and the probabilities that they stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trama.linkage.model.odds import log_odds, probability_of


def test_each_bit_doubles_the_odds() -> None:
    assert [probability_of(bits) for bits in (0.0, 1.0, 3.0)] == pytest.approx(
        [1 / 2, 2 / 3, 8 / 9]
    )


def test_an_array_is_answered_number_by_number() -> None:
    bits = np.array([-2.0, 0.0, 5.0])

    assert list(probability_of(bits)) == [probability_of(float(one)) for one in bits]


@given(st.floats(0.0001, 0.9999))
def test_the_odds_of_a_score_give_the_score_back(score: float) -> None:
    assert probability_of(log_odds(score)) == pytest.approx(score)


def test_a_score_of_nothing_or_all_keeps_finite_odds() -> None:
    assert -15 < log_odds(0) < -14
    assert log_odds(1) == pytest.approx(-log_odds(0))
