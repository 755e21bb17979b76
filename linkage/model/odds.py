"""Log odds in bits (base 2) and the probabilities that they stand for."""

import math
from typing import overload

import numpy as np
from numpy.typing import NDArray

_NEAREST = 0.00005
"""Half of the last digit of a stored score: the odds of a score of 0 or 1 stay finite."""


@overload
def probability_of(bits: float) -> float: ...
@overload
def probability_of(bits: NDArray[np.float64]) -> NDArray[np.float64]: ...
def probability_of(bits: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Return the probability of log2 odds, of one number or of each number of an array.

    Example: 0 bits are even odds, 0.5; 3 bits are odds of 8 to 1, 0.89.
    """
    chance = 1 / (1 + np.exp2(-np.asarray(bits, dtype=np.float64)))
    return chance if isinstance(bits, np.ndarray) else float(chance)


def bits_of(probability: float) -> float:
    """Return the log2 odds of a probability between 0 and 1: the reverse of `probability_of`."""
    return math.log2(probability / (1 - probability))


def log_odds(score: float) -> float:
    """Return the log2 odds of a stored score; 0 and 1 count as the score nearest to them."""
    return bits_of(min(max(score, _NEAREST), 1 - _NEAREST))
