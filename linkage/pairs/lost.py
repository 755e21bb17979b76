"""An estimate of the links that no rule of blocking finds.

Rules catch links as traps catch animals: many links that only one rule found say that others were
found by none (Chao 1987, Biometrics 43:783). Rules depend on each other, as a typing error in a
surname escapes several: the estimate is a lower bound.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class LostLinks:
    """The links that the rules found, and the least number that they lost, both expected counts."""

    found: float
    lost_at_least: float

    @property
    def recall_at_most(self) -> float | None:
        """The greatest share of the links that blocking can have found, None without links."""
        total = self.found + self.lost_at_least
        return self.found / total if total else None


def lost_links(found_by: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> LostLinks:
    """Return the estimate of the links that no rule found.

    ``found_by`` has a row for each pair and a column for each rule; ``probabilities`` has for each
    pair the probability of one person (0 or 1 if the truth is known).

    Chao's bound is (t - 1)/t · f₁(f₁ - 1) / 2(f₂ + 1), where t is the number of rules, and f₁ links
    were found by exactly one rule and f₂ by two.

    Example: of 100 links 10 were found by one rule of three, 20 by two, the others by all: at least
    2/3 · 10 · 9 / (2 · 21) = 1.4 links are lost.
    """
    times = found_by.sum(axis=1)
    once, twice = (float(probabilities[times == count].sum()) for count in (1, 2))
    rules = found_by.shape[1]
    lost = (rules - 1) / rules * max(once * (once - 1), 0.0) / (2 * (twice + 1))
    return LostLinks(float(probabilities[times > 0].sum()), lost)
