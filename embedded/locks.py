"""Locks that the operating system drops when their holder dies, however it dies.

No library serves: filelock 4.3.1 drops locks in a fork; portalocker 4.4.2 saves only two lines.
"""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType

from trama.core.home import OWNER_ONLY_FILE

_POLL_SECONDS = 0.05  # between two attempts: flock itself has no time limit


class FileLock:
    """A lock on a file, shared or exclusive (flock).

    A program that the holder starts does not inherit the lock. From the shared locks the
    supervisor learns whether anybody still uses the engine.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self._path = path
        self._mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        self._descriptor: int | None = None

    def acquire(self, seconds: float = 0) -> bool:
        """Acquire the lock within ``seconds``; 0 tries once. Return whether that succeeded."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, OWNER_ONLY_FILE)
        until = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(descriptor, self._mode | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    os.close(descriptor)
                    return False
                time.sleep(_POLL_SECONDS)
            else:
                self._descriptor = descriptor
                return True

    def release(self) -> None:
        """Release the lock, if it is held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> "FileLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
