"""The turns of heavy queries: few survey the whole graph at once, in all processes together.

Such a query keeps a core of the machine busy and holds much of the engine's memory. Each process
has lines of its own, and several processes share an embedded engine. So a turn is a lock on a file
of the engine's folder, which the operating system drops if its holder dies.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from trama.core.errors import EngineOverloaded
from trama.embedded.locks import FileLock
from trama.graph.engine.overloads import RETRY_AFTER

HEAVY_TURNS = 1 if (os.cpu_count() or 1) < 4 else 2
"""Heavy queries at once: a machine with two cores keeps one of them for the light queries."""

_POLL_SECONDS = 0.05


@contextmanager
def turn(files: Sequence[Path], left: Callable[[], float]) -> Iterator[None]:
    """Hold the lock of one of the files; wait for it while ``left`` returns seconds.

    Raises:
        EngineOverloaded: other queries held every lock for as long.
    """
    locks = [FileLock(file) for file in files]
    while (held := next((lock for lock in locks if lock.acquire()), None)) is None:
        if not left():
            raise EngineOverloaded(
                why_es="otras consultas recorren todo el grafo ahora; repita en unos segundos",
                why_en="other queries survey the whole graph now; repeat in a few seconds",
                retry_after=RETRY_AFTER,
            )
        time.sleep(_POLL_SECONDS)
    with held:
        yield
