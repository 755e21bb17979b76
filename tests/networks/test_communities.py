"""Communities: found, whole, and the same each time."""

from collections.abc import Iterator
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from made_incidence import by_chance
from made_ties import as_networkx, random_ties, ties_of

from trama.networks.communities import communities, modularity
from trama.networks.incidence import Incidence, Numbers
from trama.networks.projection import Ties, weights


def divisions(people: int) -> Iterator[list[int]]:
    """Yield every division of some people into communities."""
    if not people:
        yield []
        return
    for before in divisions(people - 1):
        for number in range(max(before, default=-1) + 2):
            yield [*before, number]


def members(community: Numbers) -> list[set[int]]:
    return [set(np.flatnonzero(community == number)) for number in range(community.max() + 1)]


def test_two_groups_that_one_tie_joins_are_two_communities() -> None:
    groups = [*combinations((0, 1, 2), 2), *combinations((3, 4, 5), 2), (2, 3)]

    ties = ties_of(7, [(one, other, 1.0) for one, other in groups])

    assert communities(ties).tolist() == [0, 0, 0, 1, 1, 1, 2]


def test_weight_decides_with_whom_a_person_between_two_groups_is() -> None:
    groups = [*combinations((0, 1, 2), 2), *combinations((4, 5, 6), 2)]
    between = {3: [(3, 2, 0.2), (3, 4, 1.0)]}

    ties = ties_of(7, [*((one, other, 1.0) for one, other in groups), *between[3]])

    assert communities(ties).tolist() == [0, 0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("seed", range(6))
def test_no_division_of_a_few_people_has_a_higher_modularity(seed: int) -> None:
    ties = random_ties(seed, people=8, number=12)
    graph = as_networkx(ties)
    hanging = [part for part in nx.connected_components(graph) if len(part) > 1]
    assert len(hanging) == 1  # as modularity is by part

    found = modularity(ties, communities(ties))

    best = max(modularity(ties, np.array(some)) for some in divisions(8))
    assert found == pytest.approx(best)


@pytest.mark.parametrize("seed", range(3))
def test_communities_are_as_good_as_those_of_networkx(seed: int) -> None:
    ties = random_ties(seed, people=300, number=900)
    graph = as_networkx(ties)
    louvain = max(
        nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=again))
        for again in range(5)
    )

    found = communities(ties)

    assert modularity(ties, found) == pytest.approx(nx.community.modularity(graph, members(found)))
    assert modularity(ties, found) > louvain - 0.01


def test_every_community_hangs_together() -> None:
    ties = random_ties(11, people=400, number=900)
    graph = as_networkx(ties)

    found = members(communities(ties))

    assert 10 < len(found) < 400
    assert all(nx.is_connected(graph.subgraph(some)) for some in found)


def test_the_order_of_rows_changes_no_community() -> None:
    rows = by_chance(5, cases=800, places=4)
    shuffled = list(rows)
    np.random.default_rng(1).shuffle(shuffled)

    found = [communities(weights(Incidence.of(some))) for some in (rows, shuffled, rows)]

    assert found[0].max() > 100
    assert found[0].tolist() == found[1].tolist() == found[2].tolist()


def test_a_new_case_elsewhere_changes_no_community_here() -> None:
    here = random_ties(2, people=60, number=120)
    pairs = zip(here.pairs.one.tolist(), here.pairs.other.tolist(), here.weight, strict=True)
    elsewhere = [(60 + one, 60 + other, 9.0) for one, other in combinations(range(30), 2)]

    both = ties_of(90, [*pairs, *elsewhere])

    assert communities(both)[:60].tolist() == communities(here).tolist()


@pytest.mark.parametrize("people", [0, 3])
def test_people_without_ties_are_alone(people: int) -> None:
    ties = ties_of(people, [])

    assert communities(ties).tolist() == list(range(people))
    assert modularity(ties, communities(ties)) == 0


def test_ties_of_every_pair_are_one_community() -> None:
    ties: Ties = ties_of(5, [(one, other, 1.0) for one, other in combinations(range(5), 2)])

    assert communities(ties).tolist() == [0] * 5
