"""The networks that the graph keeps, on the small graph and on both engines. SINTETICO."""

from typing import Any

import pytest
from small_graph import write_small_graph, write_small_networks

from trama.access.policy import Role, Viewer
from trama.core.errors import UnknownName
from trama.graph.engine import Graph
from trama.queries.run import Limits, run


@pytest.fixture
def networks(graph: Graph) -> Graph:
    write_small_graph(graph)
    write_small_networks(graph)
    return graph


def rows(
    graph: Graph, name: str, role: Role = Role.INVESTIGATOR, **given: object
) -> list[dict[str, Any]]:
    return run(name, given, graph, Viewer(role), Limits(20, 100)).rows


def test_networks_are_told_with_both_numbers(networks: Graph) -> None:
    networks.write_rows("CREATE (:Network {uid: 'N-3', state: 'DISUELTA', rate: 0.01, cases: 3})")

    found = rows(networks, "recurring_networks")

    assert [(row["network"], row["rate"], row["survives"]) for row in found] == [
        ("N-1", 0.01, 0.9),
        ("N-2", 0.02, 0.9),
    ]
    assert [one["uid"] for one in found[0]["people"]] == ["S1", "S2"]
    assert [row["network"] for row in rows(networks, "recurring_networks", ended=True)] == [
        *("N-1", "N-3", "N-2")
    ]


def test_each_member_has_roles_and_the_cases_with_others_of_the_network(networks: Graph) -> None:
    found = rows(networks, "network_members", network="N-1")

    assert [(row["suspect"]["uid"], row["roles"], row["case_uids"]) for row in found] == [
        ("S1", ["CAPTADOR"], ["C-1", "C-2"]),
        ("S2", ["RECEPTOR", "TRANSPORTISTA"], ["C-1", "C-2"]),
    ]
    assert [(row["partners"], row["weight"]) for row in found] == [(1, 1.5), (1, 1.5)]
    assert (found[0]["first"], found[0]["last"]) == ("2017-03-01", "2018-05-02")


def test_a_member_who_was_a_victim_is_a_pseudonym(networks: Graph) -> None:
    found = rows(networks, "network_members", Role.ANALYST, network="N-2")

    assert {"pseudonym": "P-V1"} in [row["suspect"] for row in found]


def test_nobody_is_named_who_shares_no_case_of_the_network_any_more(networks: Graph) -> None:
    # S2 stays accused in a case that no other member is in.
    networks.write_rows("MATCH (:Person {uid: 'S2'})-[a:SUSPECT_IN]->(:Case) SET a.excluded = true")
    networks.write_rows(
        "MATCH (p:Person {uid: 'S2'}), (c:Case {uid: 'C-4'}) "
        "CREATE (p)-[:SUSPECT_IN {excluded: false}]->(c)"
    )
    networks.write_rows(
        "MATCH (n:Network {uid: 'N-1'}), (c:Case {uid: 'C-1'}) "
        "CREATE (p:Person:Suspect {uid: 'S9', pseudonym: 'P-S9', name: 'SINTETICO NUEVE'}) "
        "CREATE (p)-[:MEMBER_OF {cases: 2}]->(n) "
        "CREATE (p)-[:SUSPECT_IN {excluded: false}]->(c)"
    )

    (first, _) = rows(networks, "recurring_networks")
    assert [one["uid"] for one in first["people"]] == ["S1", "S9"]
    members = rows(networks, "network_members", network="N-1")
    assert {row["suspect"]["uid"] for row in members} == {"S1", "S9"}
    assert "S2" not in {row["suspect"]["uid"] for row in rows(networks, "brokers")}
    bridges = rows(networks, "bridges_between_networks")
    assert bridges
    assert "S2" not in {one["uid"] for row in bridges for one in row["people"]}


def test_the_cases_of_a_network_have_two_of_its_people(networks: Graph) -> None:
    found = rows(networks, "network_cases", network="N-1")

    assert [(row["case"], row["first"], row["victims"], row["suspects"]) for row in found] == [
        ("C-1", "2017-03-01", 1, 2),
        ("C-2", "2018-05-02", 2, 2),
    ]
    assert [[one["uid"] for one in row["people"]] for row in found] == [["S1", "S2"]] * 2
    of_other = rows(networks, "network_cases", network="N-2")
    assert [[one["uid"] for one in row["people"]] for row in of_other] == [["S3", "V1"]]


def test_the_legs_of_a_network_are_those_of_cases_with_two_of_its_people(networks: Graph) -> None:
    found = rows(networks, "network_routes", network="N-1", level="district")

    assert [(row["origin"], row["destination"], row["case_uids"]) for row in found] == [
        ("PE-030101", "PE-150101", ["C-1"]),
        ("PE-04", "PE-150108", ["C-2"]),
        ("PE-080101", "PE-030101", ["C-1"]),
        ("PE-080101", "PE-04", ["C-2"]),
        ("PE-080108", "PE-150101", ["C-2"]),
    ]


def test_changes_are_told_the_latest_first(networks: Graph) -> None:
    told = [
        (row["network"], row["change"], row["others"]) for row in rows(networks, "network_changes")
    ]

    assert told == [("N-2", "SE_DIVIDIO", ["N-1"]), ("N-1", "NUEVA", []), ("N-2", "NUEVA", [])]
    assert len(rows(networks, "network_changes", network="N-2")) == 2
    assert len(rows(networks, "network_changes", since="2020-06")) == 1


def test_a_broker_has_partners_who_share_no_case(networks: Graph) -> None:
    """S1 is tied to S2 and V1, S2 to S1 and S3: neither two of them share a case."""
    found = rows(networks, "brokers")

    assert [(row["suspect"]["uid"], row["partners"], row["apart"]) for row in found] == [
        ("S1", 2, 1),
        ("S2", 2, 1),
    ]
    networks.write_rows(
        "MATCH (a:Person {uid: 'S2'}), (b:Person {uid: 'V1'}) "
        "CREATE (a)-[:CO_OFFENDED {cases: 1, weight: 0.1}]->(b)"
    )
    assert [(row["suspect"]["uid"], row["apart"]) for row in rows(networks, "brokers")] == [
        ("S2", 2)
    ]


def test_cases_people_and_means_are_bridges(networks: Graph) -> None:
    networks.write_rows(
        "CREATE (x:Person:Suspect {uid: 'S9', pseudonym: 'P-S9', name: 'SINTETICO S9'}) WITH x "
        "MATCH (a:Person {uid: 'S1'}), (b:Person {uid: 'S3'}) "
        "CREATE (a)-[:CO_OFFENDED {cases: 1, weight: 0.1}]->(x), "
        "(x)-[:CO_OFFENDED {cases: 1, weight: 0.1}]->(b), "
        "(a)-[:USES]->(m:Phone {uid: 'Phone:9', name: '+519'})<-[:USES]-(b) WITH x, m "
        "MATCH (c:Case {uid: 'C-3'}) CREATE (x)-[:SUSPECT_IN]->(c), (c)-[:INVOLVES]->(m)"
    )

    found = rows(networks, "bridges_between_networks")

    told = [
        (
            row["kind"],
            [one["uid"] for one in row["people"]],
            [one["uid"] for one in row["other_people"]],
            row["third"] and row["third"]["uid"],
            row["means"],
            row["case_uids"],
        )
        for row in found
    ]
    assert told == [
        ("case", ["S1", "S2"], ["S3", "V1"], None, None, []),
        ("means", ["S1"], ["S3"], None, "+519", ["C-3"]),
        ("person", ["S1"], ["S3"], "S9", None, ["C-3"]),
    ]
    of_two = rows(networks, "bridges_between_networks", network="N-2")
    assert {(row["network"], row["other_network"]) for row in of_two} == {("N-2", "N-1")}


@pytest.mark.parametrize(
    "name", ["recurring_networks", "network_changes", "brokers", "bridges_between_networks"]
)
def test_a_graph_without_networks_answers_nothing(graph: Graph, name: str) -> None:
    assert rows(graph, name) == []


@pytest.mark.parametrize("name", ["network_members", "network_cases", "network_routes"])
def test_a_network_that_is_not_stored_is_said_not_to_exist(graph: Graph, name: str) -> None:
    with pytest.raises(UnknownName):
        rows(graph, name, network="N-1")
