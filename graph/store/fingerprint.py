"""The fingerprint of a graph: 64 hexadecimal digits, equal for graphs that know the same.

Neither the engine nor the order of loads changes it. Every node and relationship of the ontology
counts, with its labels, ends and properties. Two things do not count: the loader's own notes
(internal_layer.py), and volatile properties, which tell when or with which key something was
written.
"""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from hashlib import sha256
from typing import Any

from trama.graph.engine import Graph
from trama.graph.store.plain_values import plain
from trama.ontology.lookup import nodes, relationships

_BITS = 256

# Each node once, with the relationships that start there: the embedded engine took four times as
# long for a scan of all nodes and a row of each relationship, type by type.
_NODES = (
    "MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS properties, {edges} AS edges"
)
_EDGES = "[(n)-[r:{types}]->(end) | [type(r), end.uid, labels(end), properties(r)]]"

# Labels at a time: the engine reads one while Python hashes the other.
_AT_ONCE = 2

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


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
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        total = sum(pool.map(partial(_sum_of, graph), sorted(_main_labels())))
    return f"{total % (1 << _BITS):064x}"


def _sum_of(graph: Graph, label: str) -> int:
    """Return the sum of the hashes of the nodes of a label, and of what starts at them."""
    types = "|".join(sorted(_types_from(label)))
    edges = _EDGES.format(types=types) if types else "[]"
    hidden = _volatile(label)
    total = 0
    for row in graph.stream(_NODES.format(label=label, edges=edges)):
        properties = plain(row["properties"])
        known = {name: value for name, value in properties.items() if name not in hidden}
        total += _hash(f'["node",{_sorted_json(tuple(row["labels"]))},{_JSON(known)}]')
        total += sum(map(_hash, _edges(_JSON(properties.get("uid")), row["edges"])))
    return total


def _edges(start: str, edges: Iterable[list[Any]]) -> Iterator[str]:
    """Yield the JSON of the relationships of a node whose uid has the JSON ``start``."""
    for type_, end, labels, properties in edges:
        described = _JSON(plain(properties)) if properties else "{}"
        ends = f'["{type_}",{start},{_sorted_json(tuple(labels))},{_JSON(end)}]'
        yield f'["relationship",{ends},{described}]'


def _hash(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest())


@cache
def _sorted_json(labels: tuple[str, ...]) -> str:
    return _JSON(sorted(labels))


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
