"""The canonical nodes of a memory graph, read as `CanonicalState` reads those of an engine."""

from ast import literal_eval
from collections import defaultdict
from collections.abc import Collection

from memory_graph import FOREIGN, MemoryGraph

from trama.canonical.relationships import OWNED
from trama.graph.records import CaseKey
from trama.graph.store.canonical_state import ATTESTED_BY, NodeState, Owned, OwnedEdge
from trama.graph.store.plain_values import plain_text

PARTS = {"VICTIM_IN", "SUSPECT_IN", "SUBJECTED_TO", "COMMITTED"}


class MemoryState:
    """Looks at every node and relationship each time: graphs of tests are small."""

    def __init__(self, graph: MemoryGraph) -> None:
        self._graph = graph

    def attested_by(self, records: Collection[str]) -> dict[str, set[str]]:
        uids: dict[str, set[str]] = {}
        for type_, label, uid, _, end, _ in self._graph.edges:
            if type_ == ATTESTED_BY and end in records:
                uids.setdefault(label, set()).add(uid)
        return uids

    def nodes(self, label: str, uids: Collection[str]) -> dict[str, NodeState]:
        owned = self._owned(label)
        return {
            uid: NodeState.of(labels, said, owned[uid])
            for (main, uid), (labels, said) in self._graph.nodes.items()
            if main == label and uid in uids and label not in FOREIGN
        }

    def case_keys_of(self, records: Collection[str]) -> set[CaseKey]:
        said = (self._graph.nodes["Record", uid][1] for uid in records)
        return {CaseKey(str(one["registry"]), str(one["case_key"])) for one in said}

    def cases_of_persons(self, persons: Collection[str]) -> set[CaseKey]:
        ends = {(e[3], e[4]) for e in self._edges(*PARTS) if e[2] in persons}
        return self._attesting(ends)

    def holders(self, label: str, uid: str) -> set[CaseKey]:
        edges = self._edges("INVOLVES", "REGISTERED_BY")
        return self._attesting({(e[1], e[2]) for e in edges if e[3:5] == (label, uid)})

    def _attesting(self, nodes: Collection[tuple[str, str]]) -> set[CaseKey]:
        return self.case_keys_of([e[4] for e in self._edges(ATTESTED_BY) if e[1:3] in nodes])

    def _edges(self, *types: str) -> list[tuple[str, str, str, str, str, str]]:
        return [edge for edge in self._graph.edges if edge[0] in types]

    def _owned(self, label: str) -> dict[str, list[OwnedEdge]]:
        owned = OWNED.get(label, Owned())
        edges = defaultdict(list)
        for (type_, start, first, end, second, _), said in self._graph.edges.items():
            text = plain_text({name: literal_eval(value) for name, value in said})
            if start == label and type_ in owned.outgoing:
                edges[first].append(OwnedEdge(type_, True, end, second, text))
            if end == label and type_ in owned.incoming:
                edges[second].append(OwnedEdge(type_, False, start, first, text))
        return edges
