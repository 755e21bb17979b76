"""The cases without which a group would not be called recurrent."""

import math
from collections.abc import Collection

import numpy as np

from trama.networks.chance import Chance
from trama.networks.groups import Group, groups_of
from trama.networks.incidence import SEVERAL, Incidence, Numbers


def overturning_cases(incidence: Incidence, group: Group, limit: float) -> tuple[str, ...]:
    """Return cases (uids) without which no group of these suspects has a score of ``limit``.

    One case after another is taken out, the one whose loss leaves the lowest score, and what chance
    gives is found anew. So few cases are enough, though not always the fewest. It takes as long as
    the places and years of these suspects are large, however large the graph.

    Example: A and B share three cases and have a score of 6; without any one of them it is 3.5,
    below a limit of 4. The first of the three is returned.
    """
    own = np.isin(incidence.suspect, group.members)
    # Chance needs the places and years of these suspects alone.
    stratum = incidence.stratum[incidence.case]
    near = incidence.where(np.isin(stratum, stratum[own])).alone()
    members = _numbers(near, {incidence.suspects[member] for member in group.members})
    fallen: list[int] = []
    while _score(near, members) >= limit:
        scores = {case: _score(_without(near, case), members) for case in _shared(near, members)}
        fallen.append(min(scores, key=lambda case: (scores[case], case)))
        near = _without(near, fallen[-1])
    return tuple(near.cases[case] for case in fallen)


def _numbers(incidence: Incidence, suspects: Collection[str]) -> Numbers:
    """Return the numbers of suspects."""
    return np.array([at for at, uid in enumerate(incidence.suspects) if uid in suspects])


def _shared(incidence: Incidence, members: Numbers) -> list[int]:
    """Return the cases in which two or more of the members stand."""
    own = incidence.case[np.isin(incidence.suspect, members)]
    cases, counts = np.unique(own, return_counts=True)
    shared: list[int] = cases[counts >= SEVERAL].tolist()
    return shared


def _without(incidence: Incidence, case: int) -> Incidence:
    return incidence.where(incidence.case != case)


def _score(incidence: Incidence, members: Numbers) -> float:
    """Return the highest score among the members; -inf if no unlikely pair is left."""
    own = incidence.where(np.isin(incidence.suspect, members))
    groups = groups_of(own.table(), Chance(incidence))
    return groups[0].score if groups else -math.inf
