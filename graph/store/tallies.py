"""The tallies of a graph: what recurs in several cases, and what records know of each field.

(:Recurrence {uid, recurs, cases}), (:RecordTally {uid, registry, kind, field, records, known, …})

A survey reads them in place of all people or records. A load notes in each transaction what it
changed (`note_tallies`), and counts that again at its end (`count_tallies`).
"""

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from trama.core.batches import batched
from trama.graph.engine import Graph, Transaction
from trama.graph.store.fence import Fence
from trama.graph.store.record_counts import (
    TALLIED,
    Counts,
    as_counts,
    as_rows,
    as_tallies,
    counts_of_graph,
    from_rows,
    total,
)
from trama.ontology.canonical_layer import (
    Account,
    Case,
    Establishment,
    Organisation,
    Phone,
    Suspect,
    Vehicle,
)
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import StaleTallies, TalliesCounted
from trama.ontology.tally_layer import RecordTally, Recurrence

Node = tuple[str, str]
"""The label and the uid of a suspect or a shared node."""

CASES_OF = {
    label_of(Suspect): "-[a:SUSPECT_IN]->",
    **{
        label_of(shape): "<-[:INVOLVES]-"
        for shape in (Phone, Account, Vehicle, Establishment, Organisation)
    },
}
"""The relationship from what may recur to its cases, by label."""

_SEVERAL = 2  # cases; what is in one recurs nowhere
_ROWS_A_TRANSACTION = 5_000

_CASE, _RECURRENCE, _TALLY = label_of(Case), label_of(Recurrence), label_of(RecordTally)
_STALE, _MARK = label_of(StaleTallies), label_of(TalliesCounted)

_NOTE = f"CREATE (n:{_STALE} {{uid: $uid, recurring: $recurring, records: $records}})"
_NOTED = f"MATCH (n:{_STALE}) RETURN n.uid AS uid, n.recurring AS recurring, n.records AS records"
_FORGET = f"MATCH (n:{_STALE}) WHERE n.uid IN $uids DELETE n"
_COUNTED = f"MATCH (n:{_MARK} {{uid: 'tallies'}}) RETURN n.how AS how"
_MARK_COUNTED = f"MERGE (n:{_MARK} {{uid: 'tallies'}}) SET n.how = $how"
_ALL_OF_LABEL = "MATCH (n:{label}) "
_SOME_OF_LABEL = "UNWIND $uids AS uid MATCH (n:{label} {{uid: uid}}) "
_COUNT = (
    f"WITH n, COUNT {{{{ MATCH (n){{way}}(c:{_CASE}) }}}} AS cases WHERE cases >= {_SEVERAL} "
    "RETURN n.uid AS uid, n.{key} AS key, cases, "
    f"cases - COUNT {{{{ MATCH (n){{way}}(c:{_CASE}) WHERE {{dropped}} }}}} AS standing, "
    f"head(COLLECT {{{{ MATCH (n){{way}}(c:{_CASE}) "
    "WITH c ORDER BY c.uid LIMIT 1 RETURN c.uid }}) AS first_case"
)
# Somebody accused no more leads from the case to the shared node, nobody else does, and no stage.
_MEANS_DROPPED = (
    "EXISTS { MATCH (c)<-[a:SUSPECT_IN]-(:Suspect)-[:USES]->(n) WHERE a.excluded } "
    "AND NOT EXISTS { MATCH (c)<-[a:SUSPECT_IN]-(:Suspect)-[:USES]->(n) "
    "WHERE NOT coalesce(a.excluded, false) } "
    "AND NOT EXISTS { MATCH (c)<-[:PART_OF]-(:Stage)-[:USED]->(n) }"
)
_HELD = "MATCH (t:{label}) RETURN properties(t) AS tally"
_PUT = "UNWIND $rows AS row MERGE (t:{label} {{uid: row.uid}}) SET t = row"
_DROP = "UNWIND $uids AS uid MATCH (t:{label} {{uid: uid}}) DELETE t"


def note_tallies(transaction: Transaction, recurring: Collection[Node], records: Counts) -> None:
    """Note, within ``transaction``, what must be counted again, and how the records differ."""
    if recurring or records:
        transaction.run(
            _NOTE,
            uid=secrets.token_hex(8),
            recurring=sorted(f"{label} {uid}" for label, uid in recurring),
            records=json.dumps(as_rows(records)),
        ).consume()


def count_tallies(graph: Graph, fence: Fence, *, whole: bool = False) -> None:
    """Count again what transactions noted; count everything if nobody did so before.

    1. Read the notes, those of a load that died included.
    2. Count the cases of each suspect and shared node that is noted, by the transaction.
    3. In one transaction, add the noted differences to the tallies of records and remove the notes.

    An interruption does no harm: a note goes with the difference that it holds. If the graph has no
    mark, or was counted by other rules, or ``whole`` is True, all are counted from a scan of the
    graph, and only what differs is written.

    Raises:
        LoadInterrupted: another load took the turn, and counts what is left. Two that add the same
            differences would count them twice.
    """
    notes = list(graph.stream(_NOTED))
    uids = [note["uid"] for note in notes]
    how = _rules()
    if whole or how not in {row["how"] for row in graph.stream(_COUNTED)}:
        _replace(graph, fence, _RECURRENCE, dict(_recurrences(graph)))
        _replace(graph, fence, _TALLY, as_tallies(counts_of_graph(graph)))
        fence.write(lambda transaction: _finish(transaction, uids, how))
        return
    if not notes:
        return
    noted: dict[str, set[str]] = defaultdict(set)
    for text in (text for note in notes for text in note["recurring"] or ()):
        label, _, uid = text.partition(" ")
        noted[label].add(uid)
    for label, some in noted.items():
        _count_again(graph, fence, label, some)
    gained = total(from_rows(json.loads(note["records"])) for note in notes)

    def work(transaction: Transaction) -> None:
        _add(transaction, gained)
        _finish(transaction, uids, how)

    fence.write(work)


def _rules() -> str:
    """Return the digest of what is counted and how: another digest, and all are counted again."""
    said = json.dumps([CASES_OF, TALLIED, _COUNT, _MEANS_DROPPED], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _counting(nodes: str, label: str) -> str:
    """Return the statement that counts the cases of some nodes of a label."""
    suspect = label == label_of(Suspect)
    return (nodes + _COUNT).format(
        label=label,
        way=CASES_OF[label],
        key="pseudonym" if suspect else "uid",
        dropped="a.excluded" if suspect else _MEANS_DROPPED,
    )


def _recurrences(graph: Graph) -> Iterator[tuple[str, dict[str, Any]]]:
    for label in CASES_OF:
        for row in graph.stream(_counting(_ALL_OF_LABEL, label)):
            yield row["uid"], {**row, "recurs": label}


def _count_again(graph: Graph, fence: Fence, label: str, uids: Collection[str]) -> None:
    text = _counting(_SOME_OF_LABEL, label)
    for some in batched(sorted(uids), _ROWS_A_TRANSACTION):
        rows = [{**row, "recurs": label} for row in graph.stream(text, uids=some)]
        gone = set(some) - {row["uid"] for row in rows}
        _write(fence, _RECURRENCE, rows, sorted(gone))


def _replace(
    graph: Graph, fence: Fence, label: str, wanted: Mapping[str, Mapping[str, Any]]
) -> None:
    """Make the tallies of a label those that are wanted, by uid; write only what differs."""
    held = {row["tally"]["uid"]: row["tally"] for row in graph.stream(_HELD.format(label=label))}
    changed = [row for uid, row in wanted.items() if held.get(uid) != row]
    for some in batched(changed, _ROWS_A_TRANSACTION):
        _write(fence, label, some, ())
    for gone in batched(sorted(held.keys() - wanted.keys()), _ROWS_A_TRANSACTION):
        _write(fence, label, (), gone)


def _write(
    fence: Fence, label: str, rows: Collection[Mapping[str, Any]], gone: Collection[str]
) -> None:
    def work(transaction: Transaction) -> None:
        if rows:
            transaction.run(_PUT.format(label=label), rows=list(rows)).consume()
        if gone:
            transaction.run(_DROP.format(label=label), uids=list(gone)).consume()

    fence.write(work)


def _add(transaction: Transaction, gained: Counts) -> None:
    held = [row["tally"] for row in transaction.run(_HELD.format(label=_TALLY)).data()]
    wanted = as_tallies(total([as_counts(held), gained]))
    gone = [tally["uid"] for tally in held if tally["uid"] not in wanted]
    if gained:
        transaction.run(_PUT.format(label=_TALLY), rows=list(wanted.values())).consume()
        transaction.run(_DROP.format(label=_TALLY), uids=gone).consume()


def _finish(transaction: Transaction, notes: Collection[str], how: str) -> None:
    if notes:
        transaction.run(_FORGET, uids=list(notes)).consume()
    transaction.run(_MARK_COUNTED, how=how).consume()
