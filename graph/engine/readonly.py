"""The check that a statement only reads, made with the server's own plan of it.

Neo4j Community has no roles. A session in READ mode refuses writes, but not LOAD CSV, SHOW USERS or
CALL dbms.…. So the plan of the statement must have the type `r` and no operator that loads a file.
The embedded engine needs no such check: its reader can do nothing else.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from neo4j import READ_ACCESS

from trama.core.errors import WriteRefused
from trama.graph.engine.bounded import BoundedDriver

_KEPT = 1_000  # statements; Trama ships far fewer
_PLAN_SECONDS = 30.0  # planning takes milliseconds, the first time on a busy server seconds


class ReadOnlyCheck:
    """The check of one server; it remembers the last thousand statements that passed."""

    def __init__(self, driver: BoundedDriver, database: str) -> None:
        self._driver = driver
        self._database = database
        self._passed: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def admit(self, cypher: str, seconds: float) -> Iterator[str]:  # noqa: ARG002  the driver enforces it
        """Yield ``cypher`` if it only reads. The driver itself stops it after ``seconds``.

        Raises:
            WriteRefused: the statement writes, loads a file, or asks about the server itself.
            neo4j.exceptions.Neo4jError: the statement is not valid Cypher.
        """
        if not self._has_passed(cypher):
            if not self._only_reads(cypher):
                raise WriteRefused
            self._remember(cypher)
        yield cypher

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
