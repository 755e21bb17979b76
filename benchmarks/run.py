"""The benchmarks of the main job, which write RESULTS.md with the machine and the versions.

    python benchmarks/run.py [--cases 500] [--rounds 40] [--records 50000] [--only abcdefgh]

Every figure is a ratio against a named alternative in the same run. No test compares times.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from communities import ties_and_communities
from drawing import draws_of_linkages
from febrl import febrl
from linking_lists import lists_of_people
from loading import against_bare_writing, growth, import_against_bare_writing
from querying import growth_of_routes_between, through_the_api
from support import EMBEDDED, NEO4J, Figure, machine

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Run the measures of ``--only`` and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--only", default="abcdefgh")
    options = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="trama-twins-") as folder:
        work = Path(folder)
        if "a" in options.only:
            for engine in (EMBEDDED, NEO4J):
                figures += against_bare_writing(work, 4 * options.cases, engine)
            figures.append(import_against_bare_writing(work, 4 * options.cases))
        if "b" in options.only:
            figures += growth(work, options.cases)
        if "c" in options.only:
            figures += through_the_api(work, options.cases, options.rounds)
        if "d" in options.only:
            figures.append(growth_of_routes_between(work, options.cases, options.rounds))
        if "e" in options.only:
            figures += draws_of_linkages()
        if "f" in options.only:
            figures += lists_of_people(options.records)
        if "g" in options.only:
            figures += febrl()
        if "h" in options.only:
            figures += ties_and_communities()
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
    for figure in figures:
        met = "yes" if figure.met else "no"
        cells = (figure.name, f"{figure.value:.2f}", figure.goal, met, figure.detail)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
