"""Networks of suspects who recur: together in more cases than chance gives.

A network is recurrent if its false-discovery rate is at most one in twenty. It is a lead, not a
proof: people may be together for reasons that no registry writes.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy import sparse, stats

from trama.networks.chance import Chance, Floats
from trama.networks.exchange_draws import draws
from trama.networks.false_discoveries import RATE, false_discovery_rates, least_score
from trama.networks.groups import LEAST, UNLIKELY, Group, groups_of
from trama.networks.incidence import SEVERAL, Incidence, Table
from trama.networks.overturning import overturning_cases

_MOST_CASES = 100  # that a pair may have to share to be seen at all

Watcher = Callable[[int, int], None]
"""A function that receives the number of draws done, and their total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrentPair:
    """Two suspects (uids) and the number of cases that they share.

    ``expected`` is the number by chance, ``odds`` the probability of as many or more.
    """

    one: str
    other: str
    shared: int
    expected: float
    odds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrentNetwork:
    """Suspects whom unlikely pairs join, and the cases in which two or more of them stand.

    ``expected`` is the number of such cases by chance, ``odds`` the share of draws with as many or
    more, ``rate`` the false-discovery rate. Without the cases of ``overturned_by`` it would not be
    called recurrent.
    """

    members: tuple[str, ...]
    cases: tuple[str, ...]
    pairs: tuple[RecurrentPair, ...]
    expected: float
    odds: float
    rate: float
    overturned_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """The recurrent networks of an incidence, the least likely first.

    ``groups`` counts the groups of suspects that were looked at. ``limit`` is the score below which
    a group would not be called recurrent; None if there is no network. ``visible`` is the number of
    cases, each of another usual place and year, that a pair would have to share to be called
    recurrent; None if a hundred would not do.
    """

    networks: tuple[RecurrentNetwork, ...]
    suspects: int
    cases: int
    strata: int
    groups: int
    draws: int
    seed: int
    limit: float | None
    visible: int | None

    def document(self) -> dict[str, Any]:
        """Return the recurrence as JSON can hold it."""
        return asdict(self)


def recurrence(
    incidence: Incidence, count: int = 1_000, seed: int = 1, watcher: Watcher | None = None
) -> Recurrence:
    """Return the networks of suspects that recur; ``count`` draws say what chance gives.

    1. Join the pairs that share two cases or more though chance hardly gives so many (`groups_of`).
    2. Draw exchanges of the suspects among the cases of each place and year, and join their pairs.
    3. A group that has a higher score than chance's groups is a network: its false-discovery rate
       is 5 % or less.
    4. Count in the same draws in how many cases two or more of a network stand together.

    Example: A and B stand together in three cases of three places; each has a hundred cases of two
    suspects. Chance gives them 0.03 cases, and three or more with a probability of 0.0000044:
    a score of 5.4. No draw has such a group: after 1,000 draws the rate is 0.001.
    """
    watcher = watcher or _nobody
    chance, table = Chance(incidence), incidence.table()
    groups = groups_of(table, chance)
    drawn = _tables(incidence, count, seed, lambda done: watcher(done, 2 * count))
    by_chance = np.array([group.score for one in drawn for group in groups_of(one, chance)])
    scores = np.array([group.score for group in groups])
    rates = false_discovery_rates(scores, by_chance, count)
    found = [group for group, rate in zip(groups, rates, strict=True) if rate <= RATE]
    again = _tables(incidence, count, seed, lambda done: watcher(count + done, 2 * count))
    teller = _Teller(incidence, chance, table, found)
    limit = least_score(by_chance, count, len(found))
    return Recurrence(
        networks=tuple(teller.networks(rates, limit, again)),
        suspects=len(incidence.suspects),
        cases=len(incidence.cases),
        strata=len(incidence.strata),
        groups=len(groups),
        draws=count,
        seed=seed,
        limit=limit if found else None,
        visible=_visible(chance.usual(), least_score(by_chance, count)),
    )


def _nobody(_done: int, _total: int) -> None:
    return


def _tables(
    incidence: Incidence, count: int, seed: int, done: Callable[[int], None]
) -> Iterator[Table]:
    """Yield the table of each draw; the same draws for the same seed."""
    for number, held in enumerate(draws(incidence, count, seed), 1):
        yield incidence.table(held)
        done(number)


class _Teller:
    """The teller of what is known of the groups that are recurrent."""

    def __init__(
        self, incidence: Incidence, chance: Chance, table: Table, found: list[Group]
    ) -> None:
        self._incidence = incidence
        self._chance = chance
        self._table = table
        self._found = found
        entries = [(at, member) for at, group in enumerate(found) for member in group.members]
        rows, columns = np.array(entries, dtype=np.int64).reshape(-1, 2).T
        ones = np.ones(len(rows), dtype=table.dtype)
        shape = (len(found), len(incidence.suspects))
        self._members = sparse.csr_array((ones, (rows, columns)), shape=shape)

    def networks(
        self, rates: Floats, limit: float, drawn: Iterable[Table]
    ) -> Iterator[RecurrentNetwork]:
        """Yield the network of each group; ``drawn`` says what chance gives.

        Below the score ``limit`` a group would not be called recurrent.
        """
        if not self._found:
            return
        by_chance = np.array([self._together(table).sum(axis=1) for table in drawn])
        together = self._together(self._table)
        for at, group in enumerate(self._found):
            cases = np.sort(together[[at]].indices)
            fallen = overturning_cases(self._incidence, group, limit)
            yield RecurrentNetwork(
                members=tuple(self._incidence.suspects[member] for member in group.members),
                cases=self._cases(cases),
                pairs=tuple(self._pairs(group)),
                expected=float(by_chance[:, at].mean()),
                odds=float((1 + (by_chance[:, at] >= len(cases)).sum()) / (1 + len(by_chance))),
                rate=float(rates[at]),
                overturned_by=fallen,
            )

    def _together(self, table: Table) -> Table:
        """Return, for each network and case, whether two or more of its members stand there."""
        return sparse.csr_array((self._members @ table) >= SEVERAL)

    def _cases(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._incidence.cases[number] for number in numbers)

    def _pairs(self, group: Group) -> Iterator[RecurrentPair]:
        pairs, suspects = group.pairs, self._incidence.suspects
        means = self._chance.means(pairs)
        for at in range(len(pairs)):
            yield RecurrentPair(
                one=suspects[pairs.one[at]],
                other=suspects[pairs.other[at]],
                shared=int(pairs.shared[at]),
                expected=float(means[at]),
                odds=float(group.odds[at]),
            )


def _visible(usual: float, limit: float) -> int | None:
    """Return in how many cases of usual strata a pair must be: so many that chance is out."""
    for number in range(SEVERAL, _MOST_CASES + 1):
        odds = max(float(stats.poisson.sf(number - 1, number * usual)), LEAST)
        if odds <= UNLIKELY and -math.log10(odds) >= limit:
            return number
    return None
