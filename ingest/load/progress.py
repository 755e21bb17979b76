"""How far a load is: for a person who watches."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What a load is doing: reading files, writing cases or observations, counting routes."""

    READING = "reading"
    WRITING = "writing"
    ROUTES = "routes"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one phase is.

    ``done`` and ``total`` count rows (reading; the total is not known before the end, so None),
    cases (writing) or legs (routes). ``rate`` is a second; ``left`` are the seconds to go, None
    where the total is not known. ``file`` is the one being read, '' otherwise.
    """

    phase: Phase
    done: int
    total: int | None
    rate: float
    left: float | None
    file: str = ""


Watcher = Callable[[Progress], None]

_SECONDS_BETWEEN = 0.1


class Meter:
    """Tells a watcher about one phase, ten times a second at most."""

    def __init__(
        self, watcher: Watcher | None, phase: Phase, total: int | None = None, file: str = ""
    ) -> None:
        self._watcher = watcher
        self._phase = phase
        self.total = total
        self._file = file
        self._begun = time.monotonic()
        self._told = 0.0
        self.done = 0

    def advance(self, by: int = 1) -> None:
        """Counts what was done and tells it, unless it has just told."""
        self.done += by
        if self._watcher is not None and time.monotonic() - self._told >= _SECONDS_BETWEEN:
            self.tell()

    def tell(self) -> None:
        """Tells how far it is."""
        if self._watcher is None:
            return
        self._told = time.monotonic()
        elapsed = max(self._told - self._begun, 1e-9)
        rate = self.done / elapsed
        left = None
        if self.total is not None and rate > 0:
            left = max(self.total - self.done, 0) / rate
        self._watcher(Progress(self._phase, self.done, self.total, rate, left, self._file))
