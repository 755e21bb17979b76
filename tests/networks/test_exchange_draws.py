"""Exchanges: margins kept, all of them equally likely, a seed gives the same."""

from collections import Counter
from itertools import chain, combinations, product

import numpy as np
import pytest
from made_incidence import by_chance
from scipy import stats

from trama.networks.exchange_draws import draws
from trama.networks.incidence import Accusation, Incidence

SMALL = ("A1", "A2", "B1", "C2", "C3", "D3", "D1")


def small() -> Incidence:
    return Incidence.of(Accusation(edge[0], edge[1], "Lima 2017") for edge in SMALL)


def possible(incidence: Incidence) -> list[tuple[tuple[int, ...], ...]]:
    """Return every table with the same margins: the cases of each suspect."""
    own = Counter(incidence.suspect.tolist())
    size = Counter(incidence.case.tolist())
    some = [combinations(range(len(incidence.cases)), own[at]) for at in sorted(own)]
    return [one for one in product(*some) if Counter(chain(*one)) == size]


def test_every_table_with_these_margins_is_equally_likely() -> None:
    incidence, count = small(), 24_000
    seen: Counter[tuple[tuple[int, ...], ...]] = Counter()
    for held in draws(incidence, count, seed=1):
        cases: dict[int, list[int]] = {}
        for suspect, case in zip(incidence.suspect.tolist(), held.tolist(), strict=True):
            cases.setdefault(suspect, []).append(case)
        seen[tuple(tuple(sorted(cases[at])) for at in sorted(cases))] += 1

    every = possible(incidence)
    assert len(every) == 12
    assert seen.keys() == set(every)
    assert stats.chisquare([seen[one] for one in every]).pvalue > 0.001


@pytest.mark.parametrize("seed", [1, 2])
def test_a_draw_keeps_who_stands_in_how_many_cases_of_a_place_and_how_large_a_case_is(
    seed: int,
) -> None:
    incidence = Incidence.of(by_chance(seed, cases=200, places=5))
    (held,) = draws(incidence, 1, seed)

    assert (incidence.stratum[held] == incidence.stratum[incidence.case]).all()
    assert Counter(held.tolist()) == Counter(incidence.case.tolist())
    assert len({*zip(incidence.suspect.tolist(), held.tolist(), strict=True)}) == len(held)
    assert (held != incidence.case).any()


def test_a_seed_gives_the_same_draws() -> None:
    incidence = Incidence.of(by_chance(1, cases=100, places=3))

    one, same, other = (np.array([*draws(incidence, 3, seed)]) for seed in (7, 7, 8))

    assert (one == same).all()
    assert (one != other).any()


def test_a_lone_suspect_stays_in_the_only_case() -> None:
    incidence = Incidence.of([Accusation("A", "1", "Lima")])

    assert [held.tolist() for held in draws(incidence, 2, 1)] == [[0], [0]]
