"""Chance: the margins are met, and the mean number of shared cases is that of the model."""

from itertools import combinations

import numpy as np
import pytest
from made_incidence import by_chance
from numpy.typing import NDArray
from scipy import optimize, special

from trama.networks.chance import Chance
from trama.networks.exchange_draws import draws
from trama.networks.incidence import Accusation, Incidence, Pairs, shared_cases


def pairs_of(incidence: Incidence) -> Pairs:
    """Return all pairs of suspects, with the cases that they share."""
    ends = np.array([*combinations(range(len(incidence.suspects)), 2)], dtype=np.int64)
    table = np.zeros((len(incidence.suspects), len(incidence.cases)), dtype=np.int64)
    table[incidence.suspect, incidence.case] = 1
    shared = (table[ends[:, 0]] * table[ends[:, 1]]).sum(axis=1)
    return Pairs(ends[:, 0], ends[:, 1], shared)


def incidence(*edges: str, stratum: str = "Lima 2017") -> Incidence:
    return Incidence.of(Accusation(edge[0], edge[1:], stratum) for edge in edges)


def test_four_suspects_in_two_cases_of_two_share_half_a_case() -> None:
    four = incidence("A1", "B1", "C2", "D2")

    assert Chance(four).means(pairs_of(four)) == pytest.approx([0.5] * 6)


def test_who_stands_in_every_case_shares_all_of_anybody_s() -> None:
    full = incidence("A1", "A2", "B1", "C2")

    means = Chance(full).means(pairs_of(full))

    assert means == pytest.approx([1, 1, 0.5])  # B and C: one case each, of the two


def test_a_raid_explains_that_its_suspects_are_together() -> None:
    raid = incidence(*(f"{who}1" for who in "ABCDEFGH"), "A2", "B3")

    (odds,) = Chance(raid).odds(pairs_of(raid).where(np.array([0])))

    assert odds > 0.3


def test_places_and_years_are_apart() -> None:
    rows = [
        *(Accusation(who, f"1{who in 'AB'}", "Lima") for who in "ABCD"),
        *(Accusation(who, f"2{who in 'AE'}", "Cusco") for who in "AEFG"),
    ]
    both = Incidence.of(rows)
    names = both.suspects
    pairs = pairs_of(both)

    means = Chance(both).means(pairs)

    told = {
        names[a] + names[b]: mean for a, b, mean in zip(pairs.one, pairs.other, means, strict=True)
    }
    assert told["AB"] == pytest.approx(0.5)  # Lima alone
    assert told["BE"] == 0  # no place in common


@pytest.mark.parametrize("seed", range(8))
def test_the_means_are_those_of_the_model_solved_suspect_by_suspect(seed: int) -> None:
    random = np.random.default_rng(seed)
    made = incidence(*{f"{chr(65 + random.integers(9))}{random.integers(6)}" for _ in range(20)})
    pairs = pairs_of(made)

    solved = solved_one_by_one(made)

    expected = (solved[pairs.one] * solved[pairs.other]).sum(axis=1)
    assert Chance(made).means(pairs) == pytest.approx(expected, abs=1e-5)


def solved_one_by_one(made: Incidence) -> NDArray[np.float64]:
    """Return the probability of each suspect in each case: the sums of both sides are the margins.

    The oracle looks for the two sides at once, and knows nothing of classes.
    """
    own = np.bincount(made.suspect).astype(float)
    size = np.bincount(made.case).astype(float)

    def chances(logs: NDArray[np.float64]) -> NDArray[np.float64]:
        return special.expit(logs[: len(own), None] + logs[None, len(own) :])

    def loss(logs: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        # The likelihood of the margins: convex, with the margins' errors as its slope.
        sums = np.logaddexp(0, logs[: len(own), None] + logs[None, len(own) :]).sum()
        slope = [chances(logs).sum(axis=1) - own, chances(logs).sum(axis=0) - size]
        return sums - logs @ np.concatenate([own, size]), np.concatenate(slope)

    start = np.zeros(len(own) + len(size))
    found = optimize.minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-8})
    return chances(found.x)


def test_draws_never_share_more_often_than_the_model_says() -> None:
    made = Incidence.of(by_chance(3, cases=300, places=4))
    chance = Chance(made)
    shared = [shared_cases(made.table(held)) for held in draws(made, 200, seed=1)]
    several = np.mean([len(pairs) for pairs in shared])

    # The likelihood of two cases or more, summed over all pairs who could share two.
    can = np.flatnonzero(made.recurring)
    ends: NDArray[np.int64] = np.array([*combinations(can, 2)], dtype=np.int64)
    twice = np.full(len(ends), 2)
    expected = chance.odds(Pairs(ends[:, 0], ends[:, 1], twice)).sum()

    assert 0 < several < expected
