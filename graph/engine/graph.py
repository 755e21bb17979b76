"""The graph as the rest of Trama sees it: transactions, reads within limits, streams.

One Cypher text serves both engines. A transaction is repeated after a passing conflict, so the work
inside it must bear repetition. A Bolt message must stay under 16 MiB, so callers send rows in
batches.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from threading import RLock
from types import TracebackType
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Record,
    Session,
    unit_of_work,
)

from trama.embedded.users import EngineUser
from trama.graph.engine.endpoints import Endpoint
from trama.graph.engine.failures import failures_as_ours
from trama.graph.engine.readonly import ReadOnlyCheck
from trama.graph.engine.repeating import NO_DRIVER_RETRIES, repeated
from trama.graph.engine.stopping import Stopper

Transaction = ManagedTransaction
Result = TypeVar("Result")

_CONNECT_SECONDS = 15.0
_FETCH = 1_000  # rows of a stream in memory at once


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a read: at most the rows asked for, and whether more were left.

    On the embedded engine, ``columns`` is empty if there are no rows.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    truncated: bool


class Graph:
    """An open graph. Threads may share it. Close it, or use it in a ``with`` block.

    - ``write`` and ``write_rows`` run one transaction as the writer.
    - ``read`` runs a statement from outside as the reader, with limits of time and rows.
    - ``stream`` runs a statement of our own as the reader, over the whole graph and without limits.

    Each call first looks whether the embedded engine died, and then starts it again.
    ``engine`` is ``embedded`` or ``neo4j``. ``where`` is the address, without user or password.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.engine = endpoint.name
        self._endpoint = endpoint
        self._lock = RLock()
        self._open()

    @property
    def where(self) -> str:
        """The address of the engine, as messages show it."""
        return self._connection.uri

    def version(self) -> str:
        """Return the name and version of the engine, such as ``Neo4j/5.26.26``."""
        self._heal()
        if self._connection.version:
            return self._connection.version
        with failures_as_ours(self.where):
            return self._writer.get_server_info().agent

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run ``work`` in one transaction, commit it, and return what ``work`` returned.

        ``work`` runs again after a passing conflict, and after the engine was started again.

        Raises:
            EngineUnavailable: no connection. If it broke during the commit, nobody knows whether
                the transaction was written.
            EngineError: the engine refused the work; nothing of the transaction is written.
        """

        def attempt() -> Result:
            self._heal()
            with self._writer.session(
                database=self._connection.database, default_access_mode=WRITE_ACCESS
            ) as session:
                return session.execute_write(work)

        with failures_as_ours(self.where):
            return repeated(attempt)

    def write_rows(self, cypher: str, **parameters: object) -> list[dict[str, Any]]:
        """Run one writing statement in a transaction (see :meth:`write`) and return its rows."""

        def run(transaction: Transaction) -> list[dict[str, Any]]:
            return [_as_dict(record) for record in transaction.run(cypher, parameters)]

        return self.write(run)

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float,
        rows: int,
    ) -> Answer:
        """Return at most ``rows`` rows of a statement that only reads.

        The statement runs as the reader, and the engine stops it after ``seconds``. A Neo4j server
        may have no such user, so there the plan of the statement is checked first.

        Raises:
            WriteRefused: the statement wants to write, load a file or change the schema.
            QueryTimeout: the statement ran longer than ``seconds``.
            EngineUnavailable, EngineError: the engine failed.
        """
        values = dict(parameters or {})

        @unit_of_work(timeout=seconds)
        def work(transaction: Transaction, admitted: str) -> Answer:
            result = transaction.run(admitted, values)
            columns = tuple(result.keys())
            fetched = [_as_dict(record) for record in result.fetch(rows + 1)]
            result.consume()
            return Answer(columns, fetched[:rows], truncated=len(fetched) > rows)

        def attempt() -> Answer:
            self._heal()
            with (
                self._guard.admit(cypher, seconds) as admitted,
                self._reading(fetch=min(rows + 1, _FETCH)) as session,
            ):
                return session.execute_read(work, admitted)

        with failures_as_ours(self.where, seconds=seconds):
            return repeated(attempt)

    def stream(self, cypher: str, **parameters: object) -> Iterator[dict[str, Any]]:
        """Yield the rows of a statement of our own that may read the whole graph.

        At most a thousand rows are in memory. There is no limit of time or rows.

        Raises:
            WriteRefused: the statement wants to write.
            EngineUnavailable, EngineError: the engine failed.
        """
        self._heal()
        with failures_as_ours(self.where, seconds=0), self._reading(fetch=_FETCH) as session:
            for record in session.run(cypher, parameters):
                yield _as_dict(record)

    def close(self) -> None:
        """Close the connections. An embedded engine that nobody else uses stops after a while."""
        self._close_drivers()
        self._endpoint.release()

    def __enter__(self) -> "Graph":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _reading(self, *, fetch: int) -> Session:
        return self._reader.session(
            database=self._connection.database, default_access_mode=READ_ACCESS, fetch_size=fetch
        )

    def _heal(self) -> None:
        """Open the graph again if the embedded engine ended since the last call."""
        if not self._endpoint.has_changed():
            return
        with self._lock:
            if self._endpoint.has_changed():
                self._close_drivers()
                self._open()

    def _open(self) -> None:
        self._connection = connection = self._endpoint.prepare()
        with failures_as_ours(connection.uri), ExitStack() as undo:
            undo.callback(self._endpoint.release)
            self._writer = undo.enter_context(_driver(connection.uri, connection.writer))
            self._reader = undo.enter_context(_driver(connection.uri, connection.reader))
            with self._writer.session(database=connection.database) as session:
                session.run("RETURN 1").consume()
            undo.pop_all()
        guard = Stopper if connection.read_is_enforced else ReadOnlyCheck
        self._guard: Stopper | ReadOnlyCheck = guard(self._reader, connection.database)

    def _close_drivers(self) -> None:
        self._guard.close()
        self._writer.close()
        self._reader.close()


def _as_dict(record: Record) -> dict[str, Any]:
    """Return the values as they came; the driver's ``data()`` slowly walks through each value."""
    return dict(zip(record.keys(), record.values(), strict=True))


def _driver(uri: str, user: EngineUser) -> Driver:
    return GraphDatabase.driver(
        uri,
        auth=(user.name, user.password),
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=2 * _CONNECT_SECONDS,
        max_transaction_retry_time=NO_DRIVER_RETRIES,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
    )
