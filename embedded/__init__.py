"""The embedded engine: ArcadeDB as a background process of this user, on 127.0.0.1 only.

``lifecycle`` starts, shares and stops the engine. ``supervisor`` is the process that watches one
engine and ends with it. ``state`` records which processes serve, and at which ports.
"""

from trama.core.home import Home
from trama.core.settings import Settings
from trama.embedded import lifecycle
from trama.embedded.lifecycle import EngineStatus, Lease
from trama.embedded.trouble import trouble

__all__ = ["EngineStatus", "Lease", "engine_status", "start_engine", "stop_engine", "trouble"]


def start_engine(settings: Settings) -> EngineStatus:
    """Start the embedded engine of the home folder unless it runs, and return its status.

    The engine stops by itself after ``settings.engine_idle_seconds`` without use.

    Raises:
        BadSetting: ``settings.engine_heap`` is no amount of memory.
        EngineUnavailable: the engine did not come up; the message names its log.
        MissingPart: the wheel ``arcadedb-embedded`` is not installed.
    """
    return lifecycle.start(Home(settings.home), settings.engine_heap, settings.engine_idle_seconds)


def stop_engine(settings: Settings) -> bool:
    """Stop the embedded engine in order, even while it is used. Return False if no engine ran.

    Raises:
        EngineUnavailable: the engine did not end.
    """
    return lifecycle.stop(Home(settings.home))


def engine_status(settings: Settings) -> EngineStatus:
    """Return whether the embedded engine of the home folder runs, and where. Start nothing."""
    return lifecycle.status(Home(settings.home))
