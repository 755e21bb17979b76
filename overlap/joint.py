"""The probabilities from which whole linkages are drawn so that each pair keeps its own.

A model gives a pair the probability that both are one person, all else considered. The draws link
nobody twice, so pairs that compete exclude each other once more, and each would end below its
probability. The pairs get larger odds before, by as much as the draws take away.
"""

from collections import defaultdict
from collections.abc import Iterable

from trama.overlap.candidates import Pair

MOST = 0.999
"""The most probability that the pairs of one record share: some of it stays for being alone."""


def alone_probabilities(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs with the probability that each has before others exclude it.

    With s the sum of the probabilities at a record, the odds of a pair are

        p * (1 - p) / ((1 - s_a) * (1 - s_b))

    Draws then link the pair with probability p exactly where pairs form a tree, and nearly so where
    they form rings (the Bethe approximation of matchings: Chertkov and Yedidia 2013, J. Mach.
    Learn. Res. 14:2029-2066). Probabilities of a record that add up to more than 1 were judged one
    by one: there p stands in for s, so the draws weigh them by their odds.

    Example: a1 with b1 and b2, 0.45 each. Drawn as they are, each would be linked in 31 of 100
    draws. The odds 0.45 * 0.55 / (0.1 * 0.55) = 4.5 give 4.5 / 10 = 45 of 100.
    """
    given = [pair for pair in pairs if pair.probability > 0]
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for pair in given:
        sums["a", pair.a] += pair.probability
        sums["b", pair.b] += pair.probability
    return [_alone(pair, sums["a", pair.a], sums["b", pair.b]) for pair in given]


def _alone(pair: Pair, sum_a: float, sum_b: float) -> Pair:
    p = min(pair.probability, MOST)
    left_a, left_b = (1 - (min(s, MOST) if s <= 1 else p) for s in (sum_a, sum_b))
    odds = p * (1 - p) / (left_a * left_b)
    return Pair(pair.a, pair.b, odds / (1 + odds))
