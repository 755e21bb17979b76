"""Chances over all linkages, against a list of every linkage."""

import random
from itertools import combinations

import numpy as np
import pytest

from trama.linkage.joint.matching import Matching, matching

Edges = list[tuple[int, int, float]]
"""Left node, right node, bits."""


def matched(*groups: Edges) -> Matching:
    """Return the matching of groups of edges whose nodes have numbers of their own."""
    left, right, bits, group = [], [], [], []
    for number, edges in enumerate(groups):
        for one, other, of_edge in edges:
            left.append(100 * number + one)
            right.append(100 * number + 50 + other)
            bits.append(of_edge)
            group.append(number)
    return matching(np.array(bits), np.array(left), np.array(right), np.array(group))


def listed(edges: Edges) -> tuple[list[float], float]:
    """Return the chances and the total by listing every linkage."""
    total, chosen = 0.0, np.zeros(len(edges))
    for size in range(len(edges) + 1):
        for linkage in combinations(range(len(edges)), size):
            ends = [edges[number][:2] for number in linkage]
            if len({a for a, _ in ends}) == len({b for _, b in ends}) == size:
                weight = 2.0 ** sum(edges[number][2] for number in linkage)
                total += weight
                chosen[list(linkage)] += weight
    return list(chosen / total), float(np.log2(total))


TREES: list[Edges] = [
    [(0, 0, 3.0)],
    [(0, 0, 1.0), (0, 1, 0.0)],
    [(0, 0, 5.0), (0, 1, 4.0), (1, 1, -2.0)],
    [(0, 0, 20.0), (0, 1, 20.0), (1, 1, 8.0), (2, 1, 0.0), (1, 2, 3.0)],
    [(0, 0, 40.0), (1, 0, 12.0), (1, 1, 2.0)],
]


@pytest.mark.parametrize("edges", TREES)
def test_without_circles_the_chances_are_those_of_the_list(edges: Edges) -> None:
    chances, total = listed(edges)
    found = matched(edges)

    assert found.chance == pytest.approx(chances, abs=1e-6)
    assert found.total[0] == pytest.approx(total, abs=1e-6)


def test_the_chance_of_an_edge_is_that_of_its_bits_and_what_rivals_leave() -> None:
    edges = TREES[2]
    found = matched(edges)
    bits = np.array([of_edge for _, _, of_edge in edges])

    assert found.chance == pytest.approx(1 / (1 + np.exp2(-(bits + found.free))))


@pytest.mark.parametrize("bits", [-3.0, 0.0, 6.0, 40.0])
@pytest.mark.parametrize("size", [2, 3])
def test_in_a_circle_the_chances_are_near_those_of_the_list(size: int, bits: float) -> None:
    edges = [(one, other, bits) for one in range(size) for other in range(size)]
    chances, total = listed(edges)
    found = matched(edges)

    assert found.chance == pytest.approx(chances, abs=0.03)
    assert total - 1.5 < found.total[0] <= total + 1e-9


def test_a_likely_way_through_a_circle_is_found() -> None:
    edges = [(0, 0, 12.0), (0, 1, 2.0), (1, 0, 2.0), (1, 1, 12.0)]

    assert matched(edges).chance == pytest.approx(listed(edges)[0], abs=1e-3)


def test_a_certain_edge_leaves_its_rivals_nothing_and_loses_nothing() -> None:
    found = matched([(0, 0, 80.0), (0, 1, 15.0), (1, 0, 15.0)])

    assert found.chance[0] == pytest.approx(1)
    assert found.chance[1] < 1e-9


def test_a_group_does_not_depend_on_the_others() -> None:
    together = matched(*TREES)
    alone = [matched(edges) for edges in TREES]

    assert together.chance.tolist() == [chance for found in alone for chance in found.chance]
    assert together.total.tolist() == [found.total[0] for found in alone]


def test_groups_that_end_in_other_rounds_are_as_each_alone() -> None:
    """The groups that still move are numbered anew, together at other moments than alone."""
    chance = random.Random(5)
    groups = [
        [(one, other, chance.gauss(0, 12)) for one in range(size) for other in range(size)]
        for size in [1] * 20 + [2] * 6 + [3] * 3
    ]
    together = matched(*groups)
    alone = [matched(edges) for edges in groups]

    for name in ("chance", "free"):
        parts = np.concatenate([getattr(found, name) for found in alone])
        assert getattr(together, name).tolist() == parts.tolist()
    assert together.total.tolist() == [found.total[0] for found in alone]


def test_no_edges_have_no_chances() -> None:
    assert len(matched().chance) == 0
