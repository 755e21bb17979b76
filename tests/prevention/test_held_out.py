"""The test on unseen years: planted hubs are found, and where there is nothing, nothing is said."""

import numpy as np
import pytest

from trama.prevention.held_out import FEWEST, Travelled, held_out, years_to_test

POPULATION = {f"P{number:02}": 100 + 50 * number for number in range(16)}
LARGEST = {"P15", "P14", "P13"}
MOST, DRAWS, WORLDS = 3, 200, 40


def world(seed: int, *, alike: bool, hubs: tuple[str, ...] = ()) -> list[Travelled]:
    """Return 480 routes of four years between two places; half of them pass a hub, if any."""
    random = np.random.default_rng(seed)
    uids = sorted(POPULATION)
    people = np.array([1.0 if alike else POPULATION[uid] for uid in uids])
    routes = []
    for number in range(480):
        places = set(random.choice(uids, size=2, replace=False, p=people / people.sum()).tolist())
        if hubs and random.random() < 0.5:
            places.add(str(random.choice(hubs)))
        routes.append(Travelled(frozenset(places), 2017 + number % 4, number))
    return routes


def test_planted_hubs_help_in_years_that_the_choice_has_not_seen() -> None:
    tested = held_out(world(1, alike=True, hubs=("P01", "P03")), POPULATION, MOST, DRAWS, 1)

    assert tested is not None
    assert tested.helps
    assert tested.met > tested.largest
    assert tested.as_good < 0.05
    assert tested.over_largest.low < tested.over_largest.share < tested.over_largest.high
    assert tested.years == (2018, 2019, 2020)


@pytest.mark.slow
@pytest.mark.parametrize("alike", [True, False])
def test_where_nothing_can_be_learnt_help_is_seldom_claimed(*, alike: bool) -> None:
    """In at most one world of twenty, up to the error of so few worlds (3 standard errors)."""
    found = [
        held_out(world(seed, alike=alike), POPULATION, MOST, DRAWS, seed) for seed in range(WORLDS)
    ]
    tested = [one for one in found if one is not None]

    assert len(tested) == WORLDS
    said = sum(one.helps for one in tested) / WORLDS
    assert said <= 0.05 + 3 * (0.05 * 0.95 / WORLDS) ** 0.5
    gains = [one.over_largest.share for one in tested]
    assert abs(float(np.mean(gains))) < 0.03


def test_by_population_even_the_largest_places_beat_chance_so_chance_alone_proves_nothing() -> None:
    tested = held_out(world(3, alike=False), POPULATION, MOST, DRAWS, 3)

    assert tested is not None
    assert tested.largest > tested.random
    assert not tested.helps


def test_a_world_of_one_cluster_proves_nothing() -> None:
    routes = [
        Travelled(one.places, one.year, 0) for one in world(1, alike=True, hubs=("P01", "P03"))
    ]

    tested = held_out(routes, POPULATION, MOST, DRAWS, 1)

    assert tested is not None
    assert tested.over_largest.low == tested.over_largest.high  # no cluster to draw anew
    assert not tested.helps


def test_years_with_few_routes_test_nothing() -> None:
    few = [Travelled(frozenset({"P01"}), 2017, n) for n in range(FEWEST - 1)]
    some = [Travelled(frozenset({"P01"}), 2018, n) for n in range(FEWEST)]

    assert years_to_test(few + some) == ()
    assert held_out(few + some, POPULATION, MOST, DRAWS, 1) is None
    assert years_to_test([*few, Travelled(frozenset({"P02"}), 2017, 99), *some]) == (2018,)


def test_the_same_seed_gives_the_same_figures() -> None:
    routes = world(5, alike=True)

    assert held_out(routes, POPULATION, MOST, DRAWS, 9) == held_out(
        routes[::-1], POPULATION, MOST, DRAWS, 9
    )
