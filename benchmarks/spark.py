"""Whole linkings compared on Spark in local mode, beside one machine: equal results, and the time.

    python benchmarks/spark.py [--cases N]        # needs .ci/setup spark

1. The people of a twin: find the candidate pairs and compare them, by either engine.
2. The same people as two lists (one of each registry): link them without a graph, by either.
3. Check that pairs, rules, odds, links and explanations are equal. Print seconds and processor
   seconds, of Spark also those of its Java and Python, and the ratios of Spark to one machine.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import numpy as np
import psutil
import pyarrow as pa
from numpy.typing import NDArray
from support import SEED
from twin_people import TwinPeople, twin_people

from trama.linkage.model.shipped import shipped_model
from trama.linkage.pairs.blocking import CandidatePairs
from trama.linking.pair_engine import PairEngine, engine_of, this_machine
from trama.lists.link import ListOptions, link_lists
from trama.lists.spark_lists import spark_engine
from trama.spark.session import spark_session
from trama.twin import TwinOptions

Result = TypeVar("Result")


class Clock:
    """The seconds and processor seconds of each step, by its name."""

    def __init__(self) -> None:
        self.taken: dict[str, tuple[float, float]] = {}

    def timed(self, name: str, work: Callable[[], Result]) -> Result:
        """Do ``work``, print what it took, and return its result."""
        begun, used = time.perf_counter(), _used()
        result = work()
        self.taken[name] = time.perf_counter() - begun, _used() - used
        print(
            f"  {name}: {self.taken[name][0]:.1f} s, processor {self.taken[name][1]:.1f} s",
            flush=True,
        )
        return result


def _used() -> float:
    """Return the processor seconds of this process and of all processes under it."""
    mine = psutil.Process()
    total = 0.0
    for process in (mine, *mine.children(recursive=True)):
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def listed(people: TwinPeople, registry: str) -> pa.Table:
    """Return the people of a registry as a list of ``lists.columns``."""
    rows = [
        {
            "uid": record.uid,
            "paternal": record.identity.paternal,
            "maternal": record.identity.maternal,
            "given": " ".join(record.identity.given),
            "initials": ".".join(record.identity.initials),
            "document": "|".join(record.identity.documents),
            "sex": record.identity.sex,
            "birth": record.identity.birth.text if record.identity.birth else None,
            "residence": record.identity.residence,
        }
        for record in people.records
        if record.case.registry == registry
    ]
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in rows[0]]))


def measured(
    clock: Clock, people: TwinPeople, engine: PairEngine, options: ListOptions
) -> tuple[CandidatePairs, NDArray[np.float64], pa.Table]:
    """Return the pairs of people, their odds, and the links of both registries as lists."""
    identities, model = [record.identity for record in people.records], shipped_model()
    lists = [listed(people, registry) for registry in ("RETA", "SISTRA")]
    pairs = clock.timed("pairs", lambda: engine.pairs(people.records))
    ends = pairs.one, pairs.other
    bits = clock.timed("odds", lambda: engine.odds(identities, *ends, model, lambda _: None))
    links = clock.timed("lists", lambda: link_lists(*lists, options=options))
    print(f"  {len(identities)} people, {len(pairs)} pairs; {len(links.pairs)} of lists")
    return pairs, bits, links.pairs


def main() -> None:
    """Measure, check and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=1000)
    cases = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        people = twin_people(Path(folder), TwinOptions(cases=cases, seed=SEED))
    one_machine, on_spark = Clock(), Clock()
    print("one machine")
    with this_machine() as engine:
        here = measured(one_machine, people, engine, ListOptions())
    print("Spark")
    with ExitStack() as stack:
        session = on_spark.timed("start", lambda: stack.enter_context(spark_session()))
        options = ListOptions(engine=spark_engine(session))
        there = measured(on_spark, people, engine_of(session), options)
    for step, (seconds, used) in one_machine.taken.items():
        slower = (on_spark.taken[step][0] / seconds, on_spark.taken[step][1] / used)
        print(
            f"Spark over one machine, {step}: {slower[0]:.1f} in time, {slower[1]:.1f} of processor"
        )
    equal = (
        np.array_equal(here[0].one, there[0].one)
        and np.array_equal(here[0].other, there[0].other)
        and np.array_equal(here[0].found_by, there[0].found_by)
        and np.array_equal(here[1], there[1])
        and here[2].equals(there[2])
    )
    print(f"equal: {equal}")
    sys.exit(not equal)


if __name__ == "__main__":
    main()
