"""Bridges between two cases and two people of the small graph, step by step. SINTETICO."""

from typing import Any

import pytest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

TO_C2 = (1, 1, "C-1", ["P-S1", "P-S2"], ["BAR SINTETICO", "SINT 900000001"], "C-2")


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    return graph


def between_cases(graph: Graph, case: str, other: str, **given: object) -> list[tuple[Any, ...]]:
    asked = {"case": case, "other": other, **given}
    answer = run("bridge_between_cases", asked, graph, Viewer(Role.ANALYST), Limits(20, 100))
    return [
        (
            *(row["way"], row["step"], row["case"]),
            [person["pseudonym"] for person in row["people"]],
            *(row["means"], row["next_case"]),
        )
        for row in answer.rows
    ]


def between_people(graph: Graph, one: str, other: str, **given: object) -> list[tuple[Any, ...]]:
    asked = {"person": one, "other": other, **given}
    # The key of a victim is an investigator's to give.
    answer = run("bridge_between_people", asked, graph, Viewer(Role.INVESTIGATOR), Limits(20, 100))
    return [
        (
            *(row["way"], row["step"], row["one"]["pseudonym"]),
            *(row["case_uids"], row["means"], row["next"]["pseudonym"]),
        )
        for row in answer.rows
    ]


def test_one_step_says_all_that_two_cases_share(cases: Graph) -> None:
    assert between_cases(cases, "C-1", "C-2") == [TO_C2]


def test_two_steps_go_through_a_case_between_them(cases: Graph) -> None:
    # S3 is archived in C-2: the company alone leads on.
    assert between_cases(cases, "C-1", "C-3") == [
        TO_C2,
        (1, 2, "C-2", [], ["BUS SINTETICO"], "C-3"),
    ]
    with_archived = between_cases(cases, "C-1", "C-3", include_excluded=True)
    assert with_archived[1] == (1, 2, "C-2", ["P-S3"], ["BUS SINTETICO"], "C-3")


def test_three_steps_go_through_a_victim_who_is_accused_elsewhere(cases: Graph) -> None:
    found = between_cases(cases, "C-3", "C-4")

    assert [(row[1], row[2], row[5]) for row in found] == [
        (1, "C-3", "C-2"),
        (2, "C-2", "C-1"),
        (3, "C-1", "C-4"),
    ]
    assert found[2][3] == ["P-V1"]
    assert between_cases(cases, "C-3", "C-4", steps=2) == []


def test_every_shortest_way_is_told(cases: Graph) -> None:
    cases.write_rows(
        "MATCH (c1:Case {uid: 'C-1'}), (c3:Case {uid: 'C-3'}) "
        "CREATE (c9:Case {uid: 'C-9', numbers: ['RETA:9'], registries: ['RETA']}) "
        "CREATE (p:Person:Suspect {uid: 'S9', pseudonym: 'P-S9'}) "
        "CREATE (v:Vehicle {uid: 'Vehicle:SINT', name: 'SINT'}) "
        "CREATE (p)-[:SUSPECT_IN]->(c1), (p)-[:SUSPECT_IN]->(c9) "
        "CREATE (c9)-[:INVOLVES]->(v), (c3)-[:INVOLVES]->(v)"
    )

    assert between_cases(cases, "C-1", "C-3")[2:] == [
        (2, 1, "C-1", ["P-S9"], [], "C-9"),
        (2, 2, "C-9", [], ["SINT"], "C-3"),
    ]


def test_what_is_in_too_many_cases_is_no_bridge(cases: Graph) -> None:
    cases.write_rows(
        "MATCH (bus:Organisation) UNWIND range(1, 3) AS n "
        "CREATE (c:Case {uid: 'C-BUS' + n, numbers: [], registries: ['RETA']})"
        "-[:INVOLVES]->(bus)"
    )

    assert between_cases(cases, "C-2", "C-3", most_cases=4) == []
    assert between_cases(cases, "C-2", "C-3", most_cases=5) != []


@pytest.mark.parametrize("other", ["C-1", "C-5"])
def test_a_case_has_no_bridge_to_itself_or_to_one_that_shares_nothing(
    cases: Graph, other: str
) -> None:
    assert between_cases(cases, "C-1", other) == []


def test_two_people_meet_in_a_case(cases: Graph) -> None:
    assert between_people(cases, "S1", "S2") == [(1, 1, "P-S1", ["C-1", "C-2"], [], "P-S2")]


def test_two_people_meet_through_another(cases: Graph) -> None:
    assert between_people(cases, "S1", "V5") == [
        (1, 1, "P-S1", ["C-1"], [], "P-V1"),
        (1, 2, "P-V1", ["C-4"], [], "P-V5"),
    ]
    assert between_people(cases, "S1", "V5", steps=1) == []


def test_an_archived_accusation_joins_nobody_unless_asked_for(cases: Graph) -> None:
    assert between_people(cases, "S2", "S3") == []
    assert between_people(cases, "S2", "S3", include_excluded=True) == [
        (1, 1, "P-S2", ["C-2"], [], "P-S3")
    ]


def test_people_who_use_one_telephone_meet_there(cases: Graph) -> None:
    cases.write_rows("MATCH (p:Person {uid: 'S3'}), (phone:Phone) CREATE (p)-[:USES]->(phone)")

    assert between_people(cases, "S1", "S3") == [(1, 1, "P-S1", [], ["SINT 900000001"], "P-S3")]
    assert between_people(cases, "S2", "S3") == [
        (1, 1, "P-S2", ["C-1", "C-2"], [], "P-S1"),
        (1, 2, "P-S1", [], ["SINT 900000001"], "P-S3"),
    ]


def test_nobody_meets_in_a_case_of_too_many_people(cases: Graph) -> None:
    # C-1 has a victim and two suspects.
    assert between_people(cases, "S1", "V1", most_people=2) == []
    assert between_people(cases, "S1", "V1", most_people=3) != []
