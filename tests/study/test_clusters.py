"""Neighbours that are alike are found, and chance is not: in the provinces of Peru."""

import numpy as np
import pytest

from trama.study.clusters import clustering, moran_p, standardised
from trama.study.rates import Numbers
from trama.study.territory import territory

LAND = territory("PROVINCIA")
PEOPLE = LAND.frame["population"].to_numpy(float)
AROUND_CUSCO = ("PE-0801", "PE-0803", "PE-0804", "PE-0805", "PE-0810", "PE-0812", "PE-0813")


def drawn(rate: Numbers, seed: int) -> Numbers:
    return np.random.default_rng(seed).poisson(PEOPLE * rate).astype(float)


def test_a_planted_zone_is_hot_and_few_others_are() -> None:
    inside = LAND.frame.index.isin(AROUND_CUSCO)
    victims = drawn(np.where(inside, 60e-5, 6e-5), 3)

    found = clustering(victims, PEOPLE, LAND, draws=1_999, seed=1)

    hot = {uid for uid, kind in zip(LAND.frame.index, found.kinds, strict=True) if kind == "hot"}
    assert found.p < 0.01
    assert len(hot & set(AROUND_CUSCO)) >= 4
    assert len(hot - set(AROUND_CUSCO)) <= 2


def test_without_zones_false_ones_are_rare() -> None:
    worlds = [
        clustering(drawn(np.full(len(PEOPLE), 8e-5), n), PEOPLE, LAND, draws=999, seed=n)
        for n in range(20)
    ]

    with_some = [world for world in worlds if any(world.kinds)]

    assert len(with_some) <= 4
    assert np.mean([world.p < 0.05 for world in worlds]) <= 0.25


def test_the_seed_decides_every_figure() -> None:
    victims = drawn(np.full(len(PEOPLE), 8e-5), 1)

    first, second = (clustering(victims, PEOPLE, LAND, draws=199, seed=7) for _ in range(2))

    assert first == second


def test_equal_values_are_alike_by_no_more_than_chance() -> None:
    assert moran_p(np.ones(len(PEOPLE)), LAND.weights().sparse, 99, 1) == (0.0, 1.0)


def test_rates_are_standardised_with_the_people_of_a_place() -> None:
    values = standardised(np.array([1.0, 100.0, 10.0]), np.array([1e3, 1e6, 1e5]))

    # The rate of the first is ten times that of the others, and it has few people.
    assert values[0] > values[1] == pytest.approx(values[2], abs=1.5)
