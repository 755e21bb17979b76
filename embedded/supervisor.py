"""The process that watches over one embedded engine and ends with it.

Several `trama` processes share the engine, so none of them may own it. Nor may the engine outlive
its use. The supervisor is therefore a process of its own:

1. It starts the engine, writes the state file, and watches the engine.
2. Every process that uses the engine holds a shared lock on one file (`in-use.lock`). The
   operating system drops that lock when the process ends, even by kill -9.
3. A driver, a notebook or a browser that is not ours holds no lock. An open connection to the
   engine counts as use too.
4. When the supervisor can hold the lock alone and no client is connected, nobody uses the engine.
   After the idle time the supervisor keeps the lock, stops the engine and ends.
5. A process that comes at that moment waits for the lock, finds no engine and starts a new one.

So there is no count of users to trust, and nothing to clean up after a crash. The supervisor also
stops the engine if the home folder is deleted. If the supervisor is killed, the kernel ends the
engine (Linux); elsewhere the next start ends the engine that was left.

    python -m trama.embedded.supervisor HOME HEAP IDLE_SECONDS

The command returns at once; the work goes on in the background. `lifecycle` runs it.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from trama.core.home import Home, write_private
from trama.embedded.java import Ports, engine_version, java_command, write_logging
from trama.embedded.layout import LOOPBACK, Layout, layout_of
from trama.embedded.locks import FileLock
from trama.embedded.memory import chosen_memory
from trama.embedded.state import Process, State, read_state, write_state
from trama.embedded.users import write_users

_ANSWER_SECONDS = 180.0  # after a crash the engine first replays its log
_STOP_SECONDS = 60.0  # then the engine is killed, and replays its log at the next start
_ATTEMPTS = 3  # another program may take a port before the engine does
_POLL_SECONDS = 0.2
_LOOK_SECONDS = 0.9  # between looks at the engine's connections, each about 1 ms
_PR_SET_PDEATHSIG = 1  # of Linux, <sys/prctl.h>


class _Failed(Exception):
    """A failed start of the engine."""


def main(arguments: list[str]) -> int:
    """Put a supervisor in the background unless one lives. Return the exit code."""
    home, heap, idle_seconds = Home(Path(arguments[0])), arguments[1], float(arguments[2])
    os.umask(0o077)
    layout = layout_of(home)
    alive = FileLock(layout.alive)
    # `lifecycle` probes this lock for an instant; a supervisor holds it for good.
    if not alive.acquire(seconds=2):
        return 0
    if os.fork() != 0:
        os._exit(0)  # the child keeps the lock; as an orphan it leaves no zombie
    os.setsid()
    _detach_output(layout)
    _Supervisor(home, layout, heap, idle_seconds).run()
    return 0


def _detach_output(layout: Layout) -> None:
    """Redirect all output to the engine's log. Keep the log of the last start beside it."""
    with suppress(FileNotFoundError):
        layout.log.replace(layout.log.with_suffix(".log.1"))
    os.chdir(layout.folder)
    log = os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, null), (1, log), (2, log)):
        os.dup2(source, target)


class _Supervisor:
    """The watch over one engine, from its start to its end."""

    def __init__(self, home: Home, layout: Layout, heap: str, idle_seconds: float) -> None:
        self._home = home
        self._layout = layout
        self._memory = chosen_memory(heap, layout.database)
        self._idle_seconds = idle_seconds
        self._stop_requested = False

    def run(self) -> None:
        """Start the engine, wait until it ends or nobody needs it, and stop it."""
        signal.signal(signal.SIGTERM, self._request_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._end_orphan()
        self._layout.failure.unlink(missing_ok=True)
        try:
            engine, ports = self._start()
        except _Failed as failure:
            write_private(self._layout.failure, str(failure))
            return
        state = State(
            Process.of(os.getpid()),
            Process.of(engine.pid),
            ports,
            engine_version(),
            self._memory,
        )
        write_state(self._layout, state)
        try:
            self._watch(engine)
        finally:
            with suppress(FileNotFoundError):
                self._layout.state.unlink()
            _stop(engine)

    def _request_stop(self, *_: object) -> None:
        self._stop_requested = True

    def _end_orphan(self) -> None:
        """End an engine whose supervisor was killed: two engines would share one database."""
        state = read_state(self._layout)
        if state is not None and (orphan := state.engine.find()) is not None:
            orphan.terminate()
            orphan.wait(_STOP_SECONDS)
        self._layout.state.unlink(missing_ok=True)

    def _start(self) -> tuple[subprocess.Popen[bytes], Ports]:
        """Return an engine that answers, and its ports. Choose new ports if one was taken."""
        reason = ""
        for _ in range(_ATTEMPTS):
            write_users(self._home, self._layout)
            write_logging(self._layout)
            ports = _free_ports()
            engine = subprocess.Popen(  # noqa: S603  the wheel's Java, arguments without a shell
                java_command(self._layout, ports, self._memory),
                env={"LC_ALL": "C.UTF-8"},  # for homes with an ñ in their path
                preexec_fn=_end_with_parent,  # noqa: PLW1509  this process has one thread
            )
            try:
                self._wait_for_answer(engine, ports)
            except _Failed as failure:
                reason = str(failure)
                _stop(engine)
            else:
                return engine, ports
            if self._stop_requested:
                break
        raise _Failed(reason)

    def _wait_for_answer(self, engine: subprocess.Popen[bytes], ports: Ports) -> None:
        until = time.monotonic() + _ANSWER_SECONDS
        while not _answers(ports):
            if engine.poll() is not None:
                raise _Failed(f"exit {engine.returncode}")
            _require_own_ports(engine, ports)
            if time.monotonic() > until or self._stop_requested:
                raise _Failed("no answer")
            time.sleep(0.05)
        _require_own_ports(engine, ports)
        if any(address != LOOPBACK for address, _ in _listening(engine)):
            raise _Failed("listens beyond 127.0.0.1")

    def _watch(self, engine: subprocess.Popen[bytes]) -> None:
        """Return when the engine ended, a stop was requested, or the idle time has passed.

        In the last case the lock stays held until this process ends.
        """
        in_use = FileLock(self._layout.in_use)
        last_used, last_touch, next_look = time.monotonic(), 0.0, 0.0
        while engine.poll() is None and not self._stop_requested and self._layout.state.exists():
            touch = self._layout.in_use.stat().st_mtime if self._layout.in_use.exists() else 0.0
            free = in_use.acquire()
            if not free or touch != last_touch:
                last_used, last_touch = time.monotonic(), touch
            elif time.monotonic() >= next_look:
                next_look = time.monotonic() + _LOOK_SECONDS
                if _has_clients(engine):
                    last_used = time.monotonic()
            if free and time.monotonic() - last_used >= self._idle_seconds:
                return
            in_use.release()
            time.sleep(_POLL_SECONDS)


def _free_ports() -> Ports:
    """Return two ports where nobody listens now; another program may still take them first."""
    with socket.socket() as first, socket.socket() as second:
        for listener in (first, second):
            listener.bind((LOOPBACK, 0))
        return Ports(bolt=first.getsockname()[1], http=second.getsockname()[1])


def _require_own_ports(engine: subprocess.Popen[bytes], ports: Ports) -> None:
    """Raise _Failed if another program listens at ``ports``: it would receive our password.

    An engine that finds its port taken does not end; it only never answers.
    """
    answering = {port for port in (ports.bolt, ports.http) if _accepts(port)}
    if not answering <= {port for _, port in _listening(engine)}:
        raise _Failed("port taken")


def _accepts(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((LOOPBACK, port)) == 0


def _listening(engine: subprocess.Popen[bytes]) -> set[tuple[str, int]]:
    return {
        (connection.laddr.ip, connection.laddr.port)
        for connection in _connections(engine)
        if connection.status == psutil.CONN_LISTEN
    }


def _has_clients(engine: subprocess.Popen[bytes]) -> bool:
    """Return whether some client is connected to the engine."""
    return any(connection.status == psutil.CONN_ESTABLISHED for connection in _connections(engine))


def _connections(engine: subprocess.Popen[bytes]) -> Sequence[Any]:
    """Return psutil's descriptions of the engine's sockets, none if the engine has ended."""
    with suppress(psutil.NoSuchProcess):
        sockets: Sequence[Any] = psutil.Process(engine.pid).net_connections("inet")
        return sockets
    return ()


def _answers(ports: Ports) -> bool:
    """Return whether the engine has opened its database and listens."""
    ready = f"http://{LOOPBACK}:{ports.http}/api/v1/ready"
    try:
        with urllib.request.urlopen(ready, timeout=5) as answer:
            return bool(answer.status == 204)
    except (urllib.error.URLError, OSError):
        return False


def _end_with_parent() -> None:
    """Ask the kernel to end the engine when its supervisor dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(engine: subprocess.Popen[bytes]) -> None:
    """End the engine in order, so that it closes its files. Kill an engine that hangs."""
    engine.terminate()
    try:
        engine.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
