"""Planted factors are found and others are not, over simulated worlds (benchmarks/study.py)."""

import numpy as np
import pytest
from risk_worlds import EFFECT, measure, world

from trama.study.association import STILL_ALIKE, association
from trama.study.factors import MODEL, told_apart
from trama.study.territory import territory

LAND = territory("PROVINCIA")


@pytest.mark.slow
def test_planted_factors_are_found_and_few_others() -> None:
    told = measure(15, 11)["found"]

    assert told["discovery"] >= 0.8
    assert told["false_discovery_rate"] <= 0.12


def test_a_planted_factor_has_the_planted_ratio_within_its_interval() -> None:
    factors = told_apart(LAND, MODEL)
    inside = 0
    for number in range(8):
        victims = world(LAND, factors, {"border"}, number)
        answer = association(victims, LAND, factors, draws=199, seed=number)
        effect = next(one for one in answer.effects if one.factor.code == "border")
        spread = LAND.frame["border"].std()
        planted = np.exp(EFFECT / spread)
        inside += effect.low <= planted <= effect.high or effect.low <= 1 / planted <= effect.high

    assert inside >= 6


def test_neighbours_that_share_risk_bring_eigenvectors_into_the_model() -> None:
    factors = told_apart(LAND, MODEL)
    victims = world(LAND, factors, set(), 0)

    answer = association(victims, LAND, factors, draws=499, seed=1)

    assert answer.moran_before < STILL_ALIKE
    assert answer.eigenvectors > 0
    assert answer.moran_after >= STILL_ALIKE


def test_victims_without_overdispersion_have_an_alpha_near_zero() -> None:
    people = LAND.frame["population"].to_numpy(float)
    victims = np.random.default_rng(3).poisson(people * 10e-5).astype(float)

    answer = association(victims, LAND, MODEL[:2], draws=199, seed=1)

    assert answer.alpha < 0.05
    assert {effect.verdict for effect in answer.effects} == {"none"}


def test_nothing_is_written_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    people = LAND.frame["population"].to_numpy(float)
    victims = np.random.default_rng(3).poisson(people * 10e-5).astype(float)

    association(victims, LAND, MODEL[:2], draws=99, seed=1)

    assert capsys.readouterr().out == ""
