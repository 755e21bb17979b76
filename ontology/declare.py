"""The words in which the ontology is declared: nodes, relationships and their properties.

A node or a relationship is a decorated dataclass, and each field says what property it is:

    @node("Phone", "Teléfono", "Phone")
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Phone:
        uid: Annotated[str, restricted("Teléfono", "Phone", unique=True)]
        name: Annotated[str, restricted("Número", "Number")]

``public``, ``restricted`` and ``identity`` say who may see a property. All names are in Spanish and
English.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict, TypeVar, Unpack

Class = TypeVar("Class", bound=type)


class Sensitivity(StrEnum):
    """The sensitivity of a property: who may see it.

    PUBLIC is for anyone. RESTRICTED is for people who work on cases. IDENTITY tells who somebody
    is, and is only for an investigator.
    """

    PUBLIC = "public"
    RESTRICTED = "restricted"
    IDENTITY = "identity"

    @property
    def rank(self) -> int:
        """The position from the least sensitive (0); the higher, the fewer people may see it."""
        return _RANKS[self]


# Redaction asks for the rank of each cell: iterating the enum there took a third of an answer.
_RANKS = {sensitivity: rank for rank, sensitivity in enumerate(Sensitivity)}


@dataclass(frozen=True, slots=True)
class Property:
    """The declaration of one property, beside its name and its Python type.

    ``es``, ``en``    the names that people read.
    ``codes``         the closed list that its values come from.
    ``place``         whether its value is the uid of a Location.
    ``indexed``       whether the engines keep an index of it.
    ``unique``        whether it is the key of its label.
    ``volatile``      whether it tells when or with which key something was written, and not what is
                      known. The fingerprint leaves it out.
    ``derived_from``  the relationships or properties whose values it repeats in brief, '' if none.
    """

    es: str
    en: str
    sensitivity: Sensitivity = Sensitivity.RESTRICTED
    codes: str | None = None
    place: bool = False
    indexed: bool = False
    unique: bool = False
    volatile: bool = False
    derived_from: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """The declaration of a kind of node: its label, its names, and the labels it always has too."""

    label: str
    es: str
    en: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relationship:
    """The declaration of a type of relationship: the labels at its ends, and its names.

    ``derived`` is True if other relationships and nodes imply it.
    """

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    es: str
    en: str
    derived: bool = False


class PropertyOptions(TypedDict, total=False):
    """The optional parts of a property's declaration (see Property)."""

    codes: str
    place: bool
    indexed: bool
    unique: bool
    volatile: bool
    derived_from: str


def node(label: str, es: str, en: str, parents: tuple[str, ...] = ()) -> Callable[[Class], Class]:
    """Declare that a dataclass is a kind of node; ``parents`` are labels that it always has too."""
    return _mark(Node(label, es, en, parents))


def relationship(
    type_: str, ends: tuple[str, str], es: str, en: str, *, derived: bool = False
) -> Callable[[Class], Class]:
    """Declare that a dataclass is a type of relationship.

    ``ends`` are the labels at its start and at its end; several labels are joined with ``|``.
    """
    start, end = (tuple(labels.split("|")) for labels in ends)
    return _mark(Relationship(type_, start, end, es, en, derived))


def public(es: str, en: str, **more: Unpack[PropertyOptions]) -> Property:
    """Declare a property that anyone may see."""
    return Property(es, en, Sensitivity.PUBLIC, **more)


def restricted(es: str, en: str, **more: Unpack[PropertyOptions]) -> Property:
    """Declare a property for people who work on cases."""
    return Property(es, en, Sensitivity.RESTRICTED, **more)


def identity(es: str, en: str, **more: Unpack[PropertyOptions]) -> Property:
    """Declare a property that tells who somebody is."""
    return Property(es, en, Sensitivity.IDENTITY, **more)


def _mark(declaration: Node | Relationship) -> Callable[[Class], Class]:
    def mark(cls: Class) -> Class:
        cls.__declaration__ = declaration  # type: ignore[attr-defined]
        return cls

    return mark
