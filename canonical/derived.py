"""The canonical nodes that the records of some cases give, each as a state to compare.

The main value is `Derived`: cases with their stages, persons, and the state of every node.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trama.canonical.affected_cases import LinkedCases, Snapshot
from trama.canonical.cases import DerivedCase, derive_cases
from trama.canonical.people import DerivedPerson, derive_person
from trama.canonical.rebuild import Deriving
from trama.canonical.relationships import CASE, LOCATION, OWNED, PERSON, STAGE
from trama.canonical.shared_nodes import Shared
from trama.graph.store.canonical_state import NodeState, OwnedEdge
from trama.graph.store.changes import Edge
from trama.graph.store.plain_values import plain_text
from trama.graph.store.reference_data import subdivisions_in_use
from trama.linkage.identity import Cluster
from trama.ontology.classes import label_of
from trama.ontology.lookup import place_properties
from trama.ontology.source_layer import Record

Node = tuple[str, str]
"""The label and the uid of a node."""

States = Mapping[Node, NodeState]


@dataclass(frozen=True, slots=True)
class Derived:
    """The canonical nodes that the records of some cases give.

    ``persons`` have a record in one of the cases; ``clusters`` holds the records of each, in the
    same order. ``states`` holds cases, stages and persons. ``records`` are the uids of all records
    of the cases.
    """

    cases: tuple[DerivedCase, ...]
    clusters: tuple[Cluster, ...]
    persons: tuple[DerivedPerson, ...]
    states: States
    records: frozenset[str]


def derive(linked: LinkedCases, snapshot: Snapshot, deriving: Deriving) -> Derived:
    """Return the nodes that the records of the touched cases give.

    ``snapshot`` is the only snapshot that ``linked`` fills.
    """
    (everybody,) = linked.persons()
    clusters = tuple(
        cluster
        for cluster in everybody
        if any(local.case in linked.touched for local in cluster.members)
    )
    cases = tuple(derive_cases(snapshot, linked.touched, clusters, deriving.rules))
    persons = tuple(
        derive_person(cluster, deriving.rules, deriving.pseudonym) for cluster in clusters
    )
    records = frozenset(
        record.uid for case in linked.touched for record in snapshot.records.get(case, ())
    )
    return Derived(cases, clusters, persons, _states(cases, persons), records)


def shared_nodes(derived: Derived) -> dict[Node, Shared]:
    """Return the shared nodes by label and uid. The greater of two spellings of a name stays."""
    named = {shared for case in derived.cases for shared in case.shared}
    named |= {shared for person in derived.persons for shared in person.shared}
    by_name = sorted(named, key=lambda shared: shared.name)
    return {(shared.label, shared.uid): shared for shared in by_name}


def subdivisions_abroad(snapshot: Snapshot) -> dict[str, NodeState]:
    """Return by uid the subdivisions of other countries that the records name."""
    names = place_properties(label_of(Record))
    places = {
        str(record.fields[name])
        for records in snapshot.records.values()
        for record in records
        for name in names
        if name in record.fields
    }
    data = subdivisions_in_use(places)
    nodes = {
        (LOCATION, str(node["uid"])): (frozenset({LOCATION}), node) for node in data.nodes[LOCATION]
    }
    return {uid: state for (_, uid), state in _with_edges(nodes, data.edges).items()}


def _states(cases: Iterable[DerivedCase], persons: Iterable[DerivedPerson]) -> States:
    nodes: dict[Node, tuple[frozenset[str], Mapping[str, object]]] = {}
    edges: list[Edge] = []
    for case in cases:
        nodes[CASE, case.uid] = frozenset({CASE}), case.properties
        for stage in case.stages:
            nodes[STAGE, str(stage["uid"])] = frozenset({STAGE}), stage
        edges += case.edges
    for person in persons:
        nodes[PERSON, person.uid] = frozenset({PERSON, *person.labels}), person.properties
        edges += person.edges
    return _with_edges(nodes, edges)


def _with_edges(
    nodes: Mapping[Node, tuple[frozenset[str], Mapping[str, object]]], edges: Iterable[Edge]
) -> dict[Node, NodeState]:
    owned: dict[Node, list[OwnedEdge]] = defaultdict(list)
    for kind, start, end, properties in edges:
        text = plain_text(properties or {})
        if kind.end in OWNED and kind.type in OWNED[kind.end].incoming:
            edge = OwnedEdge(kind.type, False, kind.start, start, text)
            owned[kind.end, end].append(edge)
        else:
            edge = OwnedEdge(kind.type, True, kind.end, end, text)
            owned[kind.start, start].append(edge)
    return {
        node: NodeState.of(labels, properties, owned[node])
        for node, (labels, properties) in nodes.items()
    }
