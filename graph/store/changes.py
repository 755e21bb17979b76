"""What a load wants written: nodes and relationships to make, change and remove, as plain data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trama.graph.ontology.classes import EdgeKind
from trama.graph.ontology.lookup import place_properties

Properties = Mapping[str, object]


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
