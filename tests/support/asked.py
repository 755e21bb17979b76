"""The rows of a saved query as a test compares them: some columns, people by their uids."""

from typing import Any

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run


def asked(graph: Graph, name: str, *columns: str, **given: object) -> list[tuple[Any, ...]]:
    """Return the columns named, else all, of each row of an investigator's answer."""
    answer = run(name, given, graph, Viewer(Role.INVESTIGATOR), Limits(seconds=20, rows=1000))
    chosen = columns or answer.columns
    return [tuple(_short(row[column]) for column in chosen) for row in answer.rows]


def _short(value: object) -> object:
    if isinstance(value, dict):
        return value["uid"]
    if isinstance(value, list):
        return [_short(item) for item in value]
    return value
