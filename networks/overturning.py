"""The cases without which a group would not be called recurrent."""

import math

import numpy as np

from trama.networks.chance import Chance
from trama.networks.groups import Group, groups_of
from trama.networks.incidence import SEVERAL, Incidence


def overturning_cases(incidence: Incidence, group: Group, limit: float) -> list[int]:
    """Return cases (numbers) without which no group of these suspects has a score of ``limit``.

    One case after another is taken out, the one whose loss leaves the lowest score, and what chance
    gives is found anew. So few cases are enough, though not always the fewest.

    Example: A and B share three cases and have a score of 6; without any one of them it is 3.5,
    below a limit of 4. The first of the three is returned.
    """
    # Chance needs the places and years of these suspects alone.
    stratum = incidence.stratum[incidence.case]
    own = np.isin(incidence.suspect, group.members)
    near = incidence.where(np.isin(stratum, stratum[own]))
    fallen: list[int] = []
    while _score(near, group) >= limit:
        scores = {case: _score(_without(near, case), group) for case in _shared(near, group)}
        fallen.append(min(scores, key=lambda case: (scores[case], case)))
        near = _without(near, fallen[-1])
    return fallen


def _shared(incidence: Incidence, group: Group) -> list[int]:
    """Return the cases in which two or more of a group stand."""
    own = incidence.case[np.isin(incidence.suspect, group.members)]
    cases, counts = np.unique(own, return_counts=True)
    shared: list[int] = cases[counts >= SEVERAL].tolist()
    return shared


def _without(incidence: Incidence, case: int) -> Incidence:
    return incidence.where(incidence.case != case)


def _score(incidence: Incidence, group: Group) -> float:
    """Return the highest score among the suspects of a group; -inf if no unlikely pair is left."""
    own = incidence.where(np.isin(incidence.suspect, group.members))
    groups = groups_of(own.table(), Chance(incidence))
    return groups[0].score if groups else -math.inf
