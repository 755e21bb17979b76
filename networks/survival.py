"""The survival of networks: how often some of its people would still be called recurrent.

Links between records are drawn anew (`link_doubt`), and each draw gives other people, with other
cases. Chance is solved anew in the places and years that a draw changes, and nowhere
else: a stratum knows of no other.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy import sparse

from trama.networks.chance import Floats, mean_shared, odds_of
from trama.networks.groups import groups_of
from trama.networks.incidence import Incidence, Numbers, Pairs
from trama.networks.link_doubt import LinkDoubt

DRAWS = 200
"""Draws of links for each network: a share of them is then told to within four hundredths."""


def survives(
    incidence: Incidence,
    members: Collection[str],
    doubt: LinkDoubt,
    limit: float,
    seed: int,
    draws: int = DRAWS,
) -> float:
    """Return the share of draws in which people of a network reach the score ``limit``.

    ``members`` are the uids of its people, ``doubt`` has their entries, and some that may be.

    Example: A and B share three cases. A model is sure to 0.7 that the A of two cases is the A of
    the third. In three draws of ten A and B share two cases, which is not enough: 0.7 is returned.
    """
    if not doubt.open:
        return 1.0
    world = _World(incidence, doubt)
    found = Counter(doubt.drawn(draws, seed))
    standing = sum(
        times for people, times in found.items() if world.score(people, members) >= limit
    )
    return standing / draws


class _World:
    """The strata around a network, with and without the people of its entries."""

    def __init__(self, incidence: Incidence, doubt: LinkDoubt) -> None:
        self._incidence = incidence
        self._entries = doubt.entries
        affected = np.zeros(len(incidence.suspects), dtype=np.bool_)
        for uid in {entry.person for entry in doubt.entries}:
            at = bisect_left(incidence.suspects, uid)
            affected[at : at + 1] = incidence.suspects[at : at + 1] == (uid,)
        self._affected = affected[incidence.suspect]
        stands = {
            (incidence.suspects[suspect], incidence.cases[case]): case
            for suspect, case in zip(
                incidence.suspect[self._affected].tolist(),
                incidence.case[self._affected].tolist(),
                strict=True,
            )
        }
        # An entry whose accusation was dropped, or is of another time, has no case here.
        self._case = [stands.get((entry.person, entry.case)) for entry in doubt.entries]
        self._begin = np.searchsorted(
            incidence.stratum[incidence.case], np.arange(len(incidence.strata) + 1)
        )
        self._others: dict[int, tuple[Numbers, dict[int, int]]] = {}
        self._solved: dict[object, Floats] = {}

    def score(self, people: Sequence[int], members: Collection[str]) -> float:
        """Return the highest score among the drawn people who have an entry of a member."""
        cases_of: dict[int, set[int]] = defaultdict(set)
        for person, case in zip(people, self._case, strict=True):
            if case is not None:
                cases_of[person].add(case)
        own = sorted(
            {
                person
                for person, entry in zip(people, self._entries, strict=True)
                if entry.person in members and person in cases_of
            }
        )
        chance = _Drawn(self._means(cases_of), self._degrees(cases_of, own))
        rows = [at for at, person in enumerate(own) for _ in cases_of[person]]
        cases = [case for person in own for case in cases_of[person]]
        found, columns = np.unique(np.array(cases, dtype=np.int64), return_inverse=True)
        shape = (len(own), len(found))
        table = sparse.csr_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=shape)
        groups = groups_of(table, chance)
        return groups[0].score if groups else -np.inf

    def _degrees(
        self, cases_of: Mapping[int, Collection[int]], own: Sequence[int]
    ) -> list[Mapping[int, int]]:
        """Return the number of cases by stratum, for each of the own people."""
        stratum = self._incidence.stratum
        return [Counter(int(stratum[case]) for case in cases_of[person]) for person in own]

    def _means(self, cases_of: Mapping[int, Collection[int]]) -> Mapping[int, Floats]:
        """Return for each stratum of the drawn people what chance gives two of them."""
        stratum = self._incidence.stratum
        degrees: dict[int, Counter[int]] = defaultdict(Counter)
        sizes: dict[int, Counter[int]] = defaultdict(Counter)
        for person, cases in cases_of.items():
            for case in cases:
                degrees[int(stratum[case])][person] += 1
                sizes[int(stratum[case])][case] += 1
        return {at: self._mean(at, degrees[at], sizes[at]) for at in degrees}

    def _mean(self, stratum: int, degrees: Counter[int], sizes: Counter[int]) -> Floats:
        own = tuple(sorted(degrees.values()))
        key = stratum, own, tuple(sorted(sizes.items()))
        if key not in self._solved:
            others, size_of = self._without_affected(stratum)
            size_of = size_of | {case: size_of.get(case, 0) + size for case, size in sizes.items()}
            self._solved[key] = mean_shared(
                np.concatenate([others, np.array(own, dtype=np.int64)]),
                np.array([size for size in size_of.values() if size], dtype=np.int64),
            )
        return self._solved[key]

    def _without_affected(self, stratum: int) -> tuple[Numbers, dict[int, int]]:
        """Return the cases of each other suspect in a stratum, and the others of each case."""
        if stratum not in self._others:
            part = slice(self._begin[stratum], self._begin[stratum + 1])
            kept = ~self._affected[part]
            _, degrees = np.unique(self._incidence.suspect[part][kept], return_counts=True)
            cases, sizes = np.unique(self._incidence.case[part][kept], return_counts=True)
            size_of = dict(zip(cases.tolist(), sizes.tolist(), strict=True))
            self._others[stratum] = degrees.astype(np.int64), size_of
        return self._others[stratum]


class _Drawn:
    """The chance of the people of one draw: means by stratum, and the cases of each one there."""

    def __init__(self, means: Mapping[int, Floats], degrees: Sequence[Mapping[int, int]]) -> None:
        self._means_of = means
        self._degrees = degrees

    def odds(self, pairs: Pairs) -> Floats:
        """Return, for each pair, the probability that chance gives as many shared cases or more."""
        means = [
            sum(
                float(self._means_of[stratum][cases, facing[stratum]])
                for stratum, cases in own.items()
                if stratum in facing
            )
            for own, facing in (
                (self._degrees[one], self._degrees[other])
                for one, other in zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)
            )
        ]
        return odds_of(pairs.shared, np.array(means, dtype=np.float64))
