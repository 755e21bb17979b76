"""The formats of an answer beside JSON: CSV, and GraphML if a row joins two people or places."""

from collections.abc import Callable, Mapping

import networkx as nx

from trama.exchange.answer_files import csv_text
from trama.queries.catalog import SavedQuery
from trama.queries.header import ColumnType
from trama.queries.run import QueryAnswer
from trama.visualizations.frames import graph

JSON, CSV, GRAPHML = "application/json", "text/csv", "application/graphml+xml"


def media_types(query: SavedQuery) -> tuple[str, ...]:
    """Return the media types in which the answers of a query exist, JSON first."""
    return (JSON, CSV) if ends(query) is None else (JSON, CSV, GRAPHML)


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
    """Return the rows as GraphML: an edge for each row between the columns of :func:`ends`."""
    joined = ends(query)
    assert joined is not None  # noqa: S101 - media_types offers GraphML for no other query
    return "\n".join(nx.generate_graphml(graph(answer, *joined))).encode()


FORMATS: Mapping[str, Callable[[SavedQuery, QueryAnswer], bytes]] = {
    CSV: as_csv,
    GRAPHML: as_graphml,
}
"""The writers of the formats beside JSON, by media type."""
