"""Findings that show only where the registries are read side by side.

    handover_without_carpeta  a registration of RETA went to the prosecutors, and no carpeta has it
    registries_disagree       two registries contradict each other about one case or one victim

Nobody can tell from here which of two registries is wrong: both units hear of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from trama.canonical.registered import number_of
from trama.canonical.rules import PROSECUTORS
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind
from trama.linkage.case_identity import POLICE
from trama.mapping.rereading import Doubt
from trama.values.partial_date import PartialDate

HANDOVER = "handover_without_carpeta"
DISAGREE = "registries_disagree"

WAIT = timedelta(days=90)
"""The time that a carpeta may take: a later handover is not told as lost."""

_HANDED_OVER = "MATCH (c:Case) WHERE c.handed_over <> [] RETURN c.handed_over AS handed_over"
_CASES = """
MATCH (c:Case)
WHERE size(c.registries) > 1
MATCH (c)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'case'
RETURN c.uid AS subject, r.registry AS registry, r.case_key AS number,
       r.fact_date AS fact_date, r.registered_on AS registered_on
"""
_VICTIMS = """
MATCH (c:Case)
WHERE any(field IN c.conflicts WHERE field IN ['birth_date', 'sex'])
MATCH (c)<-[:VICTIM_IN]-(v:Victim)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT v.uid AS subject, r.registry AS registry, r.case_key AS number,
       r.birth_date AS birth_date, r.sex AS sex
"""
_WHOLE_DAY = len("2017-03-05")

Row = Mapping[str, Any]
Told = tuple[CaseKey, Doubt]


@dataclass(frozen=True, slots=True)
class Across:
    """The registrations handed over without a carpeta, and the doubts about each case's records."""

    handed_over: frozenset[str]
    doubts: Mapping[CaseKey, frozenset[Doubt]]

    def of(self, key: CaseKey, registered: Iterable[str], latest: str) -> frozenset[Doubt]:
        """Return the doubts about the records of a case that was ``registered`` on some days.

        A handover is in doubt if the registration is older by ninety days than ``latest``, the last
        day of a carpeta.
        """
        doubts = self.doubts.get(key, frozenset())
        if key.registry != POLICE or key.number not in self.handed_over:
            return doubts
        first = min(registered, default="")
        if not first or not _is_old(first, latest):
            return doubts
        return doubts | {Doubt(Kind.CASE, "destination", HANDOVER)}


def read_across(graph: Graph) -> Across:
    """Return what the registries of a graph say against each other.

    Raises:
        EngineError: the engine failed.
    """
    handed_over = frozenset(
        number_of(item) for row in graph.stream(_HANDED_OVER) for item in row["handed_over"]
    )
    doubts: dict[CaseKey, set[Doubt]] = defaultdict(set)
    for rows, contradictions in (
        (graph.stream(_CASES), _of_cases),
        (graph.stream(_VICTIMS), _of_victims),
    ):
        for one, other in _pairs(rows):
            for key, doubt in contradictions(one, other):
                doubts[key].add(doubt)
    return Across(handed_over, {key: frozenset(some) for key, some in doubts.items()})


def latest_carpeta(registered: Iterable[tuple[CaseKey, str]]) -> str:
    """Return the last whole day on which a carpeta was entered; '' without any."""
    days = (
        day[:_WHOLE_DAY]
        for key, day in registered
        if key.registry == PROSECUTORS and len(day) >= _WHOLE_DAY
    )
    return max(days, default="")


def _is_old(registered: str, latest: str) -> bool:
    read = _date(registered)
    return bool(latest) and read is not None and read.last + WAIT <= date.fromisoformat(latest)


def _pairs(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each two rows of one subject that are of different registries, in their order."""
    by_subject: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_subject[row["subject"]].append(row)
    for some in by_subject.values():
        ordered = sorted(some, key=lambda row: (row["registry"], row["number"]))
        for one, other in combinations(ordered, 2):
            if one["registry"] != other["registry"]:
                yield one, other


def _of_cases(one: Row, other: Row) -> Iterator[Told]:
    """Yield the doubts about a fact that one registry dates after the other had the case."""
    for first, second in ((one, other), (other, one)):
        fact, registered = _date(first["fact_date"]), _date(second["registered_on"])
        if fact and registered and registered.certainly_before(fact):
            yield _key(first), Doubt(Kind.CASE, "fact_date", DISAGREE)
            yield _key(second), Doubt(Kind.CASE, "registered_on", DISAGREE)


def _of_victims(one: Row, other: Row) -> Iterator[Told]:
    births = _date(one["birth_date"]), _date(other["birth_date"])
    if births[0] and births[1] and not _may_be_one(births[0], births[1]):
        yield from _both(one, other, "birth_date")
    if one["sex"] and other["sex"] and one["sex"] != other["sex"]:
        yield from _both(one, other, "sex")


def _both(one: Row, other: Row, field: str) -> Iterator[Told]:
    for row in (one, other):
        yield _key(row), Doubt(Kind.VICTIM, field, DISAGREE)


def _key(row: Row) -> CaseKey:
    return CaseKey(row["registry"], row["number"])


def _may_be_one(one: PartialDate, other: PartialDate) -> bool:
    return not (one.certainly_before(other) or other.certainly_before(one))


def _date(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None
