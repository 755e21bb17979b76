"""The test of a choice of places on years that it has not seen, against chance and large cities.

    1. For each test year, choose places on the routes of the years before it.
    2. Count the routes of that year that these places meet.
    3. Count those that the most populous places would meet, and places drawn at random with the
       chances of their populations.
    4. Draw clusters of cases with replacement for the interval of each gain.

Places drawn by population now and then leave Lima out, so any sensible list beats them, even where
nothing can be learnt. A choice is worth its trouble only if it beats the largest places too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from trama.prevention.covering import choose
from trama.prevention.ranking import LEVEL, Floats, bootstrap

FEWEST = 30
"""Routes before a year, and routes of the year, without which the year tests nothing."""

FEWEST_CLUSTERS = 10
"""Clusters of cases in the tested years without which an interval says less than it seems to."""

YEARS = 5
"""The most years that test; the latest are taken."""

_SCALE = 10**6  # shares of random draws are counted in millionths, as whole numbers


@dataclass(frozen=True, slots=True)
class Travelled:
    """The route of a victim in a case: its places, its year, and the cluster of the case."""

    places: frozenset[str]
    year: int
    cluster: int


@dataclass(frozen=True, slots=True)
class Gain:
    """The share of routes met by the choice less that of a rival, with the ends of its interval."""

    share: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Return whether the whole interval is a gain."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The shares of routes of unseen years that the choice and its rivals meet.

    ``as_good`` is the share of the random draws that meet as many routes as the choice.
    """

    years: tuple[int, ...]
    routes: int
    clusters: int
    met: float
    largest: float
    random: float
    as_good: float
    over_largest: Gain
    over_random: Gain

    @property
    def helps(self) -> bool:
        """Return whether the choice certainly beats both chance and the largest places."""
        if self.clusters < FEWEST_CLUSTERS:
            return False
        return self.over_largest.is_certain and self.over_random.is_certain


def years_to_test(routes: Iterable[Travelled]) -> tuple[int, ...]:
    """Return the latest years that have enough routes, and enough before them."""
    by_year = Counter(route.year for route in routes)
    return tuple(
        year
        for year in sorted(by_year)
        if by_year[year] >= FEWEST and sum(n for y, n in by_year.items() if y < year) >= FEWEST
    )[-YEARS:]


def held_out(
    routes: Sequence[Travelled],
    population: Mapping[str, int],
    most: int,
    draws: int,
    seed: int,
) -> HeldOut | None:
    """Return how choices of ``most`` places do in unseen years. Return None if no year tests.

    ``population`` has the people of every place of the level, also of those without a route.
    """
    years = years_to_test(routes)
    if not years or not population:
        return None
    tested = [route for route in routes if route.year in years]
    chosen = {year: _chosen_before(routes, year, most) for year in years}
    largest = frozenset(sorted(population, key=lambda uid: (-population[uid], uid))[:most])
    kinds = sorted({route.places for route in tested}, key=sorted)
    hits = _random_hits(kinds, population, most, draws, seed)
    chance = dict(zip(kinds, hits.mean(axis=0), strict=True))
    table: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for route in tested:
        row = table[route.cluster]
        row[0] += bool(route.places & chosen[route.year])
        row[1] += bool(route.places & largest)
        row[2] += round(chance[route.places] * _SCALE)
        row[3] += 1
    counts = csr_matrix(np.array([table[cluster] for cluster in sorted(table)], dtype=np.int64))
    met, large, by_chance, total = (int(value) for value in np.asarray(counts.sum(axis=0)).ravel())
    weights = Counter(route.places for route in tested)
    drawn_met = hits @ np.array([weights[kind] for kind in kinds], dtype=float)
    drawn = bootstrap(counts, draws, seed).astype(float)
    drawn[:, 2] /= _SCALE
    return HeldOut(
        years,
        total,
        len(table),
        met / total,
        large / total,
        by_chance / _SCALE / total,
        float((drawn_met >= met).mean()),
        _gain(met - large, total, drawn[:, 0] - drawn[:, 1], drawn[:, 3]),
        _gain(met - by_chance / _SCALE, total, drawn[:, 0] - drawn[:, 2], drawn[:, 3]),
    )


def _chosen_before(routes: Iterable[Travelled], year: int, most: int) -> frozenset[str]:
    known = Counter(route.places for route in routes if route.year < year)
    return frozenset(choose(known, most).places)


def _random_hits(
    kinds: Sequence[frozenset[str]], population: Mapping[str, int], most: int, draws: int, seed: int
) -> Floats:
    """Return 1 for each draw (row) that meets the routes of some places (column), else 0.

    A draw takes places without replacement, with chances in proportion to their people: those with
    the largest keys log(people) + Gumbel noise (Efraimidis and Spirakis 2006).
    """
    uids = sorted(population)
    random = np.random.default_rng(seed)
    people = np.log(np.array([max(population[uid], 1) for uid in uids], dtype=float))
    keys = people + random.gumbel(size=(draws, len(uids)))
    picked = np.argsort(-keys, axis=1)[:, :most]
    drawn = np.zeros((draws, len(uids)))
    np.put_along_axis(drawn, picked, 1.0, axis=1)
    column = {uid: number for number, uid in enumerate(uids)}
    at = [
        (column[place], number)
        for number, kind in enumerate(kinds)
        for place in kind
        if place in column
    ]
    where = ([place for place, _ in at], [number for _, number in at])
    holds = csr_matrix((np.ones(len(at)), where), shape=(len(uids), len(kinds)))
    return (np.asarray(drawn @ holds) > 0).astype(float)


def _gain(more: float, total: float, drawn: Floats, totals: Floats) -> Gain:
    shares = drawn / np.maximum(totals, 1)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(shares, [tail, 1 - tail])
    return Gain(more / total, float(low), float(high))
