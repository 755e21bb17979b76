"""The survey of a graph: findings of each case, of which only what a load changed is read again.

The records of a case are read as long as its files, its unit, its month and what other records say
of it are those of the reading before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from trama.canonical.shared_nodes import agency_called
from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind, from_properties
from trama.linkage.case_identity import POLICE
from trama.mapping.rereading import Doubt, Rereader, SourceRow
from trama.places.place import HOME
from trama.quality.across import latest_carpeta, read_across
from trama.quality.findings_store import CaseHead, FindingsStore
from trama.values.defects import DefectCode

Told = Callable[[int, int], None]
"""A function that hears how many cases are read, and of how many."""

_CASES_AT_ONCE = 200  # each has some ten records
_MONTH = len("2024-03")
_MISSING_REPORT = DefectCode.UNKNOWN_POLICE_REPORT.value

# A file's mark is another after each load that made or corrected records.
_FILES = """
MATCH (f:SourceFile)
RETURN f.uid AS uid, f.profile AS profile, coalesce(f.date_orders, []) AS orders,
       f.loaded_at AS loaded_at, COUNT { (f)<-[:FROM]-() } AS records
"""
_CHANGED = """
MATCH (f:SourceFile {uid: $file})<-[:FROM]-(r:Record)
RETURN DISTINCT r.registry AS registry, r.case_key AS number
"""
# In lists of many: the driver takes as long for a row as for a thousand items.
_CASES = """
MATCH (r:Record) WHERE r.kind = $kind
RETURN substring(r.uid, 2, 2) AS part,
       collect([r.registry, r.case_key, r.uid, r.agency, r.registered_on, r.police_report]) AS found
"""
_RECORDS = """
UNWIND $keys AS key
MATCH (r:Record {case_key: key})
WHERE r.registry = $registry
OPTIONAL MATCH (r)-[:FROM]->(f:SourceFile)
WITH r, f ORDER BY f.loaded_at DESC, f.uid
WITH r, collect(DISTINCT f.uid) AS files
RETURN properties(r) AS record, files
"""


class _CaseRecord(NamedTuple):
    """The record of a case, as far as the unit, the month and the doubts need it."""

    uid: str
    agency: str | None
    registered_on: str | None
    police_report: str | None


class _Case(NamedTuple):
    """A case as it is now; ``doubts`` are what other records say against its own."""

    head: CaseHead
    doubts: frozenset[Doubt]


def follow(
    graph: Graph, store: FindingsStore, own: Path | None = None, told: Told | None = None
) -> None:
    """Bring the findings of a store to what the graph says now.

    1. Read the files, the record of each case, and where registries contradict each other.
    2. Forget the cases of files that were loaded since, and those that are otherwise now.
    3. In batches read all records of the cases that are missing, and the flaws in their cells.
       Each batch is held at once: a reading that is stopped goes on where it stood.

    Raises:
        EngineError: the engine failed. OutputError: the store cannot be written.
    """
    files = list(graph.stream(_FILES))
    marks = {row["uid"]: f"{row['loaded_at']} {row['records']}" for row in files}
    cases = _cases(graph)
    digests = {key: store.digest(key) for key in cases}
    held = store.heads()
    now = {digests[key]: case.head for key, case in cases.items()}
    outdated = {digest for digest, head in held.items() if now.get(digest) != head}
    if held:
        outdated |= {store.digest(key) for key in _loaded_since(graph, marks, store.files())}
    store.begin(marks, outdated)
    missing = [key for key in sorted(cases) if digests[key] in outdated or digests[key] not in held]
    rereader = Rereader({row["uid"]: (row["profile"], row["orders"]) for row in files}, own)
    done = 0
    for registry, keys in _batches(missing):
        rows_of = _rows_of(graph, registry, keys)
        store.add(
            (digests[key], case.head, rereader.flaws(rows_of[key.number], case.doubts))
            for key, case in ((key, cases[key]) for key in keys)
        )
        done += len(keys)
        if told is not None:
            told(done, len(missing))


def _loaded_since(
    graph: Graph, now: Mapping[str, str], before: Mapping[str, str]
) -> Iterator[CaseKey]:
    """Yield the cases of records that a file made or corrected after its mark was held."""
    for uid, mark in now.items():
        if before.get(uid) != mark:
            for row in graph.stream(_CHANGED, file=uid):
                yield CaseKey(row["registry"], row["number"])


def _cases(graph: Graph) -> dict[CaseKey, _Case]:
    by_key: dict[CaseKey, list[_CaseRecord]] = defaultdict(list)
    for row in graph.stream(_CASES, kind=Kind.CASE.value):
        for registry, number, *told in row["found"]:
            by_key[CaseKey(registry, number)].append(_CaseRecord(*told))
    reports = {key.number for key in by_key if key.registry == POLICE}
    across = read_across(graph)
    latest = latest_carpeta((key, day) for key, some in by_key.items() for day in _days(some))
    cases = {}
    for key, records in by_key.items():
        doubts = across.of(key, _days(records), latest)
        if reports and any(r.police_report and r.police_report not in reports for r in records):
            doubts |= {Doubt(Kind.CASE, "police_report", _MISSING_REPORT)}
        cases[key] = _Case(_head(key.registry, records, doubts), doubts)
    return cases


def _head(registry: str, records: Sequence[_CaseRecord], doubts: frozenset[Doubt]) -> CaseHead:
    """Return what a case is counted by; its unit is the one that its records name first."""
    named = (
        agency_called(registry, record.agency)
        for record in sorted(records, key=lambda one: one.uid)
    )
    unit = next((agency for agency in named if agency is not None), None)
    months = (day[:_MONTH] for day in _days(records) if len(day) >= _MONTH)
    told = sorted(f"{doubt.kind} {doubt.field} {doubt.code}" for doubt in doubts)
    return CaseHead(
        unit.uid if unit else "",
        unit.name if unit else "",
        registry,
        min(months, default=""),
        ", ".join(told),
    )


def _days(records: Sequence[_CaseRecord]) -> list[str]:
    return [record.registered_on for record in records if record.registered_on]


def _batches(keys: Sequence[CaseKey]) -> Iterator[tuple[str, Sequence[CaseKey]]]:
    by_registry: dict[str, list[CaseKey]] = defaultdict(list)
    for key in keys:
        by_registry[key.registry].append(key)
    for registry, some in by_registry.items():
        for batch in batched(some, _CASES_AT_ONCE):
            yield registry, batch


def _rows_of(
    graph: Graph, registry: str, keys: Sequence[CaseKey]
) -> Mapping[str, Sequence[SourceRow]]:
    numbers = [key.number for key in keys]
    rows: dict[str, list[SourceRow]] = defaultdict(list)
    for row in graph.stream(_RECORDS, keys=numbers, registry=registry):
        rows[row["record"]["case_key"]].append(_source_row(row["record"], row["files"]))
    return rows


def _source_row(properties: Mapping[str, Any], files: Sequence[str]) -> SourceRow:
    record = from_properties(properties)
    return SourceRow(
        record.kind,
        record.mention.written(),
        frozenset(record.fields),
        record.texts("unknown"),
        tuple(files),
        record.text("nationality") not in (None, HOME),
        record.entity_key,
        record.texts("victims"),
        record.texts("suspects"),
    )
