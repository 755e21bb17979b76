"""The doubts of the overlap's draws, learned on twins whose truth is known: `overlap/doubt.py`.

    python benchmarks/doubting.py [--cases 300] [--processes 2]

1. Make twins of seeds and of dirt that no study of intervals uses.
2. Decide people and cases with the shipped model.
3. Fit the shift of the log odds: a normal distribution over twins, by marginal likelihood.
4. Count the true links and repeats that are no pair, and fit their negative binomial.

It prints the lines of `LEARNED` and says whether the code declares the same; its exit code is 1 if
not. Run it anew after the shipped model, or a rule of what is decided, has changed.
"""

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from intervals import KINDS, as_registries
from joint import Compared, compared

from trama.linkage.joint.deciding import decide
from trama.linkage.judgements import case_end
from trama.linkage.model.shipped import shipped_model
from trama.overlap.doubt import LEARNED, LEARNED_WITH, Doubt, Missing, doubtful
from trama.overlap.entries import Entry
from trama.overlap.units import UnitKind, Units, units

TWINS = {
    0.75: (*range(7201, 7207),),
    1.5: (*range(7125, 7131), *range(7211, 7216)),
    3.0: (*range(7113, 7119), *range(7219, 7225)),
}
"""The seeds of the twins by their dirt. No benchmark has these seeds, and no study this dirt."""


class Seen(NamedTuple):
    """A twin's open pairs (probability, truth), its units of both sides, and what is no pair."""

    kind: UnitKind
    pairs: list[tuple[float, bool]]
    doubtful: float
    units: int
    links: int
    repeats: int


def seen(twin: Compared) -> list[Seen]:
    """Return what a twin teaches about victims and about cases."""
    model = shipped_model()
    held = as_registries(decide(twin.scored(model), model), twin)
    people = zip(twin.twin.locals, twin.twin.person, strict=True)
    truth = {
        UnitKind.VICTIMS: {local.uid: person for local, person in people},
        UnitKind.CASES: {
            case_end(case): str(number)
            for number, cases in enumerate(twin.twin.cases)
            for case in cases
        },
    }
    return [_seen(units(held, kind), truth[kind]) for kind in KINDS]


def _seen(found: Units, who: Mapping[str, str]) -> Seen:
    sides = [_by_truth(side, who) for side in (found.side_a, found.side_b)]
    of = [
        {name: {who[e.record] for e in own if e.record in who} for name, own in side.items()}
        for side in (found.side_a, found.side_b)
    ]
    everybody = of[0] | of[1]
    told = {*found.certain, *(pair.link for pair in found.open)}
    links = sum(
        told.isdisjoint(product(sides[0][one], sides[1][one]))
        for one in sides[0]
        if one in sides[1]
    )
    pairs = [(p.probability, not of[0][p.a].isdisjoint(of[1][p.b])) for p in found.open]
    repeats = [
        (r.probability, not everybody[r.one].isdisjoint(everybody[r.other])) for r in found.repeats
    ]
    twice = sum(len(names) - 1 for side in sides for names in side.values())
    missing = max(0, twice - sum(true for _, true in repeats))
    count = len(found.side_a) + len(found.side_b)
    return Seen(found.kind, pairs + repeats, doubtful(found), count, links, missing)


def _by_truth(side: Mapping[str, Sequence[Entry]], who: Mapping[str, str]) -> dict[str, set[str]]:
    by_truth: dict[str, set[str]] = defaultdict(set)
    for name, own in side.items():
        for entry in own:
            if entry.record in who:
                by_truth[who[entry.record]].add(name)
    return by_truth


def shift(twins: Sequence[Seen]) -> tuple[float, float]:
    """Return the mean and the spread of the shift that explain the pairs of the twins best."""
    steps = np.linspace(-6, 8, 141)
    likely = []
    for twin in twins:
        pairs = [pair for pair in twin.pairs if 0 < pair[0] < 0.9999]
        p = np.array([p for p, _ in pairs])
        true = np.array([true for _, true in pairs], dtype=np.bool_)
        logits = np.log(p / (1 - p))[None, :] + steps[:, None]
        likely.append(-np.logaddexp(0, np.where(true, -logits, logits)).sum(axis=1))
    best = (-math.inf, 0.0, 0.0)
    for mean in np.arange(-1, 3, 0.1):
        for spread in np.arange(0.1, 2.5, 0.1):
            prior = -0.5 * ((steps - mean) / spread) ** 2
            prior = prior - np.logaddexp.reduce(prior)
            told = float(sum(np.logaddexp.reduce(each + prior) for each in likely))
            best = max(best, (told, round(float(mean), 1), round(float(spread), 1)))
    return best[1:]


def missing(rows: Iterable[tuple[float, int, int]]) -> tuple[float, float, float]:
    """Return the negative binomial of (doubtful pairs, units, missing) that is likeliest."""
    doubt, count, gone = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    best = (-math.inf, 0.0, 0.0, 0.0)
    shapes = (0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0)
    for a_doubtful in np.arange(0, 0.5, 0.01):
        for a_hundred in (0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3):
            mean = a_doubtful * doubt + a_hundred * count / 100
            for shape in shapes:
                logs = [
                    math.lgamma(k + shape) - math.lgamma(shape) - math.lgamma(k + 1)
                    + shape * math.log(shape / (shape + m)) + k * math.log(m / (shape + m))
                    for k, m in zip(gone, mean, strict=True)
                ]  # fmt: skip
                best = max(best, (sum(logs), round(float(a_doubtful), 2), a_hundred, shape))
    return best[1:]


def of_twin(task: tuple[int, float, int]) -> list[Seen]:
    """Return what one twin teaches, from its seed, its dirt and its cases."""
    seed, dirt, cases = task
    return seen(compared(cases, seed, dirt))


def report(found: Iterable[Seen]) -> bool:
    """Print the doubt of each kind. Return whether the code declares the same doubts."""
    of_kind = defaultdict(list)
    for one in found:
        of_kind[one.kind].append(one)
    declared = True
    for kind, twins in of_kind.items():
        links = missing((one.doubtful, one.units, one.links) for one in twins)
        repeats = missing((one.doubtful, one.units, one.repeats) for one in twins)
        learned = Doubt(*shift(twins), Missing(*links), Missing(*repeats))
        print(f"{kind}: {learned}  # {len(twins)} twins")
        if learned != LEARNED[kind]:
            declared = False
            print(f"{kind}: declared is {LEARNED[kind]}")
    return declared


def main() -> None:
    """Learn, and print the doubts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    tasks = [(seed, dirt, asked.cases) for dirt, seeds in TWINS.items() for seed in seeds]
    model = shipped_model().short_hash
    print(f"shipped model {model}, declared doubts of {LEARNED_WITH}")
    with ProcessPoolExecutor(asked.processes) as pool:
        declared = report(one for of in pool.map(of_twin, tasks) for one in of)
    sys.exit(0 if declared and model == LEARNED_WITH else 1)


if __name__ == "__main__":
    main()
