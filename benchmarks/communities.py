"""Ties and communities beside the bare engines, and how their time grows.

    python benchmarks/communities.py

Ties: 200,000 suspects in 100,000 cases beside scipy's product of the same table with itself, which
counts shared cases and knows no weights. Communities: 100,000 people with 400,000 ties beside
graspologic's Leiden with the same settings on the same table. Seconds are of this process, which
works on one thread: other loads of the machine count for nothing.
"""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import graspologic_native
import numpy as np
from made_ties import random_ties
from scipy import sparse
from support import Figure, Result

from trama.networks.communities import ITERATIONS, SEED, TRIALS, communities, modularity
from trama.networks.incidence import Incidence
from trama.networks.projection import Ties, weights

CASES = 100_000
PEOPLE = 100_000
ROUNDS = 7


def ties_and_communities() -> list[Figure]:
    """Return the ratios to the bare engines, and the growth from a tenth of the size."""
    return [*_ties(), *_communities()]


def _ties() -> list[Figure]:
    small, large = _accused(CASES // 10), _accused(CASES)
    works = (lambda: _weighted(small), lambda: _weighted(large), lambda: _product(large))
    rounds = [[_cost(work)[0] for work in works] for _ in range(ROUNDS)]
    before, ours, bare = (min(costs) for costs in zip(*rounds, strict=True))
    fewer, more = len(_weighted(small).pairs), len(_weighted(large).pairs)
    name = f"ties of {len(large.suspects):,} suspects in {CASES:,} cases"
    return [
        _beside(f"(h) {name} against scipy's bare product", ours, bare, f"; {more:,} ties"),
        _growth("(h) ties at 10 times the cases, each tie", (before, fewer), (ours, more)),
    ]


def _communities() -> list[Figure]:
    small, large = (random_ties(1, size, 4 * size) for size in (PEOPLE // 10, PEOPLE))
    before, _ = _cost(lambda: communities(small))
    ours, found = _cost(lambda: communities(large))
    bare, quality = _cost(lambda: _leiden(large))
    told = f"; modularity {modularity(large, found):.4f}, bare {quality:.4f}"
    name = f"communities of {PEOPLE:,} people with {len(large.pairs):,} ties"
    return [
        _beside(f"(h) {name} against bare Leiden", ours, bare, told),
        _growth("(h) communities at 10 times the people, each", (before, 1), (ours, 10)),
    ]


def _accused(cases: int) -> Incidence:
    """Return twice as many suspects as cases: each in one case, and a few of them in more."""
    random = np.random.default_rng(1)
    suspects = 2 * cases
    once = np.concatenate([np.arange(cases), random.integers(0, cases, cases)])
    again = (suspects * random.random(cases) * random.random(cases)).astype(np.int64)
    suspect = np.concatenate([np.arange(suspects), again])
    case = np.concatenate([once, random.integers(0, cases, cases)])
    entries = np.unique(np.stack([suspect, case], axis=1), axis=0)
    return Incidence(
        suspects=tuple(f"S{number:06}" for number in range(suspects)),
        cases=tuple(f"C{number:06}" for number in range(cases)),
        strata=("",),
        suspect=entries[:, 0],
        case=entries[:, 1],
        stratum=np.zeros(cases, dtype=np.int64),
    )


def _weighted(incidence: Incidence) -> Ties:
    accusations, cases = len(incidence.case), len(incidence.cases)
    return weights(incidence, np.full(accusations, 0.5), np.full(cases, 0.5))


def _product(incidence: Incidence) -> sparse.csr_array:
    shape = (len(incidence.suspects), len(incidence.cases))
    ones = np.ones(len(incidence.suspect), dtype=np.int32)
    table = sparse.csr_array((ones, (incidence.suspect, incidence.case)), shape=shape)
    return table @ table.T


def _leiden(ties: Ties) -> float:
    table = ties.table()
    quality, _ = graspologic_native.leiden_csr(
        table.indptr.astype(np.int64),
        table.indices.astype(np.int32),
        table.data,
        ties.suspects,
        iterations=ITERATIONS,
        trials=TRIALS,
        seed=SEED,
    )
    return float(quality)


def _cost(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds of processor time of a work, and its result."""
    gc.collect()
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def _beside(name: str, ours: float, bare: float, more: str = "") -> Figure:
    ratio = ours / bare
    told = f"{ours:.3f} s, bare {bare:.3f} s of processor time{more}"
    return Figure(name, ratio, "≤ 1.5", ratio <= 1.5, told)


def _growth(name: str, small: tuple[float, int], large: tuple[float, int]) -> Figure:
    ratio = (large[0] / large[1]) / (small[0] / small[1])
    return Figure(name, ratio, "≤ 1.5", ratio <= 1.5, f"{small[0]:.3f} s; {large[0]:.3f} s")


if __name__ == "__main__":
    for figure in ties_and_communities():
        print(f"{figure.name}: {figure.value:.2f} ({figure.goal}); {figure.detail}")
