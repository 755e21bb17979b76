"""Patterns of routes beside routes_between, and their growth from a small twin to a tenfold one.

    python benchmarks/route_language.py [--cases 1000] [--rounds 10] [--homes SMALL LARGE]

Both are asked by turns, so a noisy minute disturbs both. ``--homes`` takes two loaded homes.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from querying import by_turns
from support import fresh_home, trama, twin

from trama.access.policy import Role, Viewer
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph
from trama.queries.lookups.lookup import Lookup
from trama.queries.run import Limits, run
from trama.routes.answer import Asked, find_routes

ENDS = {"origin": "Cusco", "destination": "Lima"}
PATTERNS = (
    "captar en Cusco > transportar{0,3} > recibir en Lima",
    "captar en 0809 > (transportar|trasladar){0,3} > recibir|acoger en 17 ; menor ; 2017..2021",
    "captar > *{0,3} > explotar en Madre de Dios ; por carretera",
    "captar > transportar{1,3} > recibir en Lima",
    "captar > recibir > explotar",
)
SECONDS = 120.0


def main() -> None:
    """Measure and print a line for each pattern."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--homes", nargs=2, type=Path)
    options = parser.parse_args()
    measured = []
    with tempfile.TemporaryDirectory(prefix="trama-twins-") as folder:
        for number, cases in enumerate((options.cases, 10 * options.cases)):
            home = options.homes[number] if options.homes else None
            with _loaded(Path(folder), cases, home) as graph:
                measured.append([_measure(graph, text, options.rounds) for text in PATTERNS])
    for text, small, large in zip(PATTERNS, *measured, strict=True):
        print(text)
        for cases, (median, beside, victims) in zip(
            (options.cases, 10 * options.cases), (small, large), strict=True
        ):
            print(
                f"  {cases:>7,} cases: {median * 1e3:8.1f} ms, {median / beside:5.2f} × "
                f"routes_between, {victims} victims"
            )
        grown = large[0] / small[0]
        print(f"  grows {grown:.1f} ×, its victims {large[2] / max(1, small[2]):.1f} ×")


@contextmanager
def _loaded(folder: Path, cases: int, home: Path | None) -> Iterator[Graph]:
    if home is not None:
        with open_graph(read_settings({"TRAMA_HOME": str(home)})) as graph:
            yield graph
        return
    with fresh_home() as (settings, variables):
        trama(variables, "load", str(twin(folder, cases)))
        with open_graph(settings) as graph:
            yield graph


def _measure(graph: Graph, text: str, rounds: int) -> tuple[float, float, int]:
    """Return the medians of a pattern and of routes_between, and the victims of the pattern."""
    viewer = Viewer(Role.ANALYST)
    lookup, limits = Lookup(graph, viewer, SECONDS), Limits(SECONDS, 10_000)
    ours, theirs = by_turns(
        lambda: find_routes(Asked(text), lookup, limits.rows),
        lambda: run("routes_between", ENDS, graph, viewer, limits),
        rounds,
    )
    rows = find_routes(Asked(text, {"limit": 5_000}), lookup, limits.rows).rows
    return (
        sorted(ours)[len(ours) // 2],
        sorted(theirs)[len(theirs) // 2],
        sum(row["victims"] for row in rows),
    )


if __name__ == "__main__":
    main()
