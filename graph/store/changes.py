"""The changes that a load wants written, as plain data: nodes and relationships, and no Cypher.

Other rooms fill a ``Changes``; ``Writer`` (writer.py) writes it in one transaction.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from trama.graph.store.route_gains import Gain, Leg
from trama.ontology.classes import EdgeKind
from trama.ontology.lookup import place_properties

Properties = Mapping[str, object]


class Edge(NamedTuple):
    """One relationship: its kind, the uids of its ends, and its properties or None."""

    kind: EdgeKind
    start: str
    end: str
    properties: Properties | None = None


@dataclass(frozen=True, slots=True)
class NodeUpdate:
    """A change of one node: ``properties`` replaces all that it has.

    ``uid`` finds the node, so it is the uid before the change; ``properties`` may hold another.
    Set ``gained`` or ``lost`` (labels), never both: the embedded engine recreates a relabelled
    node, at most once a transaction.
    """

    label: str
    uid: str
    properties: Properties
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class Changes:
    """The changes of one transaction.

    ``created``   properties of new nodes, by all their labels, the main label first.
    ``shared``    properties of nodes that several cases may name, by label and uid. Such a node is
                  made if it is absent. The greater of two spellings of its name stays, so that the
                  order of loads leaves no trace.
    ``updated``   nodes whose properties or labels change.
    ``removed``   uids of nodes to remove with all their relationships, by label.
    ``loosened``  uids of shared nodes to remove if they have no relationship left, by label.
    ``edges``     relationships to make, by kind.
    ``cut``       relationships to remove, by kind.
    ``places``    uids of places that records name. The subdivisions abroad among them become nodes.
    ``stale``     legs whose routes must be counted whole.
    ``gained``    what the routes of further legs gain (see route_gains.py).
    ``recurring`` label and uid of suspects and shared nodes whose cases must be counted again.
    ``counted``   what the counts of records gain (see record_counts.py).
    ``named``     uid of people whose names change, each with a key of the index of names.
    ``respelled`` label and uid of shared nodes that a case no longer spells as before. The writer
                  leaves them: whoever loads looks at all their cases in the end.

    Example: a new case that names a plate has ``created[("Case",)] == [{"uid": "C-1", …}]``,
    ``shared["Vehicle"] == {"Vehicle:ABC123": {"uid": …, "name": "ABC123"}}``, and one edge of the
    kind ``("INVOLVES", "Case", "Vehicle")`` between the two.
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
    gained: dict[Leg, Gain] = field(default_factory=dict)
    recurring: set[tuple[str, str]] = field(default_factory=set)
    counted: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    respelled: set[tuple[str, str]] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)

    def connect(self, edges: Iterable[Edge]) -> None:
        """Add relationships to make."""
        for edge in edges:
            self.edges[edge.kind].append(edge)

    def name_places(self, label: str, properties: Properties) -> None:
        """Add the places that a node of this label names, even if another record's place wins."""
        self.places.update(
            str(properties[name]) for name in place_properties(label) if name in properties
        )

    def share(self, label: str, properties: Properties) -> None:
        """Add a shared node. The greater of two spellings of its name stays."""
        uid = str(properties["uid"])
        known = self.shared[label].get(uid)
        if known is None or str(known.get("name", "")) < str(properties.get("name", "")):
            self.shared[label][uid] = properties

    def __bool__(self) -> bool:
        """Return whether anything is to be written."""
        return any(getattr(self, part.name) for part in fields(self))
