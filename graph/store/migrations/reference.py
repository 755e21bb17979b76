"""Step 2: the gazetteer and the penal provisions, to which all later facts point."""

import hashlib
import json
from collections import defaultdict

from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.store.reference_data import reference_data
from trama.graph.store.settling import write_settled
from trama.graph.store.statements import merge_edges, merge_nodes
from trama.ontology.classes import EdgeKind

_ROWS_A_STATEMENT = 1_000  # far below the 16 MiB of a Bolt message


def content() -> str:
    """Return the digest of the places and provisions."""
    data = reference_data()
    text = json.dumps([data.nodes, data.edges], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def run(graph: Graph) -> None:
    """Write the nodes that are missing or changed; a place that left the gazetteer stays."""
    data = reference_data()
    for label, nodes in data.nodes.items():
        _in_parts(graph, merge_nodes(label), nodes)
    by_kind: dict[EdgeKind, list[dict[str, object]]] = defaultdict(list)
    for edge in data.edges:
        by_kind[edge.kind].append({"start": edge.start, "end": edge.end})
    for kind, rows in by_kind.items():
        _in_parts(graph, merge_edges(kind), rows)


def _in_parts(graph: Graph, text: str, rows: list[dict[str, object]]) -> None:
    for some in batched(rows, _ROWS_A_STATEMENT):
        write_settled(graph, text, rows=some)
