"""Episodes of victims: places of capture, transport and arrival; and cases that hang together.

An `Episode` is one victim in one case. It holds places, days and the form of recruitment, and no
property of a person: a ranking that is made from episodes cannot be a profile of people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from trama.graph.engine import Graph
from trama.places.nesting import at_level, is_abroad, is_within

# In lists of many: the driver takes as long for a row as for a thousand items.
_EPISODES = """
MATCH (v:Victim)-[lived:VICTIM_IN]->(c:Case)
WHERE lived.way IS NOT NULL
RETURN substring(v.uid, 2, 2) AS part,
       collect([v.uid, c.uid, lived.way, lived.every_recruitment, c.since, c.until,
                c.registries]) AS found
"""
# A suspect of one case joins nothing; the tally of those of several is kept.
_ACCUSED = """
MATCH (t:Recurrence)
WHERE t.recurs = 'Suspect' AND t.cases > 1
MATCH (s:Suspect {pseudonym: t.key})-[:SUSPECT_IN]->(c:Case)
RETURN s.uid AS suspect, c.uid AS case
"""
_YEAR, _MONTH = len("2017"), len("2017-03")


class PlaceRole(StrEnum):
    """The part that a place has in what a victim lived; ANY is one of the other three."""

    ANY = "any"
    ORIGIN = "origin"
    TRANSIT = "transit"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True)
class Episode:
    """A victim (uid) in a case (uid), with the uids of places, None if unknown.

    ``origin`` is the first place of capture, ``destination`` the last of reception, retention or
    exploitation, ``transit`` the other places of transport. ``since`` and ``until`` are the first
    and last ISO day on which the fact may have happened.
    """

    victim: str
    case: str
    origin: str | None
    transit: tuple[str, ...]
    destination: str | None
    recruitment: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    registries: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of the fact. None if it may lie in two."""
        part = self._part(_YEAR)
        return int(part) if part else None

    @property
    def month(self) -> str | None:
        """The month of the fact (``2017-03``). None if only the year is known."""
        return self._part(_MONTH)

    def _part(self, length: int) -> str | None:
        if not self.since or not self.until or self.since[:length] != self.until[:length]:
            return None
        return self.since[:length]

    def places(self, role: PlaceRole) -> tuple[str, ...]:
        """Return the places that have a role in the episode, each once."""
        ends = {
            PlaceRole.ORIGIN: (self.origin,),
            PlaceRole.DESTINATION: (self.destination,),
            PlaceRole.TRANSIT: self.transit,
            PlaceRole.ANY: (self.origin, *self.transit, self.destination),
        }
        return tuple(dict.fromkeys(place for place in ends[role] if place))


def read_episodes(graph: Graph) -> list[Episode]:
    """Return all episodes of a graph, in the order of their uids.

    Raises:
        EngineError: the engine failed.
    """
    found = (_episode(values) for row in graph.stream(_EPISODES) for values in row["found"])
    return sorted(found, key=lambda one: (one.case, one.victim))


def in_period(episodes: Iterable[Episode], since: str | None, until: str | None) -> list[Episode]:
    """Return the episodes of facts that may lie between two ISO days; None is no bound.

    A fact of an unknown day lies in no period that has a bound.
    """
    return [
        one
        for one in episodes
        if (not since or (one.until or "") >= since)
        and (not until or (one.since is not None and one.since <= until))
    ]


def _episode(values: Sequence[Any]) -> Episode:
    """Return an episode: the way has the place of capture, of arrival, then of transport.

    A place of transport at which the way began or ended is no place on the way.
    """
    victim, case, way, recruitment, since, until, registries = values
    origin, destination, *transport = way
    transit = (place for place in transport if place not in ("", origin, destination))
    return Episode(
        victim=victim,
        case=case,
        origin=origin or None,
        transit=tuple(dict.fromkeys(transit)),
        destination=destination or None,
        recruitment=tuple(sorted(recruitment or ())),
        since=since or None,
        until=until or None,
        registries=tuple(sorted(registries or ())),
    )


def read_clusters(graph: Graph, episodes: Iterable[Episode]) -> dict[str, int]:
    """Return the cluster of each case of the episodes.

    Cases that share a suspect or a victim are one cluster: what a network did in five cases is not
    five observations.

    Raises:
        EngineError: the engine failed.
    """
    some = list(episodes)
    ties = [(f"v {one.victim}", one.case) for one in some]
    ties += [(f"s {row['suspect']}", row["case"]) for row in graph.stream(_ACCUSED)]
    return clusters_of((one.case for one in some), ties)


def clusters_of(cases: Iterable[str], ties: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return a number for each case: the same for cases that a tie (somebody, case) joins."""
    from scipy.cluster.hierarchy import DisjointSet  # noqa: PLC0415 - of the extra

    wanted = sorted(set(cases))
    joined = DisjointSet(wanted)
    first: dict[str, str] = {}
    for somebody, case in ties:
        if case in joined:
            joined.merge(first.setdefault(somebody, case), case)
    roots = {case: joined[case] for case in wanted}
    numbers = {root: number for number, root in enumerate(dict.fromkeys(roots.values()))}
    return {case: numbers[root] for case, root in roots.items()}


@dataclass(frozen=True, slots=True)
class Scope:
    """The places that are compared: those of a level, in Peru, and within a place if one is said.

    The level is a code of place_level: DISTRITO, PROVINCIA or DEPARTAMENTO.
    """

    level: str
    within: str | None = None

    def of(self, place: str) -> str | None:
        """Return the place of the level that contains a place. Return None if it is left out."""
        return _place_of(place, self.level, self.within)


@lru_cache(maxsize=16_384)  # two thousand places stand in hundreds of thousands of episodes
def _place_of(place: str, level: str, within: str | None) -> str | None:
    if is_abroad(place) or (within and not is_within(place, within)):
        return None
    return at_level(place, level)


def observed(episode: Episode, role: PlaceRole, scope: Scope) -> tuple[str, ...]:
    """Return the places of a scope that have a role in an episode, each once."""
    places = (scope.of(place) for place in episode.places(role))
    return tuple(dict.fromkeys(place for place in places if place))
