"""Victims who are accused later: for investigators alone, to protect them. SINTETICO."""

import pytest
from asked import asked
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

NAME = "victims_later_suspects"
BRIEF = ("person", "certainty", "victim_case", "suspect_case")


def accuse(graph: Graph, person: str, case: str, *, excluded: bool = False) -> None:
    graph.write_rows(
        "MATCH (p:Person {uid: $person}) MATCH (c:Case {uid: $case}) SET p:Suspect "
        "CREATE (p)-[:SUSPECT_IN {excluded: $excluded}]->(c)",
        person=person,
        case=case,
        excluded=excluded,
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INVESTIGATOR])
def test_nobody_but_an_investigator_may_ask(graph: Graph, role: Role) -> None:
    with pytest.raises(AccessDenied):
        run(NAME, {}, graph, Viewer(role), Limits(seconds=20, rows=100))


def test_a_victim_accused_later_is_told_with_her_age_then_and_who_is_in_both_cases(
    graph: Graph,
) -> None:
    # V1 is a victim in C-1 and a suspect in C-4; S1, a suspect in C-1, is accused there too.
    write_small_graph(graph)
    accuse(graph, "S1", "C-4")

    assert asked(graph, NAME) == [
        (
            *("V1", "SEGURO", "C-1", "2017-03-01", 15.0),
            *("C-4", "2022-06-01", "CAPTADOR", None, False, ["S1"]),
        )
    ]


def test_an_accusation_in_the_same_case_is_told_apart(graph: Graph) -> None:
    write_small_graph(graph)
    accuse(graph, "V5", "C-4")

    assert ("V5", "MISMO_CASO", "C-4", "C-4") in asked(graph, NAME, *BRIEF)


def test_an_accusation_surely_before_the_capture_is_left_out(graph: Graph) -> None:
    write_small_graph(graph)
    accuse(graph, "V5", "C-1")
    accuse(graph, "V5", "C-5")
    assert {row[0] for row in asked(graph, NAME, *BRIEF)} == {"V1"}

    graph.write_rows("MATCH (c:Case {uid: 'C-5'}) SET c.until = '2022-06-01'")

    assert ("V5", "POSIBLE", "C-4", "C-5") in asked(graph, NAME, *BRIEF)


def test_an_archived_accusation_is_told_only_if_asked_for_and_as_such(graph: Graph) -> None:
    write_small_graph(graph)
    accuse(graph, "V4", "C-4", excluded=True)

    assert {row[0] for row in asked(graph, NAME, *BRIEF)} == {"V1"}
    assert ("V4", True) in asked(graph, NAME, "person", "excluded", include_excluded=True)
