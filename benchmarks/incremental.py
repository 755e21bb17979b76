"""Loads into a graph that holds cases already: new cases, changed rows, the same files again.

    python benchmarks/incremental.py [--cases N] [--new M] [--neo4j] [--home FOLDER EXPORTS]

1. Load a small twin, then ``M`` new cases. Write what these added with the bare loop of `loading`
   into another engine that holds the same small twin.
2. Load a twin of ``N`` cases, or copy a loaded home and take the exports that it was loaded from.
   Load the same ``M`` new cases, 100 changed rows, and the same exports again. Ask for the
   fingerprint.
3. Print the seconds of each by the clock and of processor time, and the ratios of issue 11.

Processor time is that of our processes and of the engine. On a busy machine its ratios are those
to read: the clock counts the work of others too.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from loading import Content, rows_of, write_bare
from support import EMBEDDED, NEO4J, BenchEngine, Result, engine_seconds, fresh_home, trama, twin

from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph
from trama.twin.options import TwinOptions
from trama.twin.write import write_twin

SMALL = 500  # cases of the small graph
CHANGED = 100  # rows
_COUNTS = (
    "MATCH (n) RETURN count(n) AS number",
    "MATCH ()-[r]->() RETURN count(r) AS number",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of a work: by the clock, and of the processors for our processes and the engine."""

    clock: float
    python: float
    engine: float

    @property
    def processor(self) -> float:
        """The seconds of processor time of both."""
        return self.python + self.engine

    def __str__(self) -> str:
        return (
            f"{self.clock:.1f} s; processor: Python {self.python:.1f} s, {self.engine:.1f} s engine"
        )


def spent(variables: dict[str, str], work: Callable[[], Result]) -> tuple[Result, Spent]:
    """Return the result of ``work`` and what it took."""
    begun = time.perf_counter(), _python(), _engine(variables)
    result = work()
    ended = time.perf_counter(), _python(), _engine(variables)
    return result, Spent(*(end - begin for begin, end in zip(begun, ended, strict=True)))


def _python() -> float:
    """Return the processor seconds of this process and of all its children that ended."""
    times = psutil.Process().cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def _engine(variables: dict[str, str]) -> float:
    """Return the processor seconds of the embedded engine, and of a server that we started."""
    servers = (child.cpu_times() for child in psutil.Process().children())
    started = sum(times.user + times.system for times in servers)
    return engine_seconds(variables["TRAMA_HOME"]) + started


def new_cases(folder: Path, cases: int) -> Path:
    """Return the folder of a twin whose cases, by their numbers, no other twin has."""
    target = folder / f"new-{cases}"
    if not target.exists():
        summary = write_twin(target, TwinOptions(cases=cases, seed=8))
        summary.reta.write_bytes(_renumbered(summary.reta.read_bytes()))
        for book in summary.sistra:
            _renumber(book)
    return target


def _renumbered(text: bytes) -> bytes:
    return re.sub(rb"\b(9999\d\d)4505-", rb"\g<1>4506-", text.replace(b"SINT-20", b"SINN-20"))


def _renumber(book: Path) -> None:
    with zipfile.ZipFile(book) as old:
        parts = {item: _renumbered(old.read(item)) for item in old.infolist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as new:
        for item, content in parts.items():
            new.writestr(item, content)


def changed_rows(export: Path, target: Path, rows: int = CHANGED) -> Path:
    """Write an export of RETA with some of its rows, spread over all, each with another age."""
    heading, *lines = export.read_bytes().splitlines(keepends=True)
    names = heading.split(b";")
    at = names.index(b"EDAD_VICT")
    changed = []
    for line in lines[:: max(1, len(lines) // (2 * rows))]:
        cells = line.split(b";")
        if len(cells) == len(names) and cells[at].isdigit() and len(changed) < rows:
            cells[at] = str(int(cells[at]) % 60 + 1).encode()
            changed.append(b";".join(cells))
    target.write_bytes(b"".join((heading, *changed)))
    return target


def load(variables: dict[str, str], *paths: Path) -> tuple[dict[str, Any], Spent]:
    """Load files in a process of its own. Return the report and what it took."""
    text, took = spent(
        variables, lambda: trama(variables, "load", *map(str, paths), "--json", "--explain")
    )
    return json.loads(text), took


def exports_of(folder: Path) -> list[Path]:
    """Return the exports of a twin, RETA's first."""
    return sorted(path for path in folder.iterdir() if path.name.startswith(("RETA", "SISTRA")))


def objects(graph: Graph) -> int:
    """Return the number of nodes and relationships."""
    return sum(row["number"] for text in _COUNTS for row in graph.stream(text))


def growing(variables: dict[str, str], new: Path) -> tuple[int, Spent]:
    """Load new cases. Return the objects that they added, and what the load took."""
    with open_graph(read_settings(variables)) as graph:
        before = objects(graph)
        report, took = load(variables, *exports_of(new))
        gained = objects(graph) - before
    print(f"  {rows_of(report):,} rows, {gained:,} objects: {took}; {report['spent']}", flush=True)
    return gained, took


def at_small_size(engine: BenchEngine, work: Path, new: Path) -> tuple[float, float]:
    """Print a load against the bare loop. Return its seconds an object: clock, processor."""
    small = exports_of(twin(work, SMALL))
    with engine.fresh() as (settings, variables), open_graph(settings) as graph:
        load(variables, *small)
        reference = Content.of(graph)
        gained, took = growing(variables, new)
        added = Content.of(graph).without(reference)
    with engine.fresh() as (settings, variables), open_graph(settings) as graph:
        load(variables, *small)
        _, bare = spent(variables, lambda: write_bare(graph, added))
    print(f"  bare loop: {bare}")
    clock, processor = bare.clock / took.clock, bare.processor / took.processor
    print(f"new cases against the bare loop: {clock:.2f}, by processor {processor:.2f} (≥ 0.9)")
    return took.clock / gained, took.processor / gained


def at_large_size(
    variables: dict[str, str], exports: list[Path], new: Path, first: Spent | None
) -> tuple[float, float]:
    """Print what each load into a large graph takes. Return the seconds of new cases an object."""
    gained, took = growing(variables, new)
    reta = next(path for path in exports if path.name.startswith("RETA"))
    changed = changed_rows(reta, new.parent / "RETA_SINTETICO_changed.csv")
    report, small = load(variables, changed)
    print(f"{CHANGED} changed rows: {small} (≤ 2 s); {report['spent']}", flush=True)
    for name in ("once", "twice"):
        report, again = load(variables, *exports)
        print(f"the same exports again, {name}: {again}; {report['spent']}", flush=True)
        if first is not None:
            print(
                f"  against the first load: {again.clock / first.clock:.3f}, by processor"
                f" {again.processor / first.processor:.3f} (≤ 0.1)"
            )
    _, fingerprint = spent(variables, lambda: trama(variables, "status", "--fingerprint"))
    print(f"fingerprint: {fingerprint} (< 60 s)", flush=True)
    return took.clock / gained, took.processor / gained


@contextmanager
def large(
    engine: BenchEngine, work: Path, options: argparse.Namespace
) -> Iterator[tuple[dict[str, str], list[Path], Spent | None]]:
    """Yield the environment of a large graph, its exports, and what their first load took."""
    if options.home:
        home, exports = options.home
        with fresh_home() as (settings, variables):
            shutil.copytree(home, settings.home)
            yield variables, exports_of(exports), None
        return
    exports = exports_of(twin(work, options.cases))
    with engine.fresh() as (_, variables):
        _, first = load(variables, *exports)
        print(f"first load of {options.cases:,} cases: {first}", flush=True)
        yield variables, exports, first


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--new", type=int, default=500)
    parser.add_argument("--neo4j", action="store_true")
    parser.add_argument("--work", type=Path, help="a folder that keeps the twins")
    parser.add_argument("--home", nargs=2, type=Path, metavar=("HOME", "EXPORTS"))
    options = parser.parse_args()
    engine = NEO4J if options.neo4j else EMBEDDED
    print(f"{engine.name}, load average {psutil.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="trama-twins-") as folder:
        work = options.work or Path(folder)
        new = new_cases(work, options.new)
        small = at_small_size(engine, work, new)
        with large(engine, work, options) as (variables, exports, first):
            grown = at_large_size(variables, exports, new, first)
    clock, processor = (end / start for start, end in zip(small, grown, strict=True))
    print(
        f"new cases at the end against the start, an object: {clock:.2f}, by processor "
        f"{processor:.2f} (≤ 1.2)"
    )


if __name__ == "__main__":
    main()
