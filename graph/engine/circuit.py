"""The circuit between requests and an engine: it opens when the engine no longer answers.

1. A request passes while the circuit is closed. At most ``ROOM`` requests are at the engine at
   once, so that a frozen engine holds no more threads than these.
2. Two lost requests in a row open the circuit. So does a probe without an answer.
3. While the circuit is open, each request fails at once with ``retry_after``. One of them a second
   asks the probe first; an answer closes the circuit.

For example, an engine is frozen while 30 people ask. Sixteen requests wait for it. The next one
finds a request that has waited for over three seconds, and asks the probe. The probe gets no answer
within five seconds, the circuit opens, and everybody else hears so at once.

The pattern is Nygard's circuit breaker with bulkheads (Release It!, 2nd ed. 2018, chapter 5).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from neo4j.exceptions import (
    ConnectionAcquisitionTimeoutError,
    ServiceUnavailable,
    SessionExpired,
)

from trama.core.errors import EngineUnavailable
from trama.graph.engine.overloads import RETRY_AFTER

LOST = (ConnectionAcquisitionTimeoutError, ServiceUnavailable, SessionExpired)
"""The driver's errors that say that the engine did not answer."""

ROOM = 16
"""Requests at the engine at once; the embedded engine itself works on twice the cores."""

_LOST_IN_A_ROW = 2
_QUEUE_SECONDS = 2.0  # the wait for room
_SUSPECT_SECONDS = 3.0  # nearly every request ends sooner
_FRESH_SECONDS = 1.0  # the age until which the probe's last word counts


class Circuit:
    """The circuit of one graph; threads may share it.

    ``probe`` returns whether the engine answers, and takes no longer than some seconds. ``where``
    returns the address of the engine, for messages.
    """

    def __init__(
        self,
        probe: Callable[[], bool],
        where: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._probe = probe
        self._where = where
        self._clock = clock
        self._lock = Lock()
        self._room = BoundedSemaphore(ROOM)
        self._is_open = False
        self._lost_in_a_row = 0
        self._asking = False
        self._asked_at = -_FRESH_SECONDS
        self._began: dict[object, float] = {}

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Let one request pass to the engine, and note whether the engine answered it.

        Raises:
            EngineUnavailable: the circuit is open, or the engine has too many requests already.
        """
        if self._is_open or self._is_suspect():
            self.check()
        if not self._room.acquire(timeout=_QUEUE_SECONDS):
            raise self._crowded()
        request = object()
        try:
            with self._lock:
                self._began[request] = self._clock()
            yield
        except LOST:
            self._note_lost()
            raise
        else:
            self._note_answered()
        finally:
            with self._lock:
                del self._began[request]
            self._room.release()

    def check(self) -> None:
        """Ask the probe, unless another thread asks now or asked within a second.

        Callers never wait for each other: who does not ask gets the last answer.

        Raises:
            EngineUnavailable: the engine did not answer the last probe.
        """
        with self._lock:
            asks = not self._asking and self._clock() - self._asked_at >= _FRESH_SECONDS
            self._asking = self._asking or asks
        if asks:
            self._ask()
        if self._is_open:
            raise EngineUnavailable(
                where=self._where(),
                why_es="no contesta; Trama vuelve a probar cada segundo",
                why_en="it does not answer; Trama tries again every second",
                retry_after=RETRY_AFTER,
            )

    def _ask(self) -> None:
        answers = False
        try:
            answers = self._probe()
        finally:
            with self._lock:
                self._asking = False
                self._asked_at = self._clock()
                self._is_open = not answers
                self._lost_in_a_row = 0

    def _is_suspect(self) -> bool:
        """Return whether a request has been at the engine for longer than usual."""
        with self._lock:
            oldest = min(self._began.values(), default=self._clock())
            return self._clock() - oldest > _SUSPECT_SECONDS

    def _note_lost(self) -> None:
        with self._lock:
            self._lost_in_a_row += 1
            self._is_open = self._is_open or self._lost_in_a_row >= _LOST_IN_A_ROW

    def _note_answered(self) -> None:
        with self._lock:
            self._lost_in_a_row = 0

    def _crowded(self) -> EngineUnavailable:
        return EngineUnavailable(
            where=self._where(),
            why_es=f"ya atiende {ROOM} consultas a la vez; repita en unos segundos",
            why_en=f"it already answers {ROOM} queries at once; repeat in a few seconds",
            retry_after=RETRY_AFTER,
        )
