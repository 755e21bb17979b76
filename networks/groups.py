"""Groups: suspects whom unlikely pairs join, with a score for how unlikely the whole group is."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.cluster.hierarchy import DisjointSet

from trama.networks.chance import Floats
from trama.networks.incidence import Pairs, Table, shared_cases

UNLIKELY = 0.001
"""The odds up to which a pair joins two suspects. Chance's own pairs then rarely hang on a true
group, and a group of several suspects adds up evidence that no pair has alone."""

LEAST = 1e-300
"""Odds that a computer can still tell from zero."""


class Odds(Protocol):
    """A model of chance, as far as groups need it."""

    def odds(self, pairs: Pairs) -> Floats:
        """Return, for each pair, the probability that chance gives as many shared cases or more."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Pairs that hang together, with the odds of each."""

    pairs: Pairs
    odds: Floats

    @property
    def score(self) -> float:
        """Return how unlikely the group is: the sum of -log10(odds) over its pairs."""
        return float(scores_of(self.odds).sum())

    @property
    def members(self) -> list[int]:
        """Return the numbers of the suspects, ascending."""
        return sorted({*self.pairs.one.tolist(), *self.pairs.other.tolist()})


def scores_of(odds: Floats) -> Floats:
    """Return -log10 of odds: the score of each pair."""
    return np.asarray(-np.log10(np.maximum(odds, LEAST)), dtype=np.float64)


def groups_of(table: Table, chance: Odds) -> list[Group]:
    """Return the groups in a table of suspects by cases, the highest score first."""
    pairs = shared_cases(table)
    odds = chance.odds(pairs)
    kept = np.flatnonzero(odds <= UNLIKELY)
    joined = DisjointSet({*pairs.one[kept].tolist(), *pairs.other[kept].tolist()})
    for at in kept:
        joined.merge(int(pairs.one[at]), int(pairs.other[at]))
    places = defaultdict(list)
    for at in kept:
        places[joined[int(pairs.one[at])]].append(at)
    groups = [Group(pairs.where(np.array(some)), odds[some]) for some in places.values()]
    return sorted(groups, key=lambda group: (-group.score, group.members))
