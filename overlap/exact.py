"""Every one-to-one linkage of a small component, with its probability."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from trama.overlap.candidates import Component

MOST_LINKAGES = 4_096
"""Linkages of a component that are listed; above it, sampling is faster than a list."""


def linkages(
    component: Component, most: int = MOST_LINKAGES
) -> tuple[NDArray[np.bool_], NDArray[np.float64]] | None:
    """Return the linkages of a component and their probabilities, or None if there are too many.

    The first array has a row for a linkage and a column for a pair; the second sums to 1.

    A linkage weighs the product of the odds of its pairs. This is what pairs drawn independently,
    each with its own probability, give under the condition that no record is linked twice.

    1. Take the records of side a in order. Each stays alone or takes one of its free candidates.
    2. Stop as soon as there are more linkages than `most`; their number never falls.
    3. Divide the weights by their sum.

    Example: a1 with b1 (p = 0.5, odds 1) and b2 (p = 0.75, odds 3). The linkages are none, a1-b1
    and a1-b2, with weights 1, 1 and 3: probabilities 0.2, 0.2 and 0.6.
    """
    rights = {
        b: 1 << number for number, b in enumerate(dict.fromkeys(p.b for p in component.pairs))
    }
    partial: list[tuple[tuple[int, ...], int, float]] = [((), 0, 1.0)]
    for first, after in pairwise(_starts(component)):
        options = [
            (column, rights[component.pairs[column].b], component.pairs[column].odds)
            for column in range(first, after)
        ]
        partial += [
            ((*chosen, column), taken | bit, weight * odds)
            for chosen, taken, weight in partial
            for column, bit, odds in options
            if not taken & bit
        ]
        if len(partial) > most:
            return None
    rows = np.zeros((len(partial), len(component.pairs)), dtype=np.bool_)
    for row, (chosen, _, _) in enumerate(partial):
        rows[row, list(chosen)] = True
    weights = np.array([weight for _, _, weight in partial])
    return rows, weights / weights.sum()


def _starts(component: Component) -> list[int]:
    """Return the first column of each record of side a, and the number of columns at the end."""
    pairs = component.pairs
    changes = [at for at in range(1, len(pairs)) if pairs[at].a != pairs[at - 1].a]
    return [0, *changes, len(pairs)]
