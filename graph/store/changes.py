"""What a load wants written: nodes and relationships to make, change and remove, as plain data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trama.core.errors import DeclarationError
from trama.graph.ontology.declare import Node, Relationship
from trama.graph.ontology.lookup import place_properties, relationships

Properties = Mapping[str, object]


class EdgeKind(NamedTuple):
    """A type of relationship between two labels by whose uid both ends are found."""

    type: str
    start: str
    end: str


class Edge(NamedTuple):
    """One relationship: its kind, the uids of its ends, and its properties (None: it has none)."""

    kind: EdgeKind
    start: str
    end: str
    properties: Properties | None = None


class Leg(NamedTuple):
    """A way from one place to another, on one level: ``leg`` is ``FROM>TO``."""

    level: str
    leg: str


@dataclass(frozen=True, slots=True)
class NodeUpdate:
    """All properties of a node anew; ``uid`` is the one it has now, before the change.

    ``gained`` or ``lost`` are labels, never both: the embedded engine makes a node whose labels
    change anew, which it can do once in a transaction.
    """

    label: str
    uid: str
    properties: Properties
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class Changes:
    """One transaction's worth of changes.

    ``created`` and ``shared`` go by the labels of the nodes, the main one first. Shared nodes are
    made where they are absent; of several ways to write their name the greatest stays, so that the
    order of loads leaves no trace. ``loosened`` are shared nodes that go when nothing holds them
    any more. ``places`` are the uids of places that are said: the subdivisions abroad among them
    become nodes. ``stale`` are the legs whose routes must be counted anew.
    """

    created: dict[tuple[str, ...], list[Properties]] = field(
        default_factory=lambda: defaultdict(list)
    )
    shared: dict[str, dict[str, Properties]] = field(default_factory=lambda: defaultdict(dict))
    updated: list[NodeUpdate] = field(default_factory=list)
    removed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    loosened: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    edges: dict[EdgeKind, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    cut: dict[EdgeKind, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    places: set[str] = field(default_factory=set)
    stale: set[Leg] = field(default_factory=set)

    def connect(self, edges: Iterable[Edge]) -> None:
        """Adds relationships to make."""
        for edge in edges:
            self.edges[edge.kind].append(edge)

    def name_places(self, label: str, properties: Properties) -> None:
        """Adds the places that a node of this label names, preferred in the end or not."""
        self.places.update(
            str(properties[name]) for name in place_properties(label) if name in properties
        )

    def share(self, label: str, properties: Properties) -> None:
        """Adds a shared node; of two ways to write its name the greater stays."""
        uid = str(properties["uid"])
        known = self.shared[label].get(uid)
        if known is None or str(known.get("name", "")) < str(properties.get("name", "")):
            self.shared[label][uid] = properties

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return any((self.created, self.shared, self.updated, self.removed, self.edges, self.cut))


def label_of(shape: type) -> str:
    """Returns the label of a node's shape (a class of the ontology)."""
    declared: Node = shape.__shape__  # type: ignore[attr-defined]
    return declared.label


def type_of(shape: type) -> str:
    """Returns the type of a relationship's shape (a class of the ontology)."""
    declared: Relationship = shape.__shape__  # type: ignore[attr-defined]
    return declared.type


def edge_kind(name: str, start: type, end: type) -> EdgeKind:
    """Returns the kind of relationship ``name`` between two shapes.

    Raises:
        DeclarationError: the ontology declares no such relationship.
    """
    kind = EdgeKind(name, label_of(start), label_of(end))
    declared = relationships().get(name)
    if (
        declared is not None
        and kind.start in _root(declared.start)
        and kind.end in _root(declared.end)
    ):
        return kind
    raise DeclarationError(
        where="graph",
        why_es=f"la ontología no declara {kind.start}-{name}-{kind.end}",
        why_en=f"the ontology declares no {kind.start}-{name}-{kind.end}",
    )


def _root(labels: Iterable[str]) -> frozenset[str]:
    """The labels, and Person for those that a person carries: nodes are found by that one."""
    people = {"Victim", "Suspect"}
    return frozenset(labels) | ({"Person"} if people & set(labels) else frozenset())


def properties_of(node: object) -> dict[str, object]:
    """Returns what a node or relationship says: neither None nor an empty list is written."""
    said: dict[str, object] = {}
    for name in vars(type(node))["__dataclass_fields__"]:
        value = getattr(node, name)
        if value is not None and value != ():
            said[name] = list(value) if isinstance(value, tuple) else value
    return said
