"""The choice of places at which checks would meet the most observed routes.

A check meets a route if it stands at any place where the route was observed: where it began, on
the way, or where it ended. Nothing else was observed of a journey between two places, so
roads between them are not guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, identity

SECONDS = 10.0
"""The most seconds of the integer program; what it found by then is kept, with its bound."""

_OPTIMAL = 0  # the status of scipy's milp for a proven optimum
_ROUNDING = 1e-6

Routes = Mapping[frozenset[str], int]
"""The number of observed routes (a victim in a case) by the set of their places."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Places chosen together, the one that adds most first, and the routes that they meet.

    ``added`` are the routes that each place adds to those before it. No choice of as many places
    meets more routes than ``bound``; ``met`` equals it if the choice is proven to be the best.
    """

    places: tuple[str, ...]
    added: tuple[int, ...]
    routes: int
    bound: int

    @property
    def met(self) -> int:
        """The routes that the places meet together."""
        return sum(self.added)

    @property
    def exact(self) -> bool:
        """Return whether no other choice meets more."""
        return self.met == self.bound


def choose(routes: Routes, most: int, seconds: float = SECONDS) -> Choice:
    """Return at most ``most`` places that meet the most routes.

    The greedy choice is replaced by that of an integer program if the program meets more.
    """
    known = {places: count for places, count in routes.items() if places and count}
    candidates = sorted({place for places in known for place in places})
    total = sum(known.values())
    greedy = in_order(known, candidates, most)
    if len(greedy.places) < most or greedy.met == total:
        return Choice(greedy.places, greedy.added, total, greedy.met)
    places, bound = _program(known, candidates, most, seconds)
    best = max(greedy, in_order(known, places, most), key=lambda choice: choice.met)
    return Choice(best.places, best.added, total, max(bound, best.met))


def in_order(routes: Routes, candidates: Iterable[str], most: int) -> Choice:
    """Return the candidates that add most, one after the other, until none adds any route.

    Among equals the place with the first uid is taken.
    """
    left = dict(routes)
    total = sum(left.values())
    open_ = sorted(set(candidates))
    places: list[str] = []
    added: list[int] = []
    while open_ and len(places) < most:
        gains = dict.fromkeys(open_, 0)
        for some, count in left.items():
            for place in some & gains.keys():
                gains[place] += count
        best = max(open_, key=gains.__getitem__)
        if not gains[best]:
            break
        places.append(best)
        added.append(gains[best])
        open_.remove(best)
        left = {some: count for some, count in left.items() if best not in some}
    return Choice(tuple(places), tuple(added), total, total)


def _program(
    routes: Routes, candidates: list[str], most: int, seconds: float
) -> tuple[list[str], int]:
    """Return the best places that the integer program found, and its upper bound of routes.

    One variable a place says whether it is chosen, one a set of places whether it is met: at most
    ``most`` places, and no set is met without one of its places.
    """
    column = {place: number for number, place in enumerate(candidates)}
    sets = sorted(routes, key=sorted)
    weights = np.array([routes[some] for some in sets], dtype=float)
    at = [(row, column[place]) for row, some in enumerate(sets) for place in sorted(some)]
    where = ([row for row, _ in at], [place for _, place in at])
    holds = csr_matrix((np.ones(len(at)), where), shape=(len(sets), len(candidates)))
    within = csr_matrix(
        np.concatenate([np.ones(len(candidates)), np.zeros(len(sets))])[np.newaxis, :]
    )
    solved = milp(
        np.concatenate([np.zeros(len(candidates)), -weights]),
        integrality=np.concatenate([np.ones(len(candidates)), np.zeros(len(sets))]),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(hstack([-holds, identity(len(sets))], format="csr"), ub=0),
            LinearConstraint(within, ub=most),
        ],
        options={"time_limit": seconds},
    )
    everything = int(weights.sum())
    if solved.x is None:
        return [], everything
    chosen = [place for place, is_in in zip(candidates, solved.x, strict=False) if is_in > 0.5]
    if solved.status == _OPTIMAL:
        return chosen, round(-solved.fun)
    bound = solved.mip_dual_bound
    return chosen, everything if bound is None else int(np.floor(-bound + _ROUNDING))
