"""A hash over what the graph knows: the same whatever the engine, and in whatever order it came.

Every node and relationship of the ontology counts, with its labels, ends and properties; what the
loader notes for itself, and properties that tell when or with which key something was written,
do not.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from trama.graph.engine import Graph
from trama.graph.ontology.lookup import nodes, relationships
from trama.graph.store.plain_values import plain

_BITS = 256

_NODES = "MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS properties"
_EDGES = (
    "MATCH (a:{label})-[r:{type}]->(b) "
    "RETURN a.uid AS start, b.uid AS end, labels(b) AS labels, properties(r) AS properties"
)


def fingerprint(graph: Graph) -> str:
    """Returns 64 hexadecimal digits: equal for graphs that know the same.

    Reads the whole graph as a stream, label by label; memory does not grow with it. Each node and
    relationship is hashed for itself and the hashes are added, so that order does not matter.
    """
    total = 0
    for label in sorted(_main_labels()):
        hidden = _volatile(label)
        for row in graph.stream(_NODES.format(label=label)):
            total += _hash("node", sorted(row["labels"]), _said(row["properties"], hidden))
        for type_ in sorted(_types_from(label)):
            for row in graph.stream(_EDGES.format(label=label, type=type_)):
                ends = [type_, row["start"], sorted(row["labels"]), row["end"]]
                total += _hash("relationship", ends, _said(row["properties"], frozenset()))
    return f"{total % (1 << _BITS):064x}"


def _hash(*parts: object) -> int:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest())


def _said(properties: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in plain(properties).items() if name not in hidden}


def _main_labels() -> set[str]:
    """The labels that each node has exactly one of: Person, and not Victim beside it."""
    return {label for label, shape in nodes().items() if not shape.parents}


def _volatile(label: str) -> frozenset[str]:
    """The properties of a label that are no knowledge."""
    properties = nodes()[label].properties.items()
    return frozenset(name for name, shape in properties if shape.said.volatile)


def _types_from(label: str) -> Iterator[str]:
    """The types of relationships that may start at a label."""
    under = {label} | {child for child, shape in nodes().items() if label in shape.parents}
    for type_, shape in relationships().items():
        if under & set(shape.start):
            yield type_
