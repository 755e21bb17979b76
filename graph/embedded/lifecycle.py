"""Starting, sharing, asking after and stopping the embedded engine of a home folder."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from trama.core.errors import EngineUnavailable
from trama.core.home import Home
from trama.graph.embedded.java import require_engine
from trama.graph.embedded.layout import Layout, layout_of
from trama.graph.embedded.locks import FileLock
from trama.graph.embedded.state import State, read_state

_START_SECONDS = 600.0  # the supervisor gives up before
_STOP_SECONDS = 150.0
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What `trama engine status` shows.

    ``pid`` and the ports are None while the engine does not run; ``log`` is where it writes.
    """

    running: bool
    log: str
    pid: int | None = None
    bolt_port: int | None = None
    http_port: int | None = None
    version: str | None = None


class Lease:
    """A process's use of the engine: as long as it is held, the engine is not stopped as idle.

    The operating system gives it back when the process dies.
    """

    def __init__(self, home: Home, heap: str, idle_seconds: float) -> None:
        self._layout = layout_of(home)
        self._home = home
        self._heap = heap
        self._idle_seconds = idle_seconds
        self._lock = FileLock(self._layout.in_use, shared=True)

    def engine(self) -> State:
        """Returns an engine that answers, started when none does.

        Raises:
            EngineUnavailable: it did not come up; the message names the log.
        MissingPart: the wheel ``arcadedb-embedded`` is not installed.
        """
        self._lock.release()
        # An engine that is stopping as idle holds the lock until it has ended.
        if not self._lock.acquire(seconds=_STOP_SECONDS):
            raise _unavailable(self._layout, "no acaba de parar", "it is still stopping")
        os.utime(self._layout.in_use)
        try:
            return _ensure(self._home, self._layout, self._heap, self._idle_seconds)
        except EngineUnavailable:
            self._lock.release()
            raise

    def release(self) -> None:
        """Says that this process needs the engine no longer."""
        if self._layout.in_use.exists():
            os.utime(self._layout.in_use)
        self._lock.release()


def start(home: Home, heap: str, idle_seconds: float) -> EngineStatus:
    """Starts the engine unless it runs, and returns its status.

    It stops by itself when nobody used it for ``idle_seconds``.

    Raises:
        EngineUnavailable: it did not come up; the message names the log.
    """
    lease = Lease(home, heap, idle_seconds)
    lease.engine()
    lease.release()
    return status(home)


def stop(home: Home) -> bool:
    """Stops the engine in order, whoever uses it; returns False when none was running.

    Raises:
        EngineUnavailable: it did not end.
    """
    layout = layout_of(home)
    state = read_state(layout)
    supervisor = state.supervisor.find() if state is not None else None
    if supervisor is None:
        return False
    supervisor.terminate()
    if not _wait_for(lambda: not _is_supervised(layout), _STOP_SECONDS):
        raise _unavailable(layout, "no se detuvo", "it did not stop")
    return True


def status(home: Home) -> EngineStatus:
    """Returns whether the engine of ``home`` runs, and where; starts nothing."""
    layout = Layout(home.engine)
    state = read_state(layout)
    if state is None or not state.serves():
        return EngineStatus(running=False, log=str(layout.log))
    return EngineStatus(
        running=True,
        log=str(layout.log),
        pid=state.engine.pid,
        bolt_port=state.ports.bolt,
        http_port=state.ports.http,
        version=state.version,
    )


def _ensure(home: Home, layout: Layout, heap: str, idle_seconds: float) -> State:
    """Returns the state of the one engine; of several processes at once, one starts it."""
    with FileLock(layout.starting) as starting:
        if not starting.acquire(seconds=_START_SECONDS):
            raise _unavailable(layout, "otro proceso lo inicia", "another process starts it")
        until = time.monotonic() + _START_SECONDS
        spawned = False
        while (state := _serving(layout)) is None:
            # A supervisor that is about to end, because its engine died, has to be waited for.
            if not _is_supervised(layout):
                if spawned:
                    raise _unavailable(layout, "no arrancó", "it did not start")
                _spawn_supervisor(home, layout, heap, idle_seconds)
                spawned = True
            if time.monotonic() > until:
                raise _unavailable(layout, "no arrancó a tiempo", "it did not start in time")
            time.sleep(_POLL_SECONDS)
        return state


def _serving(layout: Layout) -> State | None:
    state = read_state(layout)
    return state if state is not None and state.serves() else None


def _is_supervised(layout: Layout) -> bool:
    with FileLock(layout.alive, shared=True) as probe:
        return not probe.acquire()


def _spawn_supervisor(home: Home, layout: Layout, heap: str, idle_seconds: float) -> None:
    command = [sys.executable, "-m", "trama.graph.embedded.supervisor"]
    require_engine()
    layout.failure.unlink(missing_ok=True)
    done = subprocess.run(  # noqa: S603  our own module, arguments without a shell
        [*command, str(home.folder), heap, str(idle_seconds)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise _unavailable(layout, "no arrancó", "it did not start")


def _wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _unavailable(layout: Layout, why_es: str, why_en: str) -> EngineUnavailable:
    reason = layout.failure.read_text(encoding="utf-8") if layout.failure.exists() else ""
    said = f" ({reason})" if reason else ""
    return EngineUnavailable(
        where="127.0.0.1",
        why_es=f"{why_es}{said}; el motivo está en {layout.log}",
        why_en=f"{why_en}{said}; the reason is in {layout.log}",
    )
