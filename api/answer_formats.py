"""The formats of an answer: JSON, alone or with its graph, CSV, and GraphML if rows join ends."""

from collections.abc import Callable, Mapping

import networkx as nx

from trama.drawings.graph_answer import drawn_of, ends, has_nodes, way
from trama.exchange.answer_files import csv_text
from trama.queries.catalog import SavedQuery
from trama.queries.run import QueryAnswer
from trama.visualizations.frames import as_networkx

JSON, CSV, GRAPHML = "application/json", "text/csv", "application/graphml+xml"
GRAPH = "application/vnd.trama.graph+json"


def media_types(query: SavedQuery) -> tuple[str, ...]:
    """Return the media types in which the answers of a query exist, JSON first."""
    joins = ends(query) is not None or bool(way(query))
    graphml = (GRAPHML,) if joins else ()
    return (JSON, CSV, *graphml, *((GRAPH,) if has_nodes(query) else ()))


def as_csv(query: SavedQuery, answer: QueryAnswer) -> bytes:
    """Return the rows as CSV (RFC 4180, UTF-8) that no spreadsheet program runs."""
    return csv_text(query, answer).encode()


def as_graphml(query: SavedQuery, answer: QueryAnswer) -> bytes:
    """Return the rows as GraphML: an edge for each leg of a way, or for the ends of each row."""
    return "\n".join(nx.generate_graphml(as_networkx(drawn_of(query, answer)))).encode()


FORMATS: Mapping[str, Callable[[SavedQuery, QueryAnswer], bytes]] = {
    CSV: as_csv,
    GRAPHML: as_graphml,
}
"""The writers of the formats beside JSON, by media type."""
