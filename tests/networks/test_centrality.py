"""Centrality, against networkx, and on networks that can be counted by hand."""

import networkx as nx
import numpy as np
import pytest
from made_ties import as_networkx, random_ties, ties_of

from trama.networks.centrality import centrality


def test_who_joins_two_groups_stands_between_their_pairs() -> None:
    # 0 and 1 with 2, 2 with 3, 3 with 4: 5 knows nobody.
    found = centrality(ties_of(6, [(0, 1, 1), (0, 2, 2), (1, 2, 3), (2, 3, 1), (3, 4, 4)]))

    assert found.degree.tolist() == [2, 2, 3, 2, 1, 0]
    assert found.strength.tolist() == [3, 4, 6, 5, 4, 0]
    assert found.between.tolist() == [0, 0, 4, 3, 0, 0]
    assert found.core.tolist() == [2, 2, 2, 1, 1, 0]
    assert found.brokerage.tolist() == [0, 0, pytest.approx(4 / 3), 1.5, 0, 0]
    assert found.constraint[4] == 1
    assert np.isnan(found.constraint[5])


@pytest.mark.parametrize("seed", range(4))
def test_networkx_measures_the_same(seed: int) -> None:
    ties = random_ties(seed, people=80, number=40 * (seed + 1))
    graph = as_networkx(ties)

    found = centrality(ties)

    def of_networkx(values: dict[int, float]) -> object:
        return pytest.approx([values[person] for person in range(80)], nan_ok=True, abs=1e-7)

    assert found.degree.tolist() == of_networkx(dict(graph.degree()))
    assert found.strength.tolist() == of_networkx(dict(graph.degree(weight="weight")))
    assert found.between.tolist() == of_networkx(nx.betweenness_centrality(graph, normalized=False))
    assert found.rank.tolist() == of_networkx(nx.pagerank(graph, tol=1e-12, max_iter=500))
    assert found.core.tolist() == of_networkx(nx.core_number(graph))
    assert found.constraint.tolist() == of_networkx(nx.constraint(graph, weight="weight"))


def test_the_same_ties_give_the_same_digits() -> None:
    one, other = (centrality(random_ties(9, people=300, number=900)) for _ in range(2))

    assert (one.between == other.between).all()
    assert (one.rank == other.rank).all()


@pytest.mark.parametrize("people", [0, 4])
def test_people_without_ties_stand_between_nobody(people: int) -> None:
    found = centrality(ties_of(people, []))

    assert found.between.tolist() == [0] * people
    assert found.rank.tolist() == [0.25] * people
