"""An engine that is stopped in its tracks, as by a machine without memory: it answers nobody."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from installation import Installation

from trama.graph.engine import engine_status


@contextmanager
def frozen(installation: Installation) -> Iterator[None]:
    """Stop the engine of an installation until the end of the block."""
    pid = engine_status(installation.settings).pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
