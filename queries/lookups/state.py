"""The state of a graph: what changes with every transaction that a load or a rebuild commits."""

from functools import cache
from importlib.resources import files

from trama.graph.engine import Graph


def graph_state(graph: Graph, seconds: float) -> str:
    """Return a text that is another one after each transaction of a load or rebuild.

    It is empty for a graph without any load.

    Raises:
        EngineError: the engine failed.
    """
    rows = graph.read(_text(), {}, seconds=seconds, rows=1).rows
    return ":".join(str(value) for row in rows for value in (row["token"], row["batch"]))


@cache
def _text() -> str:
    return (files("trama.queries") / "lookups" / "graph_state.cypher").read_text(encoding="utf-8")
