"""Shares of the pairs of suspects of two cases that are true, alone and with accomplices.

    python benchmarks/accomplices.py [STYLE …] [--seeds N] [--twins N]

Suspects of registries of another hand (`foreign.py`) and of twins of dirt 0.5, 1 and 2; the cases
of each pair truly are two. By the bits that comparators tell of a pair, prior aside, the table for
`docs/linking.md` has the pairs and the share that is true: in the first columns no other suspect
of both cases is likely one person (under 0.05), in the last one surely is (0.95 and more).
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from foreign import foreign
from foreign_styles import STYLES
from joint import Compared, compared, true_people

from trama.graph.records import Kind
from trama.linkage.joint.accomplices import of_others
from trama.linkage.joint.deciding import weighed_of
from trama.linkage.joint.matching import MOST_BITS
from trama.linkage.model.shipped import shipped_model
from trama.linkage.model.weights import Model

_EDGES = (-MOST_BITS, -5.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.5, 6.0, MOST_BITS)
_NONE, _SURE = 0.05, 0.95


class _Pair(NamedTuple):
    told: float
    others: float
    true: bool


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("styles", nargs="*", default=list(STYLES))
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--twins", type=int, default=3)
    asked = parser.parse_args()
    model = shipped_model()
    seeds = range(701, 701 + asked.seeds)
    hands = (foreign(style, seed) for style in asked.styles for seed in seeds)
    twins = (
        compared(400, seed, dirt)
        for seed in range(801, 801 + asked.twins)
        for dirt in (0.5, 1.0, 2.0)
    )
    of_hands, of_twins = (
        [pair for found in each for pair in _pairs(found, model)] for each in (hands, twins)
    )
    print("| bits | other hand: nobody else | somebody else | twins: nobody else | somebody else |")
    print("|---|---|---|---|---|")
    for low, high in pairwise(_EDGES):
        cells = [_share(each, low, high) for each in (of_hands, of_twins)]
        print(f"| {low:g} to {high:g} | {' | '.join(cells)} |")


def _pairs(found: Compared, model: Model) -> Iterator[_Pair]:
    """Yield the open pairs of suspects whose cases truly are two."""
    weighed = weighed_of(found.scored(model), model)
    blocks, cases = weighed.blocks, found.twin.case_links()
    true = true_people(found.twin, Kind.SUSPECT)
    suspects = np.array([kind == Kind.SUSPECT for kind in blocks.kind], np.bool_)
    others = of_others(blocks, np.where(suspects, weighed.weighed.if_two.chance, 0.0))
    for number in np.flatnonzero(suspects & (np.abs(blocks.told) < MOST_BITS)).tolist():
        if blocks.cases[blocks.block[number]] not in cases:
            one, other = sorted(blocks.people[number])
            told = float(blocks.told[number])
            yield _Pair(told, float(others[number]), (one, other) in true)


def _share(pairs: Iterable[_Pair], low: float, high: float) -> str:
    within = [pair for pair in pairs if low <= pair.told < high]
    alone = [pair.true for pair in within if pair.others < _NONE]
    circle = [pair.true for pair in within if pair.others >= _SURE]
    return " | ".join(
        f"{100 * sum(of) / len(of):.0f} % of {len(of):,}" if of else "none"
        for of in (alone, circle)
    )


if __name__ == "__main__":
    main()
