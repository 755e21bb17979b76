"""Measures every saved query, for each role that may ask it, at two sizes of graph.

`make bench-large` loads twins of 10,000 and of 100,000 cases into embedded engines with the default
heap. With ``--home SMALL LARGE`` it asks two loaded homes instead; nobody else should use them.

Each query is asked with its example's parameters, and with the broadest that it allows. A line
gives the p50 and p95 at the larger size, the engine's processor time for an answer, and how much
that time and the rows grow from the smaller size to the larger.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from busy_parameters import broadest, some_parameters
from support import engine_seconds, fresh_home, machine, percentile, seconds, trama, twin

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, TramaError
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.run import Limits, run

ROLES = (Role.SUPERVISOR, Role.ANALYST, Role.PUBLIC)
SIZES = (10_000, 100_000)
LIMITS = Limits(seconds=120, rows=10_000)  # a slow answer is measured, and is no error


@dataclass(frozen=True, slots=True, eq=False)  # the parameters of a query cannot be hashed
class Question:
    """A saved query, as asked by its example or broadly, for one role."""

    query: SavedQuery
    role: Role
    broad: bool

    @property
    def name(self) -> str:
        """The first cells of the line."""
        return f"| {self.query.name}{' (broad)' if self.broad else ''} | {self.role} "


@dataclass(frozen=True, slots=True)
class Timing:
    """The answers to one question: the seconds of each, rows, and the engine's seconds for one."""

    seconds: list[float]
    rows: int
    processor: float


def main() -> None:
    """Measure at both sizes, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", nargs=2, type=Path, metavar=("SMALL", "LARGE"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", help="names of queries")
    options = parser.parse_args()
    questions = [
        Question(query, role, broad)
        for query in catalog()
        if not options.only or query.name in options.only
        for role in ROLES
        for broad in (False, True)
    ]
    if options.home:
        small, large = (measured(home, questions, options.rounds) for home in options.home)
    else:
        small, large = (measured_twin(size, questions, options.rounds) for size in SIZES)
    print(f"{machine()}\n")
    print("| query | role | p50 | p95 | processor | growth | rows | growth of rows |")
    print("|---|---|---|---|---|---|---|---|")
    for question in questions:
        if question in large:
            print(question.name + line(small.get(question), large[question]))


def line(small: Timing | str | None, large: Timing | str) -> str:
    """Return the cells of figures; an answer that failed has its error instead."""
    if isinstance(large, str) or not isinstance(small, Timing):
        return f"| {large if isinstance(large, str) else small} | | | | | |"
    p50, p95 = (1e3 * percentile(large.seconds, share) for share in (50, 95))
    growth = large.processor / small.processor if small.processor else 0
    rows = large.rows / small.rows if small.rows else 0
    return (
        f"| {p50:,.0f} ms | {p95:,.0f} ms | {1e3 * large.processor:,.0f} ms | {growth:.1f} "
        f"| {large.rows:,} | {rows:.1f} |"
    )


def measured_twin(
    cases: int, questions: list[Question], rounds: int
) -> dict[Question, Timing | str]:
    """Load a twin of so many cases into a new home, and ask it."""
    with (
        tempfile.TemporaryDirectory(prefix="trama-at-size-") as folder,
        fresh_home() as (_, variables),
    ):
        trama(variables, "load", str(twin(Path(folder), cases)), "--shipped")
        return measured(Path(variables["TRAMA_HOME"]), questions, rounds)


def measured(home: Path, questions: list[Question], rounds: int) -> dict[Question, Timing | str]:
    """Ask the graph of a home; a role that may not ask a query is left out."""
    with open_graph(read_settings({"TRAMA_HOME": str(home)})) as graph:
        answers = ((question, ask(question, graph, home, rounds)) for question in questions)
        return {question: answer for question, answer in answers if answer is not None}


def ask(question: Question, graph: Graph, home: Path, rounds: int) -> Timing | str | None:
    """Return the times of the answers after a first; the error's name if there is no answer."""
    query, viewer = question.query, Viewer(question.role)
    parameters = some_parameters(query, graph) | (broadest(query) if question.broad else {})
    try:
        rows = len(run(query, parameters, graph, viewer, LIMITS).rows)
        begun = engine_seconds(str(home))
        times = [
            seconds(lambda: run(query, parameters, graph, viewer, LIMITS)) for _ in range(rounds)
        ]
        return Timing(times, rows, (engine_seconds(str(home)) - begun) / rounds)
    except AccessDenied:
        return None
    except TramaError as error:
        return type(error).__name__


if __name__ == "__main__":
    main()
