"""The marks of values that are nobody's, as the graph stores them."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import Any

from trama.graph.engine import Graph
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import FillerMark
from trama.ontology.source_layer import Record

_MARK, _RECORD = label_of(FillerMark), label_of(Record)
_ALL = f"MATCH (m:{_MARK}) RETURN properties(m) AS mark ORDER BY m.at, m.uid"
_PUT = f"MERGE (m:{_MARK} {{uid: $uid}}) SET m += $mark"
_REMOVE = f"MATCH (m:{_MARK} {{uid: $uid}}) DELETE m"
_VALUES = (
    f"MATCH (r:{_RECORD}) WHERE r.{{field}} IS NOT NULL "
    "RETURN r.uid AS uid, r.registry AS registry, r.case_key AS case_key, r.{field} AS value"
)
_OF_VICTIMS = (
    f"UNWIND $uids AS uid MATCH (r:{_RECORD} {{uid: uid}})<-[:ATTESTED_BY]-(p:Victim) "
    "RETURN DISTINCT r.uid AS uid"
)


def read_marks(graph: Graph) -> tuple[FillerMark, ...]:
    """Return all marks, the oldest first."""
    return tuple(FillerMark(**row["mark"]) for row in graph.stream(_ALL))


def put_mark(graph: Graph, mark: FillerMark) -> None:
    """Store a mark. A mark of the same value is replaced."""
    graph.write_rows(_PUT, uid=mark.uid, mark=asdict(mark))


def remove_mark(graph: Graph, uid: str) -> None:
    """Remove a mark, if it is there."""
    graph.write_rows(_REMOVE, uid=uid)


def values_of(graph: Graph, field: str) -> Iterator[dict[str, Any]]:
    """Yield uid, registry, case_key and value of every record that has a field.

    ``field`` is a name of the ontology, never a user's text.
    """
    return graph.stream(_VALUES.format(field=field))


def records_of_victims(graph: Graph, uids: Collection[str]) -> set[str]:
    """Return those of the records that attest somebody who is a victim, in whatever case."""
    return {row["uid"] for row in graph.stream(_OF_VICTIMS, uids=sorted(uids))}
