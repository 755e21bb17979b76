"""The state of the running engine, its processes and ports, as a JSON file of the home folder."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass

import psutil

from trama.core.home import write_private
from trama.embedded.java import Ports
from trama.embedded.layout import LOOPBACK, Layout
from trama.embedded.memory import EngineMemory


@dataclass(frozen=True, slots=True)
class Process:
    """A process that cannot be mistaken for a later process with the same number.

    ``started`` is in seconds since 1970, as the operating system reports it.
    """

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> "Process":
        """Return the process that has the number ``pid`` now."""
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """Return the living process. Return None if it ended, even if its number was reused."""
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(self.pid)
            # A zombie has ended. One second of tolerance: the clock of start times moves by a tick.
            if abs(process.create_time() - self.started) < 1 and process.status() != "zombie":
                return process
        return None


@dataclass(frozen=True, slots=True)
class State:
    """An engine that answers: its supervisor, its process, its ports, its version and its memory.

    ``memory`` is None if an earlier version of Trama started the engine.
    """

    supervisor: Process
    engine: Process
    ports: Ports
    version: str
    memory: EngineMemory | None = None

    @property
    def uri(self) -> str:
        """The address for a Bolt driver."""
        return f"bolt://{LOOPBACK}:{self.ports.bolt}"

    def serves(self) -> bool:
        """Return whether both processes live."""
        return self.supervisor.find() is not None and self.engine.find() is not None


def write_state(layout: Layout, state: State) -> None:
    """Write ``state`` whole or not at all, so that only the owner can read it."""
    write_private(layout.state, json.dumps(asdict(state)))


def read_state(layout: Layout) -> State | None:
    """Return the stored state. Return None if the file is absent or damaged."""
    try:
        stored = json.loads(layout.state.read_text(encoding="utf-8"))
        return State(
            supervisor=Process(**stored["supervisor"]),
            engine=Process(**stored["engine"]),
            ports=Ports(**stored["ports"]),
            version=stored["version"],
            memory=EngineMemory(**stored["memory"]) if stored.get("memory") else None,
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
