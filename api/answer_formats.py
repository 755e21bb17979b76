"""The formats of an answer beside JSON: CSV, and GraphML if a row joins two people or places."""

import csv
import io
from collections.abc import Callable, Mapping

import networkx as nx

from trama.queries.catalog import SavedQuery
from trama.queries.header import ColumnType
from trama.queries.redact import person_text
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


def as_csv(_query: SavedQuery, answer: QueryAnswer) -> bytes:
    """Return the rows as CSV (RFC 4180, UTF-8): people by name or pseudonym, lists joined."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(answer.columns)
    writer.writerows([_cell(row[name]) for name in answer.columns] for row in answer.rows)
    return text.getvalue().encode()


def as_graphml(query: SavedQuery, answer: QueryAnswer) -> bytes:
    """Return the rows as GraphML: one edge a row between the columns of :func:`ends`."""
    joined = ends(query)
    assert joined is not None  # noqa: S101 - media_types offers GraphML for no other query
    drawn = graph(answer, *joined)
    for _, _, attributes in drawn.edges(data=True):
        for name, value in list(attributes.items()):
            attributes[name] = _cell(value)
            if value is None:
                del attributes[name]  # GraphML knows no null: the attribute is left out
    return "\n".join(nx.generate_graphml(drawn)).encode()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(str(_cell(item)) for item in value)
    return person_text(value) if isinstance(value, Mapping) else value


FORMATS: Mapping[str, Callable[[SavedQuery, QueryAnswer], bytes]] = {
    CSV: as_csv,
    GRAPHML: as_graphml,
}
"""The writers of the formats beside JSON, by media type."""
