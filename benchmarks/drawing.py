"""Drawing 1,000 consistent linkages over 24,000 candidate pairs, and what compiling pays.

    python benchmarks/drawing.py

Two graphs of candidates: `scattered` has small components, as two registries leave them; `tangled`
joins most pairs in one component, the hardest case. The alternative of the same run is the same
sweep as a plain Python loop.
"""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from support import Figure

from trama.overlap.candidates import Candidates, Component, Pair
from trama.overlap.draws import draw
from trama.overlap.gibbs import BURN_IN, THIN, Chain
from trama.overlap.ledger import Standing, ledger

PAIRS = 24_000
DRAWS = 1_000
GOAL_SECONDS = 5.0
PLAIN_SWEEPS = 10
COMPILED_SWEEPS = 400


def tangled() -> Candidates:
    """Return pairs of 10,000 and 10,000 records at random: 2.4 candidates for a record."""
    source = random.Random(1)
    cells: set[tuple[int, int]] = set()
    while len(cells) < PAIRS:
        cells.add((source.randrange(10_000), source.randrange(10_000)))
    return _probable(cells, source)


def scattered() -> Candidates:
    """Return pairs in groups of at most 4 and 4 records."""
    source = random.Random(2)
    cells: set[tuple[int, int]] = set()
    group = 0
    while len(cells) < PAIRS:
        for _ in range(source.choice((1, 1, 2, 3, 6))):
            cells.add((4 * group + source.randrange(4), 4 * group + source.randrange(4)))
        group += 1
    return _probable(cells, source)


def _probable(cells: set[tuple[int, int]], source: random.Random) -> Candidates:
    # Most candidates are clearly none or clearly a match; some are doubtful.
    return Candidates.of(
        Pair(f"R-{a:06}", f"S-{b:06}", source.betavariate(0.5, 0.5)) for a, b in sorted(cells)
    )


def draws_of_linkages() -> Iterator[Figure]:
    """Yield the time of the draws against the goal, and of a sweep against a plain loop."""
    draw(tangled(), 1, seed=1, most_listed=0)  # compiled, or read from numba's cache
    for name, candidates in (("scattered", scattered()), ("tangled", tangled())):
        began, worked = time.perf_counter(), time.process_time()
        draws = draw(candidates, DRAWS, seed=1)
        seconds, worked = time.perf_counter() - began, time.process_time() - worked
        began = time.perf_counter()
        people = ({link[end]: link[end][-1] for link in draws.links} for end in (0, 1))
        ledger(draws, Standing(frozenset(), frozenset(draws.links)), *people)
        counted = time.perf_counter() - began
        largest = max(len(component.pairs) for component in candidates.components())
        yield Figure(
            f"{DRAWS:,} draws over {len(candidates.open):,} {name} pairs / {GOAL_SECONDS:g} s",
            seconds / GOAL_SECONDS,
            "≤ 1",
            seconds <= GOAL_SECONDS,
            f"{seconds:.2f} s ({worked:.2f} s of CPU); ledger by 10 keys {counted:.2f} s; "
            f"largest component {largest:,}",
        )
    component = max(tangled().components(), key=lambda one: len(one.pairs))
    plain = _seconds_of_a_sweep(component, PLAIN_SWEEPS, compiled=False)
    compiled = _seconds_of_a_sweep(component, COMPILED_SWEEPS, compiled=True)
    sweeps = BURN_IN + THIN * (DRAWS - 1)
    yield Figure(
        "a sweep of the chain as a plain Python loop / compiled",
        plain / compiled,
        "≥ 10",
        plain / compiled >= 10,
        f"{1e3 * plain:.1f} / {1e3 * compiled:.2f} ms; plain draws: {plain * sweeps:.0f} s",
    )


def _seconds_of_a_sweep(component: Component, sweeps: int, *, compiled: bool) -> float:
    chain = Chain(component, compiled=compiled)
    uniforms = np.random.default_rng(1).random((sweeps, chain.uniforms))
    began = time.perf_counter()
    for row in uniforms:
        chain.sweep(row)
    return (time.perf_counter() - began) / sweeps


if __name__ == "__main__":
    for figure in draws_of_linkages():
        print(f"{figure.name}: {figure.value:.2f} (goal {figure.goal}); {figure.detail}")
