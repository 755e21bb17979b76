"""The fingerprint of a graph: 64 hexadecimal digits, equal for graphs that know the same.

Neither the engine nor the order of loads changes it. Every node and relationship of the ontology
counts, with its labels, ends and properties. Two things do not count: the loader's own notes
(internal_layer.py), and volatile properties, which tell when or with which key something was
written.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from trama.graph.engine import Graph
from trama.graph.store.plain_values import plain
from trama.ontology.lookup import nodes, relationships

_BITS = 256

_NODES = "MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS properties"
_EDGES = (
    "MATCH (a:{label})-[r:{type}]->(b) "
    "RETURN a.uid AS start, b.uid AS end, labels(b) AS labels, properties(r) AS properties"
)


def fingerprint(graph: Graph) -> str:
    """Return the fingerprint of ``graph``, from a stream over all of it.

    1. For each main label, write every node as JSON: its sorted labels, and its properties without
       the volatile ones, in a form on which both engines agree (``_normal``).
    2. For each main label, write every relationship that starts there as JSON: its type, the uid of
       its start, the labels and the uid of its end, and its properties.
    3. Hash each JSON text with SHA-256.
    4. Add all hashes modulo 2^256. The order of a sum does not matter, and memory does not grow
       with the graph.

    Example: a graph whose only node is ``(:Case {uid: "C-1", aliases: []})`` gives one text,
    ``["node",["Case"],{"uid":"C-1"}]``, and so its SHA-256, ``8ba61cd2…a6d6``. An empty graph
    gives 64 zeros.
    """
    total = 0
    for label in sorted(_main_labels()):
        hidden = _volatile(label)
        for row in graph.stream(_NODES.format(label=label)):
            total += _hash("node", sorted(row["labels"]), _normal(row["properties"], hidden))
        for type_ in sorted(_types_from(label)):
            for row in graph.stream(_EDGES.format(label=label, type=type_)):
                ends = [type_, row["start"], sorted(row["labels"]), row["end"]]
                total += _hash("relationship", ends, _normal(row["properties"], frozenset()))
    return f"{total % (1 << _BITS):064x}"


def _hash(*parts: object) -> int:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest())


def _normal(properties: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in plain(properties).items() if name not in hidden}


def _main_labels() -> set[str]:
    """Return the labels of which each node has exactly one: Person, and not Victim beside it."""
    return {label for label, shape in nodes().items() if not shape.parents}


def _volatile(label: str) -> frozenset[str]:
    """Return the properties of a label that tell when or with which key they were written."""
    properties = nodes()[label].properties.items()
    return frozenset(name for name, shape in properties if shape.declaration.volatile)


def _types_from(label: str) -> Iterator[str]:
    """Yield the types of relationships that may start at a label."""
    under = {label} | {child for child, shape in nodes().items() if label in shape.parents}
    for type_, shape in relationships().items():
        if under & set(shape.start):
            yield type_
