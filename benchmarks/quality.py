"""Measures `trama quality`: what a home's records take to read, and the letters to many units.

Run it: .venv/bin/python benchmarks/quality.py [--home HOME]. The findings of HOME are brought to
what its graph says, as the first command after a load does: all records, those of a reading that
was stopped, or those that a load changed. The letters are to 1,500 invented units of nine years.
"""

import argparse
import random
import resource
import time
from pathlib import Path

from trama.core.home import Home
from trama.core.settings import read_settings
from trama.graph.engine import open_graph
from trama.mapping.rereading import Flaw
from trama.quality.kept_survey import current_survey
from trama.quality.letter import letter
from trama.quality.letter_page import letter_page
from trama.quality.survey import Survey, UnitCounts

UNITS, FLAWS, CASES_A_MONTH = 1_500, 30, 3
STEP = 10_000  # cases between two lines
MIB = 1024  # KiB


def main() -> None:
    """Measure, and print a line a step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    if options.home is not None:
        read(Home(options.home))
    write_letters(invented())


def read(home: Home) -> None:
    """Bring the findings of a home to what its graph says."""
    begin, processor, shown = time.perf_counter(), time.process_time(), 0

    def told(done: int, of: int) -> None:
        nonlocal shown
        if done == of or done >= shown + STEP:
            shown = done
            used = time.process_time() - processor
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB
            line = f"{time.perf_counter() - begin:.1f} s, {used:.1f} s of processor, {peak} MiB"
            print(f"{done} of {of} cases: {line}", flush=True)

    with open_graph(read_settings({"TRAMA_HOME": str(home.folder)})) as graph:
        made = current_survey(graph, home, 120, home.profiles, told)
    print(f"{len(made.units)} units: {time.perf_counter() - begin:.1f} s")


def invented() -> Survey:
    """Return a survey of invented units, half of each registry."""
    chance = random.Random(1)
    flaws = [Flaw("unreadable_age", "", f"COLUMNA_{number}") for number in range(FLAWS)]
    units = {}
    for number in range(UNITS):
        name = f"DEPENDENCIA {number} (SINTETICO)"
        unit = UnitCounts(f"u{number}", name, "RETA" if number % 2 else "SISTRA")
        for month in (f"{year}-{month:02}" for year in range(2017, 2026) for month in range(1, 13)):
            unit.add(month, chance.sample(flaws, chance.randrange(4)), CASES_A_MONTH)
        units[unit.uid] = unit
    return Survey("s", True, units, frozenset(units))


def write_letters(survey: Survey) -> None:
    """Make the page of the letter to each unit."""
    begin = time.process_time()
    told = [letter(survey, unit) for unit in survey.named()]
    pages = [letter_page(one, "es") for one in told if one is not None]
    print(f"{len(pages)} letters: {time.process_time() - begin:.1f} s of processor")


if __name__ == "__main__":
    main()
