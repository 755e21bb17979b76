"""Drivers whose every wait ends: for a connection, for room in the pool, and for each answer.

The driver's own options bound the first two waits and the bytes that it sends. For an answer the
driver waits without end (neo4j 6.4), and an engine that is stopped (SIGSTOP, a disk that hangs)
never answers. So each connection gets a limit when it leaves the pool. The driver has no public
option for this limit; ``tests/graph/engine/test_frozen.py`` fails if its insides change.
"""

import logging
from threading import local
from typing import Any

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, Session

from trama.embedded.users import EngineUser
from trama.graph.engine.repeating import NO_DRIVER_RETRIES


class BoundedDriver:
    """A driver of one user. ``connect_seconds`` bounds each connection and the wait for room."""

    def __init__(self, uri: str, user: EngineUser, connect_seconds: float) -> None:
        # The driver's own lines hold messages of the server, which may quote the data. What matters
        # in them reaches the caller as an error of Trama's.
        logging.getLogger("neo4j").setLevel(logging.CRITICAL + 1)
        self._wait = local()
        self._driver: Driver = GraphDatabase.driver(
            uri,
            auth=(user.name, user.password),
            connection_timeout=connect_seconds,
            connection_acquisition_timeout=2 * connect_seconds,
            max_transaction_retry_time=NO_DRIVER_RETRIES,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
        )
        pool: Any = self._driver._pool  # no public option exists
        acquire = pool.acquire

        def acquire_bounded(*args: Any, **options: Any) -> Any:  # noqa: ANN401  the driver's own
            connection = acquire(*args, **options)
            # The name of the method was another one before version 6.
            socket = connection.socket
            set_limit = getattr(socket, "set_read_timeout", None) or socket.settimeout
            set_limit(self._wait.seconds)
            return connection

        pool.acquire = acquire_bounded

    def session(self, *, wait: float, **config: Any) -> Session:  # noqa: ANN401  the driver's own
        """Return a session that waits at most ``wait`` seconds for each part of an answer.

        Use the session in the thread that asked for it, before another session of this driver.
        """
        self._wait.seconds = wait
        return self._driver.session(**config)

    def agent(self, *, wait: float) -> str:
        """Return the name and version of the server, such as ``Neo4j/5.26.26``."""
        self._wait.seconds = wait
        return str(self._driver.get_server_info().agent)

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def __enter__(self) -> "BoundedDriver":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
