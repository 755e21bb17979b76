"""The odds that numbers of people alone give."""

import math

import pytest

from trama.linkage.joint.shares import odds_of_share, total_of_odds


def test_one_person_and_one_have_the_odds_of_the_share() -> None:
    assert odds_of_share(1, 1, 0.9).bits == pytest.approx(math.log2(9))
    assert odds_of_share(1, 1, 0.9).total == pytest.approx(math.log2(10))


def test_one_person_of_many_has_the_odds_divided() -> None:
    assert odds_of_share(1, 9, 0.9).bits == pytest.approx(0)
    assert odds_of_share(9, 1, 0.9) == odds_of_share(1, 9, 0.9)


def test_two_and_two_have_seven_linkages() -> None:
    assert total_of_odds(2, 2, 0.0) == pytest.approx(math.log2(7))


def test_a_case_of_110_victims_has_finite_odds() -> None:
    odds = odds_of_share(110, 110, 0.9)

    assert -1 < odds.bits < 1
    assert math.isfinite(odds.total)
