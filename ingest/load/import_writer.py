"""The writer of a first load into files for ``neo4j-admin database import``, in place of a graph.

The import replaces all that the database holds. So the files get what the graph has already too:
places, statistics, marks. They hold no constraints and no counts: the next load makes both, and
until then the mark of `FirstLoad` keeps readers out.
"""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.engine.first_load import IMPORTED
from trama.graph.store.changes import Changes, Edge
from trama.graph.store.reference_data import subdivisions_in_use
from trama.ingest.load.import_files import MIGRATION, ImportFiles, known_labels
from trama.ontology.canonical_layer import Location
from trama.ontology.classes import EdgeKind, label_of
from trama.ontology.internal_layer import FirstLoad, StaleRoutes, TalliesCounted

_MARK, _STALE, _COUNTED, _LOCATION = map(
    label_of, (FirstLoad, StaleRoutes, TalliesCounted, Location)
)
_LEGS_A_NOTE = 5_000
_HELD = "MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS node"
_JOINED = (
    "MATCH (a:{label})-[r]->(b) RETURN type(r) AS type, a.uid AS start, labels(b) AS labels, "
    "b.uid AS end, properties(r) AS properties"
)
# Without its mark the next load takes the step again: an import makes no constraints.
_CONSTRAINTS = "1"


class ImportWriter:
    """A writer of `Changes` that only create, into files. Call ``complete`` in the end.

    In memory grow the shared nodes, the places abroad and the legs: they are written in the end,
    when no case can name them again.
    """

    def __init__(self, files: ImportFiles, manifest: Mapping[str, str]) -> None:
        """Write into ``files``; ``manifest`` tells whoever imports of the server."""
        self.files = files
        self._manifest = manifest
        self._rest = Changes()

    def write(self, changes: Changes) -> None:
        """Write the new nodes and the relationships; keep the rest.

        Raises:
            OSError: the disk is full.
        """
        for labels, created in changes.created.items():
            self.files.add_nodes(labels, created)
        for kind, edges in changes.edges.items():
            self.files.add_edges(kind, edges)
        for label, shared in changes.shared.items():
            for node in shared.values():
                self._rest.share(label, node)
        self._rest.places |= changes.places
        self._rest.stale |= changes.stale

    def flush(self) -> None:
        """Write what is in memory of the files."""
        self.files.flush()

    def complete(self, graph: Graph) -> int:
        """Write what the graph holds and what was kept; return the number of legs to count.

        Nothing may change the graph after this: the import would lose it.
        """
        self._copy(graph)
        for label, shared in self._rest.shared.items():
            self.files.add_nodes((label,), shared.values())
        legs = sorted(f"{leg.level} {leg.leg}" for leg in self._rest.stale)
        notes = batched(legs, _LEGS_A_NOTE)
        self.files.add_nodes(
            (_STALE,), ({"uid": secrets.token_hex(8), "legs": list(some)} for some in notes)
        )
        mark = {
            "uid": IMPORTED,
            "nodes": self.files.nodes + 1,
            "relationships": self.files.relationships,
        }
        self.files.add_nodes((_MARK,), [mark])
        self.files.finish(self._manifest)
        return len(legs)

    def _copy(self, graph: Graph) -> None:
        """Write all nodes and relationships of the graph, and the new places."""
        places = subdivisions_in_use(self._rest.places)
        new = {str(node["uid"]): node for node in places.nodes[_LOCATION]}
        for label in known_labels():
            shared = self._rest.shared.get(label, {})
            for labels, node in _nodes(graph, label):
                uid = str(node["uid"])
                new.pop(uid if label == _LOCATION else "", None)
                again = shared.pop(uid, None)
                if again is not None and str(node.get("name", "")) < str(again.get("name", "")):
                    node["name"] = again["name"]  # as ``share_nodes`` does
                self.files.add_nodes(labels, [node])
            for edge in _edges(graph, label):
                self.files.add_edges(edge.kind, [edge])
        self.files.add_nodes((_LOCATION,), new.values())
        for edge in places.edges:
            if edge.start in new:
                self.files.add_edges(edge.kind, [edge])


def _nodes(graph: Graph, label: str) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield the labels and the properties of the nodes with a main label."""
    if label in (_MARK, _COUNTED):
        return  # nothing of what comes is counted
    for row in graph.stream(_HELD.format(label=label)):
        if label == MIGRATION and row["node"]["uid"] == _CONSTRAINTS:
            continue
        yield (label, *sorted(set(row["labels"]) - {label})), row["node"]


def _edges(graph: Graph, label: str) -> Iterator[Edge]:
    """Yield the relationships that start at the nodes with a main label."""
    main = set(known_labels())
    for row in graph.stream(_JOINED.format(label=label)):
        (end,) = main.intersection(row["labels"])
        kind = EdgeKind(row["type"], label, end)
        yield Edge(kind, row["start"], row["end"], row["properties"])
