"""A process that loads files through the engine's own door, and is hurt right after one commit."""

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from engines import kill_engine
from linking_process import CountedGraph

from trama.core.settings import read_settings
from trama.graph.engine import Graph
from trama.graph.engine.batch_door import BatchDoor
from trama.graph.engine.endpoints import endpoint_of
from trama.ingest.load.loader import LoadOptions, load

_SPAWNING = get_context("forkserver")
_SPAWNING.set_forkserver_preload(["trama.ingest.load.loader"])

OPTIONS = LoadOptions(key=b"k" * 32, first_load_rows=1)


class CountedDoor(BatchDoor):
    """A door that calls ``sent`` right after the engine has written a part."""

    def __init__(self, door: BatchDoor, sent: Callable[[], None]) -> None:
        self._door = door
        self._sent = sent

    def send(self, lines: Sequence[bytes]) -> None:
        self._door.send(lines)
        self._sent()


class RefusedDoor(BatchDoor):
    """A door that sends a line without meaning after every part."""

    def __init__(self, door: BatchDoor) -> None:
        self._door = door

    def send(self, lines: Sequence[bytes]) -> None:
        self._door.send(lines)
        self._door.send([b'{"@type": "neither"}'])


class RefusingGraph(Graph):
    """A graph whose engine refuses what follows the first part of a load."""

    def batch_door(self) -> BatchDoor | None:
        door = super().batch_door()
        return door and RefusedDoor(door)


class CountedParts(CountedGraph):
    """A graph that counts the parts that its door writes among its commits."""

    def batch_door(self) -> BatchDoor | None:
        door = super().batch_door()
        return door and CountedDoor(door, self._count)

    def _count(self) -> None:
        self.commits += 1
        if self.commits == self.last:
            self.then()


def begun(
    paths: Sequence[Path], environment: Mapping[str, str], commit: int, *, engine: bool
) -> ForkServerProcess:
    """Begin a load that kills itself, or its ``engine``, right after that commit."""
    process = _SPAWNING.Process(target=_load, args=(paths, dict(environment), commit, engine))
    process.start()
    return process


def _load(paths: Sequence[Path], environment: dict[str, str], commit: int, engine: bool) -> None:
    os.close(2)  # the error of who lost the engine
    settings = read_settings(environment)

    def hurt() -> None:
        if engine:
            kill_engine(settings)
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    with CountedParts(endpoint_of(settings)) as graph:
        graph.last, graph.then = commit, hurt
        load(paths, graph, OPTIONS)
