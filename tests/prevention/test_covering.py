"""The choice of places against every other choice, and the bound of a choice that is cut short."""

from itertools import combinations

import numpy as np
import pytest

from trama.prevention.covering import Routes, choose, in_order


def met(routes: Routes, places: tuple[str, ...]) -> int:
    return sum(count for some, count in routes.items() if some & {*places})


def best(routes: Routes, most: int) -> int:
    candidates = sorted({place for some in routes for place in some})
    return max(met(routes, choice) for choice in combinations(candidates, most))


GREEDY_FAILS: Routes = {
    frozenset("AX"): 3,
    frozenset("AY"): 3,
    frozenset("X"): 2,
    frozenset("Y"): 2,
}
"""Greedy takes A (6) and then X (2): 8. X and Y meet all 10."""


def test_the_program_mends_a_greedy_choice() -> None:
    assert in_order(GREEDY_FAILS, "AXY", 2).met == 8

    chosen = choose(GREEDY_FAILS, 2)

    assert ({*chosen.places}, chosen.met, chosen.exact) == ({"X", "Y"}, 10, True)


@pytest.mark.parametrize("seed", range(25))
def test_no_other_choice_meets_more(seed: int) -> None:
    random = np.random.default_rng(seed)
    places = [f"P{number}" for number in range(9)]
    routes = {
        frozenset(random.choice(places, size=random.integers(1, 4), replace=False).tolist()): int(
            random.integers(1, 9)
        )
        for _ in range(25)
    }

    chosen = choose(routes, 3)

    assert chosen.exact
    assert chosen.met == met(routes, chosen.places) == best(routes, 3)
    assert chosen.routes == sum(routes.values())


def test_no_place_is_chosen_that_adds_nothing() -> None:
    chosen = choose({frozenset("AB"): 5, frozenset("A"): 1}, 3)

    assert (chosen.places, chosen.met, chosen.exact) == (("A",), 6, True)


def test_without_time_the_choice_stands_below_its_bound() -> None:
    random = np.random.default_rng(1)
    places = [f"P{number:02}" for number in range(30)]
    routes = {
        frozenset(random.choice(places, size=3, replace=False).tolist()): int(random.integers(1, 9))
        for _ in range(200)
    }

    hurried, whole = choose(routes, 6, seconds=0.0), choose(routes, 6, seconds=60.0)

    assert whole.exact
    assert hurried.met <= whole.met <= hurried.bound
    assert hurried.met >= (1 - 1 / np.e) * whole.met  # what a greedy choice always reaches


def test_no_route_gives_no_place() -> None:
    assert choose({}, 3).places == ()
    assert choose({frozenset(): 4}, 3).routes == 0
