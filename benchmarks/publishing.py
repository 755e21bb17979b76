"""The cost of a safe release, and of the same protection by suppression with Tau-Argus.

    python benchmarks/publishing.py [--people 100000] [--argus]

1. Make microdata of so many invented people (SINTETICO), and publish all national tables into a
   temporary home: counted, protected, written in three forms, audited.
2. Publish again with some people more: the cost of remembering the first release.
3. With ``--argus``: let Tau-Argus (pytauargus) suppress one table, birthplace by year without
   any hierarchy. It is the alternative that statistical offices would take.

It prints seconds, and the ratio of the first release to the alternative.
"""

import argparse
import sys
import tempfile
import time
from contextlib import chdir
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import pandas as pd
from made_microdata import made_microdata

from trama.bank.publish import Order, Published, publish
from trama.bank.publish_tables import people_of
from trama.core.home import Home

DAY = date(2026, 11, 30)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--argus", action="store_true", help="suppress one table with Tau-Argus")
    given = parser.parse_args()
    rows = made_microdata(given.people, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        first = rows.iloc[: len(rows) * 99 // 100]
        seconds = _publish(first, Path(folder) / "one", home)
        _publish(rows, Path(folder) / "two", home)
        if given.argus:
            other = _suppress(people_of(rows, DAY.year, home.pseudonym_key()))
            print(f"Tau-Argus, one table: {other:.1f} s; ratio {seconds / other:.2f}")


def _publish(rows: pd.DataFrame, folder: Path, home: Home) -> float:
    start, busy = time.perf_counter(), time.process_time()
    order = Order(folder, "SINTETICO", "https://example.org", "department", DAY, "", synthetic=True)
    made: Published = publish(order, rows, home)
    seconds = time.perf_counter() - start
    print(
        f"release {made.number}: {seconds:.1f} s ({time.process_time() - busy:.1f} s of CPU), "
        f"{made.checked.cells} cells, {made.checked.groups} groups audited by "
        f"{made.checked.worlds} worlds, {made.withheld} withheld"
    )
    return seconds


def _suppress(people: pd.DataFrame) -> float:
    from pytauargus import protect

    columns = people[["birth", "year"]].assign(n=1.0)
    # Its solver writes logs into the current folder.
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        start = time.perf_counter()
        protect(columns, ["birth", "year"], response="n", safety_rules="FREQ(10,10)")
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
