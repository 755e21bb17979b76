"""The explorer's map of 1,000 legs between districts, in Chromium with WebGL by software.

    python benchmarks/explorer_map.py [--rounds 5]

The goal is a picture within a second of the data. The alternative of the same run is a bare map of
MapLibre, without boundaries, that draws the same legs as straight lines of one width.
"""

import argparse
import csv
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import psutil
from browser import driver
from explorer_trial import WEBGL, Properties, built, leg, place, served
from selenium import webdriver
from support import Figure

PLACES = Path(__file__).parents[1] / "places" / "data" / "locations.csv"
ENDS = ("source", "target")
LEGS = 1_000
GOAL_SECONDS = 1.0
TIMED = """
const done = arguments[arguments.length - 1];
window.trial.timed(() => { %s }).then(done);
"""
ANSWER = TIMED % "window.trial.answer(arguments[0], arguments[1])"
CLEAR = TIMED % "window.trial.answer([], [])"
DRAW_ALL = (
    TIMED
    % """
  const slider = document.querySelector('.map-count input');
  slider.value = slider.max;
  slider.dispatchEvent(new Event('input'));
"""
)
CHOOSE_DISTRICTS = (
    TIMED
    % """
  const level = document.querySelector('.map-level');
  level.value = 'district';
  level.dispatchEvent(new Event('change'));
"""
)
PLAIN = "window.trial.plain(arguments[0]).then(arguments[1])"


def districts() -> dict[str, tuple[float, float, float]]:
    """Return longitude, latitude and population of each district that has them, by uid."""
    with PLACES.open(encoding="utf-8") as table:
        return {
            row["uid"]: (float(row["longitude"]), float(row["latitude"]), float(row["population"]))
            for row in csv.DictReader(table)
            if row["level"] == "DISTRITO" and row["population"]
        }


def synthetic_legs(seed: int) -> list[Properties]:
    """Return distinct legs: ends by population, a few legs with most victims."""
    source = random.Random(seed)
    known = districts()
    uids, weights = list(known), [population for *_, population in known.values()]
    legs: dict[tuple[str, ...], Properties] = {}
    while len(legs) < LEGS:
        ends = tuple(source.choices(uids, weights, k=2))
        if ends[0] != ends[1]:
            victims = int(source.paretovariate(1.1))
            legs[ends] = leg(*ends, victims, first=str(source.randint(2012, 2024)))
    return list(legs.values())


def processor_seconds(chromium: webdriver.Chrome) -> float:
    """Return the processor time of the browser's processes: other work on the machine adds none."""
    started = psutil.Process(chromium.service.process.pid)
    times = [process.cpu_times() for process in started.children(recursive=True)]
    return sum(spent.user + spent.system for spent in times)


def rounds(chromium: webdriver.Chrome, count: int) -> Iterator[dict[str, float]]:
    """Yield the seconds of each step; a round has legs of its own."""
    known = districts()
    for seed in range(count):
        legs = synthetic_legs(seed)
        nodes = [place(uid, uid) for uid in sorted({leg[end] for leg in legs for end in ENDS})]
        lines = [[known[leg[end]][:2] for end in ENDS] for leg in legs]
        before = processor_seconds(chromium)
        strongest = _seconds(chromium, ANSWER, nodes, legs)
        yield {
            "strongest": strongest,
            "processor": processor_seconds(chromium) - before,
            "all": _seconds(chromium, DRAW_ALL),
            "plain": _seconds(chromium, PLAIN, lines),
        }
        # The empty map is drawn before the next answer: its picture is none of that answer's.
        _seconds(chromium, CLEAR)


def _seconds(chromium: webdriver.Chrome, script: str, *arguments: object) -> float:
    return float(chromium.execute_async_script(script, *arguments)) / 1000


def figures(count: int) -> Iterator[Figure]:
    """Yield the time of the first picture, and of all legs at once, against goal and bare map."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(built(Path(folder)), set()) as address,
        driver(*WEBGL) as chromium,
    ):
        chromium.set_script_timeout(60)
        chromium.get(address)
        chromium.execute_async_script("setTimeout(arguments[0], 4000)")
        chromium.execute_async_script(CHOOSE_DISTRICTS)
        measured = list(rounds(chromium, count))
    median = {name: statistics.median(row[name] for row in measured) for name in measured[0]}
    for name, what in (("strongest", "the strongest drawn"), ("all", "all drawn")):
        seconds = median[name]
        yield Figure(
            f"map of {LEGS:,} legs between districts, {what} / {GOAL_SECONDS:g} s",
            seconds / GOAL_SECONDS,
            "≤ 1",
            seconds <= GOAL_SECONDS,
            f"{seconds:.2f} s; bare lines of MapLibre {median['plain']:.2f} s; the first picture "
            f"takes {median['processor']:.2f} s of the browser's processor time; "
            f"rounds {json.dumps([round(row[name], 2) for row in measured])}",
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    for figure in figures(parser.parse_args().rounds):
        print(figure)


if __name__ == "__main__":
    main()
