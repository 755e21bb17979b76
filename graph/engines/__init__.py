"""The graph engines: one Cypher, on the embedded engine or on a Neo4j server."""

from trama.graph.embedded import EngineStatus, lifecycle
from trama.graph.engines.graph import Answer, Graph, Transaction
from trama.graph.engines.sources import source_of
from trama.graph.home import Home
from trama.graph.settings import Settings

__all__ = [
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
    """Returns the graph that ``settings`` name, open: a Neo4j server, or the embedded engine.

    The embedded engine is started when it does not run. Close the graph, or use it in a ``with``
    block.

    Raises:
        EngineUnavailable: no answer, or the account is refused; the message says what to do.
        BadSetting: TRAMA_NEO4J_URI is no address.
    """
    return Graph(source_of(settings))


def start_engine(settings: Settings) -> EngineStatus:
    """Starts the embedded engine of the home folder unless it runs, and returns its status.

    It stops by itself when nobody used it for ``settings.engine_idle_seconds``.

    Raises:
        EngineUnavailable: it did not come up; the message names its log.
    """
    return lifecycle.start(Home(settings.home), settings.engine_heap, settings.engine_idle_seconds)


def stop_engine(settings: Settings) -> bool:
    """Stops the embedded engine in order, whoever uses it; returns False when none was running.

    Raises:
        EngineUnavailable: it did not end.
    """
    return lifecycle.stop(Home(settings.home))


def engine_status(settings: Settings) -> EngineStatus:
    """Returns whether the embedded engine of the home folder runs, and where; starts nothing."""
    return lifecycle.status(Home(settings.home))
