"""The suspects of a graph and their cases, with the place and the year of each case.

Two statements run once each, and their rows are streamed. Memory grows with the accusations.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from trama.graph.engine import Graph
from trama.networks.incidence import Accusation, Incidence
from trama.networks.repeats import KnownCase, repeats

_CASES = """
MATCH (c:Case)
WHERE ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
OPTIONAL MATCH (c)-[:AT]->(l:Location)
RETURN c.uid AS uid, c.registries AS registries, c.since AS since, c.until AS until,
       min(l.uid) AS place
"""
_ACCUSED = """
MATCH (s:Suspect)-[a:SUSPECT_IN]->(c:Case)
WHERE $include_excluded OR NOT coalesce(a.excluded, false)
RETURN s.uid AS suspect, c.uid AS case, a.role AS role, coalesce(a.excluded, false) AS dropped
"""
_DEPARTMENT, _YEAR = len("PE-15"), len("2017")
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Period:
    """The accusations that count: of facts that may lie between two ISO days.

    An accusation that was archived or ended in acquittal counts only with ``include_excluded``.
    """

    since: str | None = None
    until: str | None = None
    include_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Accused:
    """The accusations of a graph; in ``filed`` cases that may be one are apart.

    ``perhaps_same`` has other cases that count with a case, ``known`` all cases by uid, ``roles``
    the role of a suspect (uid) in a case that counts, where one is written. ``dropped`` are the
    suspects and cases of accusations that were archived or ended in acquittal, if they count.
    """

    incidence: Incidence
    filed: Incidence
    perhaps_same: Mapping[str, tuple[str, ...]]
    known: Mapping[str, KnownCase]
    roles: Mapping[tuple[str, str], str]
    dropped: frozenset[tuple[str, str]] = frozenset()

    def days(self, case: str) -> tuple[str | None, str | None]:
        """Return the first and last day of the fact of a case, with those that count with it."""
        some = [self.known[uid] for uid in (case, *self.perhaps_same.get(case, ()))]
        since = min((one.since for one in some if one.since), default=None)
        return since, max((one.until for one in some if one.until), default=None)


def read_accused(graph: Graph, period: Period) -> Accused:
    """Return who is accused in which case; a stratum is a department and a year of the fact.

    A case of an unknown place or year has the stratum of the others without one.

    Raises:
        EngineError: the engine failed.
    """
    known, stratum = {}, {}
    for row in graph.stream(_CASES, since=period.since, until=period.until):
        known[row["uid"]] = KnownCase(frozenset(row["registries"]), row["since"], row["until"])
        place, year = row["place"] or _UNKNOWN, row["since"] or _UNKNOWN
        stratum[row["uid"]] = f"{place[:_DEPARTMENT]} {year[:_YEAR]}"
    rows = [
        row
        for row in graph.stream(_ACCUSED, include_excluded=period.include_excluded)
        if row["case"] in stratum
    ]
    accusations = [Accusation(row["suspect"], row["case"], stratum[row["case"]]) for row in rows]
    first = repeats(accusations, known)
    others = defaultdict(list)
    for uid in sorted(first):
        others[first[uid]].append(uid)
    counted = (
        Accusation(suspect, own := first.get(case, case), stratum[own])
        for suspect, case, _ in accusations
    )
    roles = {
        (row["suspect"], first.get(row["case"], row["case"])): row["role"]
        for row in rows
        if row["role"]
    }
    dropped = frozenset(
        (row["suspect"], first.get(row["case"], row["case"])) for row in rows if row["dropped"]
    )
    same = {uid: tuple(some) for uid, some in others.items()}
    return Accused(Incidence.of(counted), Incidence.of(accusations), same, known, roles, dropped)
