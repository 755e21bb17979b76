"""Runs the benchmarks of the main job and writes RESULTS.md, with machine and versions.

    python benchmarks/run.py [--cases 500] [--rounds 40] [--only abcd]

Figures are ratios against a named alternative in the same run; nothing here is a timed test.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from loading import against_bare_writing, growth
from querying import growth_of_routes_between, through_the_api
from support import EMBEDDED, NEO4J, Figure, machine

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measures what was asked for and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="abcd")
    asked = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="trama-twins-") as folder:
        work = Path(folder)
        if "a" in asked.only:
            for engine in (EMBEDDED, NEO4J):
                figures += against_bare_writing(work, 4 * asked.cases, engine)
        if "b" in asked.only:
            figures += growth(work, asked.cases)
        if "c" in asked.only:
            figures += through_the_api(work, asked.cases, asked.rounds)
        if "d" in asked.only:
            figures.append(growth_of_routes_between(work, asked.cases, asked.rounds))
    RESULTS.write_text(_table(figures, " ".join(sys.argv[1:])), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _table(figures: list[Figure], arguments: str) -> str:
    lines = [
        "# Benchmark results",
        "",
        f"`python benchmarks/run.py {arguments}`".replace(" `", "`"),
        "",
        machine(),
        "",
        "| measure | ratio | goal | met | in numbers |",
        "|---|---|---|---|---|",
    ]
    for one in figures:
        met = "yes" if one.met else "no"
        lines.append(f"| {one.name} | {one.value:.2f} | {one.goal} | {met} | {one.detail} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
