"""The check that a statement only reads, made with the server's own plan of it.

Neo4j Community has no roles. A session in READ mode refuses writes, but not LOAD CSV, SHOW USERS or
CALL dbms.…. So the plan of the statement must have the type `r` and no operator that loads a file.
The embedded engine needs no such check: its reader can do nothing else.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any

from neo4j import READ_ACCESS
from neo4j.exceptions import DriverError, Neo4jError

from trama.core.errors import WriteRefused
from trama.graph.engine.bounded import BoundedDriver
from trama.graph.engine.stopping import AGAIN_SECONDS, ORDER_SECONDS, Admitted

_KEPT = 1_000  # statements; Trama ships far fewer
_PLAN_SECONDS = 60.0  # planning takes milliseconds, the first time on a busy server seconds

MARK = "trama"
"""The key of the metadata by which a transaction is found while it runs."""


class ReadOnlyCheck:
    """The check of one server; it remembers the last thousand statements that passed."""

    def __init__(self, driver: BoundedDriver, stopper: BoundedDriver, database: str) -> None:
        self._driver = driver
        self._stopper = stopper
        self._database = database
        self._passed: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()
        self._running: set[str] = set()

    @contextmanager
    def admit(self, cypher: str, seconds: float) -> Iterator[Admitted]:  # noqa: ARG002  the driver enforces it
        """Yield the statement if it only reads. The server itself stops it after ``seconds``.

        Raises:
            WriteRefused: the statement writes, loads a file, or asks about the server itself.
            neo4j.exceptions.Neo4jError: the statement is not valid Cypher.
        """
        if not self._has_passed(cypher):
            if not self._only_reads(cypher):
                raise WriteRefused
            self._remember(cypher)
        mark = secrets.token_hex(8)
        self._running.add(mark)
        try:
            yield Admitted(cypher, mark)
        finally:
            self._running.discard(mark)

    def stop(self, mark: str) -> None:
        """Stop the transaction with this mark; return when it has ended.

        A transaction that is only about to begin is not found at first, so it is looked for again.
        A server that refuses the order stops the transaction at its limit.
        """
        while mark in self._running:
            with suppress(Neo4jError, DriverError):
                self._terminate(mark)
            time.sleep(AGAIN_SECONDS)

    def _terminate(self, mark: str) -> None:
        with self._stopper.session(wait=ORDER_SECONDS, database=self._database) as session:
            running = session.run(
                f"SHOW TRANSACTIONS YIELD transactionId AS id, metaData "
                f"WHERE metaData.{MARK} = $mark RETURN id",
                mark=mark,
            )
            for row in running.data():
                session.run("TERMINATE TRANSACTIONS $id", id=row["id"]).consume()

    def close(self) -> None:
        """Do nothing: the check holds no thread and no connection."""

    def _has_passed(self, cypher: str) -> bool:
        with self._lock:
            return cypher in self._passed

    def _remember(self, cypher: str) -> None:
        with self._lock:
            self._passed[cypher] = None
            if len(self._passed) > _KEPT:
                self._passed.popitem(last=False)

    def _only_reads(self, cypher: str) -> bool:
        with self._driver.session(
            wait=_PLAN_SECONDS, database=self._database, default_access_mode=READ_ACCESS
        ) as session:
            summary = session.execute_read(
                lambda transaction: transaction.run(f"EXPLAIN {cypher}").consume()
            )
        return summary.query_type == "r" and not _loads_a_file(summary.plan or {})


def _loads_a_file(plan: Mapping[str, Any]) -> bool:
    if "LoadCSV" in plan.get("operatorType", ""):
        return True
    return any(_loads_a_file(child) for child in plan.get("children", ()))
