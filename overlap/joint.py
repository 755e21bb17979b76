"""The probabilities from which whole linkages are drawn so that each pair keeps its own.

A model gives a pair the probability that both are one person, all else considered. The draws link
nobody twice, so pairs that compete exclude each other once more, and each would end below its
probability. The pairs get larger odds before, by as much as the draws take away.
"""

from collections import defaultdict
from collections.abc import Iterable

from trama.overlap.candidates import Pair

MOST = 0.999
"""The most probability that the pairs of one record may share: some of it stays for being alone."""


def alone_probabilities(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs with the probability that each has before others exclude it.

    With s the sum of the probabilities at a record, the odds of a pair are

        p * (1 - p) / ((1 - s_a) * (1 - s_b))

    Draws then link the pair with probability p exactly where pairs form a tree, and nearly so where
    they form rings (the Bethe approximation of matchings: Chertkov and Yedidia 2013, J. Mach.
    Learn. Res. 14:2029-2066). Where the probabilities of a record add up to more than 1 they are
    no probabilities of one person: they are made smaller in proportion.

    Example: a1 with b1 and b2, 0.45 each. Drawn as they are, each would be linked in 31 of 100
    draws. The odds 0.45 * 0.55 / (0.1 * 0.55) = 4.5 give 4.5 / 10 = 45 of 100.
    """
    given = list(pairs)
    first = _sums(given)
    scaled = [
        Pair(p.a, p.b, p.probability * min(1, *(MOST / first[end] for end in _ends(p))))
        for p in given
        if p.probability > 0
    ]
    sums = _sums(scaled)
    return [_alone(pair, *(sums[end] for end in _ends(pair))) for pair in scaled]


def _alone(pair: Pair, sum_a: float, sum_b: float) -> Pair:
    odds = pair.probability * (1 - pair.probability) / ((1 - sum_a) * (1 - sum_b))
    return Pair(pair.a, pair.b, odds / (1 + odds))


def _ends(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("a", pair.a), ("b", pair.b)


def _sums(pairs: Iterable[Pair]) -> dict[tuple[str, str], float]:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for pair in pairs:
        for end in _ends(pair):
            sums[end] += pair.probability
    return sums
