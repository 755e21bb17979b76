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
    """The end of one question, ``seconds`` after its beginning or at :meth:`end`."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends_at = clock() + seconds
        self._lock = Lock()
        self._stops: list[Callable[[], None]] = []

    def left(self) -> float:
        """Return the seconds that are left, 0 after the end."""
        with self._lock:
            return max(0.0, self._ends_at - self._clock())

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
        """Have :meth:`end` call ``stop``, from another thread, while the block runs."""
        with self._lock:
            self._stops.append(stop)
        try:
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)


def deadline_of(seconds: float) -> Deadline:
    """Return the deadline that this thread holds if it ends earlier, else one in ``seconds``."""
    held = _held.get()
    return held if held is not None and held.left() < seconds else Deadline(seconds)
