"""The cases without which a group would not be called recurrent."""

import numpy as np

from trama.networks.chance import Chance, Floats, odds_of
from trama.networks.groups import UNLIKELY, Group, groups_of, scores_of
from trama.networks.incidence import Incidence, Table


def overturning_cases(incidence: Incidence, group: Group, limit: float) -> tuple[str, ...]:
    """Return cases (uids) without which no group of these suspects has a score of ``limit``.

    One case after another is taken out, the one that carries most of the score, and what chance
    gives is found anew. So few cases are enough, though not always the fewest. It takes as long as
    the places and years of these suspects are large, however large the graph.

    Example: A and B share three cases and have a score of 6; without any one of them it is 3.5,
    below a limit of 4. The first of the three is returned.
    """
    own = np.isin(incidence.suspect, group.members)
    # Chance needs the places and years of these suspects alone.
    stratum = incidence.stratum[incidence.case]
    near = incidence.where(np.isin(stratum, stratum[own])).alone()
    names = {incidence.suspects[member] for member in group.members}
    members = [number for number, name in enumerate(near.suspects) if name in names]
    fallen: list[int] = []
    while True:
        chance, table = Chance(near), near.where(np.isin(near.suspect, members)).table()
        groups = groups_of(table, chance)
        if not groups or groups[0].score < limit:
            return tuple(near.cases[case] for case in fallen)
        fallen.append(int(_carried(table, groups[0], chance).argmax()))
        near = near.where(near.case != fallen[-1])


def _carried(table: Table, group: Group, chance: Chance) -> Floats:
    """Return how much of a group's score each case carries while chance stays the same."""
    pairs = group.pairs
    fewer = odds_of(pairs.shared - 1, chance.means(pairs))
    carried = scores_of(group.odds) - np.where(fewer <= UNLIKELY, scores_of(fewer), 0)
    both = table[pairs.one].multiply(table[pairs.other])
    return np.asarray(carried @ both, dtype=np.float64)
