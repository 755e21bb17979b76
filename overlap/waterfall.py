"""The steps from RETA's count of a year to SISTRA's: each entry of either stands in one step.

A registry counts entries. An entry of RETA leaves the count at its step, an entry of SISTRA comes
in at its step, so the steps lead exactly from the one count to the other:

    SISTRA = RETA - leaving + coming, added over the steps

If several steps would fit an entry, the first in the order of `Step` has it. The order has a
reason. A person counted twice by a registry is no other person. An undecided entry says nothing of
causes. A person in one registry only has a cause there. Another year keeps a person of both
registries out of the count of this year; an offence of another kind and an archive do not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from trama.overlap.draws import Draws
from trama.overlap.entries import POLICE, PROSECUTORS, Entry
from trama.overlap.keys import Cause, cause
from trama.overlap.ledger import Count, interval_of
from trama.overlap.units import Link, Units


class Step(StrEnum):
    """The steps, in the order of precedence.

    REPEATED: the same unit in the same case, once more in one registry. EPISODE: the same person in
    another case of the year. UNDECIDED: nobody decided whether the other registry has the unit.
    RETA only: DISCARDED (withdrawn), NEVER_HANDED_OVER (another destination), LOST (handed over, no
    carpeta), DESTINATION_UNKNOWN. SISTRA only: DIRECT (lodged with the prosecutor), FROM_POLICE
    (the police brought it, no registration), ORIGIN_UNKNOWN. In both: ANOTHER_YEAR,
    TYPIFIED_OTHERWISE, ARCHIVED (dismissed or acquitted too), ALIKE.
    """

    REPEATED = "REPEATED"
    EPISODE = "EPISODE"
    UNDECIDED = "UNDECIDED"
    DISCARDED = "DISCARDED"
    NEVER_HANDED_OVER = "NEVER_HANDED_OVER"
    LOST = "LOST"
    DESTINATION_UNKNOWN = "DESTINATION_UNKNOWN"
    DIRECT = "DIRECT"
    FROM_POLICE = "FROM_POLICE"
    ORIGIN_UNKNOWN = "ORIGIN_UNKNOWN"
    ANOTHER_YEAR = "ANOTHER_YEAR"
    TYPIFIED_OTHERWISE = "TYPIFIED_OTHERWISE"
    ARCHIVED = "ARCHIVED"
    ALIKE = "ALIKE"


ORDER = (
    (Step.REPEATED, POLICE),
    (Step.EPISODE, POLICE),
    (Step.DISCARDED, POLICE),
    (Step.NEVER_HANDED_OVER, POLICE),
    (Step.LOST, POLICE),
    (Step.DESTINATION_UNKNOWN, POLICE),
    (Step.ANOTHER_YEAR, POLICE),
    (Step.UNDECIDED, POLICE),
    (Step.TYPIFIED_OTHERWISE, ""),
    (Step.ARCHIVED, ""),
    (Step.ALIKE, ""),
    (Step.UNDECIDED, PROSECUTORS),
    (Step.ANOTHER_YEAR, PROSECUTORS),
    (Step.DIRECT, PROSECUTORS),
    (Step.FROM_POLICE, PROSECUTORS),
    (Step.ORIGIN_UNKNOWN, PROSECUTORS),
    (Step.EPISODE, PROSECUTORS),
    (Step.REPEATED, PROSECUTORS),
)
"""The steps as they are drawn: first what leaves, then what both have, then what comes in."""

_ALONE: Mapping[tuple[str, Cause], Step] = {
    (POLICE, Cause.DISCARDED): Step.DISCARDED,
    (POLICE, Cause.NOT_HANDED_OVER): Step.NEVER_HANDED_OVER,
    (POLICE, Cause.HANDED_OVER): Step.LOST,
    (POLICE, Cause.UNKNOWN): Step.DESTINATION_UNKNOWN,
    (PROSECUTORS, Cause.DIRECT): Step.DIRECT,
    (PROSECUTORS, Cause.HANDED_OVER): Step.FROM_POLICE,
    (PROSECUTORS, Cause.UNKNOWN): Step.ORIGIN_UNKNOWN,
}

Place = tuple[Step, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A step of one registry, or of both: the entries that leave, those that come in, and between.

    ``side`` is RETA, SISTRA, or "" for a step that both registries have. ``before`` and ``after``
    are the count before the step and after it, by what is decided. ``out`` and ``into`` hold the
    entries, by the day and the record.
    """

    step: Step
    side: str
    leaving: Count
    coming: Count
    before: int
    after: int
    out: tuple[Entry, ...]
    into: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The counts of both registries, and the steps that lead from the one to the other."""

    police: int
    prosecutors: int
    bars: tuple[Bar, ...]


def waterfall(
    units: Units, draws: Draws, year: str | None, *, of_fact: bool, part: float = 0.9
) -> Waterfall:
    """Return the steps from RETA's entries of a year to SISTRA's. No year: of all years.

    1. Sort the entries of each unit. The first entry that is counted stands for the unit; the
       others are REPEATED or an EPISODE.
    2. Give the first entry the step of the unit as the graph has it: linked, alone or undecided.
    3. Count each step in each draw: as if all open pairs were apart, and for each pair drawn move
       both of its entries from their step alone to their step linked.

    Example: RETA has R-1 and R-2 (both Rosa's, one case) and R-3, which went to the prosecutor.
    SISTRA has S-1 (Rosa's) and S-2, lodged directly. 3 - 1 repeated - 1 lost + 1 direct = 2.
    """
    placing = _Placing(units, year, of_fact=of_fact)
    counting = _Counting(placing, draws, part)
    bars = []
    count = police = sum(len(own) for own in placing.counted[POLICE].values())
    for step, side in ORDER:
        out = placing.entries(step, POLICE) if side != PROSECUTORS else ()
        into = placing.entries(step, PROSECUTORS) if side != POLICE else ()
        leaving = counting.figure(step, POLICE, len(out), shown=side != PROSECUTORS)
        coming = counting.figure(step, PROSECUTORS, len(into), shown=side != POLICE)
        after = count - len(out) + len(into)
        bars.append(Bar(step, side, leaving, coming, count, after, out, into))
        count = after
    return Waterfall(police, count, tuple(bars))


class _Placing:
    """The step of each entry as the graph has it, and the steps that a unit could have instead."""

    def __init__(self, units: Units, year: str | None, *, of_fact: bool) -> None:
        self.units, self._year, self._of_fact = units, year, of_fact
        self.counted = {
            registry: {
                name: kept
                for name, own in units.side(registry).items()
                if (kept := self._kept(own))
            }
            for registry in (POLICE, PROSECUTORS)
        }
        self._placed: dict[Place, list[Entry]] = defaultdict(list)
        joined = partners(units.joined)
        for registry, side in self.counted.items():
            for name, own in side.items():
                step = self.now(registry, name, joined)
                if (registry, name) not in joined and (registry, name) in units.undecided:
                    step = Step.UNDECIDED
                self._placed[step, registry].append(own[0])
                for again, later in _later(own):
                    self._placed[again, registry].append(later)

    def entries(self, step: Step, registry: str) -> tuple[Entry, ...]:
        """Return the entries of a step of one registry, by day and record."""
        own = self._placed.get((step, registry), [])
        return tuple(sorted(own, key=lambda e: (e.day(of_fact=self._of_fact) or "~", e.record)))

    def now(self, registry: str, name: str, linked: Mapping[tuple[str, str], Link]) -> Step:
        """Return the step of a unit, given the links of the units that have one."""
        link = linked.get((registry, name))
        return self.alone(registry, name) if link is None else self.linked(link)

    def alone(self, registry: str, name: str) -> Step:
        """Return the step of a unit that the other registry does not have."""
        return _ALONE[registry, cause(self.counted[registry][name][0])]

    def linked(self, link: Link) -> Step:
        """Return the step of two units that are one; at least one of them is counted."""
        own = self.counted[POLICE].get(link[0])
        theirs = self.counted[PROSECUTORS].get(link[1])
        if own is None or theirs is None:
            return Step.ANOTHER_YEAR
        one, other = own[0].of, theirs[0].of
        if one.offence and other.offence and one.offence != other.offence:
            return Step.TYPIFIED_OTHERWISE
        return Step.ARCHIVED if other.is_archived else Step.ALIKE

    def _kept(self, own: Sequence[Entry]) -> list[Entry]:
        of_fact = self._of_fact
        kept = [e for e in own if self._year is None or e.year(of_fact=of_fact) == self._year]
        return sorted(kept, key=lambda e: (e.day(of_fact=of_fact) or "~", e.record))


def partners(links: Iterable[Link]) -> dict[tuple[str, str], Link]:
    """Return the link of each unit that has one, by registry and name."""
    return {end: link for link in links for end in ((POLICE, link[0]), (PROSECUTORS, link[1]))}


def _later(own: Sequence[Entry]) -> Iterable[tuple[Step, Entry]]:
    """Yield the entries after the first, each with its step."""
    seen = {own[0].of.case}
    for entry in own[1:]:
        yield (Step.REPEATED if entry.of.case in seen else Step.EPISODE), entry
        seen.add(entry.of.case)


class _Counting:
    """The number of entries of each step in each draw."""

    def __init__(self, placing: _Placing, draws: Draws, part: float) -> None:
        self._linked, self._part = draws.linked, part
        certain = partners(placing.units.certain)
        self._apart = Counter(
            (placing.now(registry, name, certain), registry)
            for registry, side in placing.counted.items()
            for name in side
        )
        for step in (Step.REPEATED, Step.EPISODE):
            for registry in (POLICE, PROSECUTORS):
                self._apart[step, registry] = len(placing.entries(step, registry))
        self._gains: dict[Place, list[int]] = defaultdict(list)
        self._losses: dict[Place, list[int]] = defaultdict(list)
        for column, link in enumerate(draws.links):
            for registry, name in ((POLICE, link[0]), (PROSECUTORS, link[1])):
                if name in placing.counted[registry]:
                    self._gains[placing.linked(link), registry].append(column)
                    self._losses[placing.alone(registry, name), registry].append(column)
        self._moved: dict[Place, Counter[int]] = defaultdict(Counter)
        for outside in draws.outside:
            link = outside.link
            for registry, name in ((POLICE, link[0]), (PROSECUTORS, link[1])):
                if name in placing.counted[registry]:
                    alone = placing.alone(registry, name)
                    self._move(outside.draw, registry, alone, placing.linked(link))
        for again in draws.repeated:
            own = placing.counted[again.registry].get(again.name)
            of = placing.counted[again.registry].get(again.of)
            if own and of:
                step = Step.REPEATED if own[0].of.case == of[0].of.case else Step.EPISODE
                alone = placing.alone(again.registry, again.name)
                self._move(again.draw, again.registry, alone, step)

    def _move(self, draw: int, registry: str, out_of: Step, into: Step) -> None:
        self._moved[into, registry][draw] += 1
        self._moved[out_of, registry][draw] -= 1

    def figure(self, step: Step, registry: str, decided: int, *, shown: bool) -> Count:
        """Return the entries of a step of a registry: those decided, and those in each draw."""
        drawn = np.zeros(len(self._linked), dtype=np.int64)
        if shown:
            place = step, registry
            drawn += self._apart[place] + self._sum(self._gains[place])
            drawn -= self._sum(self._losses[place])
            for draw, count in self._moved[place].items():
                drawn[draw] += count
        return Count(decided, int(drawn.sum()), len(drawn), interval_of(drawn, self._part))

    def _sum(self, columns: Sequence[int]) -> NDArray[np.int64]:
        drawn: NDArray[np.int64] = self._linked[:, columns].sum(axis=1, dtype=np.int64)
        return drawn
