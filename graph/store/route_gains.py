"""The gains of routes: the difference that a change of some whole cases makes to each.

A leg between two departments has tens of thousands of stages: nobody reads them to add one. If a
difference cannot tell the new values, `grown` says so, and the route is counted whole.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace
from typing import Any, NamedTuple

RECENT_CASES = 30
"""The most cases that a route names; a page of an answer shows no more."""


class Leg(NamedTuple):
    """A way from one place to another on one level; ``leg`` is ``FROM>TO``, two uids of places."""

    level: str
    leg: str


@dataclass(frozen=True, slots=True)
class Gain:
    """The gain of one route; gains of several transactions may be added in any order.

    ``cases``, ``victims``         differences of the counts.
    ``first``, ``last``            the first and the last day of the stages after the change.
    ``gone_first``, ``gone_last``  the same of the days that only stages before the change have.
    ``touched``                    uids of the changed cases that travel the leg, before or after.
    ``guests``                     1 or -1 by uid: victims gained or lost who have a part in further
                                   cases, too. They count unless they travel the leg there.
    """

    cases: int = 0
    victims: int = 0
    first: str | None = None
    last: str | None = None
    gone_first: str | None = None
    gone_last: str | None = None
    touched: Collection[str] = ()
    guests: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Gain") -> "Gain":
        """Return the gain of both changes; ``both are settled."""
        return Gain(
            self.cases + other.cases,
            self.victims + other.victims,
            _first(self.first, other.first),
            _last(self.last, other.last),
            _first(self.gone_first, other.gone_first),
            _last(self.gone_last, other.gone_last),
            {*self.touched, *other.touched},
        )

    def settled(self, guests: Iterable[str]) -> "Gain":
        """Return the gain with these guests counted, and no others."""
        victims = self.victims + sum(self.guests[guest] for guest in guests)
        return replace(self, victims=victims, guests={})


def as_text(gains: Mapping[Leg, Gain]) -> str:
    """Return settled gains as JSON."""
    rows = [[*leg, *astuple(gain)[:6], sorted(gain.touched)] for leg, gain in sorted(gains.items())]
    return json.dumps(rows, separators=(",", ":"))


def total(texts: Iterable[str]) -> dict[Leg, Gain]:
    """Return the sum of the gains that texts hold."""
    found: dict[Leg, Gain] = {}
    for text in texts:
        for level, leg, *gain in json.loads(text):
            key = Leg(level, leg)
            found[key] = found.get(key, Gain()) + Gain(*gain)
    return found


def grown(
    held: Mapping[str, Any] | None, gain: Gain, ends: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return the properties of a route after a gain. Return None if only a count can tell them.

    ``held`` are the properties before, None if there is no such route. ``ends`` has the last day
    of those of the ``recent`` and the ``touched`` cases that travel the leg now, or ''.

    1. Add the counts. A route that nobody travels any more is counted, and so removed.
    2. A day that is gone may have been the first or the last.
    3. The latest cases are those of ``ends``, if no case that ``recent`` does not name can come
       before them: such a case ended no later than the last of ``recent`` that did not change.

    Example: ``{cases: 2, victims: 3, first: "2016-01-01", …}`` and a gain of one case and one
    victim from "2017-05-01" on give ``{cases: 3, victims: 4, first: "2016-01-01", …}``.
    """
    before = held or {"cases": 0, "victims": 0}
    cases, victims = before["cases"] + gain.cases, before["victims"] + gain.victims
    first, last = _first(before.get("first"), gain.first), _last(before.get("last"), gain.last)
    gone = (gain.gone_first and first and gain.gone_first <= first) or (
        gain.gone_last and last and gain.gone_last >= last
    )
    recent = sorted(sorted(ends), key=ends.__getitem__, reverse=True)[:RECENT_CASES]
    named = before.get("recent") or []
    if cases < 1 or victims < 1 or gone or len(recent) < min(cases, RECENT_CASES):
        return None
    if len(named) >= RECENT_CASES or before["cases"] > len(named):
        unchanged = [uid for uid in named if uid not in gain.touched]
        if not unchanged or unchanged[-1] in recent[: RECENT_CASES - 1]:
            return None
    route = {"cases": cases, "victims": victims, "first": first, "last": last, "recent": recent}
    return {name: value for name, value in route.items() if value is not None}


def _first(*days: str | None) -> str | None:
    return min(filter(None, days), default=None)


def _last(*days: str | None) -> str | None:
    return max(filter(None, days), default=None)
