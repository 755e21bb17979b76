"""The check that a graph holds the values in brief that this version of Trama derives."""

from trama.core.question_errors import GraphOutdated
from trama.graph.engine import Graph
from trama.graph.store.migrations import values_in_brief

_MARKED = "MATCH (m:SchemaMigration {uid: $number}) RETURN m.content AS content"
_ANY_CASE = "MATCH (c:Case) RETURN c.uid AS case LIMIT 1"


def check_kept(graph: Graph, seconds: float) -> None:
    """Return if the values in brief are those of this version, or if there is no case to have any.

    Raises:
        GraphOutdated: another version derived the graph; a query would answer too little.
        EngineError: the engine failed.
    """
    number = str(values_in_brief.NUMBER)
    marks = graph.read(_MARKED, {"number": number}, seconds=seconds, rows=1).rows
    if marks and marks[0]["content"] == values_in_brief.content():
        return
    if graph.read(_ANY_CASE, {}, seconds=seconds, rows=1).rows:
        raise GraphOutdated
