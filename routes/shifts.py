"""Routes and legs that a date parts: those new since then, those that rose and those that fell.

Cases are counted, since the victims of one case travel together. A case counts before or after only
if its dates put it there surely; else it is undecided, and told. A year known without its months
therefore never makes a jump in January.

The question of each route: do more of its cases lie after the date than among all cases of the
pattern? The answer is exact (Fisher 1935): if nothing changed, the cases of the route are a draw
without replacement from all cases. The false-discovery rate over all routes is that of Benjamini
and Hochberg (1995, J. R. Stat. Soc. B 57:289-300).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, lgamma
from typing import TypeVar

from trama.routes.found import Taken, passed
from trama.routes.subroutes import Places

RATE = 0.05
"""The rate up to which a change is told: one in twenty of those told is the work of chance."""

Key = TypeVar("Key", bound=Hashable)
_Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Shift:
    """The cases of a route or leg before and since a date, and how likely chance gives as many.

    ``expected`` is the number since the date if nothing had changed. ``rate`` is the rate of false
    discoveries among the changes at least as clear as this one, in its direction.
    """

    places: Places
    before: int
    since: int
    undecided: int
    expected: float
    odds: float
    rate: float

    @property
    def is_told(self) -> bool:
        """Return whether the change is more than chance would often give."""
        return self.rate <= RATE


@dataclass(frozen=True, slots=True)
class Shifts:
    """The changes at a date, the clearest first; ``undecided`` counts cases on neither side.

    ``new`` are routes of which no case may lie before the date, whether told or not. ``rose`` and
    ``fell`` are the legs that are told.
    """

    before: int
    since: int
    undecided: int
    new: tuple[Shift, ...]
    rose: tuple[Shift, ...]
    fell: tuple[Shift, ...]

    def displaced(self) -> list[tuple[Shift, Shift]]:
        """Return the pairs of a leg that fell and one that rose, with one end in common."""
        return [
            (fell, rose)
            for fell in self.fell
            for rose in self.rose
            if fell.places[0] == rose.places[0] or fell.places[1] == rose.places[1]
        ]


def shifts(taken: Sequence[Taken], level: str, day: str) -> Shifts:
    """Return what changed at an ISO day among the routes and legs of a pattern."""
    routes: dict[Places, set[str]] = defaultdict(set)
    legs: dict[Places, set[str]] = defaultdict(set)
    days: dict[str, list[_Days]] = defaultdict(list)
    for one in taken:
        case = one.lived.case
        days[case].append((one.stretch.since, one.stretch.until))
        places = passed(one.stretch, level)
        if len(places) > 1:
            routes[places].add(case)
        for leg in pairwise(places):
            legs[leg].add(case)
    sides = {case: _side(spans, day) for case, spans in days.items()}
    totals = _counts(sides, sides)
    risen = _shifts(routes, sides, totals, rising=True)
    return Shifts(
        *totals,
        new=tuple(one for one in risen if one.since and not one.before and not one.undecided),
        rose=tuple(one for one in _shifts(legs, sides, totals, rising=True) if one.is_told),
        fell=tuple(one for one in _shifts(legs, sides, totals, rising=False) if one.is_told),
    )


def _side(spans: Iterable[_Days], day: str) -> str:
    """Return ``before`` or ``since`` if every date of a case lies there, else ``undecided``."""
    spans = list(spans)
    if all(until is not None and until < day for _, until in spans):
        return "before"
    if all(since is not None and since >= day for since, _ in spans):
        return "since"
    return "undecided"


def _counts(cases: Iterable[str], sides: Mapping[str, str]) -> tuple[int, int, int]:
    told = [sides[case] for case in cases]
    return told.count("before"), told.count("since"), told.count("undecided")


def _shifts(
    followed: Mapping[Places, set[str]],
    sides: Mapping[str, str],
    totals: tuple[int, int, int],
    *,
    rising: bool,
) -> list[Shift]:
    """Return the changes in one direction, the clearest first."""
    all_before, all_since, _ = totals
    whole = all_before + all_since
    counts = {places: _counts(cases, sides) for places, cases in followed.items()}
    odds = {}
    for places, (before, since, _) in counts.items():
        drawn = before + since
        if rising:
            odds[places] = at_least(since, drawn, all_since, whole)
        else:
            odds[places] = at_least(before, drawn, all_before, whole)
    rates = false_discovery_rates(odds)
    found = [
        Shift(
            places,
            *counts[places],
            expected=sum(counts[places][:2]) * all_since / whole if whole else 0.0,
            odds=odds[places],
            rate=rates[places],
        )
        for places in followed
    ]
    return sorted(found, key=lambda one: (one.odds, -one.since - one.before, one.places))


def at_least(met: int, drawn: int, marked: int, whole: int) -> float:
    """Return how likely a draw without replacement has ``met`` marked items or more.

    Example: of 20 cases 10 lie after the date. All 5 cases of a route lie after it with a chance of
    C(10,5) / C(20,5) = 252 / 15504 = 0.016.
    """
    unmarked = whole - marked
    terms = (
        exp(_ways(marked, hit) + _ways(unmarked, drawn - hit) - _ways(whole, drawn))
        for hit in range(max(met, drawn - unmarked), min(drawn, marked) + 1)
    )
    return min(1.0, sum(terms))


def _ways(whole: int, drawn: int) -> float:
    """Return the logarithm of the number of ways to draw from a whole."""
    return lgamma(whole + 1) - lgamma(drawn + 1) - lgamma(whole - drawn + 1)


def false_discovery_rates(odds: Mapping[Key, float]) -> dict[Key, float]:
    """Return the false-discovery rate at which each of several tests would be told.

    Example: odds of 0.01, 0.04 and 0.03 give rates of 0.03, 0.04 and 0.04.
    """
    rates: dict[Key, float] = {}
    least = 1.0
    descending = sorted(odds, key=lambda key: odds[key], reverse=True)
    for rank, key in zip(range(len(odds), 0, -1), descending, strict=True):
        least = min(least, odds[key] * len(odds) / rank)
        rates[key] = least
    return rates
