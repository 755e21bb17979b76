"""The changes from the cases and persons before a change of records to those after it.

Only what differs is written: a corrected age changes one relationship, not a case with its stages.
The main value is a :class:`Layer`: nodes and relationships at one of the two moments.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from trama.canonical.cases import DerivedCase
from trama.canonical.relationships import CASE, PERSON, STAGE
from trama.graph.store.changes import Changes, Edge, NodeUpdate, Properties
from trama.ontology.classes import EdgeKind

Joined = tuple[EdgeKind, str, str]
"""The kind, the start and the end of relationships; two of one kind may join the same nodes."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Cases with their stages, and the uids of the persons who are created or removed with them.

    ``persons`` are those whose node is not kept.
    """

    cases: Collection[DerivedCase]
    persons: Collection[str]

    def nodes(self) -> dict[tuple[str, str], Properties]:
        """Return the properties of the cases and stages, by label and uid."""
        nodes = {(CASE, case.uid): case.properties for case in self.cases}
        stages = (stage for case in self.cases for stage in case.stages)
        return {**nodes, **{(STAGE, str(stage["uid"])): stage for stage in stages}}

    def edges(self) -> Iterable[Edge]:
        """Return the relationships of the cases and their stages."""
        return (edge for case in self.cases for edge in case.edges)


def change_layer(before: Layer, after: Layer, renamed: Mapping[str, str], changes: Changes) -> None:
    """Add the changes of cases and stages, and of the relationships among them and with persons.

    ``renamed`` maps the uid before to the uid after, of persons whose node is kept.

    1. Remove the cases and stages that are no more, create the new ones, and update those whose
       properties differ.
    2. A relationship before the change goes with its start or end. Compare the others with those
       after the change: cut and make what differs.

    Example: a victim's age is corrected. The relationship VICTIM_IN is cut and made; the case, its
    stages and all other relationships stay.
    """
    nodes_before, nodes_after = before.nodes(), after.nodes()
    for label, uid in sorted(nodes_before.keys() - nodes_after.keys()):
        changes.removed[label].append(uid)
    for (label, uid), properties in nodes_after.items():
        known = nodes_before.get((label, uid))
        if known is None:
            changes.created[label,].append(properties)
        elif known != properties:
            changes.updated.append(NodeUpdate(label, uid, properties))
    gone = nodes_before.keys() - nodes_after.keys() | {(PERSON, uid) for uid in before.persons}
    staying = [
        edge
        for edge in before.edges()
        if (edge.kind.start, edge.start) not in gone and (edge.kind.end, edge.end) not in gone
    ]
    held, wanted = _joined(staying, renamed), _joined(after.edges(), {})
    for joined, edges in held.items():
        if _properties(edges) != _properties(wanted.get(joined, ())):
            changes.cut[joined[0]].append(edges[0])  # cutting removes all of the kind
    for joined, edges in wanted.items():
        if _properties(edges) != _properties(held.get(joined, ())):
            changes.connect(edges)


def _joined(edges: Iterable[Edge], renamed: Mapping[str, str]) -> dict[Joined, list[Edge]]:
    """Return the relationships by what they join, with the uids that persons have in the end."""
    joined: dict[Joined, list[Edge]] = defaultdict(list)
    for edge in edges:
        joined[edge.kind, renamed.get(edge.start, edge.start), edge.end].append(edge)
    return joined


def _properties(edges: Iterable[Edge]) -> list[Properties]:
    return [edge.properties or {} for edge in edges]
