"""Ties between suspects: shared cases, weighted by size, recency and role."""

import networkx as nx
import numpy as np
import pytest
from made_incidence import by_chance
from networkx.algorithms import bipartite

from trama.networks.incidence import Accusation, Incidence
from trama.networks.projection import Ties, parts_of, recency_of, weights

ROWS = [
    Accusation("A", "C-1", "PE-15 2017"),
    Accusation("B", "C-1", "PE-15 2017"),
    Accusation("A", "C-2", "PE-15 2018"),
    Accusation("B", "C-2", "PE-15 2018"),
    Accusation("D", "C-2", "PE-15 2018"),
    Accusation("E", "C-3", "PE-15 2018"),
]


def told(incidence: Incidence, ties: Ties) -> dict[str, tuple[int, float]]:
    names, pairs = incidence.suspects, ties.pairs
    each = zip(pairs.one, pairs.other, pairs.shared, ties.weight, strict=True)
    return {
        names[one] + names[other]: (int(cases), pytest.approx(weight))
        for one, other, cases, weight in each
    }


def test_a_case_gives_each_pair_less_the_more_suspects_it_has() -> None:
    incidence = Incidence.of(ROWS)

    assert told(incidence, weights(incidence)) == {"AB": (2, 1.5), "AD": (1, 0.5), "BD": (1, 0.5)}


def test_a_case_five_years_before_the_newest_counts_half_and_so_does_one_without_a_date() -> None:
    incidence = Incidence.of(ROWS)
    dated = {"C-1": "2016-03-01", "C-2": "2021-03-01", "C-3": None}

    recency = recency_of(incidence, dated)

    assert recency == pytest.approx([0.5, 1, 0.5], abs=1e-3)
    assert told(incidence, weights(incidence, recency=recency))["AB"][1] == pytest.approx(
        1.0, abs=1e-3
    )


def test_a_role_that_says_nothing_counts_half_in_each_tie() -> None:
    incidence = Incidence.of(ROWS)
    roles = {("A", "C-1"): "CAPTADOR", ("B", "C-1"): "OTRO"}

    part = parts_of(incidence, roles | {(who, "C-2"): "RECEPTOR" for who in "AB"})

    assert told(incidence, weights(incidence, part)) == {
        "AB": (2, 1.0),  # 1 * 0.5 of C-1, 1 * 1 / 2 of C-2
        "AD": (1, 0.25),  # nothing is known of D's role
        "BD": (1, 0.25),
    }


def test_the_order_of_rows_changes_nothing() -> None:
    rows = by_chance(3, cases=300)
    one, other = (Incidence.of(some) for some in (rows, rows[::-1]))
    made = weights(one), weights(other)

    assert len(made[0].pairs) > 300
    assert (made[0].pairs.one == made[1].pairs.one).all()
    assert (made[0].weight == made[1].weight).all()


@pytest.mark.parametrize("seed", range(3))
def test_networkx_projects_the_same_ties(seed: int) -> None:
    incidence = Incidence.of(by_chance(seed, cases=200, places=3))
    suspects, cases = len(incidence.suspects), len(incidence.cases)
    graph = nx.Graph()
    graph.add_nodes_from(range(suspects + cases))
    accused = zip(incidence.suspect.tolist(), (suspects + incidence.case).tolist(), strict=True)
    graph.add_edges_from(accused)
    shared = bipartite.weighted_projected_graph(graph, range(suspects))
    newman = bipartite.collaboration_weighted_projected_graph(graph, range(suspects))

    ties = weights(incidence)

    assert len(ties.pairs) == shared.number_of_edges() > 100
    for one, other, cases, weight in zip(
        ties.pairs.one, ties.pairs.other, ties.pairs.shared, ties.weight, strict=True
    ):
        assert cases == shared[one][other]["weight"]
        assert weight == pytest.approx(newman[one][other]["weight"])


def test_the_table_has_each_tie_on_both_sides() -> None:
    incidence = Incidence.of(ROWS)

    table = weights(incidence).table().toarray()

    assert table.tolist() == [[0, 1.5, 0.5, 0], [1.5, 0, 0.5, 0], [0.5, 0.5, 0, 0], [0, 0, 0, 0]]


def test_nobody_accused_has_no_ties() -> None:
    incidence = Incidence.of([])

    ties = weights(incidence, parts_of(incidence, {}), recency_of(incidence, {}))

    assert len(ties.pairs) == 0
    assert np.shape(ties.table()) == (0, 0)
