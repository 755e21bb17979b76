"""Weights of levels, as the pairs tell them and drawn to what was believed before."""

import math
from collections.abc import Mapping, Sequence

from trama.linkage.model.case_weights import LevelWeight

Chances = tuple[float, float]
"""The chance of a level in a pair of one person (m), and of two people (u); of cases likewise."""

UNSEEN = 0.5
"""Pairs added to each level's count of either class, so that no chance is 0."""

DIGITS = 9
"""Decimals of a chance or a weight: EM on two threads varies in the twelfth."""

_BELIEF_VARIANCE = 1.0  # bits²: a believed weight is a guess to about a bit


def drawn_weights(
    learned: Mapping[str, Chances],
    levels: Sequence[str],
    believed: Mapping[str, float],
    pairs: tuple[float, float],
) -> dict[str, LevelWeight]:
    """Return the weights of a comparator's levels, learned and believed.

    ``pairs`` are the pairs of one person and of two in which the comparator had something to tell.

    1. Half a pair is added to each level of either class, so that no chance is 0.
    2. The learned weight is log2(m / u); its variance is 1/pairs of one person + 1/pairs of two.
    3. The weight is the mean of the learned and the believed weight (see ``beliefs``), each counted
       by the inverse of its variance.

    Example: 0 pairs of one person and 100 of two have one part of a date off. The learned weight is
    -7 with a variance of 4.2: the belief of 3, with a variance of 1, gives a weight of 1.1.
    """
    of_m, of_u = pairs
    added = UNSEEN * len(levels)
    weights = {}
    for level in levels:
        m, u = learned.get(level, (0.0, 0.0))
        seen_m, seen_u = m * of_m + UNSEEN, u * of_u + UNSEEN
        m, u = seen_m / (of_m + added), seen_u / (of_u + added)
        trust = math.log(2) ** 2 / (1 / seen_m + 1 / seen_u)
        drawn = believed.get(level, 0.0) / _BELIEF_VARIANCE
        bits = (math.log2(m / u) * trust + drawn) / (trust + 1 / _BELIEF_VARIANCE)
        weights[level] = LevelWeight(*(round(value, DIGITS) for value in (m, u, bits)))
    return weights
