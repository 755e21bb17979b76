"""Whether a statement only reads, asked of the server itself.

Neo4j Community has no roles: a session in READ mode refuses writes, but not LOAD CSV, SHOW USERS
or CALL dbms.…. The plan of the statement tells: its type must be `r` and no operator may load a
file. The embedded engine needs no such check: its reader account can do nothing else.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from neo4j import READ_ACCESS, Driver

from trama.core.errors import WriteRefused

_KEPT = 1_000


class ReadOnlyCheck:
    """Asks for the plan of each statement once; remembers the last thousand that passed."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._driver = driver
        self._database = database
        self._passed: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def admit(self, cypher: str, seconds: float) -> Iterator[str]:  # noqa: ARG002  the driver's
        """Yields ``cypher`` when it only reads; its limit is the driver's to keep.

        Raises:
            WriteRefused: it writes, loads a file, or asks about the server itself.
            neo4j.exceptions.Neo4jError: it is no valid Cypher.
        """
        if not self._has_passed(cypher):
            if not self._only_reads(cypher):
                raise WriteRefused
            self._remember(cypher)
        yield cypher

    def close(self) -> None:
        """Does nothing: what is remembered goes with the check."""

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
            database=self._database, default_access_mode=READ_ACCESS
        ) as session:
            summary = session.execute_read(
                lambda transaction: transaction.run(f"EXPLAIN {cypher}").consume()
            )
        return summary.query_type == "r" and not _loads_a_file(summary.plan or {})


def _loads_a_file(plan: Mapping[str, Any]) -> bool:
    if "LoadCSV" in plan.get("operatorType", ""):
        return True
    return any(_loads_a_file(child) for child in plan.get("children", ()))
