"""The drivers of one start of an engine: to write, to read, and to ask whether it answers."""

from contextlib import ExitStack
from dataclasses import dataclass

from neo4j import READ_ACCESS

from trama.graph.engine.bounded import BoundedDriver
from trama.graph.engine.endpoints import ConnectionDetails
from trama.graph.engine.readonly import ReadOnlyCheck
from trama.graph.engine.stopping import Stopper

PROBE_SECONDS = 5.0
"""The longest that the probe waits, for a connection and for the answer each."""

_CONNECT_SECONDS = 15.0  # over a slow network, or to an engine on a busy machine
_FIRST_ANSWER_SECONDS = 60.0  # of an engine that has just started and still compiles itself


@dataclass(frozen=True, slots=True)
class Connections:
    """Open drivers, and the guard of the statements that may only read."""

    details: ConnectionDetails
    writer: BoundedDriver
    reader: BoundedDriver
    prober: BoundedDriver
    guard: Stopper | ReadOnlyCheck

    def answers(self) -> bool:
        """Return True once the engine has answered the simplest statement.

        Raises:
            neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError: the engine did not answer.
        """
        with self.prober.session(
            wait=PROBE_SECONDS,
            database=self.details.database,
            default_access_mode=READ_ACCESS,
        ) as session:
            session.run("RETURN 1").consume()
        return True

    def close(self) -> None:
        """Close the drivers and end the guard's thread."""
        self.guard.close()
        for driver in (self.writer, self.reader, self.prober):
            driver.close()


def connect(details: ConnectionDetails) -> Connections:
    """Return connections to an engine that has answered.

    Raises:
        neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError: the engine did not answer, or
            refused the user.
    """
    with ExitStack() as undo:
        writer = undo.enter_context(BoundedDriver(details.uri, details.writer, _CONNECT_SECONDS))
        reader = undo.enter_context(BoundedDriver(details.uri, details.reader, _CONNECT_SECONDS))
        prober = undo.enter_context(BoundedDriver(details.uri, details.reader, PROBE_SECONDS))
        with writer.session(wait=_FIRST_ANSWER_SECONDS, database=details.database) as session:
            session.run("RETURN 1").consume()
        undo.pop_all()
    guard: Stopper | ReadOnlyCheck
    if details.read_is_enforced:
        # The order to stop must not wait behind the statements that it stops.
        guard = Stopper(prober, details.database)
    else:
        guard = ReadOnlyCheck(reader, prober, details.database)
    return Connections(details, writer, reader, prober, guard)
