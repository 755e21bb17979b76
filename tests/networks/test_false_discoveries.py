"""False-discovery rates: as many of chance's networks as score so high, by the true ones."""

import math

import numpy as np
import pytest

from trama.networks.false_discoveries import false_discovery_rates, least_score

BY_CHANCE = np.array([6.5] * 4 + [3.0] * 145)


def test_the_rates_of_the_example() -> None:
    rates = false_discovery_rates(np.array([9.0, 6.0, 2.0]), BY_CHANCE, 100)

    assert rates == pytest.approx([0.01, 0.025, 0.5])


def test_no_network_has_a_higher_rate_than_one_with_a_lower_score() -> None:
    # Alone the first has 5/100, with the second 5/100/2.
    rates = false_discovery_rates(np.array([6.5, 6.4]), BY_CHANCE, 100)

    assert rates == pytest.approx([0.025, 0.025])


def test_nothing_found_has_no_rates() -> None:
    assert len(false_discovery_rates(np.zeros(0), BY_CHANCE, 100)) == 0


def test_the_least_score_is_above_all_but_four_of_a_hundred_draws() -> None:
    limit = least_score(np.array([9.0, 8.0, 7.0, 6.0, 5.0, 4.0]), 100)

    below, above = (false_discovery_rates(np.array([s]), np.array([9.0, 8, 7, 6, 5, 4]), 100)
                    for s in (5.0, limit))  # fmt: skip
    assert above[0] <= 0.05 < below[0]


@pytest.mark.parametrize(("draws", "limit"), [(100, 0.0), (10, math.inf)])
def test_without_networks_of_chance_draws_must_be_enough(draws: int, limit: float) -> None:
    assert least_score(np.zeros(0), draws) == limit
