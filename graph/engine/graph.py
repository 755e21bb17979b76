"""The graph as the rest of Trama sees it: transactions, reads within limits, streams.

One Cypher text serves both engines. A transaction is repeated after a passing conflict, so the work
inside it must bear repetition. A Bolt message must stay under 16 MiB, so callers send rows in
batches.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from threading import RLock
from types import TracebackType
from typing import Any, Self, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    ManagedTransaction,
    Record,
    Session,
    unit_of_work,
)
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

from trama.core.errors import EngineError, EngineUnavailable, QueryTimeout
from trama.graph.engine.batch_door import BatchDoor
from trama.graph.engine.circuit import Circuit
from trama.graph.engine.connections import Connections, connect
from trama.graph.engine.deadline import deadline_of
from trama.graph.engine.endpoints import Endpoint
from trama.graph.engine.failures import Asked, failures_as_ours
from trama.graph.engine.first_load import FirstLoadCheck
from trama.graph.engine.overloads import RETRY_AFTER
from trama.graph.engine.readonly import MARK
from trama.graph.engine.repeating import repeated
from trama.graph.engine.turns import turn

Transaction = ManagedTransaction
Result = TypeVar("Result")

_FETCH = 1_000  # rows of a stream in memory at once
# A read is stopped by its engine; a silence that lasts this much longer means a frozen engine.
_GRACE_SECONDS = 10.0
# One statement of a load takes seconds, the index of a full graph minutes.
_WRITE_SECONDS = 900.0
# The embedded engine itself stops any statement after an hour (see embedded/java.py).
_STREAM_SECONDS = 3_660.0
# An engine that starts again after a crash replays its log first: a minute on a large graph.
_START_SECONDS = 120.0


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

    Each call first looks whether the embedded engine died, and then starts it again. No call waits
    without end: see ``circuit`` for the reads of many callers, ``bounded`` for the driver.
    ``engine`` is ``embedded`` or ``neo4j``. ``where`` is the address, without user or password.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.engine = endpoint.name
        self._endpoint = endpoint
        self._lock = RLock()
        self._where = endpoint.name
        self._circuit = Circuit(self._probe, lambda: self._where)
        self._connections: Connections | None = None
        self.first_load = FirstLoadCheck()
        self._connected()

    @property
    def where(self) -> str:
        """The address of the engine, as messages show it."""
        return self._where

    def version(self) -> str:
        """Return the name and version of the engine, such as ``Neo4j/5.26.26``."""
        connections = self._connected()
        if connections.details.version:
            return connections.details.version
        with self._failures():
            return connections.writer.agent(wait=_GRACE_SECONDS)

    def database(self) -> str:
        """Return the name of the database."""
        return self._connected().details.database

    def batch_door(self) -> BatchDoor | None:
        """Return the engine's door for whole graphs. Return None if the engine has no such door."""
        details = self._connected().details
        if details.batch_port is None:
            return None
        return BatchDoor(details.batch_port, details.database, details.writer, self._endpoint)

    def check_health(self) -> None:
        """Return if the engine answers a probe. Any number of threads may ask at any time.

        The probe has a connection of its own and ends after a few seconds. At most one thread asks
        the engine, once a second; the others get its last answer at once. So a frozen engine holds
        one thread of those who ask.

        Raises:
            EngineUnavailable: the engine does not answer. ``retry_after`` holds seconds.
        """
        self._circuit.check()

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run ``work`` in one transaction, commit it, and return what ``work`` returned.

        ``work`` runs again after a passing conflict, and after the engine was started again.

        Raises:
            EngineUnavailable: no connection. If it broke during the commit, nobody knows whether
                the transaction was written.
            EngineError: the engine refused the work; nothing of the transaction is written.
        """

        def attempt() -> Result:
            with (
                self._current() as connections,
                connections.writer.session(
                    wait=_WRITE_SECONDS,
                    database=connections.details.database,
                    default_access_mode=WRITE_ACCESS,
                ) as session,
            ):
                return session.execute_write(work)

        with self._failures():
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

        The statement runs as the reader, and the engine stops it after ``seconds``, or at the end
        of the deadline that this thread holds (see ``deadline``). A Neo4j server may have no such
        user, so there the plan of the statement is checked first.

        Raises:
            WriteRefused: the statement wants to write, load a file or change the schema.
            QueryTimeout: the statement ran longer than ``seconds``.
            EngineUnavailable, EngineError: the engine failed. An engine that has stopped answering
                is told at once, with ``retry_after``.
        """
        values = dict(parameters or {})
        deadline = deadline_of(seconds)

        def work(transaction: Transaction, text: str) -> Answer:
            result = transaction.run(text, values)
            columns = tuple(result.keys())
            fetched = [_as_dict(record) for record in result.fetch(rows + 1)]
            result.consume()
            return Answer(columns, fetched[:rows], truncated=len(fetched) > rows)

        def attempt() -> Answer:
            with (
                self._current() as connections,
                connections.guard.admit(cypher, deadline.left()) as admitted,
                deadline.stopping(partial(connections.guard.stop, admitted.mark)),
                _reading(
                    connections,
                    wait=deadline.left() + _GRACE_SECONDS,
                    fetch=min(rows + 1, _FETCH),
                ) as session,
            ):
                self.first_load.check(session)
                # The question may have ended before, or while the statement was checked.
                if not (left := deadline.left()):
                    raise QueryTimeout(seconds=f"{seconds:g}")
                bounded = unit_of_work(timeout=left, metadata={MARK: admitted.mark})(work)
                return session.execute_read(bounded, admitted.text)

        with self._failures(Asked.READ, seconds), self._circuit.passing():
            return repeated(attempt, deadline.left())

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Hold a turn for a statement that surveys the whole graph.

        All processes that share an embedded engine share its few turns. Wait for a turn for at most
        ``seconds``, or until the end of the deadline that this thread holds.

        Raises:
            EngineOverloaded: no turn came in time; ``retry_after`` holds seconds.
        """
        files = self._endpoint.turns()
        with turn(files, deadline_of(seconds).left) if files else nullcontext():
            yield

    def stream(self, cypher: str, **parameters: object) -> Iterator[dict[str, Any]]:
        """Yield the rows of a statement of our own that may read the whole graph.

        At most a thousand rows are in memory. There is no limit of rows, and none of time but the
        engine's own, an hour on the embedded engine.

        Raises:
            WriteRefused: the statement wants to write.
            EngineUnavailable, EngineError: the engine failed.
        """
        with self._failures(Asked.STREAM), ExitStack() as held:

            def begin() -> Iterator[Record]:
                held.close()  # what an attempt left that failed
                with self._current() as connections:
                    reading = _reading(connections, wait=_STREAM_SECONDS, fetch=_FETCH)
                    session = held.enter_context(reading)
                    self.first_load.check(session)
                    result = session.run(cypher, parameters)
                    result.peek()  # no row has left yet, so the statement may be repeated
                    return iter(result)

            for record in repeated(begin):
                yield _as_dict(record)

    def close(self) -> None:
        """Close the connections. An embedded engine that nobody else uses stops after a while."""
        if self._connections is not None:
            self._connections.close()
        self._endpoint.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _failures(
        self, asked: Asked = Asked.WRITE, seconds: float = 0
    ) -> AbstractContextManager[None]:
        """Return the block that raises the driver's failures as Trama's own."""
        return failures_as_ours(self._where, asked, seconds=seconds, trouble=self._endpoint.trouble)

    def _connected(self) -> Connections:
        """Return open connections; open them anew if the embedded engine ended since the last call.

        Raises:
            EngineUnavailable: the engine does not start, or another thread starts it for long.
        """
        connections = self._connections
        if connections is not None and not self._endpoint.has_changed():
            return connections
        if not self._lock.acquire(timeout=_START_SECONDS):
            raise EngineUnavailable(
                where=self._where,
                why_es="todavía está arrancando",
                why_en="it is still starting",
                retry_after=RETRY_AFTER,
            )
        try:
            if self._connections is None or self._endpoint.has_changed():
                self._open()
            assert self._connections is not None  # noqa: S101  _open sets them or raises
            return self._connections
        finally:
            self._lock.release()

    @contextmanager
    def _current(self) -> Iterator[Connections]:
        """Yield the connections of now (see ``_connected``).

        If another thread opened new ones inside the block, these are closed: that passes.
        """
        connections = self._connected()
        try:
            yield connections
        except DriverError as error:
            if type(error) is not DriverError or self._connections is connections:
                raise
            raise ServiceUnavailable from error

    def _open(self) -> None:
        # Connections that are closed, or half open, must never be found by the next call.
        if self._connections is not None:
            closed, self._connections = self._connections, None
            closed.close()
        details = self._endpoint.prepare()
        self._where = details.uri
        try:
            with self._failures():
                self._connections = connect(details)
        except EngineError:
            self._endpoint.release()
            raise

    def _probe(self) -> bool:
        """Return whether the engine answers. Start the embedded engine if it ended."""
        try:
            return self._connected().answers()
        except (Neo4jError, DriverError, EngineError):
            return False


def _reading(connections: Connections, *, wait: float, fetch: int) -> Session:
    return connections.reader.session(
        wait=wait,
        database=connections.details.database,
        default_access_mode=READ_ACCESS,
        fetch_size=fetch,
    )


def _as_dict(record: Record) -> dict[str, Any]:
    """Return the values as they came; the driver's ``data()`` slowly walks through each value."""
    return dict(zip(record.keys(), record.values(), strict=True))
