"""Counts of records by registry, kind and field: of one record, of a difference, of a graph.

The main value is `Counts`. Counts of two sets of records add up, so that a transaction notes only
the difference that it makes.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from trama.graph.engine import Graph
from trama.graph.records import RecordState
from trama.ontology.classes import label_of, properties_of
from trama.ontology.source_layer import Record, Revision
from trama.ontology.tally_layer import RecordTally

Counts = Counter[tuple[str, str, str, str]]
"""Numbers by registry, kind of record, field and measure; the field '' counts whole records."""

_PERSON = ("name", "document_key", "sex", "age", "nationality")
_STAGED = ("recruitment", "means", "purposes")

TALLIED: Mapping[str, tuple[str, ...]] = {
    "case": (
        *("fact_date", "registered_on", "police_report", "agency", "provision"),
        *("procedural_status", "destination", "place"),
    ),
    "stage": ("place", "date", "venue", "establishment", "transport", *_STAGED),
    "victim": (
        *_PERSON,
        *("birth_date", "birthplace", "residence", "education", "bond"),
        *_STAGED,
    ),
    "suspect": (*_PERSON, "role", "situation", "phones"),
}
"""The fields whose knowledge is counted, by kind of record."""

_PLACES = ("place", "birthplace", "residence")
_RECORDS, _REVISIONS = "records", "revisions"
_MEASURES = ("known", "located", "hundredths")
_FIELDS = tuple(dict.fromkeys(name for names in TALLIED.values() for name in names))

_COUNT_RECORDS = (
    f"MATCH (r:{label_of(Record)}) RETURN r.registry AS registry, r.kind AS kind, "
    "count(r) AS records, ["
    + ", ".join(f"count(r.{name})" for name in _FIELDS)
    + "] AS known, ["
    + ", ".join(
        f"[count(r.{name}_confidence), sum(toInteger(floor(100 * r.{name}_confidence + 0.5)))]"
        for name in _PLACES
    )
    + "] AS confidences"
)
_COUNT_REVISIONS = (
    f"MATCH (v:{label_of(Revision)}) MATCH (v)<-[:SAID_BEFORE]-(r:{label_of(Record)}) "
    "RETURN r.registry AS registry, r.kind AS kind, count(v) AS revisions"
)


def difference(before: Mapping[str, RecordState], after: Mapping[str, RecordState]) -> Counts:
    """Return what the counts of some records, by uid, gain by a change; what they lose is negative.

    Example: a victim's record of SISTRA learns the sex and says it anew. The result is
    ``{("SISTRA", "victim", "", "revisions"): 1, ("SISTRA", "victim", "sex", "known"): 1}``.
    """
    changed = [uid for uid in before.keys() | after.keys() if before.get(uid) != after.get(uid)]
    counts: Counts = Counter()
    for records, sign in ((before, -1), (after, 1)):
        for uid in changed:
            if uid in records:
                _count(records[uid], counts, sign)
    return Counter({key: number for key, number in counts.items() if number})


def _count(record: RecordState, counts: Counts, sign: int) -> None:
    registry, kind, fields = record.registry, record.kind.value, record.fields
    counts[registry, kind, "", _RECORDS] += sign
    counts[registry, kind, "", _REVISIONS] += sign * len(record.earlier)
    for name in TALLIED[kind]:
        if fields.get(name, ()) != ():
            counts[registry, kind, name, "known"] += sign
        confidence = fields.get(f"{name}_confidence")
        if isinstance(confidence, float | int):
            counts[registry, kind, name, "located"] += sign
            counts[registry, kind, name, "hundredths"] += sign * math.floor(100 * confidence + 0.5)


def counts_of_graph(graph: Graph) -> Counts:
    """Return the counts of all records of a graph, read in one pass."""
    counts: Counts = Counter()
    for row in graph.stream(_COUNT_RECORDS):
        registry, kind = row["registry"], row["kind"]
        counts[registry, kind, "", _RECORDS] = row["records"]
        known = dict(zip(_FIELDS, row["known"], strict=True))
        located = dict(zip(_PLACES, row["confidences"], strict=True))
        for name in TALLIED.get(kind, ()):
            values = (known[name], *located.get(name, (0, 0)))
            counts.update(
                {
                    (registry, kind, name, measure): value or 0
                    for measure, value in zip(_MEASURES, values, strict=True)
                }
            )
    for row in graph.stream(_COUNT_REVISIONS):
        counts[row["registry"], row["kind"], "", _REVISIONS] = row["revisions"]
    return counts


def as_tallies(counts: Counts) -> dict[str, dict[str, Any]]:
    """Return the properties of the RecordTally nodes that hold these counts, by uid."""
    tallies: dict[str, dict[str, Any]] = {}
    for registry, kind, name, _ in counts:
        records = counts[registry, kind, "", _RECORDS]
        for field in TALLIED.get(kind, ()) if not name else ():
            node = RecordTally(
                uid=f"{registry} {kind} {field}",
                registry=registry,
                kind=kind,
                field=field,
                records=records,
                revisions=counts[registry, kind, "", _REVISIONS],
                **{measure: counts[registry, kind, field, measure] for measure in _MEASURES},
            )
            if records:
                tallies[node.uid] = properties_of(node)
    return tallies


def as_counts(tallies: Iterable[Mapping[str, Any]]) -> Counts:
    """Return the counts that RecordTally nodes with these properties hold."""
    counts: Counts = Counter()
    for tally in tallies:
        registry, kind, field = tally["registry"], tally["kind"], tally["field"]
        for measure in (_RECORDS, _REVISIONS):
            counts[registry, kind, "", measure] = tally[measure]
        for measure in _MEASURES:
            counts[registry, kind, field, measure] = tally[measure]
    return counts


def as_rows(counts: Counts) -> list[list[Any]]:
    """Return the counts as JSON holds them, sorted."""
    return [[*key, number] for key, number in sorted(counts.items())]


def from_rows(rows: Iterable[list[Any]]) -> Counts:
    """Return the counts of `as_rows`."""
    return Counter({(row[0], row[1], row[2], row[3]): row[4] for row in rows})


def total(parts: Iterable[Counts]) -> Counts:
    """Return the sum of counts, with those below zero."""
    summed: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for part in parts:
        for key, number in part.items():
            summed[key] += number
    return Counter(summed)
