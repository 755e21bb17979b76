"""The share of invented worlds in which a choice of places is said to help, where it does or not.

Run by hand: `.venv/bin/python benchmarks/recommendations.py [WORLDS]`. A world has six years of 300
routes between two departments of Peru. In the *null* worlds both places are drawn anew each year,
by population or all alike, so nothing of a year can be learnt from the years before, but the
population itself. In the *hub* worlds six in ten routes pass one of three places that are not
among the five largest.
"""

import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np

from trama.places.gazetteer import gazetteer
from trama.prevention.held_out import Travelled, held_out

YEARS, ROUTES, MOST, DRAWS = 6, 300, 5, 200
HUBS = ("PE-17", "PE-24", "PE-03")  # Madre de Dios, Tumbes, Apurímac: less than 500,000 people each
POPULATION = {
    place.uid: place.population
    for place in gazetteer().places("DEPARTAMENTO")
    if place.population is not None
}
Weights = Callable[[np.random.Generator], np.ndarray]


def by_population(_random: np.random.Generator) -> np.ndarray:
    people = np.array([POPULATION[uid] for uid in sorted(POPULATION)], dtype=float)
    return people / people.sum()


def all_alike(_random: np.random.Generator) -> np.ndarray:
    return np.full(len(POPULATION), 1 / len(POPULATION))


def world(seed: int, weights: Weights, hubs: tuple[str, ...] = ()) -> list[Travelled]:
    """Return the routes of an invented world."""
    random = np.random.default_rng(seed)
    uids = sorted(POPULATION)
    routes = []
    for number in range(YEARS * ROUTES):
        places = set(random.choice(uids, size=2, replace=False, p=weights(random)))
        if hubs and random.random() < 0.6:
            places.add(str(random.choice(hubs)))
        routes.append(Travelled(frozenset(map(str, places)), 2017 + number % YEARS, number))
    return routes


def claims(worlds: int, weights: Weights, hubs: tuple[str, ...] = ()) -> tuple[float, float, float]:
    """Return the share of worlds in which the choice helps, and the mean gains over both rivals."""
    said, largest, chance = 0, 0.0, 0.0
    for seed in range(worlds):
        tested = held_out(world(seed, weights, hubs), POPULATION, MOST, DRAWS, seed)
        assert tested is not None
        said += tested.helps
        largest += tested.over_largest.share
        chance += tested.over_random.share
    return said / worlds, largest / worlds, chance / worlds


def main() -> None:
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for name, weights, hubs in (
        ("null, by population", by_population, ()),
        ("null, all alike", all_alike, ()),
        ("hubs", all_alike, HUBS),
    ):
        begun = perf_counter()
        said, largest, chance = claims(worlds, weights, hubs)
        print(
            f"{name}: helps in {said:.1%} of {worlds} worlds; mean gain over the largest "
            f"{100 * largest:+.2f} points, over chance {100 * chance:+.2f}; "
            f"{perf_counter() - begun:.0f} s"
        )


if __name__ == "__main__":
    main()
