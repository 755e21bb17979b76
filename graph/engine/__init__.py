"""The graph engines, embedded or Neo4j, behind one ``Graph`` that takes the same Cypher."""

from trama.core.settings import Settings
from trama.embedded import EngineStatus, engine_status, start_engine, stop_engine
from trama.graph.engine.endpoints import endpoint_of
from trama.graph.engine.graph import Answer, Graph, Transaction
from trama.graph.engine.turns import HEAVY_TURNS

__all__ = [
    "HEAVY_TURNS",
    "Answer",
    "EngineStatus",
    "Graph",
    "Transaction",
    "engine_status",
    "open_graph",
    "start_engine",
    "stop_engine",
]


def open_graph(settings: Settings) -> Graph:
    """Open the graph that ``settings`` name: a Neo4j server, or the embedded engine.

    The embedded engine is started if it does not run. Close the graph, or use it in a ``with``
    block.

    Raises:
        EngineUnavailable: no answer, or the user is refused; the message says what to do.
        BadSetting: TRAMA_NEO4J_URI is not a Bolt address.
    """
    return Graph(endpoint_of(settings))
