"""The time limit of statements on the embedded engine, which ignores the driver's time-outs.

1. Each statement from outside begins with a mark: a comment that no other running statement has.
2. At the limit, Trama's reader asks the engine which running statement begins with the mark.
3. The reader has that statement terminated. The engine looks for such orders in every loop.

For example, ``/* trama 1f2e3d4c 0 */ MATCH (n) RETURN n`` runs in place of ``MATCH (n) RETURN n``.
A statement whose client died meanwhile ends at the engine's own, longer limit (see java.py).

One thread watches over all statements of a graph, asleep until the next limit. Only an earlier
limit wakes the thread, so a quick read does not pay for it.
"""

import heapq
import math
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Condition, Thread

from neo4j.exceptions import DriverError, Neo4jError

from trama.graph.engine.bounded import BoundedDriver

AGAIN_SECONDS = 0.5  # until a statement that still runs is stopped again
ORDER_SECONDS = 5.0  # an engine that takes longer to obey is frozen


@dataclass(frozen=True, slots=True)
class Admitted:
    """A statement that may run: its text, and the mark by which it is found while it runs."""

    text: str
    mark: str


class Stopper:
    """The watch over the time limits of one graph's statements; threads may share it."""

    def __init__(self, driver: BoundedDriver, database: str) -> None:
        self._driver = driver
        self._database = database
        self._name = secrets.token_hex(4)
        self._changed = Condition()
        self._deadlines: dict[str, float] = {}
        self._free_marks: list[str] = []
        self._stopping: str | None = None
        self._wakes_at = math.inf
        self._closed = False
        self._thread: Thread | None = None

    @contextmanager
    def admit(self, cypher: str, seconds: float) -> Iterator[Admitted]:
        """Yield the statement to run in place of ``cypher``; stop it after ``seconds``.

        The marks are few and are used again, so the engine finds its stored plans.
        """
        mark = self._begin(time.monotonic() + seconds)
        try:
            yield Admitted(f"{mark} {cypher}", mark)
        finally:
            self._end(mark)

    def stop(self, mark: str) -> None:
        """Stop the running statement with this mark before its limit; do not wait for its end."""
        with self._changed:
            if mark in self._deadlines:
                self._deadlines[mark] = time.monotonic()
                self._changed.notify_all()

    def close(self) -> None:
        """End the watching thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _begin(self, deadline: float) -> str:
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="trama-limits", daemon=True)
                self._thread.start()
            if self._free_marks:
                mark = heapq.heappop(self._free_marks)
            else:
                mark = f"/* trama {self._name} {len(self._deadlines)} */"
            self._deadlines[mark] = deadline
            if deadline < self._wakes_at:
                self._changed.notify_all()
            return mark

    def _end(self, mark: str) -> None:
        with self._changed:
            # Otherwise the order to stop could reach the next statement with this mark.
            while self._stopping == mark:
                self._changed.wait()
            del self._deadlines[mark]
            heapq.heappush(self._free_marks, mark)

    def _watch(self) -> None:
        while (mark := self._next_to_stop()) is not None:
            with suppress(Neo4jError, DriverError):
                self._stop(mark)
            with self._changed:
                self._stopping = None
                if mark in self._deadlines:
                    self._deadlines[mark] = time.monotonic() + AGAIN_SECONDS
                self._changed.notify_all()

    def _next_to_stop(self) -> str | None:
        """Wait for a statement over its limit and return its mark. Return None once closed."""
        with self._changed:
            while not self._closed:
                mark = min(self._deadlines, key=self._deadlines.__getitem__, default=None)
                self._wakes_at = math.inf if mark is None else self._deadlines[mark]
                left = self._wakes_at - time.monotonic()
                if mark is not None and left <= 0:
                    self._stopping = mark
                    return mark
                self._changed.wait(None if mark is None else left)
            return None

    def _stop(self, mark: str) -> None:
        with self._driver.session(wait=ORDER_SECONDS, database=self._database) as session:
            for running in session.run("SHOW TRANSACTIONS").data():
                if running["currentQuery"].startswith(mark):
                    identifier = running["transactionId"]
                    session.run(f"TERMINATE TRANSACTIONS '{identifier}'").consume()
