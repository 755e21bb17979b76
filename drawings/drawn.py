"""Nodes and edges of the rows of an answer: the one construction of GraphML and of graph answers.

A node is a key: the uid of a person whom the viewer may name, else the pseudonym; the uid of a
place or case; or the key that a column of nodes brings. So namesakes stay apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Any, Protocol

from trama.core.safe_cells import visible
from trama.places.gazetteer import gazetteer
from trama.queries.redact import person_text


class Answer(Protocol):
    """The part of a QueryAnswer (trama.queries.run) that frames and graphs need."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, in order."""

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows; a person is a mapping with ``pseudonym`` and, where allowed, ``name``."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node; ``pseudonym`` is '' if it is no person. ``type`` and ``roles`` may be unknown yet."""

    key: str
    label: str
    pseudonym: str = ""
    type: str = ""
    roles: tuple[str, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge; ``row`` is the number of its row, ``step`` that of its leg in a way (from 1, or 0).

    ``properties`` are the other columns of the row.
    """

    source: str
    target: str
    type: str
    row: int
    step: int
    properties: Mapping[str, Any]


@dataclass(slots=True)
class Drawn:
    """Nodes by key and edges, in the order of the rows."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, node: Node) -> Node:
        """Add a node; the first of a key stays."""
        return self.nodes.setdefault(node.key, node)


def joined(answer: Answer, start: str, end: str, kind: str = "") -> Drawn:
    """Return one edge a row, from the column ``start`` to ``end``; several with several people.

    Raises:
        KeyError: the answer has no such column.
    """
    _check(answer, (start, end))
    drawn = Drawn()
    others = _others(answer, {start, end, f"{start}_name", f"{end}_name"})
    for number, row in enumerate(answer.rows, 1):
        told = {name: row[name] for name in others}
        type_ = str(told.get("relation") or kind)
        for one, other in product(nodes_at(row, start), nodes_at(row, end)):
            drawn.add(one)
            drawn.add(other)
            drawn.edges.append(Edge(one.key, other.key, type_, number, 0, told))
    return drawn


def legs(answer: Answer, columns: Sequence[str], kind: str = "") -> Drawn:
    """Return the legs of the ways of an answer; ``columns`` hold the places of a way in order.

    Ways that share a leg keep an edge each: a victim may have gone two ways, and distinct people of
    two rows do not add up. Each edge has ``way``, ``step`` and ``weight``, the victims of its row.

    Raises:
        KeyError: the answer has no such column.
    """
    _check(answer, columns)
    drawn = Drawn()
    of_nodes = {name for column in columns for name in (column, *_names_beside(column))}
    others = _others(answer, of_nodes)
    for number, row in enumerate(answer.rows, 1):
        told = {name: row[name] for name in others}
        if (victims := row.get("victims")) is not None:
            told["weight"] = victims
        stops = [drawn.add(stop) for column in columns for stop in _stops(row, column)]
        for step, (one, other) in enumerate(pairwise(stops), 1):
            properties = {**told, "way": number, "step": step}
            drawn.edges.append(Edge(one.key, other.key, kind, number, step, properties))
    return drawn


def nodes_at(row: Mapping[str, Any], column: str) -> Iterator[Node]:
    """Yield the nodes in a cell: a person, place, case or node, or each of a list."""
    value = row[column]
    for item in value if isinstance(value, list | tuple) else [value]:
        if item not in (None, ""):
            yield _node(item, row.get(f"{column}_name"))


def key_of(value: object) -> str:
    """Return the key of a person, node or uid."""
    if isinstance(value, Mapping):
        return str(value.get("key") or value.get("uid") or value["pseudonym"])
    return visible(str(value))


def _node(value: object, name: object) -> Node:
    """Return a node; ``name`` is what the answer calls a place, else None."""
    key = key_of(value)
    if isinstance(value, Mapping):
        type_, roles = str(value.get("type", "Person")), tuple(value.get("roles", ()))
        pseudonym = str(value.get("pseudonym", ""))
        return Node(
            key,
            visible(person_text(value)),
            pseudonym,
            type_,
            roles,
            value.get("properties", {}),
        )
    place = None if name else gazetteer().get(str(value))
    return Node(key, visible(str(name or (place.name if place else value))))


def _stops(row: Mapping[str, Any], column: str) -> list[Node]:
    """Return the places of a column."""
    value = row[column]
    places = value if isinstance(value, list | tuple) else [value]
    one, several = (row.get(name) for name in _names_beside(column))
    listed = isinstance(several, list | tuple) and len(several) == len(places)
    names = several if listed and several is not None else [one] * len(places)
    return [
        _node(place, name)
        for place, name in zip(places, names, strict=True)
        if place not in (None, "")
    ]


def _names_beside(column: str) -> tuple[str, str]:
    """Return the columns that may have the names of a column's places: of one, and of several."""
    return f"{column}_name", f"{column.removesuffix('s')}_names"


def _others(answer: Answer, of_nodes: set[str]) -> list[str]:
    return [name for name in answer.columns if name not in of_nodes]


def _check(answer: Answer, columns: Sequence[str]) -> None:
    for name in columns:
        if name not in answer.columns:
            raise KeyError(name)
