"""The process that watches over one embedded engine and ends with it.

Why a process of its own: the engine is shared, so no single `trama` process may own it, and it
must not outlive its use. Every process that uses it holds a shared lock on one file, which the
operating system drops when that process ends, even by kill -9. When the supervisor can have that
lock for itself, nobody uses the engine; after the idle time it keeps the lock, stops the engine
and ends. Who comes in that moment waits for the lock, finds no engine and starts a new one. There
are no numbers of processes to trust and nothing to clean up after a crash.

It also stops the engine when the home folder is deleted, and the kernel ends the engine when the
supervisor is killed (Linux; elsewhere the next start ends the engine that was left).

    python -m trama.graph.embedded.supervisor HOME HEAP IDLE_SECONDS

It returns at once; the work goes on in the background. `lifecycle` starts it.
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
from contextlib import suppress
from pathlib import Path

import psutil

from trama.core.home import Home, write_private
from trama.graph.embedded.java import Ports, engine_version, java_command, write_logging
from trama.graph.embedded.layout import LOOPBACK, Layout, layout_of
from trama.graph.embedded.locks import FileLock
from trama.graph.embedded.state import Process, State, read_state, write_state
from trama.graph.embedded.users import write_users

_ANSWER_SECONDS = 180.0  # after a crash the engine first replays its log
_STOP_SECONDS = 60.0
_ATTEMPTS = 3
_POLL_SECONDS = 0.2
_PR_SET_PDEATHSIG = 1


class _Failed(Exception):
    """The engine did not come up."""


def main(arguments: list[str]) -> int:
    """Puts a supervisor in the background, unless one is there; returns the exit code."""
    home, heap, idle_seconds = Home(Path(arguments[0])), arguments[1], float(arguments[2])
    os.umask(0o077)
    layout = layout_of(home)
    alive = FileLock(layout.alive)
    # A reader of the state may look at the lock for an instant; a supervisor holds it for good.
    if not alive.acquire(seconds=2):
        return 0
    if os.fork() != 0:
        os._exit(0)  # the lock lives on in the child, which has no parent to leave a zombie with
    os.setsid()
    _detach_output(layout)
    _Supervisor(home, layout, heap, idle_seconds).run()
    return 0


def _detach_output(layout: Layout) -> None:
    """Sends what is printed to the engine's log; the log of the time before is kept beside it."""
    with suppress(FileNotFoundError):
        layout.log.replace(layout.log.with_suffix(".log.1"))
    os.chdir(layout.folder)
    log = os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, null), (1, log), (2, log)):
        os.dup2(source, target)


class _Supervisor:
    def __init__(self, home: Home, layout: Layout, heap: str, idle_seconds: float) -> None:
        self._home = home
        self._layout = layout
        self._heap = heap
        self._idle_seconds = idle_seconds
        self._told_to_stop = False

    def run(self) -> None:
        """Starts the engine, waits until it ends or nobody needs it, and stops it."""
        signal.signal(signal.SIGTERM, self._stop_soon)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._end_what_was_left()
        self._layout.failure.unlink(missing_ok=True)
        try:
            engine, ports = self._start()
        except _Failed as failure:
            write_private(self._layout.failure, str(failure))
            return
        state = State(Process.of(os.getpid()), Process.of(engine.pid), ports, engine_version())
        write_state(self._layout, state)
        try:
            self._watch(engine)
        finally:
            with suppress(FileNotFoundError):
                self._layout.state.unlink()
            _stop(engine)

    def _stop_soon(self, *_: object) -> None:
        self._told_to_stop = True

    def _end_what_was_left(self) -> None:
        """Ends an engine whose supervisor was killed: two of them would share one database."""
        state = read_state(self._layout)
        if state is not None and (left := state.engine.find()) is not None:
            left.terminate()
            left.wait(_STOP_SECONDS)
        self._layout.state.unlink(missing_ok=True)

    def _start(self) -> tuple[subprocess.Popen[bytes], Ports]:
        """Returns an engine that answers. A port that was taken meanwhile is chosen anew."""
        why = ""
        for _ in range(_ATTEMPTS):
            write_users(self._home, self._layout)
            write_logging(self._layout)
            ports = _free_ports()
            engine = subprocess.Popen(  # noqa: S603  the wheel's Java, arguments without a shell
                java_command(self._layout, ports, self._heap),
                env={"LC_ALL": "C.UTF-8"},  # for homes with an ñ in their path
                preexec_fn=_end_with_parent,  # noqa: PLW1509  this process has one thread
            )
            try:
                self._wait_for_answer(engine, ports)
            except _Failed as failure:
                why = str(failure)
                _stop(engine)
            else:
                return engine, ports
            if self._told_to_stop:
                break
        raise _Failed(why)

    def _wait_for_answer(self, engine: subprocess.Popen[bytes], ports: Ports) -> None:
        until = time.monotonic() + _ANSWER_SECONDS
        while not _answers(ports):
            if engine.poll() is not None:
                raise _Failed(f"exit {engine.returncode}")
            _require_own_ports(engine, ports)
            if time.monotonic() > until or self._told_to_stop:
                raise _Failed("no answer")
            time.sleep(0.05)
        _require_own_ports(engine, ports)
        if any(address != LOOPBACK for address, _ in _listening(engine)):
            raise _Failed("listens beyond 127.0.0.1")

    def _watch(self, engine: subprocess.Popen[bytes]) -> None:
        """Returns when the engine ended, when told to stop, or when nobody used it for long.

        In the last case the lock stays held until this process ends.
        """
        in_use = FileLock(self._layout.in_use)
        last_used, last_sign = time.monotonic(), 0.0
        while engine.poll() is None and not self._told_to_stop and self._layout.state.exists():
            sign = self._layout.in_use.stat().st_mtime if self._layout.in_use.exists() else 0.0
            free = in_use.acquire()
            if not free or sign != last_sign:
                last_used, last_sign = time.monotonic(), sign
            if free and time.monotonic() - last_used >= self._idle_seconds:
                return
            in_use.release()
            time.sleep(_POLL_SECONDS)


def _free_ports() -> Ports:
    """Returns two ports that nobody listens at now; another program may still be quicker."""
    with socket.socket() as first, socket.socket() as second:
        for listener in (first, second):
            listener.bind((LOOPBACK, 0))
        return Ports(bolt=first.getsockname()[1], http=second.getsockname()[1])


def _require_own_ports(engine: subprocess.Popen[bytes], ports: Ports) -> None:
    """Returns unless another program listens at ``ports``: it would be given our password.

    The engine itself does not end when it finds its port taken, it only never answers.
    """
    answering = {port for port in (ports.bolt, ports.http) if _accepts(port)}
    if not answering <= {port for _, port in _listening(engine)}:
        raise _Failed("port taken")


def _accepts(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((LOOPBACK, port)) == 0


def _listening(engine: subprocess.Popen[bytes]) -> set[tuple[str, int]]:
    with suppress(psutil.NoSuchProcess):
        return {
            (connection.laddr.ip, connection.laddr.port)
            for connection in psutil.Process(engine.pid).net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        }
    return set()


def _answers(ports: Ports) -> bool:
    """Returns whether the engine has opened its database and listens."""
    ready = f"http://{LOOPBACK}:{ports.http}/api/v1/ready"
    try:
        with urllib.request.urlopen(ready, timeout=5) as answer:
            return bool(answer.status == 204)
    except (urllib.error.URLError, OSError):
        return False


def _end_with_parent() -> None:
    """Asks the kernel to end the engine when its supervisor dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(engine: subprocess.Popen[bytes]) -> None:
    """Ends the engine in order; it closes its files. One that hangs is killed, its log replays."""
    engine.terminate()
    try:
        engine.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
