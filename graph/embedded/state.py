"""What is known of the running engine: its processes and its ports, in a file of the home."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass

import psutil

from trama.core.home import write_private
from trama.graph.embedded.java import Ports
from trama.graph.embedded.layout import LOOPBACK, Layout


@dataclass(frozen=True, slots=True)
class Process:
    """A process that cannot be taken for a later one with the same number.

    ``started`` is in seconds since 1970, as the operating system tells it.
    """

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> "Process":
        """Returns the process that has the number ``pid`` now."""
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """Returns the living process, or None when it ended, whoever has its number now."""
        with suppress(psutil.NoSuchProcess):
            found = psutil.Process(self.pid)
            # A zombie has ended; the clock that start times are read from moves by a tick.
            if abs(found.create_time() - self.started) < 1 and found.status() != "zombie":
                return found
        return None


@dataclass(frozen=True, slots=True)
class State:
    """An engine that answers: who watches over it, who it is, where it listens."""

    supervisor: Process
    engine: Process
    ports: Ports
    version: str

    @property
    def uri(self) -> str:
        """The address for a Bolt driver."""
        return f"bolt://{LOOPBACK}:{self.ports.bolt}"

    def serves(self) -> bool:
        """Returns whether both processes live."""
        return self.supervisor.find() is not None and self.engine.find() is not None


def write_state(layout: Layout, state: State) -> None:
    """Writes ``state`` so that only the owner can read it, never half of it."""
    write_private(layout.state, json.dumps(asdict(state)))


def read_state(layout: Layout) -> State | None:
    """Returns what the file says, or None when it is absent or damaged."""
    try:
        said = json.loads(layout.state.read_text(encoding="utf-8"))
        return State(
            supervisor=Process(**said["supervisor"]),
            engine=Process(**said["engine"]),
            ports=Ports(**said["ports"]),
            version=said["version"],
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
