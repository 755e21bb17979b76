"""Look-ups from a class of the ontology: its label or type, its properties, its relationships."""

from collections.abc import Iterable
from typing import NamedTuple

from trama.core.errors import DeclarationError
from trama.graph.ontology.declare import Node, Relationship
from trama.graph.ontology.lookup import relationships


class EdgeKind(NamedTuple):
    """A type of relationship between two labels by whose uid both ends are found."""

    type: str
    start: str
    end: str


def label_of(node_class: type) -> str:
    """Returns the label of a node's shape (a class of the ontology)."""
    declared: Node = node_class.__declaration__  # type: ignore[attr-defined]
    return declared.label


def type_of(relationship_class: type) -> str:
    """Returns the type of a relationship's shape (a class of the ontology)."""
    declared: Relationship = relationship_class.__declaration__  # type: ignore[attr-defined]
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
