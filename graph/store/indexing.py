"""The making of indexes and constraints, which ends although a server does not answer.

A Neo4j server whose disk is full never answers the statement that makes a constraint, and a time
limit of the transaction does not end it (seen with 5.26.30 and 2026.09). It marks the index FAILED,
and answers other connections. After a restart a half-made index is there under the name of the
constraint, which it keeps from being made.
"""

from queue import Empty, Queue
from threading import Thread

from trama.core.errors import EngineError, EngineUnavailable
from trama.graph.engine import Graph
from trama.graph.store.constraints import Index
from trama.graph.store.settling import write_settled

_LOOK_EVERY = 2.0  # seconds; an index of an empty graph takes a tenth of that
_FAILED = "SHOW INDEXES YIELD name, state WHERE state = 'FAILED' RETURN name ORDER BY name"
_HALF_MADE = "Neo.ClientError.Schema.IndexWithNameAlreadyExists"


def make_index(graph: Graph, index: Index) -> None:
    """Make an index or a constraint, unless it is there already.

    Raises:
        EngineUnavailable: an index failed, or the engine does not answer.
        EngineError: the engine refuses the statement.
    """
    if graph.engine != "neo4j":
        write_settled(graph, index.statement)
        return
    outcome: Queue[Exception | None] = Queue()

    def work() -> None:
        try:
            _make(graph, index)
        except Exception as error:  # noqa: BLE001  the thread that waits raises it
            outcome.put(error)
        else:
            outcome.put(None)

    # A daemon: what the server never answers must not keep the program from ending.
    Thread(target=work, daemon=True).start()
    error = _awaited(outcome, graph)
    if error is not None:
        raise error


def _make(graph: Graph, index: Index) -> None:
    try:
        write_settled(graph, index.statement)
    except EngineError as error:
        if error.facts.get("detail") != _HALF_MADE:
            raise
        graph.write_rows(f"DROP INDEX {index.name} IF EXISTS")
        write_settled(graph, index.statement)


def _awaited(outcome: "Queue[Exception | None]", graph: Graph) -> Exception | None:
    while True:
        try:
            return outcome.get(timeout=_LOOK_EVERY)
        except Empty:
            failed = ", ".join(row["name"] for row in graph.stream(_FAILED))
        if failed:
            return EngineUnavailable(
                where=graph.where,
                why_es=f"no pudo hacer el índice {failed}: su disco está lleno o dañado; libere "
                "espacio ahí y reinícielo",
                why_en=f"it could not make the index {failed}: its disk is full or damaged; free "
                "space there, and restart it",
            )
