"""A graph in memory that applies the loader's changes, to be compared with the engines.

It refuses what an engine refuses: a node that exists already, and a relationship to a missing node.
"""

from collections.abc import Collection

from trama.canonical.known import RecordIndex, Records
from trama.graph.records import CaseKey, from_properties
from trama.graph.store.changes import Changes, Edge, NodeUpdate

FOREIGN = {"Location", "PenalProvision"}


class MemoryGraph:
    """Nodes by label and uid, relationships as tuples."""

    def __init__(self) -> None:
        self.nodes: dict[tuple[str, str], tuple[frozenset[str], dict[str, object]]] = {}
        self.edges: dict[tuple[str, str, str, str, str, str], list[tuple[str, str]]] = {}

    def apply(self, changes: Changes) -> None:
        """Apply the changes in the order of the writer."""
        for kind, cut in changes.cut.items():
            for edge in cut:
                self._cut((kind.type, kind.start, edge.start, kind.end, edge.end))
        for label, uids in changes.removed.items():
            for uid in uids:
                self._remove(label, uid)
        for one in changes.updated:
            self._update(one)
        for labels, nodes in changes.created.items():
            for node in nodes:
                self._add(labels[0], frozenset(labels), dict(node))
        for label, shared in changes.shared.items():
            for node in shared.values():
                self._share(label, dict(node))
        for edges in changes.edges.values():
            for edge in edges:
                self._connect(edge)
        for label, loose in changes.loosened.items():
            for uid in loose:
                if not any((label, uid) in ((e[1], e[2]), (e[3], e[4])) for e in self.edges):
                    self.nodes.pop((label, uid), None)

    def _cut(self, joined: tuple[str, ...]) -> None:
        """Remove every relationship of a type between two nodes, as the writer's statement does."""
        cut = [key for key in self.edges if key[:5] == joined]
        assert cut, joined
        for key in cut:
            del self.edges[key]

    def _update(self, one: NodeUpdate) -> None:
        assert not (one.gained and one.lost)
        labels, _ = self.nodes.pop((one.label, one.uid))
        self._rename(one.label, one.uid, str(one.properties["uid"]))
        self._add(one.label, (labels - set(one.lost)) | set(one.gained), dict(one.properties))

    def _share(self, label: str, node: dict[str, object]) -> None:
        known = self.nodes.get((label, str(node["uid"])))
        if known is None:
            self._add(label, frozenset({label}), node)
        elif "name" in node:
            known[1]["name"] = max(str(known[1]["name"]), str(node["name"]))

    def _connect(self, edge: Edge) -> None:
        kind = edge.kind
        for label, uid in ((kind.start, edge.start), (kind.end, edge.end)):
            assert (label, uid) in self.nodes or label in FOREIGN, edge
        said = edge.properties or {}
        written = str(said.get("written", "")) + str(said.get("line", ""))
        key = (kind.type, kind.start, edge.start, kind.end, edge.end, written)
        assert key not in self.edges, key
        self.edges[key] = sorted((name, repr(value)) for name, value in said.items())

    def canonical(self) -> tuple[object, object]:
        """Return nodes and relationships, without source files and earlier versions of records."""
        source = {"SourceFile", "Revision"}
        nodes = {
            (key, labels, tuple(sorted((n, repr(v)) for n, v in said.items() if n != "earlier")))
            for key, (labels, said) in self.nodes.items()
            if key[0] not in source
        }
        edges = {(key, tuple(said)) for key, said in self.edges.items() if key[3] not in source}
        return nodes, edges

    def _add(self, label: str, labels: Collection[str], said: dict[str, object]) -> None:
        key = (label, str(said["uid"]))
        assert key not in self.nodes, key
        self.nodes[key] = (frozenset(labels), said)

    def _remove(self, label: str, uid: str) -> None:
        del self.nodes[label, uid]
        for key in [e for e in self.edges if (label, uid) in ((e[1], e[2]), (e[3], e[4]))]:
            del self.edges[key]

    def _rename(self, label: str, old: str, new: str) -> None:
        if old == new:
            return
        renamed = {}
        for key, said in self.edges.items():
            type_, start, first, end, second, more = key
            first = new if (start, first) == (label, old) else first
            second = new if (end, second) == (label, old) else second
            renamed[type_, start, first, end, second, more] = said
        self.edges = renamed


class MemoryKnown(RecordIndex):
    """The records of a memory graph, in the index that rebuilding reads."""

    def __init__(self, graph: MemoryGraph) -> None:
        super().__init__()
        cases: dict[CaseKey, list[object]] = {}
        for (label, _), (_, said) in graph.nodes.items():
            if label == "Record":
                record = from_properties(said)
                cases.setdefault(record.case, []).append(record)
        for case, records in cases.items():
            self.replace(case, records)  # type: ignore[arg-type]

    def all(self) -> Records:
        return self._by_case
