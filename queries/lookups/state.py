"""The state of a graph: what changes with every load, every rebuild and every judgement."""

from functools import cache
from importlib.resources import files

from trama.graph.engine import Graph

# Judgements are never removed, so their number tells that there are new ones.
_JUDGEMENTS = "MATCH (j:Judgement) RETURN count(j) AS count"


def graph_state(graph: Graph, seconds: float) -> str:
    """Return a text that is another one after each transaction of a load or rebuild.

    It changes with each judgement too: a doubt changes no case, but what is read of judgements. It
    is empty for a graph without any load.

    Raises:
        EngineError: the engine failed.
    """
    rows = graph.read(_text(), {}, seconds=seconds, rows=1).rows
    if not rows:
        return ""
    judgements = graph.read(_JUDGEMENTS, {}, seconds=seconds, rows=1).rows[0]["count"]
    return f"{rows[0]['token']}:{rows[0]['batch']}:{judgements}"


@cache
def _text() -> str:
    return (files("trama.queries") / "lookups" / "graph_state.cypher").read_text(encoding="utf-8")
