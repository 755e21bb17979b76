"""The fingerprint of a graph: 64 hexadecimal digits, equal for graphs that know the same.

Neither the engine nor the order of loads changes it. Every node and relationship of the ontology
counts, with its labels, ends and properties. Two things do not count: the loader's own notes
(internal_layer.py), and volatile properties, which tell when or with which key something was
written.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from typing import Any

from pydantic_core import to_json

from trama.graph.engine import Graph
from trama.graph.store.plain_values import plain
from trama.ontology.lookup import nodes, relationships

_BITS = 256

# Each node once, with the relationships that start there: the embedded engine took four times as
# long for a scan of all nodes and a row of each relationship, type by type.
_NODES = (
    "MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS properties, {edges} AS edges"
)
_EDGES = "[(n)-[r:{types}]->(end) | [type(r), end.uid, properties(r)]]"

# Labels at a time: the engine reads one while Python hashes the other.
_AT_ONCE = 2


def fingerprint(graph: Graph) -> str:
    """Return the fingerprint of ``graph``, from a stream over all of it.

    1. Write every node as a line of JSON: its sorted labels, and its properties by name without the
       volatile ones, in a form on which both engines agree (`plain`).
    2. Below it, write every relationship that starts there as a line of JSON: its type, the uid of
       its end, and its properties. Sort these lines.
    3. Hash the lines of each node together with SHA-256: one hash for some five lines.
    4. Add all hashes modulo 2^256. The order of a sum does not matter, and memory does not grow
       with the graph.

    Example: a graph whose only node is ``(:Case {uid: "C-1", aliases: []})`` gives one line,
    ``[["Case"],[["uid","C-1"]]]``, and so its SHA-256, ``80b45b2d…c584``. An empty graph
    gives 64 zeros.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        total = sum(pool.map(partial(_sum_of, graph), sorted(_main_labels())))
    return f"{total % (1 << _BITS):064x}"


def _sum_of(graph: Graph, label: str) -> int:
    """Return the sum of the hashes of the nodes of a label, and of what starts at them."""
    types = "|".join(sorted(_types_from(label)))
    edges = _EDGES.format(types=types) if types else "[]"
    hidden = _volatile(label)
    rows = graph.stream(_NODES.format(label=label, edges=edges))
    return sum(_hash(row, hidden) for row in rows)


def _hash(row: Mapping[str, Any], hidden: frozenset[str]) -> int:
    known = {name: value for name, value in row["properties"].items() if name not in hidden}
    node = to_json([sorted(row["labels"]), _by_name(known)])
    edges = [to_json([type_, end, _by_name(said)]) for type_, end, said in row["edges"]]
    return int.from_bytes(sha256(b"\n".join((node, *sorted(edges)))).digest())


def _by_name(properties: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(plain(properties).items()) if properties else []


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
