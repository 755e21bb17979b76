"""The formats of an answer beside JSON: CSV, and GraphML if a row joins people or places."""

from collections.abc import Callable, Mapping

import networkx as nx

from trama.cypher.header import ColumnType
from trama.exchange.answer_files import csv_text
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations.frames import graph, graph_of_ways

JSON, CSV, GRAPHML = "application/json", "text/csv", "application/graphml+xml"


def media_types(query: SavedQuery) -> tuple[str, ...]:
    """Return the media types in which the answers of a query exist, JSON first."""
    joins = ends(query) is not None or bool(way(query))
    return (JSON, CSV, GRAPHML) if joins else (JSON, CSV)


def way(query: SavedQuery) -> tuple[str, ...]:
    """Return the columns that hold the places of a way in their order. Return () without a way."""
    types = {ColumnType.PLACE, ColumnType.PLACES}
    names = [column.name for column in query.columns.values() if column.type in types]
    listed = any(column.type is ColumnType.PLACES for column in query.columns.values())
    return tuple(names) if listed else ()


def ends(query: SavedQuery) -> tuple[str, str] | None:
    """Return the columns that a row joins: its first two people, or else its first two places."""
    for kind in (ColumnType.PERSON, ColumnType.PLACE):
        names = [column.name for column in query.columns.values() if column.type is kind]
        if len(names) >= 2:
            return names[0], names[1]
    return None


def as_csv(query: SavedQuery, answer: QueryAnswer) -> bytes:
    """Return the rows as CSV (RFC 4180, UTF-8) that no spreadsheet program runs."""
    return csv_text(query, answer).encode()


def as_graphml(query: SavedQuery, answer: QueryAnswer) -> bytes:
    """Return the rows as GraphML: an edge for each leg of a way, or for the ends of each row."""
    if columns := way(query):
        return _graphml(graph_of_ways(answer, columns))
    joined = ends(query)
    assert joined is not None  # noqa: S101 - media_types offers GraphML for no other query
    return _graphml(graph(answer, *joined))


def _graphml(drawn: "nx.MultiDiGraph[str]") -> bytes:
    return "\n".join(nx.generate_graphml(drawn)).encode()


FORMATS: Mapping[str, Callable[[SavedQuery, QueryAnswer], bytes]] = {
    CSV: as_csv,
    GRAPHML: as_graphml,
}
"""The writers of the formats beside JSON, by media type."""
