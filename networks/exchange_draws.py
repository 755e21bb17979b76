"""Exchanges of suspects among the cases of a place and a year, each drawn with equal probability.

Every draw keeps each suspect's number of cases in each stratum and each case's number of suspects.
Two suspects meet and deal out anew the cases that only one of them has (curveball: Strona et al.
2014, Nat. Commun. 5:4114; uniform: Carstens 2015, Phys. Rev. E 91:042812).

numba compiles the exchange: each step needs the one before, so that no array operation serves.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numba
import numpy as np

from trama.networks.incidence import Incidence, Numbers

BURN_IN = 10
"""Meetings of each suspect, on average, before the first draw."""

THIN = 2
"""Meetings of each suspect from one draw to the next."""


def draws(incidence: Incidence, count: int, seed: int) -> Iterator[Numbers]:
    """Yield ``count`` exchanges: the case of each entry of the incidence. A seed gives the same.

    The entries keep their suspects and strata; `Incidence.table` makes a table of a draw.
    """
    stratum = incidence.stratum[incidence.case]
    # The entries are sorted: a row is a suspect in a stratum, and the rows of a stratum follow.
    starts = np.flatnonzero(_changes(stratum) | _changes(incidence.suspect))
    row_begin = np.append(starts, len(stratum)).astype(np.int64)
    stratum_begin = np.append(np.flatnonzero(_changes(stratum[starts])), len(starts))
    held = incidence.case.copy()
    random = np.random.default_rng(seed)
    exchange = _compiled()
    for number in range(count):
        rounds = THIN if number else BURN_IN
        exchange(held, row_begin, stratum_begin.astype(np.int64), rounds, random)
        yield held.copy()


def _changes(values: Numbers) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return, for each value, whether it differs from the one before; the first does."""
    changes = np.ones(len(values), dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def exchange(
    held: Numbers,
    row_begin: Numbers,
    stratum_begin: Numbers,
    rounds: int,
    random: np.random.Generator,
) -> None:
    """Let each suspect meet others of the stratum, ``2 * rounds`` times on average, in place."""
    for stratum in range(len(stratum_begin) - 1):
        first, rows = stratum_begin[stratum], stratum_begin[stratum + 1] - stratum_begin[stratum]
        if rows < 2:
            continue
        for _ in range(rounds * rows):
            one = int(random.random() * rows)
            other = int(random.random() * (rows - 1))
            other += other >= one
            one, other = first + one, first + other
            begin, end = row_begin[one], row_begin[one + 1]
            begin_other, end_other = row_begin[other], row_begin[other + 1]
            # The cases that both have come first, in both.
            common = 0
            for at in range(begin, end):
                for facing in range(begin_other + common, end_other):
                    if held[at] == held[facing]:
                        held[at], held[begin + common] = held[begin + common], held[at]
                        held[facing], held[begin_other + common] = (
                            held[begin_other + common],
                            held[facing],
                        )
                        common += 1
                        break
            own, all_ = end - begin - common, end - begin + end_other - begin_other - 2 * common
            # The others are dealt out: the first rows get a sample, by partial shuffling.
            for place in range(own):
                picked = place + int(random.random() * (all_ - place))
                a = begin + common + place
                b = begin + common + picked
                if picked >= own:
                    b = begin_other + common + picked - own
                held[a], held[b] = held[b], held[a]


@cache
def _compiled() -> Any:  # noqa: ANN401 - numba has no types
    return numba.njit(exchange)
