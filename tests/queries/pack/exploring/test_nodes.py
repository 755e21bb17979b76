"""The nodes of a canvas by their keys, on the small graph: as each role may know them."""

import pytest
from small_graph import write_small_graph

from trama.access.node_handles import node_handle
from trama.access.policy import Role, Viewer
from trama.core.errors import BadParameter
from trama.graph.engine import Graph
from trama.queries.run import Limits, QueryAnswer, run

LIMITS = Limits(seconds=30, rows=10_000)
KEY = b"k" * 32


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    graph.write_rows(
        """
        MATCH (s:Person {uid: 'S1'}), (v:Person {uid: 'V1'})
        CREATE (s)-[:USES]->(:Phone {uid: 'Phone:51999000001', name: '+51999000001'})
        CREATE (v)-[:USES]->(:Phone {uid: 'Phone:51999000002', name: '+51999000002'})
        """
    )
    return graph


def ask(graph: Graph, keys: list[str], role: Role = Role.ANALYST) -> QueryAnswer:
    return run("nodes", {"keys": keys}, graph, Viewer(role), LIMITS, KEY)


def test_each_key_brings_its_node_also_one_that_nothing_joins(cases: Graph) -> None:
    cases.write_rows(
        "CREATE (:Person:Suspect {uid: 'S9', pseudonym: 'X-SJAAAAAAAA', name: 'SOLO'})"
    )

    rows = ask(cases, ["PE-15", "X-SJAAAAAAAA", "C-1"]).rows

    assert [(row["number"], row["node"]["type"], row["node"]["label"]) for row in rows] == [
        (0, "Location", "Lima"),
        (1, "Person", "SOLO"),
        (2, "Case", "RETA:SINT-2017-000001 / SISTRA:SINT-1-2017-1-0"),
    ]


def test_the_place_of_a_node_counts_the_keys_that_were_found(cases: Graph) -> None:
    rows = ask(cases, ["M-inventado", "PE-15", "PE-15", "X-NADIEEEEEE", "C-1"]).rows

    assert [(row["number"], row["node"]["key"]) for row in rows] == [(0, "PE-15"), (1, "C-1")]


def test_a_victim_goes_by_her_pseudonym_and_the_uid_is_no_key_of_hers(cases: Graph) -> None:
    (by_pseudonym,) = ask(cases, ["P-V1"]).rows
    named = ask(cases, ["V1"], Role.INVESTIGATOR).rows

    assert by_pseudonym["node"]["label"] == by_pseudonym["node"]["key"] == "P-V1"
    assert ask(cases, ["V1"]).rows == []
    assert named[0]["node"]["label"] == "VICTIMA SINTETICA V1"


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR, Role.INTEGRATOR])
def test_the_handle_of_her_telephone_brings_nothing(cases: Graph, role: Role) -> None:
    own, hers = (node_handle("Phone", f"Phone:5199900000{n}", KEY) for n in (1, 2))

    shown = [row["node"]["label"] for row in ask(cases, [own, hers], role).rows]

    assert shown == ([] if role is Role.INTEGRATOR else ["+51999000001"])
    assert len(ask(cases, [own, hers], Role.INVESTIGATOR).rows) == 2


def test_names_and_numbers_are_keys_as_for_one_node(cases: Graph) -> None:
    (row,) = ask(cases, ["RETA:SINT-2019-000003"]).rows

    assert row["node"]["key"] == "C-3"


@pytest.mark.parametrize("keys", [["PE-15"] * 501, [" "], [3]])
def test_keys_are_bounded_texts(cases: Graph, keys: list[str]) -> None:
    with pytest.raises(BadParameter):
        ask(cases, keys)
