"""The chance that people of one case have partners in the other, from their numbers alone."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np


class Odds(NamedTuple):
    """The log2 odds of each pair of people, and the log2 of the summed weights of all linkages."""

    bits: float
    total: float


_BITS = 60.0  # bounds of the odds that are sought
_HALVINGS = 60  # of that span: to 1e-16 bits


@lru_cache(maxsize=65_536)
def odds_of_share(ones: int, others: int, share: float) -> Odds:
    """Return the odds by which a share of the smaller list is expected to have a partner.

    All linkages of ``ones`` and ``others`` people count, each with the same odds for every pair.
    Their mean number of links is ``share`` times the smaller number. A case of 110 victims has
    smaller odds for each pair than a case of one: one of 110 is the partner.

    Example: one person and one, share 0.9: odds 9, 3.2 bits. One person and nine: odds 1, 0 bits.
    """
    sought, low, high = share * min(ones, others), -_BITS, _BITS
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _links(ones, others, middle)[0] < sought else (low, middle)
    return Odds(low, _links(ones, others, low)[1])


@lru_cache(maxsize=65_536)
def total_of_odds(ones: int, others: int, bits: float) -> float:
    """Return the log2 of the summed weights of all linkages whose pairs all have these odds."""
    return _links(ones, others, bits)[1]


def _links(ones: int, others: int, bits: float) -> tuple[float, float]:
    """Return the mean number of links, and the log2 of the summed weights."""
    numbers = np.arange(min(ones, others) + 1)
    logs = _ways(ones, others) + numbers * bits
    most = float(logs.max())
    weights = np.exp2(logs - most)
    whole = float(weights.sum())
    return float((weights * numbers).sum()) / whole, most + math.log2(whole)


@lru_cache(maxsize=4_096)
def _ways(ones: int, others: int) -> np.ndarray:
    """Return by number of links the log2 of the ways to choose as many: C(n, k) · C(m, k) · k!."""
    chosen = [
        (math.lgamma(ones + 1) - math.lgamma(ones - k + 1))
        + (math.lgamma(others + 1) - math.lgamma(others - k + 1))
        - math.lgamma(k + 1)
        for k in range(min(ones, others) + 1)
    ]
    return np.array(chosen) / math.log(2)
