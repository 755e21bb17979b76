"""The changes of a graph after a day: cases registered later, corrections, judgements.

The main value is `Changed`. A day is an ISO text; a month or a year is known from its first day.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trama.canonical.decided import cases_of
from trama.canonical.known import StoredRecords
from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, RecordState
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import judgements_that_may_stand
from trama.linkage.judgements import Decisions
from trama.ontology.internal_layer import Judgement

KEYS_A_STATEMENT = 2_000
_DAY = len("2017-03-05")

_LATE = """
MATCH (r:Record)
WHERE r.kind = 'case'
WITH r.registry AS registry, r.case_key AS number, min(r.registered_on) AS first
WHERE first IS NULL OR first > $day
RETURN registry, number, first
"""
_FIRST_LOADS = """
UNWIND $numbers AS number
MATCH (r:Record {case_key: number})-[:FROM]->(f:SourceFile)
WHERE r.kind = 'case'
RETURN r.registry AS registry, number, min(left(f.loaded_at, 10)) AS first
"""
# A record has a FROM for each file that made or corrected it, and `earlier` for each correction.
_CORRECTED = """
MATCH (f:SourceFile) WHERE left(f.loaded_at, 10) > $day
MATCH (f)<-[:FROM]-(r:Record) WHERE size(coalesce(r.earlier, [])) > 0
RETURN DISTINCT r.uid AS uid, r.registry AS registry, r.case_key AS number
"""
_HISTORY = """
UNWIND $uids AS uid
MATCH (r:Record {uid: uid})
RETURN uid, [(r)-[:FROM]->(f:SourceFile) | f.loaded_at] AS loaded,
       [(r)-[:SAID_BEFORE]->(v:Revision) | [v.content, v.values]] AS said
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """The changes after a day.

    ``late`` are cases of registries of which nothing was known yet. ``said`` has, by uid, the
    records that were corrected later, as they were. ``corrected`` are their cases. ``judged`` are
    the cases of later judgements, ``later``. ``decisions`` are what those of the day decide.
    ``fields`` has the names of the fields that each record of ``said`` gives otherwise today.
    """

    late: frozenset[CaseKey]
    said: Mapping[str, RecordState]
    corrected: frozenset[CaseKey]
    judged: frozenset[CaseKey]
    later: tuple[Judgement, ...]
    decisions: Decisions
    fields: Mapping[str, frozenset[str]]


def changes_after(graph: Graph, day: str) -> Changed:
    """Return what changed after a day.

    Raises:
        EngineError: the engine failed.
    """
    rows = list(graph.stream(_CORRECTED, day=day))
    cases = {row["uid"]: CaseKey(row["registry"], row["number"]) for row in rows}
    found = list(_said_on(graph, cases, day))
    said = {then.uid: then for then, _ in found}
    judgements = list(judgements_that_may_stand(graph))
    later = tuple(row for row in judgements if row.at[:_DAY] > day)
    return Changed(
        frozenset(_late(graph, day)),
        said,
        frozenset(cases[uid] for uid in said),
        frozenset(cases_of(graph, later)),
        later,
        Decisions.of(row for row in judgements if row.at[:_DAY] <= day),
        {then.uid: _differing(then, now) for then, now in found},
    )


def _differing(then: RecordState, now: RecordState) -> frozenset[str]:
    """Return the names of the fields that two states of a record give otherwise."""
    names = then.fields.keys() | now.fields.keys()
    return frozenset(name for name in names if then.fields.get(name) != now.fields.get(name))


def _late(graph: Graph, day: str) -> Iterator[CaseKey]:
    """Yield the cases of registries of which nothing was known by the end of a day."""
    undated: set[CaseKey] = set()
    for row in graph.stream(_LATE, day=day):
        case = CaseKey(row["registry"], row["number"])
        if row["first"] is None:
            undated.add(case)
        else:
            yield case
    for some in batched(sorted({case.number for case in undated}), KEYS_A_STATEMENT):
        for row in graph.stream(_FIRST_LOADS, numbers=some):
            case = CaseKey(row["registry"], row["number"])
            if case in undated and row["first"] > day:
                yield case


def _said_on(
    graph: Graph, cases: Mapping[str, CaseKey], day: str
) -> Iterator[tuple[RecordState, RecordState]]:
    """Yield each corrected record that said something else on a day, as it was and as it is.

    The first file made the record, and each later one corrected it, in the order of their loads.
    Before the first load it said what the first file says.

    Example: files of 1 and of 9 May made and corrected a record. On 5 May one of them was loaded,
    so the record said the first of its two contents.
    """
    stored = StoredRecords(RecordFinder(graph)).records_of(set(cases.values()))
    now = {record.uid: record for records in stored.values() for record in records}
    for some in batched(sorted(cases), KEYS_A_STATEMENT):
        for row in graph.stream(_HISTORY, uids=some):
            state = now[row["uid"]]
            contents = (*state.earlier, state.content)
            by_then = sum(1 for at in row["loaded"] if at[:_DAY] <= day)
            then = contents[min(max(by_then, 1), len(contents)) - 1]
            values = dict(row["said"]).get(then)
            if then != state.content and values is not None:
                yield _as_said(state, then, values), state


def _as_said(state: RecordState, content: str, values: str) -> RecordState:
    fields = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in json.loads(values)["fields"].items()
    }
    return replace(state, mention=state.mention._replace(content=content, fields=fields))
