"""Incidences made by chance alone, and networks planted in them."""

import numpy as np

from trama.networks.incidence import Accusation, Incidence

OPERATION = 60  # suspects of one case, whom one raid arrested together


def by_chance(seed: int, cases: int = 1_500, places: int = 30) -> list[Accusation]:
    """Return accusations that nothing but place binds; large places have most cases."""
    random = np.random.default_rng(seed)
    weights = 1 / np.arange(1, places + 1)
    place = random.choice(places, cases, p=weights / weights.sum())
    rows = [Accusation(f"RAID {number}", "RAID", "place 0") for number in range(OPERATION)]
    for case in range(cases):
        for _ in range(1 + random.poisson(0.8)):
            # A product of two draws: a few suspects stand in many cases.
            suspect = int(random.integers(2 * cases) * random.random())
            rows.append(Accusation(f"S{suspect}", f"C{case}", f"place {place[case]}"))
    return rows


def with_networks(
    seed: int, networks: int, members: int, shared: int
) -> tuple[Incidence, set[tuple[str, ...]]]:
    """Return an incidence, and the networks planted in it: each is together in ``shared`` cases."""
    rows = by_chance(seed)
    random = np.random.default_rng(seed + 1)
    place_of = {row.case: row.stratum for row in rows}
    cases = sorted(place_of)
    planted = {tuple(f"N{net}-{who}" for who in range(members)) for net in range(networks)}
    for some in sorted(planted):
        for case in random.choice(cases, shared, replace=False).tolist():
            rows += [Accusation(who, case, place_of[case]) for who in some]
    return Incidence.of(rows), planted
