"""The canonical nodes that a graph holds, in a form to compare with the nodes that records give.

The main value is a `NodeState`: the labels, properties and owned relationships of one node. Every
look-up goes by uid, through an index.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.plain_values import plain, plain_text
from trama.ontology.canonical_layer import Case, Location, Person
from trama.ontology.canonical_relationships import AttestedBy
from trama.ontology.classes import label_of, type_of
from trama.ontology.lookup import nodes
from trama.ontology.source_layer import Record
from trama.ontology.tally_layer import Route

ATTESTED_BY = type_of(AttestedBy)

_RECORD, _CASE, _PERSON = (label_of(shape) for shape in (Record, Case, Person))

# Their relationships, some ten each, come as one list: a Bolt message must stay under 16 MiB.
_UIDS_A_STATEMENT = 2_000

_ATTESTED = f"""
UNWIND $uids AS uid
MATCH (:{_RECORD} {{uid: uid}})<-[:{ATTESTED_BY}]-(n)
WHERE n.uid IS NOT NULL
RETURN collect(DISTINCT [labels(n), n.uid]) AS found
"""
# Collected: the driver takes as long for a row as for a thousand items of a list.
_NODES = """
UNWIND $uids AS uid
MATCH (n:{label} {{uid: uid}})
RETURN collect([uid, labels(n), properties(n)]) AS found
"""
_EDGES = """
UNWIND $uids AS uid
MATCH (n:{label} {{uid: uid}}){left}[r:{types}]{right}(end)
RETURN collect([uid, type(r), labels(end), end.uid, properties(r)]) AS found
"""
_KEYS = f"""
UNWIND $uids AS uid
MATCH (r:{_RECORD} {{uid: uid}})
RETURN DISTINCT r.registry AS registry, r.case_key AS case_key
"""
_CASES_OF_PERSONS = f"""
UNWIND $uids AS uid
MATCH (:{_PERSON} {{uid: uid}})-[:VICTIM_IN|SUSPECT_IN|SUBJECTED_TO|COMMITTED]->(n)
MATCH (n)-[:{ATTESTED_BY}]->(r:{_RECORD})
RETURN DISTINCT r.registry AS registry, r.case_key AS case_key
"""
_HOLDERS = """
UNWIND $uids AS uid
MATCH (n:{label} {{uid: uid}})
MATCH (n)<-[:INVOLVES|REGISTERED_BY]-(c:{case})
MATCH (c)-[:{attested}]->(r:{record})
RETURN DISTINCT r.registry AS registry, r.case_key AS case_key
"""
_ROUTES = (
    f"MATCH (a:{label_of(Location)})-[r:{type_of(Route)}]->(b) "
    "RETURN r.level AS level, a.uid AS start, b.uid AS end"
)


class Owned(NamedTuple):
    """The types of relationships that a node owns, by their direction."""

    outgoing: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()


class OwnedEdge(NamedTuple):
    """One relationship of a node: its type and direction, the other end, its properties as text.

    ``label`` is the main label of the other end, '' if the ontology knows none of its labels.
    """

    type: str
    outgoing: bool
    label: str
    uid: str
    properties: str


@dataclass(frozen=True, slots=True)
class NodeState:
    """A node: two are equal if labels, properties (``text``) and owned relationships are equal.

    ``edges`` are sorted; a relationship that exists twice stands there twice.
    """

    labels: frozenset[str]
    properties: Mapping[str, Any] = field(compare=False)
    edges: tuple[OwnedEdge, ...]
    text: str

    @classmethod
    def of(
        cls, labels: Collection[str], properties: Mapping[str, Any], edges: Collection[OwnedEdge]
    ) -> "NodeState":
        """Return the state of a node with these labels, properties and owned relationships."""
        return cls(
            frozenset(labels), plain(properties), tuple(sorted(edges)), plain_text(properties)
        )

    @property
    def records(self) -> set[str]:
        """The uids of the records that attest the node."""
        return {edge.uid for edge in self.edges if edge.type == ATTESTED_BY}


class CanonicalState:
    """Reads canonical nodes by uid. ``owned`` says by label which relationships belong to a node.

    Each answer is as the graph is at that moment.
    """

    def __init__(self, graph: Graph, owned: Mapping[str, Owned]) -> None:
        self._graph = graph
        self._owned = owned

    def attested_by(self, records: Collection[str]) -> dict[str, set[str]]:
        """Return, by main label, the uids of the nodes that any of these records attests."""
        uids: dict[str, set[str]] = defaultdict(set)
        for labels, uid in self._collected(_ATTESTED, records):
            uids[main_label(labels)].add(uid)
        return uids

    def nodes(self, label: str, uids: Collection[str]) -> dict[str, NodeState]:
        """Return by uid the nodes with this label and one of these uids."""
        rows = self._collected(_NODES.format(label=label), uids)
        edges: dict[str, list[OwnedEdge]] = defaultdict(list)
        owned = self._owned.get(label, Owned())
        present = [uid for uid, _, _ in rows]
        for types, outgoing in ((owned.outgoing, True), (owned.incoming, False)):
            for uid, edge in self._edges(label, present, types, outgoing=outgoing):
                edges[uid].append(edge)
        return {
            uid: NodeState.of(labels, properties, edges[uid]) for uid, labels, properties in rows
        }

    def case_keys_of(self, records: Collection[str]) -> set[CaseKey]:
        """Return the cases of these records."""
        return _case_keys(self._find(_KEYS, records))

    def cases_of_persons(self, persons: Collection[str]) -> set[CaseKey]:
        """Return the cases in which these persons, or stages of theirs, have a part."""
        return _case_keys(self._find(_CASES_OF_PERSONS, persons))

    def holders(self, label: str, uid: str) -> set[CaseKey]:
        """Return the cases that hold a shared node, such as a phone or a police unit."""
        text = _HOLDERS.format(label=label, case=_CASE, record=_RECORD, attested=ATTESTED_BY)
        return _case_keys(self._find(text, [uid]))

    def routes(self) -> Iterator[tuple[str, str, str]]:
        """Yield level, start and end of every route; a level that is absent is ''."""
        for row in self._graph.stream(_ROUTES):
            yield row["level"] or "", row["start"], row["end"]

    def _edges(
        self, label: str, uids: Collection[str], types: tuple[str, ...], *, outgoing: bool
    ) -> Iterator[tuple[str, OwnedEdge]]:
        if not types:
            return
        left, right = ("-", "->") if outgoing else ("<-", "-")
        text = _EDGES.format(label=label, types="|".join(types), left=left, right=right)
        for uid, type_, labels, end, properties in self._collected(text, uids):
            label_of_end = main_label(labels)
            yield uid, OwnedEdge(type_, outgoing, label_of_end, end or "", plain_text(properties))

    def _collected(self, text: str, uids: Collection[str]) -> list[list[Any]]:
        return [item for row in self._find(text, uids) for item in row["found"]]

    def _find(self, text: str, uids: Collection[str]) -> Iterator[dict[str, Any]]:
        for some in batched(sorted(uids), _UIDS_A_STATEMENT):
            yield from self._graph.stream(text, uids=some)


def main_label(labels: Collection[str]) -> str:
    """Return the label by which a node is found. Return '' if the ontology knows none.

    >>> main_label(["Victim", "Person"])
    'Person'
    """
    return _main_label(tuple(labels))


@cache
def _main_label(labels: tuple[str, ...]) -> str:
    return next((label for label in sorted(labels) if label in _main_labels()), "")


@cache
def _main_labels() -> frozenset[str]:
    return frozenset(label for label, shape in nodes().items() if not shape.parents)


def _case_keys(rows: Iterator[dict[str, Any]]) -> set[CaseKey]:
    return {CaseKey(row["registry"], row["case_key"]) for row in rows}
