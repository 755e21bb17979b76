"""The time that a long work spends on each of its parts, by the clock.

Open `measured` to know it; each part names itself with `spending`, which costs nearly nothing where
nobody measures. The main value is a :class:`TimeSpent`.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ContextDecorator, contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Part(StrEnum):
    """The parts of a load; `OTHER` is all that belongs to none of them.

    ``PREPARING`` is the schema, and what is known of earlier loads. ``ENGINE`` is the waiting for
    answers, and for transactions that are being written.
    """

    PREPARING = "preparing"
    READING = "reading"
    MAPPING = "mapping"
    SPOOL = "spool"
    COMPARING = "comparing"
    DERIVING = "deriving"
    ENGINE = "engine"
    ROUTES = "routes"
    OTHER = "other"


class TimeSpent:
    """Seconds by part. A part inside another counts for itself alone.

    Example: of 10 s of reading, 6 s went into mapping: ``{"reading": 4.0, "mapping": 6.0}``.
    """

    def __init__(self) -> None:
        self._seconds: dict[Part, float] = defaultdict(float)
        self._parts = [Part.OTHER]
        self._since = time.perf_counter()

    def begin(self, part: Part) -> None:
        """Count for ``part`` from now on."""
        self._count()
        self._parts.append(part)

    def end(self) -> None:
        """Count again for what the part was begun in."""
        self._count()
        self._parts.pop()

    def seconds(self) -> dict[str, float]:
        """Return the seconds so far, of every part, in the order of `Part`."""
        self._count()
        return {part.value: round(self._seconds[part], 3) for part in Part}

    def _count(self) -> None:
        now = time.perf_counter()
        self._seconds[self._parts[-1]] += now - self._since
        self._since = now


_measuring: ContextVar[TimeSpent | None] = ContextVar("time_spent", default=None)


@contextmanager
def measured() -> Iterator[TimeSpent]:
    """Yield the time that this thread spends on its parts inside the block."""
    spent = TimeSpent()
    token = _measuring.set(spent)
    try:
        yield spent
    finally:
        _measuring.reset(token)


class spending(ContextDecorator):  # noqa: N801 - it reads as a function
    """A block, or a function, whose time is spent on a part, if somebody measures."""

    __slots__ = ("_part",)

    def __init__(self, part: Part) -> None:
        self._part = part

    def __enter__(self) -> None:
        spent = _measuring.get()
        if spent is not None:
            spent.begin(self._part)

    def __exit__(self, *_: object) -> None:
        spent = _measuring.get()
        if spent is not None:
            spent.end()
