"""The writer of a first load: changes that only create, through the engine's door for graphs.

Shared nodes, places and notes of routes go through a ``Writer``: another case may have them.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from trama.core.batches import batched
from trama.core.errors import EngineError
from trama.graph.engine import Graph, Transaction
from trama.graph.engine.first_load import NOTICE_SECONDS
from trama.graph.store.changes import Changes, Edge
from trama.graph.store.first_load import mark
from trama.graph.store.writer import Writer
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import FirstLoad

# Nodes and relationships of one request: some 3 MB, and a third of a second of the engine's work.
_A_PART = 10_000
_UIDS_A_STATEMENT = 2_000

_FOUND = """
UNWIND $uids AS uid
MATCH (n:{label} {{uid: uid}})
RETURN collect([uid, elementId(n)]) AS found
"""
_MARK = label_of(FirstLoad)


class BatchWriter:
    """A writer of `Changes` that only create, into an embedded graph without cases.

    Flush it in the end.

    1. Collect changes until they are a part. Each change holds every node that its relationships
       join, but for those of earlier changes, and for places and provisions.
    2. Write the shared nodes that are new or have a greater name, with a ``Writer``.
    3. Look up the engine's own identifiers of nodes outside the part.
    4. Send the nodes of the part, then its relationships.

    In memory grow the names of shared nodes, and the identifiers of those that were looked up.
    """

    def __init__(self, graph: Graph, writer: Writer, part: int = _A_PART) -> None:
        """Mark the graph. ``part`` is the number of nodes and relationships of a request."""
        mark(graph)
        self._noticed = time.monotonic() + NOTICE_SECONDS
        self._graph = graph
        self._most = part
        self._writer = writer
        self._part = Changes()
        self._here: set[tuple[str, str]] = set()
        self._shared: dict[tuple[str, str], str] = {}
        self._found: dict[tuple[str, str], str] = {}
        self._classes: set[str] = set()
        self._size = 0

    def write(self, changes: Changes) -> None:
        """Add changes to the part. Write the part if it is large enough.

        Raises:
            LoadInterrupted: another load took the turn.
            EngineError: the engine failed, or an end of a relationship is missing.
        """
        part = self._part
        for labels, nodes in changes.created.items():
            part.created[labels] += nodes
            self._here.update((labels[0], str(node["uid"])) for node in nodes)
            self._size += len(nodes)
        for edges in changes.edges.values():
            part.connect(edges)
            self._size += len(edges)
        for label, shared in changes.shared.items():
            for uid, node in shared.items():
                name = str(node.get("name", ""))
                if (label, uid) not in self._shared or self._shared[label, uid] < name:
                    self._shared[label, uid] = name
                    part.share(label, node)
        part.places |= changes.places
        part.stale |= changes.stale
        if self._size >= self._most:
            self.flush()

    def flush(self) -> None:
        """Write the part, whatever its size. See :meth:`write` for what it raises."""
        part, here = self._part, self._here
        self._part, self._here, self._size = Changes(), set(), 0
        time.sleep(max(0.0, self._noticed - time.monotonic()))
        self._writer.write(Changes(shared=part.shared, places=part.places, stale=part.stale))
        if not here:
            return
        self._declare(part)
        self._look_up(part, here)
        door = self._graph.batch_door()
        if door is None:
            raise EngineError(detail="batch")
        lines = [line for labels, nodes in part.created.items() for line in _nodes(labels, nodes)]
        lines += [self._edge(edge, here) for edges in part.edges.values() for edge in edges]
        door.send(lines)

    def _declare(self, part: Changes) -> None:
        """Have Cypher make the engine's classes of labels and types that the load first uses."""
        labels = {":".join(labels) for labels in part.created} - self._classes
        types = {kind.type for kind in part.edges} - self._classes

        def work(transaction: Transaction) -> None:
            for each in sorted(labels):
                transaction.run(f"CREATE (n:{each} {{uid: 'probe'}}) DELETE n").consume()
            for each in sorted(types):
                transaction.run(f"MATCH (n:{_MARK}) CREATE (n)-[r:{each}]->(n) DELETE r").consume()

        if labels or types:
            self._graph.write(work)
            self._classes |= labels | types

    def _look_up(self, part: Changes, here: set[tuple[str, str]]) -> None:
        """Find the nodes outside the part that its relationships join."""
        outside: dict[str, set[str]] = defaultdict(set)
        for kind, edges in part.edges.items():
            nodes = {(kind.start, edge.start) for edge in edges}
            nodes |= {(kind.end, edge.end) for edge in edges}
            for label, uid in nodes - here:
                if (label, uid) not in self._found:  # a set less the keys would walk all keys
                    outside[label].add(uid)
        for label, uids in outside.items():
            for some in batched(sorted(uids), _UIDS_A_STATEMENT):
                rows = self._graph.stream(_FOUND.format(label=label), uids=some)
                self._found.update(
                    ((label, uid), place) for row in rows for uid, place in row["found"]
                )

    def _edge(self, edge: Edge, here: set[tuple[str, str]]) -> bytes:
        kind, start, end, properties = edge
        ends = []
        for node in ((kind.start, start), (kind.end, end)):
            place = "/".join(node) if node in here else self._found.get(node)
            if place is None:
                raise EngineError(detail=f"{kind.start}-{kind.type}-{kind.end}")
            ends.append(place)
        line = {"@type": "edge", "@class": kind.type, "@from": ends[0], "@to": ends[1]}
        return to_json({**line, **_known(properties or {})})


def _nodes(labels: tuple[str, ...], nodes: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """Yield the line of each node. Its name in the part is its first label and its uid."""
    # The engine's name of a node's labels together.
    named = {"@type": "vertex", "@class": "~".join(sorted(labels))}
    for node in nodes:
        yield to_json({**named, "@id": f"{labels[0]}/{node['uid']}", **_known(node)})


def _known(properties: Mapping[str, object]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}
