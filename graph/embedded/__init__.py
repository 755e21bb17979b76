"""The embedded engine: ArcadeDB as a background process of this user, on 127.0.0.1 only."""

from trama.core.home import Home
from trama.core.settings import Settings
from trama.graph.embedded import lifecycle
from trama.graph.embedded.lifecycle import EngineStatus, Lease

__all__ = ["EngineStatus", "Lease", "engine_status", "start_engine", "stop_engine"]


def start_engine(settings: Settings) -> EngineStatus:
    """Starts the embedded engine of the home folder unless it runs, and returns its status.

    It stops by itself when nobody used it for ``settings.engine_idle_seconds``.

    Raises:
        EngineUnavailable: it did not come up; the message names its log.
    """
    return lifecycle.start(Home(settings.home), settings.engine_heap, settings.engine_idle_seconds)


def stop_engine(settings: Settings) -> bool:
    """Stops the embedded engine in order, whoever uses it; returns False when none was running.

    Raises:
        EngineUnavailable: it did not end.
    """
    return lifecycle.stop(Home(settings.home))


def engine_status(settings: Settings) -> EngineStatus:
    """Returns whether the embedded engine of the home folder runs, and where; starts nothing."""
    return lifecycle.status(Home(settings.home))
