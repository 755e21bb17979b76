"""The words in which the ontology is declared: properties, nodes and relationships."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict, TypeVar, Unpack

Class = TypeVar("Class", bound=type)


class Sensitivity(StrEnum):
    """Who may see a property.

    PUBLIC is for anyone, RESTRICTED for people who work on cases, IDENTITY tells who somebody is
    and leaves only for an investigator.
    """

    PUBLIC = "public"
    RESTRICTED = "restricted"
    IDENTITY = "identity"

    @property
    def rank(self) -> int:
        """The place in the order of declaration: the higher, the fewer people may see it."""
        return list(Sensitivity).index(self)


@dataclass(frozen=True, slots=True)
class Property:
    """What is said of one property beside its Python type.

    ``codes`` names the closed list its values come from, ``place`` says that it holds the uid of a
    Location, ``indexed`` and ``unique`` what the engines keep, ``volatile`` that it tells when or
    with which key something was written and not what is known (left out of the fingerprint).
    """

    es: str
    en: str
    sensitivity: Sensitivity = Sensitivity.RESTRICTED
    codes: str | None = None
    place: bool = False
    indexed: bool = False
    unique: bool = False
    volatile: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One kind of node: its label, the labels it always carries too, and its names."""

    label: str
    es: str
    en: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relationship:
    """One type of relationship: from which labels to which, and its names."""

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    es: str
    en: str
    derived: bool = False


class Keeping(TypedDict, total=False):
    """What may be said of a property beside its names and its sensitivity (see Property)."""

    codes: str
    place: bool
    indexed: bool
    unique: bool
    volatile: bool


def node(label: str, es: str, en: str, parents: tuple[str, ...] = ()) -> Callable[[Class], Class]:
    """Marks a dataclass as the shape of a node."""
    return _mark(Node(label, es, en, parents))


def relationship(
    type_: str, ends: tuple[str, str], es: str, en: str, *, derived: bool = False
) -> Callable[[Class], Class]:
    """Marks a dataclass as the shape of a relationship.

    ``ends`` are the labels it starts and ends at, several joined with ``|``.
    """
    start, end = (tuple(labels.split("|")) for labels in ends)
    return _mark(Relationship(type_, start, end, es, en, derived))


def public(es: str, en: str, **more: Unpack[Keeping]) -> Property:
    """Returns a property that anyone may see."""
    return Property(es, en, Sensitivity.PUBLIC, **more)


def restricted(es: str, en: str, **more: Unpack[Keeping]) -> Property:
    """Returns a property for people who work on cases."""
    return Property(es, en, Sensitivity.RESTRICTED, **more)


def identity(es: str, en: str, **more: Unpack[Keeping]) -> Property:
    """Returns a property that tells who somebody is."""
    return Property(es, en, Sensitivity.IDENTITY, **more)


def _mark(declaration: Node | Relationship) -> Callable[[Class], Class]:
    def mark(cls: Class) -> Class:
        cls.__declaration__ = declaration  # type: ignore[attr-defined]
        return cls

    return mark
