"""The share of the overlap's intervals that hold the truth, on registries made by chance.

Run it: .venv/bin/python benchmarks/overlap_coverage.py [REGISTRIES]. Each pair of registries has
150 people in RETA and 250 in SISTRA; documents join 20 to 40. The others are pairs with a
probability. Probabilities are honest (the truth is drawn from them), or spoiled: their log odds are
stretched (too sure of itself) or shifted (too eager, too shy). No linkage runs here: the counting
is measured, given probabilities.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping

from trama.overlap.candidates import Candidates, Pair
from trama.overlap.draws import draw
from trama.overlap.joint import alone_probabilities
from trama.overlap.ledger import Standing, ledger

IN_RETA, IN_SISTRA, DRAWS = 150, 250, 200
SHARES = (0.99, 0.97, 0.9, 0.75, 0.6, 0.5, 0.3, 0.1)
"""The probabilities of pairs, each as frequent; those of one person add up to 1 at most."""


def spoiled(stretch: float, shift: float) -> Callable[[float], float]:
    """Return a change of probabilities: log odds times ``stretch``, plus ``shift``."""

    def change(probability: float) -> float:
        log_odds = stretch * math.log(probability / (1 - probability)) + shift
        return min(max(1 / (1 + math.exp(-log_odds)), 0.001), 0.999)

    return change


MODELS: Mapping[str, Callable[[float], float]] = {
    "honest": spoiled(1, 0),
    "a little too sure (log odds x 1.3)": spoiled(1.3, 0),
    "far too sure (log odds x 2)": spoiled(2, 0),
    "too eager (log odds + 0.5)": spoiled(1, 0.5),
    "too shy (log odds - 0.5)": spoiled(1, -0.5),
}


def held(seed: int, change: Callable[[float], float]) -> dict[str, bool]:
    """Return by figure whether the interval of one pair of registries holds the truth.

    1. Give each person of RETA whom no document joins up to three candidates of their own.
    2. Draw the truth: the person is one of the candidates, each with its probability, or none.
    3. Count with the changed probabilities, and compare.
    """
    chance = random.Random(seed)
    documents = chance.randint(20, 40)
    certain = frozenset((f"a{n:03}", f"b{n:03}") for n in range(documents))
    pairs, both, free = [], documents, documents
    for n in range(documents, IN_RETA):
        left, room = chance.random(), 1.0
        for _ in range(chance.randint(0, 3)):
            if free == IN_SISTRA:
                break
            share = min(chance.choice(SHARES), room)
            room -= share
            pairs.append(Pair(f"a{n:03}", f"b{free:03}", change(share)))
            both += 0 <= left < share
            left -= share
            free += 1
            if room < 0.02:
                break
    draws = draw(Candidates.of(alone_probabilities(pairs)), DRAWS, seed)
    people = [dict.fromkeys((f"{side}{n:03}" for n in range(size)), "")
              for side, size in (("a", IN_RETA), ("b", IN_SISTRA))]  # fmt: skip
    made = ledger(draws, Standing(certain, certain), *people)
    total = made.total
    truth = {
        "both": (total.both.interval, both),
        "only RETA": (total.only_a.interval, IN_RETA - both),
        "only SISTRA": (total.only_b.interval, IN_SISTRA - both),
        "distinct": (made.distinct, IN_RETA + IN_SISTRA - both),
    }
    return {name: interval.low <= true <= interval.high for name, (interval, true) in truth.items()}


def main() -> None:
    """Print a row for each model."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"| probabilities | both | only RETA | only SISTRA | distinct | ({count} each)")
    print("|---|---|---|---|---|")
    for name, change in MODELS.items():
        found: Counter[str] = Counter()
        for seed in range(count):
            found.update({figure: int(ok) for figure, ok in held(seed, change).items()})
        parts = " | ".join(f"{found[figure] / count:.0%}" for figure in found)
        print(f"| {name} | {parts} |", flush=True)


if __name__ == "__main__":
    main()
