"""The legs that arrive at a place or leave it, with their cases, on both engines. SINTETICO."""

import pytest
from recounted import recount_routes
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run


@pytest.mark.parametrize("place", ["PE-15", "PE-08"])
def test_a_leg_is_told_at_both_of_its_ends(place: str, graph: Graph) -> None:
    write_small_graph(graph)
    recount_routes(graph)

    answer = run("legs_of_place", {"place": place}, graph, Viewer(Role.ANALYST), Limits(20, 100))

    assert answer.rows == [
        {
            "origin": "PE-08",
            "destination": "PE-15",
            "cases": 1,
            "victims": 1,
            "first": "2018-05-03",
            "last": "2018-05-03",
            "case_uids": ["C-2"],
        }
    ]


def test_a_finer_level_gives_the_legs_of_all_parts_of_the_place_once(graph: Graph) -> None:
    write_small_graph(graph)
    recount_routes(graph)
    asked = {"place": "PE", "level": "department"}

    answer = run("legs_of_place", asked, graph, Viewer(Role.ANALYST), Limits(20, 100))

    assert [(row["origin"], row["destination"]) for row in answer.rows] == [("PE-08", "PE-15")]


def test_a_place_without_legs_has_no_rows(graph: Graph) -> None:
    write_small_graph(graph)

    answer = run("legs_of_place", {"place": "PE-24"}, graph, Viewer(Role.ANALYST), Limits(20, 100))

    assert answer.rows == []
