"""The common parts of the benchmarks: fresh homes, twins, timings and the machine."""

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import psutil
from neo4j_server import LTS, Neo4jServer

from trama.core.settings import Settings, read_settings
from trama.graph.engine import stop_engine
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin

SEED = 7
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the results: the measure, its ratio, its goal, and whether the goal is met."""

    name: str
    value: float
    goal: str
    met: bool
    detail: str


@contextmanager
def fresh_home(
    environment: dict[str, str] | None = None,
) -> Iterator[tuple[Settings, dict[str, str]]]:
    """Yield the settings of a new installation, and the environment variables of its processes.

    Stop its embedded engine and remove its folder at the end.
    """
    folder = Path(tempfile.mkdtemp(prefix="trama-bench-"))
    variables = {"TRAMA_HOME": str(folder / "home"), **(environment or {})}
    settings = read_settings(variables)
    try:
        yield settings, variables
    finally:
        stop_engine(settings)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class BenchEngine:
    """An engine to measure on; ``fresh`` opens a new engine, as :func:`fresh_home` does."""

    name: str
    fresh: Callable[[], AbstractContextManager[tuple[Settings, dict[str, str]]]]


@contextmanager
def running_neo4j() -> Iterator[Neo4jServer]:
    """Yield a Neo4j server just started; remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="trama-bench-neo4j-"))
    server = Neo4jServer(LTS, folder / "neo4j")
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def variables_of(server: Neo4jServer) -> dict[str, str]:
    """Return the environment variables that lead to a server."""
    connection = server.connection
    named = {"URI": connection.uri, "USER": connection.user, "PASSWORD": connection.password}
    return {f"TRAMA_NEO4J_{name}": text for name, text in named.items()}


@contextmanager
def fresh_neo4j() -> Iterator[tuple[Settings, dict[str, str]]]:
    """Yield the settings of a new installation that uses a Neo4j server just started."""
    with running_neo4j() as server, fresh_home(variables_of(server)) as home:
        yield home


EMBEDDED = BenchEngine("embedded engine", fresh_home)
NEO4J = BenchEngine(f"Neo4j {LTS.version}", fresh_neo4j)


def twin(folder: Path, cases: int) -> Path:
    """Return the folder of a twin of ``cases`` cases; write the twin if it is not there yet."""
    target = folder / f"twin-{cases}"
    if not (target / "truth.json").exists():
        write_twin(target, TwinOptions(cases=cases, seed=SEED))
    return target


def trama(variables: dict[str, str], *words: str) -> str:
    """Run a command of `trama` in a process of its own; return its standard output.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    process = subprocess.run(
        [sys.executable, "-m", "trama.cli", *words],
        env={name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
        | variables,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return process.stdout


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that ``work`` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a work: by the clock, and of processor time by the machine and by children."""

    seconds: float
    machine: float
    children: float


def cost(work: Callable[[], Result]) -> tuple[Result, Cost]:
    """Return the result of ``work`` and its cost; nothing else should run on the machine."""
    begun = time.perf_counter(), _busy(), _of_children()
    result = work()
    ended = time.perf_counter(), _busy(), _of_children()
    return result, Cost(*(end - begin for begin, end in zip(begun, ended, strict=True)))


def _busy() -> float:
    times = psutil.cpu_times()
    return float(times.user + times.system + times.nice)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def engine_seconds(home: str) -> float:
    """Return the processor seconds that the embedded engine of a home folder has used."""
    used = 0.0
    for process in psutil.process_iter(["cmdline", "environ", "cpu_times"]):
        words = process.info["cmdline"] or [""]
        mine = (process.info["environ"] or {}).get("TRAMA_HOME") == home
        if Path(words[0]).name == "java" and (mine or home in " ".join(words)):
            times = process.info["cpu_times"]
            used += times.user + times.system
    return used


def percentile(values: Sequence[float], share: int) -> float:
    """Return the percentile ``share`` (1 to 99) of the values."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def machine() -> str:
    """Return the machine and the versions of the libraries, as one line of text."""
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("trama", "neo4j", "arcadedb-embedded", "fastapi")
    )
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}, "
        f"Python {platform.python_version()}, {libraries}"
    )
