"""The graph of an answer: its nodes and edges beside its rows, for the explorer.

The rows decide: a way gives its legs, two people of a row an edge between them, two places a leg,
and a row with a ``source`` and a ``target`` its relationship. Other rows give their nodes alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from trama.cypher.header import ColumnType
from trama.drawings.drawn import Answer, Drawn, Edge, Node, joined, legs, nodes_at
from trama.queries.catalog import SavedQuery
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.numbers import numbers_of

LEG, TOGETHER = "LEG", "TOGETHER"
"""The types of edges that the ontology does not have: a leg of a way, two people of a row."""

ENDS = ("source", "target")
"""The columns of a row that is an edge of the graph itself."""

_TYPES: Mapping[ColumnType, str] = {
    ColumnType.PERSON: "Person",
    ColumnType.PEOPLE: "Person",
    ColumnType.CASE: "Case",
    ColumnType.CASES: "Case",
    ColumnType.PLACE: "Location",
    ColumnType.PLACES: "Location",
}
_MOST_PEOPLE = 100_000  # of one answer: a page has at most so many rows
_HASH = 12  # digits of the receipt that tell the edges of two answers apart


def way(query: SavedQuery) -> tuple[str, ...]:
    """Return the columns that hold the places of a way in their order. Return () without a way."""
    types = {ColumnType.PLACE, ColumnType.PLACES}
    names = [column.name for column in query.columns.values() if column.type in types]
    listed = any(column.type is ColumnType.PLACES for column in query.columns.values())
    return tuple(names) if listed else ()


def ends(query: SavedQuery) -> tuple[str, str] | None:
    """Return the columns that a row joins: its two nodes, its first two people, or two places."""
    for kind in (ColumnType.NODE, ColumnType.PERSON, ColumnType.PLACE):
        names = [column.name for column in query.columns.values() if column.type is kind]
        if len(names) >= 2:
            return names[0], names[1]
    return None


def has_nodes(query: SavedQuery) -> bool:
    """Return whether a row of the query names a person, case, place or node."""
    return any(
        column.type in _TYPES or column.type is ColumnType.NODE for column in query.columns.values()
    )


def drawn_of(query: SavedQuery, answer: Answer) -> Drawn:
    """Return the nodes and edges of an answer to a query."""
    if columns := way(query):
        return _typed(legs(answer, columns, LEG), "Location")
    if joins := ends(query):
        kind = query.columns[joins[0]].type
        if kind is ColumnType.NODE:
            return joined(answer, *joins)
        drawn = joined(answer, *joins, LEG if kind is ColumnType.PLACE else TOGETHER)
        return _typed(drawn, _TYPES[kind])
    return _alone(query, answer)


def graph_of(query: SavedQuery, answer: Answer, digest: str, lookup: Lookup) -> dict[str, Any]:
    """Return ``{"nodes": […], "edges": […]}`` of an answer, in the order of its rows.

    ``digest`` is that of the answer's receipt: it keeps the ids of its legs apart from those of
    another answer. An edge of the ontology has the same id in every answer.

    Raises:
        EngineError: a look-up failed.
    """
    drawn = drawn_of(query, answer)
    nodes = _known(drawn.nodes.values(), lookup)
    return {
        "nodes": [
            {
                "key": node.key,
                "type": node.type,
                "roles": list(node.roles),
                "label": node.label,
                "properties": {
                    **node.properties,
                    **({"pseudonym": node.pseudonym} if node.pseudonym else {}),
                },
            }
            for node in nodes
        ],
        "edges": [_edge(edge, digest) for edge in drawn.edges],
    }


def _edge(edge: Edge, digest: str) -> dict[str, Any]:
    parts = [edge.type, edge.source, edge.target]
    if edge.type in (LEG, TOGETHER):
        parts += [digest[:_HASH], str(edge.row), str(edge.step)]
    told = {
        name: value
        for name, value in edge.properties.items()
        if value is not None and name != "relation"
    }
    # What the relationship itself says stands beside what the answer says of it.
    own = told.pop("properties", None)
    return {
        "id": "|".join(parts),
        "source": edge.source,
        "target": edge.target,
        "type": edge.type,
        "properties": {**(own if isinstance(own, Mapping) else {}), **told},
    }


def _alone(query: SavedQuery, answer: Answer) -> Drawn:
    """Return the nodes of rows that join nothing."""
    drawn = Drawn()
    columns = [column for column in query.columns.values() if column.type in _TYPES]
    nodes = [column.name for column in query.columns.values() if column.type is ColumnType.NODE]
    for row in answer.rows:
        for column in columns:
            for node in nodes_at(row, column.name):
                drawn.add(replace(node, type=_TYPES[column.type]))
        for name in nodes:
            for node in nodes_at(row, name):
                drawn.add(node)
    return drawn


def _typed(drawn: Drawn, type_: str) -> Drawn:
    nodes = {key: replace(node, type=type_) for key, node in drawn.nodes.items()}
    return Drawn(nodes, drawn.edges)


def _known(nodes: Iterable[Node], lookup: Lookup) -> Sequence[Node]:
    """Return the nodes with the roles of people, and cases by the numbers that people know."""
    found = list(nodes)
    numbers = numbers_of([node.key for node in found if _lacks_number(node)], lookup)
    people = [node.pseudonym for node in found if node.pseudonym and not node.roles]
    rows = lookup.rows("roles", _MOST_PEOPLE, pseudonyms=people) if people else []
    roles = {row["pseudonym"]: _roles(row.get) for row in rows}
    return [
        replace(
            node,
            label=numbers.get(node.key, node.label),
            roles=roles.get(node.pseudonym, node.roles),
        )
        for node in found
    ]


def _lacks_number(node: Node) -> bool:
    return node.type == "Case" and node.label == node.key


def _roles(holds: Callable[[str], object]) -> tuple[str, ...]:
    return tuple(role for role in ("victim", "suspect") if holds(role))
