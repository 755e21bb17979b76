"""How often the intervals of the overlap hold the truth, on registries made by chance.

Run it: .venv/bin/python benchmarks/overlap_coverage.py [REGISTRIES]. Each pair of registries has
150 people in RETA and 250 in SISTRA, of whom 50 to 100 in both; documents join a third of these.
The others are pairs with a probability, among false pairs. Probabilities are honest (of the pairs
given p, a share p is true), or spoiled: their log odds are stretched (too sure of itself) or
shifted (too eager, too shy). No linkage runs here: the counting is measured, given probabilities.
"""

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from trama.overlap.candidates import Candidates, Pair
from trama.overlap.draws import draw
from trama.overlap.joint import alone_probabilities
from trama.overlap.ledger import Standing, ledger

IN_RETA, IN_SISTRA, DRAWS = 150, 250, 200
SHARES = (0.99, 0.97, 0.9, 0.75, 0.6, 0.5, 0.3, 0.1)
"""The probabilities of pairs; a pair of probability p comes with (1 - p) / p false ones."""


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
    """Return by figure whether the interval of one pair of registries holds the truth."""
    chance = random.Random(seed)
    both = chance.randint(50, 100)
    certain = frozenset((f"a{n:03}", f"b{n:03}") for n in range(both // 3))
    scored, load = {}, defaultdict(float)
    for n in range(both // 3, both):
        probability = chance.choice(SHARES)
        scored[f"a{n:03}", f"b{n:03}"] = probability
        load[f"a{n:03}"] = load[f"b{n:03}"] = probability
    for probability in [*scored.values()]:
        false = (1 - probability) / probability
        for _ in range(int(false) + (chance.random() < false % 1)):
            for _ in range(50):
                pair = (
                    f"a{chance.randrange(both // 3, IN_RETA):03}",
                    (f"b{chance.randrange(both // 3, IN_SISTRA):03}"),
                )
                room = all(load[end] + probability <= 1 for end in pair)
                if pair not in scored and room:
                    scored[pair] = probability
                    for end in pair:
                        load[end] += probability
                    break
    pairs = [Pair(a, b, change(p)) for (a, b), p in scored.items()]
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
