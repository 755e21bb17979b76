"""Keys ranked by the people counted at them, with how sure each rank is.

    1. Count the different people and cases of each key (a place, a company, a month).
    2. Draw as many clusters of cases as there are, with replacement, and count again; many times.
    3. A rank's interval, the probability of the first ``most``, and ties come from those draws.

Example: 40 victims in Cusco and 38 in Puno, in 60 unconnected cases. In 42 % of the draws Puno has
as many or more, so both are in tier 1: their order is chance.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.stats import rankdata

LEVEL = 0.90
"""The share of the draws that an interval holds."""

APART = 0.95
"""Two keys are told apart if one has more in this share of the draws or in a larger one."""

_AT_ONCE = 100  # draws: so many rows of clusters are in memory

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person (uid) who was counted at a key in a case, and the cluster of that case."""

    key: str
    person: str
    case: str
    cluster: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A key with the different people and cases counted at it.

    ``low`` and ``high`` are the ends of its rank's interval. ``first`` is the share of the draws in
    which it stands among the first. No two keys of one ``tier`` (from 1) can be told apart.
    """

    key: str
    people: int
    cases: int
    low: int
    high: int
    first: float
    tier: int


def rank(sightings: Iterable[Sighting], most: int, draws: int, seed: int) -> list[Ranked]:
    """Return the keys from the most people on; equal counts stand in the order of their cases."""
    some = sorted(set(sightings), key=lambda one: (one.key, one.case, one.person))
    people: dict[str, set[str]] = defaultdict(set)
    cases: dict[str, set[str]] = defaultdict(set)
    for one in some:
        people[one.key].add(one.person)
        cases[one.key].add(one.case)
    keys = sorted(people, key=lambda key: (-len(people[key]), -len(cases[key]), key))
    if not keys:
        return []
    drawn = bootstrap(by_cluster(some, keys), draws, seed)
    ranks = rankdata(-drawn, method="min", axis=1)
    tail = (1 - LEVEL) / 2
    low = np.quantile(ranks, tail, axis=0, method="lower")
    high = np.quantile(ranks, 1 - tail, axis=0, method="higher")
    first = (ranks <= most).mean(axis=0)
    return [
        Ranked(
            key,
            len(people[key]),
            len(cases[key]),
            int(low[number]),
            int(high[number]),
            round(float(first[number]), 4),
            tier,
        )
        for number, (key, tier) in enumerate(zip(keys, _tiers(drawn), strict=True))
    ]


def by_cluster(sightings: Sequence[Sighting], keys: Sequence[str]) -> "csr_matrix[np.int64]":
    """Return the different people of each cluster (row) at each key (column).

    All cases of a person are in one cluster, so the sum of the rows counts each person once.
    """
    columns = {key: number for number, key in enumerate(keys)}
    rows = {
        cluster: number for number, cluster in enumerate(sorted({s.cluster for s in sightings}))
    }
    pairs = {(one.cluster, one.key, one.person) for one in sightings}
    at = [(rows[cluster], columns[key]) for cluster, key, _ in pairs]
    where = ([row for row, _ in at], [column for _, column in at])
    return csr_matrix(
        (np.ones(len(at), dtype=np.int64), where), shape=(len(rows), len(keys)), dtype=np.int64
    )


def bootstrap(table: "csr_matrix[np.int64]", draws: int, seed: int) -> Counts:
    """Return the sums of the columns for draws of the rows with replacement: a row for a draw."""
    random = np.random.default_rng(seed)
    rows = table.shape[0]
    parts = []
    for begin in range(0, draws, _AT_ONCE):
        some = min(_AT_ONCE, draws - begin)
        picked = random.integers(rows, size=(some, rows))
        weights = np.stack([np.bincount(one, minlength=rows) for one in picked])
        parts.append(np.asarray(table.T @ weights.T).T)
    return np.concatenate(parts)


def _tiers(drawn: Counts) -> list[int]:
    """Return the tier of each column; the columns are in the order of their counts.

    A new tier begins at a column that some column of the tier before it is told apart from.
    """
    tiers, begin = [1], 0
    for number in range(1, drawn.shape[1]):
        ahead = (drawn[:, begin:number] > drawn[:, [number]]).mean(axis=0)
        if ahead.max() >= APART:
            begin = number
        tiers.append(tiers[-1] + (begin == number))
    return tiers
