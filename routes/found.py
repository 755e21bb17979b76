"""The distinct routes of the victims whom a pattern fits, with who took them and when.

A route is the sequence of phases and places of a stretch, its places at one level. A place that is
known only more coarsely stands as it is; a place that is not known is an empty text.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trama.places.nesting import at_level, is_within
from trama.routes.language.pattern import Pattern
from trama.routes.lived import Lived
from trama.routes.stretches import Gap, Matcher, Stretch

Station = tuple[str, str]
"""A phase and a place, '' if the place is not known."""

Route = tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch that fits, and the victim and case that took it."""

    lived: Lived
    stretch: Stretch


@dataclass(slots=True)
class FoundRoute:
    """One distinct route. ``stages`` maps the uid of each stage to its victim."""

    victims: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)
    undated: set[str] = field(default_factory=set)
    cases: dict[str, str] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None

    def add(self, taken: Taken) -> None:
        """Count a stretch of this route."""
        lived, stretch = taken.lived, taken.stretch
        self.victims.add(lived.victim)
        if stretch.sure:
            self.sure.add(lived.victim)
        if any(stage.since is None for stage in stretch.stages):
            self.undated.add(lived.victim)
        self.cases[lived.case] = lived.until or ""
        self.stages |= {stage.uid: lived.victim for stage in stretch.stages}
        self.first = min((day for day in (self.first, stretch.since) if day), default=None)
        self.last = max((day for day in (self.last, stretch.until) if day), default=None)

    def recent_cases(self) -> list[str]:
        """Return the cases, those of the latest fact first, as saved queries order them."""
        by_uid = sorted(self.cases)
        return sorted(by_uid, key=lambda case: self.cases[case], reverse=True)


@dataclass(frozen=True, slots=True)
class Matched:
    """The stretches that fit, and the number of victims for whom something is missing, by gap."""

    taken: tuple[Taken, ...]
    gaps: Mapping[Gap, int]


def match(chains: Iterable[Lived], pattern: Pattern) -> Matched:
    """Return what of the victims' stages fits a pattern."""
    taken: list[Taken] = []
    gaps: Counter[Gap] = Counter()
    matcher = Matcher(pattern)
    for lived in chains:
        found = matcher.stretches(lived)
        if isinstance(found, Gap):
            gaps[found] += 1
        else:
            taken += [Taken(lived, stretch) for stretch in found or ()]
    return Matched(tuple(taken), {gap: gaps[gap] for gap in Gap if gaps[gap]})


def found_routes(taken: Iterable[Taken], level: str) -> list[tuple[Route, FoundRoute]]:
    """Return the distinct routes at a level, those of most victims first."""
    found: dict[Route, FoundRoute] = {}
    for one in taken:
        found.setdefault(route_of(one.stretch, level), FoundRoute()).add(one)
    return sorted(
        found.items(), key=lambda item: (-len(item[1].victims), -len(item[1].cases), item[0])
    )


def route_of(stretch: Stretch, level: str) -> Route:
    """Return the phases and places of a stretch, the places at a level."""
    return tuple((stage.phase, station(stage.place, level)) for stage in stretch.stages)


def station(place: str | None, level: str) -> str:
    """Return a place at a level: itself if it is coarser, '' if it is not known."""
    if place is None or level == "DISTRITO":
        return place or ""
    return at_level(place, level) or place


def passed(stretch: Stretch, level: str) -> tuple[str, ...]:
    """Return the known places of a stretch in order, as legs of routes join them.

    A place and one around it are no journey: the finer one stands for both.
    """
    places: list[str] = []
    for stage in stretch.stages:
        here = station(stage.place, level)
        if not here or (places and is_within(places[-1], here)):
            continue
        if places and is_within(here, places[-1]):
            places[-1] = here
        else:
            places.append(here)
    return tuple(places)
