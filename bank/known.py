"""The episodes as they were known on an earlier day, derived again from the records of that day.

A record is known on a day if its registration or carpeta was registered by then; a case without a
day of registration counts from the day of its first load. A corrected record says what it said on
that day. A judgement, of a person or a model, counts from its own day. Marked fillers are those of
now.

Only the cases that this changes are derived again. All others are read as the graph has them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from trama.bank.later_changes import KEYS_A_STATEMENT, Changed, changes_after
from trama.bank.microdata import Episode, episodes, episodes_with_records, frame_of
from trama.canonical.affected_cases import LinkedCases, Snapshot
from trama.canonical.cases import DerivedCase, derive_cases
from trama.canonical.fillers import Fillers
from trama.canonical.known import Records, StoredRecords
from trama.canonical.people import DerivedPerson, derive_person
from trama.canonical.relationships import BORN_IN, RESIDES_IN, VICTIM_IN
from trama.canonical.rules import shipped_rules
from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind, RecordState, case_uid
from trama.graph.store.filler_marks import read_marks
from trama.graph.store.finder import RecordFinder
from trama.linkage.identity import Cluster

# Cases of today that share their Case, or a victim, with these.
_PARTNERS = """
UNWIND $numbers AS number
MATCH (r:Record {case_key: number})<-[:ATTESTED_BY]-(x:Case|Victim)-[:ATTESTED_BY]->(o:Record)
RETURN DISTINCT o.registry AS registry, o.case_key AS number
"""


class RecordsOn:
    """The records of a graph as they were known on a day, looked up as in `Known`."""

    def __init__(self, stored: StoredRecords, changed: Changed) -> None:
        self._stored, self._changed = stored, changed

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        """Return the records of those of these cases that were known."""
        return self._then(self._stored.records_of(set(cases) - self._changed.late))

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Return the known cases with a record that names one of these RETA registrations."""
        return self._stored.cases_naming(registrations) - self._changed.late

    def people_with(self, keys: Collection[str]) -> Records:
        """Return, by known case, the records of its people if one has such a key."""
        return self._then(self._stored.people_with(keys))

    def _then(self, found: Records) -> Records:
        said = self._changed.said
        return {
            case: [said.get(record.uid, record) for record in records]
            for case, records in found.items()
            if case not in self._changed.late
        }


def episodes_as_of(graph: Graph, day: date, *, records: bool = False) -> Iterator[Episode]:
    """Yield the episodes as they were known at the end of a day; with their ``records``, if asked.

    1. Find what changed after the day: cases registered later, corrections, judgements.
    2. Take the cases of these changes that were known, and those that share a Case or a victim with
       a changed case today. Derive them from the records and the judgements of the day.
    3. Take all other episodes as the graph has them.

    Example: RETA 3 was registered in 2017 and names ROSA; SISTRA 7 of 2018 names her too. As of
    31 December 2017 her episode is that of RETA 3 alone, and its registry is RETA.

    Raises:
        EngineError: the engine failed.
    """
    now = episodes_with_records(graph) if records else episodes(graph)
    yield from _as_known(graph, changes_after(graph, day.isoformat()), now)


def changed_episodes(graph: Graph, day: date) -> tuple[list[Episode], list[Episode], Changed]:
    """Return the episodes as they were known on a day, as they are now, and what changed."""
    changed = changes_after(graph, day.isoformat())
    now = list(episodes_with_records(graph))
    return list(_as_known(graph, changed, now)), now, changed


def microdata_on(graph: Graph, day: date) -> pd.DataFrame:
    """Return the microdata as they were known on a day, sorted by person and case.

    Raises:
        EngineError: the engine failed.
    """
    return frame_of(episodes_as_of(graph, day))


def _as_known(graph: Graph, changed: Changed, now: Iterable[Episode]) -> Iterator[Episode]:
    """Yield the episodes of ``now``, those of cases that changed as they were known."""
    again, derived = _derived_then(graph, changed)
    gone = {case_uid([key])[0] for key in (*again, *changed.late)}
    yield from (one for one in now if one.case not in gone)
    yield from derived


def _derived_then(graph: Graph, changed: Changed) -> tuple[set[CaseKey], list[Episode]]:
    """Return the cases to derive again, and their episodes as they were known."""
    moved = changed.late | changed.corrected | changed.judged
    reached = _partners(graph, moved) | changed.corrected | changed.judged
    snapshot = Snapshot(Fillers.of(read_marks(graph)), changed.decisions)
    linked = LinkedCases(RecordsOn(StoredRecords(RecordFinder(graph)), changed), snapshot)
    linked.expand(reached - changed.late)
    (met,) = linked.persons()
    # Who was one person then may be two now: all cases of a victim are derived together.
    linked.expand(_cases_of_victims(met, linked.touched))
    (clusters,) = linked.persons()
    rules = shipped_rules()
    cases = derive_cases(snapshot, linked.touched, clusters, rules)
    persons = {
        cluster.uid: (derive_person(cluster, rules, lambda uid: uid), cluster.records)
        for cluster in clusters
        if any(local.case in linked.touched for local in cluster.members)
    }
    return linked.touched, [one for case in cases for one in _episodes_of(case, persons)]


def _cases_of_victims(clusters: Iterable[Cluster], touched: Collection[CaseKey]) -> set[CaseKey]:
    """Return all cases in which the victims of the touched cases are victims."""
    found: set[CaseKey] = set()
    for cluster in clusters:
        cases = {local.case for local in cluster.members if local.kind is Kind.VICTIM}
        if not cases.isdisjoint(touched):
            found |= cases
    return found


def _partners(graph: Graph, cases: Collection[CaseKey]) -> set[CaseKey]:
    """Return the cases that share their Case or a victim with one of these, as the graph is now."""
    found: set[CaseKey] = set()
    for some in batched(sorted({case.number for case in cases}), KEYS_A_STATEMENT):
        rows = graph.stream(_PARTNERS, numbers=some)
        found |= {CaseKey(row["registry"], row["number"]) for row in rows}
    return found


def _episodes_of(
    case: DerivedCase, persons: Mapping[str, tuple[DerivedPerson, Sequence[RecordState]]]
) -> Iterator[Episode]:
    since, until = (_text(case.properties.get(name)) for name in ("since", "until"))
    for kind, start, _, properties in case.edges:
        if kind != VICTIM_IN:
            continue
        (person, records), told = persons[start], dict[str, Any](properties or {})
        places = {edge.kind: edge.end for edge in person.edges}
        yield Episode(
            person.uid,
            case.uid,
            told.get("counted"),
            since,
            until,
            _text(person.properties.get("sex")),
            told.get("age"),
            told.get("every_purpose"),
            places.get(BORN_IN),
            places.get(RESIDES_IN),
            told.get("way"),
            [
                [record.uid, record.registry, record.case.number]
                for record in records
                if record.kind is Kind.VICTIM and record.case in case.keys
            ],
            case.keys,
        )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
