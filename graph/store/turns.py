"""The turn to write: loads and rebuilds of one installation wait for each other by a lock file.

Two installations on one graph do not share the file. Between them the fence decides
(`trama.graph.store.writer`): the one that begins last goes on, the other stops.
"""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from filelock import FileLock

LOCK = "load.lock"
"""The name of the lock file in the home folder."""


def turn(lock: Path | None) -> AbstractContextManager[object]:
    """Return a context that waits for the turn and holds it. Without a file nobody waits."""
    if lock is None:
        return nullcontext()
    lock.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(lock)
