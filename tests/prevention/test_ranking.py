"""Ranks with their uncertainty: different people, clusters of cases, ties, the same seed."""

import numpy as np

from trama.prevention.ranking import Ranked, Sighting, rank

DRAWS = 400


def seen(key: str, people: int, *, cluster: int | None = None, begin: int = 0) -> list[Sighting]:
    """Return so many people at a key, each in a case of their own; in one cluster if it is said."""
    return [
        Sighting(key, f"{key} {n}", f"C {key} {n}", begin + n if cluster is None else cluster)
        for n in range(people)
    ]


def ranked(sightings: list[Sighting], most: int = 1, seed: int = 1) -> dict[str, Ranked]:
    return {one.key: one for one in rank(sightings, most, DRAWS, seed)}


def test_nobody_gives_no_rank() -> None:
    assert rank([], 1, DRAWS, 1) == []


def test_a_person_counts_once_and_each_case_once() -> None:
    twice = [Sighting("A", "V", "C1", 0), Sighting("A", "V", "C2", 0), Sighting("A", "W", "C2", 0)]

    (one,) = rank(twice, 1, DRAWS, 1)

    assert (one.people, one.cases) == (2, 2)


def test_a_clear_first_is_told_apart_and_always_first() -> None:
    found = ranked(seen("A", 90) + seen("B", 30, begin=1_000))

    assert (found["A"].tier, found["A"].low, found["A"].high, found["A"].first) == (1, 1, 1, 1.0)
    assert (found["B"].tier, found["B"].low, found["B"].high) == (2, 2, 2)


def test_near_counts_are_one_tier_whose_ranks_overlap() -> None:
    found = ranked(seen("A", 40) + seen("B", 38, begin=1_000))

    assert found["A"].tier == found["B"].tier == 1
    assert (found["A"].low, found["A"].high) == (found["B"].low, found["B"].high) == (1, 2)
    assert 0.2 < found["B"].first < 0.8


def test_what_one_network_did_is_one_observation() -> None:
    """Ninety victims of one network tell less than ninety victims of ninety cases."""
    found = ranked(seen("A", 90, cluster=10**6) + seen("B", 30))

    assert found["A"].people == 90
    assert found["A"].tier == found["B"].tier == 1
    assert found["A"].high == 2


def test_the_same_seed_gives_the_same_ranks_in_any_order_of_rows() -> None:
    rows = seen("A", 40) + seen("B", 38, begin=1_000) + seen("C", 5, begin=2_000)

    assert rank(rows, 2, DRAWS, 7) == rank(rows[::-1], 2, DRAWS, 7)


def test_equal_places_are_seldom_told_apart_and_unequal_ones_nearly_always() -> None:
    """Places of equal expectation in 100 worlds; then one with twice that of the other."""

    def apart(first: float, second: float) -> float:
        told = 0
        for seed in range(100):
            random = np.random.default_rng(seed)
            counts = random.poisson([first, second])
            found = ranked(seen("A", counts[0]) + seen("B", counts[1], begin=1_000), seed=seed)
            told += found["A"].tier != found["B"].tier
        return told / 100

    assert apart(40, 40) <= 0.2  # two-sided: either of both may be ahead
    assert apart(80, 40) >= 0.85
