"""The progress of a load, for a person who watches: counts, a rate and the time left."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """The phases of a load (reading, writing cases, counting routes) and those of a linking."""

    READING = "reading"
    BLOCKING = "blocking"
    COMPARING = "comparing"
    DECIDING = "deciding"
    WRITING = "writing"
    ROUTES = "routes"


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of one phase.

    ``done`` and ``total`` count rows (reading), cases (writing) or legs (routes). ``total`` is None
    while reading: the rows of a file are not known before its end. ``rate`` is per second. ``left``
    is the number of seconds to go, None if the total is unknown. ``file`` is the file being read,
    '' in the other phases.
    """

    phase: Phase
    done: int
    total: int | None
    rate: float
    left: float | None
    file: str = ""


Watcher = Callable[[Progress], None]

# Ten times a second is as often as a person can see a number change.
_SECONDS_BETWEEN = 0.1


class Meter:
    """The count of one phase. It notifies a watcher at most ten times a second."""

    def __init__(
        self, watcher: Watcher | None, phase: Phase, total: int | None = None, file: str = ""
    ) -> None:
        self._watcher = watcher
        self._phase = phase
        self.total = total
        self._file = file
        self._begun = time.monotonic()
        self._notified = 0.0
        self.done = 0

    def advance(self, by: int = 1) -> None:
        """Add to the count. Notify the watcher if the last notice is a tenth of a second old."""
        self.done += by
        if self._watcher is not None and time.monotonic() - self._notified >= _SECONDS_BETWEEN:
            self.notify()

    def notify(self) -> None:
        """Notify the watcher of the count, the rate and the time left."""
        if self._watcher is None:
            return
        self._notified = time.monotonic()
        elapsed = max(self._notified - self._begun, 1e-9)
        rate = self.done / elapsed
        left = None
        if self.total is not None and rate > 0:
            left = max(self.total - self.done, 0) / rate
        self._watcher(Progress(self._phase, self.done, self.total, rate, left, self._file))
