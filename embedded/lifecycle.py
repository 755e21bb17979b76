"""The life of the embedded engine of a home folder: start, shared use, status and stop.

Every process that uses the engine takes a ``Lease`` here; the lease starts the engine if none
serves. The supervisor, a process of its own, watches the engine and stops it when it is idle. The
supervisor restarts nothing. The next process that asks for a dead engine starts it again, and every
call of ``Graph`` asks.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from trama.core.errors import EngineUnavailable
from trama.core.home import Home
from trama.embedded.java import require_engine
from trama.embedded.layout import Layout, layout_of
from trama.embedded.locks import FileLock
from trama.embedded.memory import EngineMemory, heap_bytes
from trama.embedded.state import State, read_state
from trama.embedded.trouble import is_full

_START_SECONDS = 600.0  # the supervisor gives up before, after three attempts of 180 s
_STOP_SECONDS = 150.0  # the supervisor kills an engine that hangs after 60 s
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """The status that `trama engine status` shows.

    ``pid``, the ports and the memory are None while the engine does not run. ``log`` is the path of
    its log.
    """

    running: bool
    log: str
    pid: int | None = None
    bolt_port: int | None = None
    http_port: int | None = None
    version: str | None = None
    memory: EngineMemory | None = None


class Lease:
    """One process's use of the engine. The engine does not stop as idle while a lease is held.

    The operating system releases the lease when the process dies.
    """

    def __init__(self, home: Home, heap: str, idle_seconds: float) -> None:
        self._layout = layout_of(home)
        self._home = home
        self._heap = heap
        self._idle_seconds = idle_seconds
        self._lock = FileLock(self._layout.in_use, shared=True)

    def engine(self) -> State:
        """Take the lease and return an engine that answers; start it if none does.

        Raises:
            EngineUnavailable: the engine did not come up; the message names the log.
            MissingPart: the wheel ``arcadedb-embedded`` is not installed.
        """
        self._lock.release()
        # The supervisor of an engine that stops as idle holds the lock until the engine has ended.
        if not self._lock.acquire(seconds=_STOP_SECONDS):
            raise _unavailable(self._layout, "no acaba de parar", "it is still stopping")
        os.utime(self._layout.in_use)
        try:
            return _ensure(self._home, self._layout, self._heap, self._idle_seconds)
        except EngineUnavailable:
            self._lock.release()
            raise

    def release(self) -> None:
        """Release the lease: this process needs the engine no longer."""
        if self._layout.in_use.exists():
            os.utime(self._layout.in_use)
        self._lock.release()


def start(home: Home, heap: str, idle_seconds: float) -> EngineStatus:
    """Start the engine unless it runs, and return its status.

    1. Share the lock ``in-use``, so that no supervisor stops the engine as idle. If an engine is
       stopping, its supervisor holds the lock alone: wait until it has ended.
    2. Take the lock ``starting``: of several processes at once, one starts the engine.
    3. Read the state file. If its supervisor and its engine both live, the engine serves.
    4. Otherwise probe the lock ``alive``. If a supervisor holds it, the engine is coming up or
       going down: wait, and go back to 3.
    5. If nobody holds it, spawn a supervisor (once) and go back to 3. The new supervisor first
       ends an engine that a killed supervisor left.

    No lock can be stale: the operating system drops the locks of a process that dies. Only the
    state file can be stale, and step 3 does not believe it.

    Example: supervisor 41 and engine 42 were killed, and ``state.json`` still names them. Step 3
    finds neither alive; a stranger that got the number 42 has another start time. Step 4 finds
    ``alive`` free. Step 5 spawns supervisor 57, which removes the stale state, starts engine 58
    and writes both down. The result is ``EngineStatus(running=True, pid=58, …)``.

    The engine stops by itself after ``idle_seconds`` without use.

    Raises:
        EngineUnavailable: the engine did not come up; the message names the log.
        MissingPart: the wheel ``arcadedb-embedded`` is not installed.
        BadSetting: ``heap`` is no amount of memory.
    """
    lease = Lease(home, heap, idle_seconds)
    lease.engine()
    lease.release()
    return status(home)


def stop(home: Home) -> bool:
    """Stop the engine in order, even while it is used. Return False if no engine ran.

    Raises:
        EngineUnavailable: the engine did not end.
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
    """Return whether the engine of ``home`` runs, and where. Start nothing."""
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
        memory=state.memory,
    )


def _ensure(home: Home, layout: Layout, heap: str, idle_seconds: float) -> State:
    """Return the state of the engine, started if needed: steps 2 to 5 of :func:`start`."""
    with FileLock(layout.starting) as starting:
        if not starting.acquire(seconds=_START_SECONDS):
            raise _unavailable(layout, "otro proceso lo inicia", "another process starts it")
        until = time.monotonic() + _START_SECONDS
        spawned = False
        while (state := _serving(layout)) is None:
            # A supervisor whose engine died still lives for a moment: wait for its end.
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
    heap_bytes(heap)  # the supervisor has nobody to tell that the setting is wrong
    command = [sys.executable, "-m", "trama.embedded.supervisor"]
    require_engine()
    layout.failure.unlink(missing_ok=True)
    completed = subprocess.run(  # noqa: S603  our own module, arguments without a shell
        [*command, str(home.folder), heap, str(idle_seconds)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if completed.returncode != 0:
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
    detail = f" ({reason})" if reason else ""
    if is_full(layout):
        why_es = f"el disco de {layout.folder} está lleno: libere espacio; {why_es}"
        why_en = f"the disk of {layout.folder} is full: free some space; {why_en}"
    return EngineUnavailable(
        where="127.0.0.1",
        why_es=f"{why_es}{detail}; el motivo está en {layout.log}",
        why_en=f"{why_en}{detail}; the reason is in {layout.log}",
    )
