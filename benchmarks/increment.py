"""Linking after 100 new records, beside linking all: the time of both in one run, and their ratio.

    python benchmarks/increment.py [--people N] [--rows K] [--home FOLDER --new FILE]

1. Load a twin whose registries have ``N`` local people. Its last registrations, ``K`` rows of the
   RETA export, stay aside. Or copy the home folder of a graph that is loaded already.
2. Link all. Load the rows that stayed aside, or ``FILE``. Link again. Link once more.
3. Print for each linking the seconds by the clock and by step, and the processor seconds of the
   command and of the embedded engine.

Each linking is a command of its own, so that its seconds hold the start of Python too.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from support import Cost, cost, engine_seconds, fresh_home, trama, twin

_PEOPLE_OF_A_CASE = 3.75  # local people of a true case of the twin, in both registries together
_GOAL = 0.03  # of issue 10


def held_back(export: Path, rows: int) -> tuple[Path, Path]:
    """Return an export of RETA without its last registrations, and these, with ``rows`` rows.

    The rows of one registration stay together.
    """
    heading, *lines = export.read_bytes().splitlines(keepends=True)
    first = len(lines) - rows
    number = lines[first].partition(b";")[0]
    while first and lines[first - 1].partition(b";")[0] == number:
        first -= 1
    parts = []
    for name, some in (("before", lines[:first]), ("new", lines[first:])):
        parts.append(export.with_name(f"RETA_SINTETICO_{name}.csv"))
        parts[-1].write_bytes(b"".join((heading, *some)))
    return parts[0], parts[1]


@contextmanager
def loaded(people: int, rows: int) -> Iterator[tuple[dict[str, str], Path]]:
    """Yield the environment of a loaded twin, and the export that stayed aside."""
    with tempfile.TemporaryDirectory(prefix="trama-bench-") as folder, fresh_home() as home:
        exports = twin(Path(folder), round(people / _PEOPLE_OF_A_CASE))
        before, new = held_back(next(exports.glob("RETA_*.csv")), rows)
        (sistra,) = exports.glob("SISTRA_*")
        _, spent = cost(lambda: trama(home[1], "load", str(before), str(sistra), "--json"))
        print(f"load: {spent.seconds:.0f} s")
        yield home[1], new


@contextmanager
def copied(source: Path, new: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """Yield the environment of a copy of a home folder, and the export to load into it."""
    with fresh_home() as (settings, variables):
        shutil.copytree(source, settings.home)
        yield variables, new


def linked(variables: dict[str, str], name: str) -> Cost:
    """Link, print what it took, and return its cost."""
    trama(variables, "engine", "start")
    before = engine_seconds(variables["TRAMA_HOME"])
    answer, spent = cost(lambda: trama(variables, "link", "--json"))
    told = json.loads(answer)
    figures = {key: told[key] for key in ("people", "changed", "compared", "decided", "stored")}
    engine = engine_seconds(variables["TRAMA_HOME"]) - before
    print(
        f"{name}: {spent.seconds:.1f} s; processor {spent.children:.1f} s, engine {engine:.1f} s;"
        f" {figures}; steps {told['seconds']}",
        flush=True,
    )
    return Cost(spent.seconds, spent.children + engine, spent.children)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--home", type=Path, help="a loaded home folder; it is copied")
    parser.add_argument("--new", type=Path, help="the export to load into the copy")
    asked = parser.parse_args()
    begun = time.strftime("%H:%M:%S")
    opened = copied(asked.home, asked.new) if asked.home else loaded(asked.people, asked.rows)
    with opened as (variables, new):
        print(f"begun {begun}")
        whole = linked(variables, "all")
        trama(variables, "load", str(new), "--json")
        after = linked(variables, "new records")
        linked(variables, "nothing new")
        for name, ratio in (
            ("clock", after.seconds / whole.seconds),
            ("processor", after.machine / whole.machine),
        ):
            print(f"ratio by the {name}: {ratio:.2%} (goal {_GOAL:.0%})")


if __name__ == "__main__":
    main()
