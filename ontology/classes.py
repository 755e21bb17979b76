"""Look-ups that start from a class of the ontology: its label or type, its edges, its properties.

``label_of(Victim)`` is ``"Victim"``. Look-ups that start from such a name are in lookup.py.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import cache
from operator import attrgetter
from typing import NamedTuple, cast

from trama.core.errors import DeclarationError
from trama.ontology.declare import Node, Relationship
from trama.ontology.lookup import relationships


class EdgeKind(NamedTuple):
    """A type of relationship between two labels; a statement finds each end by label and uid."""

    type: str
    start: str
    end: str


def label_of(node_class: type) -> str:
    """Return the label that a class of the ontology declares."""
    declared: Node = node_class.__declaration__  # type: ignore[attr-defined]
    return declared.label


def type_of(relationship_class: type) -> str:
    """Return the type of relationship that a class of the ontology declares."""
    declared: Relationship = relationship_class.__declaration__  # type: ignore[attr-defined]
    return declared.type


def edge_kind(name: str, start: type, end: type) -> EdgeKind:
    """Return the kind of the relationship ``name`` between two classes of nodes.

    Raises:
        DeclarationError: the ontology declares no such relationship.
    """
    kind = EdgeKind(name, label_of(start), label_of(end))
    declared = relationships().get(name)
    if (
        declared is not None
        and kind.start in _with_person(declared.start)
        and kind.end in _with_person(declared.end)
    ):
        return kind
    raise DeclarationError(
        where="graph",
        why_es=f"la ontología no declara {kind.start}-{name}-{kind.end}",
        why_en=f"the ontology declares no {kind.start}-{name}-{kind.end}",
    )


def _with_person(labels: Iterable[str]) -> frozenset[str]:
    """Return the labels, and Person with Victim or Suspect: statements find people as Person."""
    people = {"Victim", "Suspect"}
    return frozenset(labels) | ({"Person"} if people & set(labels) else frozenset())


def properties_of(node: object) -> dict[str, object]:
    """Return the properties to write of a node or relationship, without None and empty lists."""
    names, values_of = _reader(cast("Hashable", type(node)))
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in zip(names, values_of(node), strict=True)
        if value is not None and value != ()
    }


@cache
def _reader(node_class: Hashable) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    """Return the names of the fields of a class, and the function that reads them all at once."""
    names = tuple(vars(node_class)["__dataclass_fields__"])
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda node: tuple([getattr(node, name) for name in names])
