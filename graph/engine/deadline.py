"""The time that a question may take in all, and its early end if whoever asked it leaves.

A question may wait for its turn and then ask the engine several times. So its limit belongs to the
question: the thread that works for it holds the ``Deadline``, and each read in that thread ends by
it. A thread that holds none, as that of a command, has the limits of each read alone.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

_held: ContextVar["Deadline | None"] = ContextVar("deadline", default=None)


class Deadline:
    """The end of one question, ``seconds`` after its beginning or at :meth:`end`.

    One read of a question may end before the question, and never after it: it is ``within`` it.
    """

    def __init__(
        self,
        seconds: float,
        within: "Deadline | None" = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._within = within
        self._ends_at = clock() + seconds
        self._lock = Lock()
        self._stops: list[Callable[[], None]] = []

    def left(self) -> float:
        """Return the seconds that are left, 0 after the end."""
        with self._lock:
            left = max(0.0, self._ends_at - self._clock())
        return left if self._within is None else min(left, self._within.left())

    def end(self) -> None:
        """End the question now: nothing more is asked for it, and what runs for it is stopped."""
        with self._lock:
            self._ends_at = self._clock()
            stops = list(self._stops)
        for stop in stops:
            stop()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Bound what this thread reads inside the block."""
        before = _held.set(self)
        try:
            yield
        finally:
            _held.reset(before)

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """Have the end of the question call ``stop``, from another thread, while the block runs."""
        if self._within is not None:
            with self._within.stopping(stop):
                yield
            return
        with self._lock:
            self._stops.append(stop)
        try:
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)


def deadline_of(seconds: float) -> Deadline:
    """Return the deadline of a read of ``seconds``, within the question of this thread if any."""
    return Deadline(seconds, _held.get())
