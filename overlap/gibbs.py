"""Linkages of a large component, sampled by a Markov chain whose limit is their exact distribution.

A sweep has three parts, and each part leaves the distribution as it is (Sadinle 2017, J. Am. Stat.
Assoc. 112:600-612, samples a bipartite matching in the same way):

1. Each record of side a gives up its link and draws anew: alone with weight 1, or linked to a free
   candidate with the odds of the pair.
2. Each record of side b does the same.
3. Each linked record of side a picks one of its candidates. If the candidate is linked to another
   record, both exchange their partners with the Metropolis probability. Without this step two
   likely links that cross (twins, say) would hardly ever change places.

numba compiles the sweep: no library samples matchings, and the loop cannot be an array operation,
since each step needs the one before. `benchmarks/drawing.py` measures what compiling pays.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from trama.overlap.candidates import Component

BURN_IN = 200
"""Sweeps before the first draw. The chain starts without links; isolated pairs forget the start in
one sweep, and crossed pairs in some dozens."""

THIN = 2
"""Sweeps from one draw to the next. Neighbouring draws then have little in common: over the 24,000
tangled pairs of `benchmarks/drawing.py` their numbers of links correlate by less than 0.1."""

BURN_SHIFT = 20
"""Sweeps after all odds have moved by the same factor: the linkages before are nearly as likely."""

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Side = tuple[Numbers, Numbers, Numbers, Numbers]


def redraw_side(side: Side, own: Numbers, facing: Numbers, odds: Floats, u: Floats) -> None:
    """Draw the link of each record of a side anew. `own` and `facing` hold pairs, or -1: alone.

    `side` has the place of each record's first candidate, then the pairs and their records across
    by place, and last each pair's record across. `odds` are by place too. `u` has a number in
    [0, 1) for each record.
    """
    first, pairs, across_at, across = side
    for record in range(len(own)):
        if own[record] >= 0:
            facing[across[own[record]]] = -1
            own[record] = -1
        total = 1.0
        for at in range(first[record], first[record + 1]):
            # A product instead of an `if`, which the processor would guess wrong half of the time.
            total += odds[at] * (facing[across_at[at]] < 0)
        left = u[record] * total - 1.0
        if left < 0.0:
            continue
        for at in range(first[record], first[record + 1]):
            if facing[across_at[at]] < 0:
                # Rounding may leave a remainder after the last pair, which then stays chosen.
                own[record] = pairs[at]
                left -= odds[at]
                if left < 0.0:
                    break
        facing[across[own[record]]] = own[record]


def exchange(
    side: Side,
    own: Numbers,
    facing: Numbers,
    ends: tuple[Numbers, Floats],
    u: Floats,
) -> None:
    """Let each linked record of side a exchange partners with the record that holds a candidate.

    `ends` has each pair's record of side a, and the odds. Picking and accepting share one number of
    `u`: its whole part picks, the rest is again uniform.
    """
    first, pairs, _, across = side
    record_of, odds = ends
    for record in range(len(own)):
        held = own[record]
        if held < 0:
            continue
        size = first[record + 1] - first[record]
        place = int(u[record] * size)
        wanted = pairs[first[record] + place]
        theirs = facing[across[wanted]]
        if theirs < 0 or theirs == held:
            continue
        other = record_of[theirs]
        for at in range(first[other], first[other + 1]):
            given = pairs[at]
            if across[given] == across[held]:
                gain = odds[wanted] / odds[held] * (odds[given] / odds[theirs])
                if u[record] * size - place < gain:
                    own[record], own[other] = wanted, given
                    facing[across[wanted]], facing[across[given]] = wanted, given
                break


_redraw_side: Any = numba.njit(cache=True)(redraw_side)
_exchange: Any = numba.njit(cache=True)(exchange)


class Chain:
    """The state of the chain of one component; `sweep` moves it on."""

    def __init__(self, component: Component, *, compiled: bool = True) -> None:
        self._steps = (_redraw_side, _exchange) if compiled else (redraw_side, exchange)
        left = _numbered([pair.a for pair in component.pairs])
        right = _numbered([pair.b for pair in component.pairs])
        self._left_of = left
        self._odds = np.array([pair.odds for pair in component.pairs])
        self._side_a = _side(left, right)
        self._side_b = _side(right, left)
        self._odds_a, self._odds_b = self._odds[self._side_a[1]], self._odds[self._side_b[1]]
        self._unmoved = self._odds, self._odds_a, self._odds_b
        self._own_a = np.full(left.max() + 1, -1, dtype=np.int64)
        self._own_b = np.full(right.max() + 1, -1, dtype=np.int64)

    def shift(self, by: float) -> None:
        """Add to the natural log odds that every pair had at first."""
        factor = np.exp(by)
        self._odds, self._odds_a, self._odds_b = (odds * factor for odds in self._unmoved)

    @property
    def uniforms(self) -> int:
        """The numbers in [0, 1) that a sweep uses."""
        return 2 * len(self._own_a) + len(self._own_b)

    def sweep(self, uniforms: Floats) -> None:
        """Redraw both sides, then exchange."""
        redraw, exchange_partners = self._steps
        in_a, in_b = len(self._own_a), len(self._own_b)
        redraw(self._side_a, self._own_a, self._own_b, self._odds_a, uniforms[:in_a])
        redraw(self._side_b, self._own_b, self._own_a, self._odds_b, uniforms[in_a : in_a + in_b])
        ends = (self._left_of, self._odds)
        exchange_partners(self._side_a, self._own_a, self._own_b, ends, uniforms[in_a + in_b :])

    def linked(self) -> Numbers:
        """Return the pairs that are linked now."""
        return self._own_a[self._own_a >= 0]


def _numbered(names: list[str]) -> Numbers:
    """Return each name's number, in the order of the names' first appearance."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def _side(records: Numbers, across: Numbers) -> Side:
    """Return a side as `redraw_side` takes it, from each pair's record here and across.

    The arrays lie in the order in which the inner loop reads them, for the memory cache.
    """
    pairs = np.argsort(records, kind="stable").astype(np.int64)
    first = np.concatenate(([0], np.cumsum(np.bincount(records)))).astype(np.int64)
    return first, pairs, across[pairs], across
