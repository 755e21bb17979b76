"""The graph of an answer: one construction for GraphML and the explorer. SINTETICO."""

from typing import Any

from answers import answer, pseudonym

from trama.access.policy import Role, Viewer
from trama.drawings.graph_answer import drawn_of, ends, graph_of, has_nodes, way
from trama.graph.engine import Graph
from trama.queries.catalog import catalog, saved_query
from trama.queries.lookups.lookup import Lookup
from trama.queries.run import Limits, run

LIMITS = Limits(seconds=30, rows=1_000)


def graph(asked: Graph, name: str, role: Role = Role.ANALYST, **given: object) -> dict[str, Any]:
    viewer = Viewer(role)
    found = run(name, given, asked, viewer, LIMITS)
    lookup = Lookup(asked, viewer, LIMITS.seconds)
    return graph_of(saved_query(name), found, found.receipt.digest, lookup)


def test_every_query_that_joins_something_names_nodes() -> None:
    joining = [query for query in catalog() if ends(query) or way(query)]

    assert len(joining) > 10
    assert all(has_nodes(query) for query in joining)


def test_a_way_gives_its_legs_with_their_victims() -> None:
    rows = [{"places": ["PE-08", "PE-17", "PE-15"], "cases": 2, "victims": 3}]

    drawn = drawn_of(saved_query("routes_between"), answer("routes_between", rows))

    assert [(edge.source, edge.target, edge.type) for edge in drawn.edges] == [
        ("PE-08", "PE-17", "LEG"),
        ("PE-17", "PE-15", "LEG"),
    ]
    assert [edge.properties["weight"] for edge in drawn.edges] == [3, 3]
    assert [(node.label, node.type) for node in drawn.nodes.values()] == [
        ("Cusco", "Location"),
        ("Madre de Dios", "Location"),
        ("Lima", "Location"),
    ]


def test_two_people_of_a_row_are_together() -> None:
    rows = [{"one": pseudonym("A"), "other": pseudonym("B"), "cases": 2}] * 2

    drawn = drawn_of(saved_query("recurring_pairs"), answer("recurring_pairs", rows))

    assert {edge.type for edge in drawn.edges} == {"TOGETHER"}
    assert len(drawn.edges) == 2
    assert len(drawn.nodes) == 2


def test_rows_that_join_nothing_give_their_nodes(graph_of_cases: Graph) -> None:
    found = graph(graph_of_cases, "case_timeline", case="C-2")

    assert found["edges"] == []
    people = {node["key"]: node for node in found["nodes"] if node["type"] == "Person"}
    assert {"P-V2", "P-V3"} <= people.keys()
    assert people["P-V2"]["roles"] == ["victim"]
    assert people["S1"]["label"] == "IMPUTADO SINTETICO S1"


def test_a_suspect_who_is_a_victim_is_a_pseudonym_with_both_roles(graph_of_cases: Graph) -> None:
    seen = graph(graph_of_cases, "case_timeline", case="C-4")
    known = graph(graph_of_cases, "case_timeline", Role.INVESTIGATOR, case="C-4")

    (protected,) = [node for node in seen["nodes"] if "suspect" in node["roles"]]
    assert (protected["key"], protected["label"]) == ("P-V1", "P-V1")
    assert protected["roles"] == ["victim", "suspect"]
    assert {"V1"} == {node["key"] for node in known["nodes"] if "suspect" in node["roles"]}


def test_cases_have_the_numbers_that_people_know(graph_of_cases: Graph) -> None:
    found = graph(graph_of_cases, "repeated_victimisation")
    shown = graph(graph_of_cases, "bridge_between_cases", case="C-1", other="C-2")

    assert all(node["type"] in ("Case", "Person") for node in (*found["nodes"], *shown["nodes"]))
    labels = [node["label"] for node in shown["nodes"] if node["key"] == "C-1"]
    assert labels in ([], ["RETA:SINT-2017-000001 / SISTRA:SINT-1-2017-1-0"])


def test_the_same_question_gives_the_same_graph_with_ids_of_its_own(graph_of_cases: Graph) -> None:
    one, again = (graph(graph_of_cases, "suspect_network", person="S1") for _ in range(2))

    assert one == again
    ids = [edge["id"] for edge in one["edges"]]
    assert ids
    assert len(set(ids)) == len(ids)
    keys = {node["key"] for node in one["nodes"]}
    assert {end for edge in one["edges"] for end in (edge["source"], edge["target"])} <= keys
