"""The alleged roles beside the suspects of a stage: as many, in the same order, on both engines."""

import pytest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run


def roles(graph: Graph, name: str, **given: object) -> list[dict[str, str]]:
    answer = run(name, given, graph, Viewer(Role.INVESTIGATOR), Limits(seconds=20, rows=100))
    return [
        {person["uid"]: role for person, role in zip(row["suspects"], row["roles"], strict=True)}
        for row in answer.rows
    ]


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("route_of_case", "C-1", [{"S1": "CAPTADOR"}, {"S2": "TRANSPORTISTA"}]),
        ("route_of_case", "C-3", [{"S3": ""}]),
        ("route_of_victim", "V2", [{"S1": "CAPTADOR"}, {"S2": "RECEPTOR", "S3": "RECEPTOR"}]),
        ("route_of_victim", "V4", [{"S3": ""}]),
    ],
)
def test_each_suspect_has_the_role_of_that_case_or_an_empty_one(
    name: str, given: str, expected: list[dict[str, str]], graph: Graph
) -> None:
    write_small_graph(graph)
    parameter = "case" if name == "route_of_case" else "victim"

    found = roles(graph, name, **{parameter: given})

    assert found[: len(expected)] == expected


def test_a_stage_without_suspects_has_no_roles(graph: Graph) -> None:
    write_small_graph(graph)

    assert roles(graph, "route_of_case", case="C-1")[3] == {}
