"""A stored network as a graph for other programs: only what the answers show. SINTETICO."""

from typing import Any

from answers import answer, pseudonym

from trama.networks.export import graphml
from trama.networks.kept_graph import kept_graph
from trama.queries.run import QueryAnswer

ANA = {"pseudonym": "X-AAAAAAAAAA", "uid": "P-1", "name": "ANA SINTETICA"}
VICTIM = pseudonym("V")


def answers(cases: list[dict[str, Any]]) -> dict[str, QueryAnswer]:
    members = [
        {"suspect": ANA, "roles": ["CAPTADOR", "RECEPTOR"]},
        {"suspect": VICTIM, "roles": []},
    ]
    return {
        "members": answer("network_members", members),
        "cases": answer("network_cases", cases),
    }


def test_people_are_tied_to_one_another_and_to_their_cases() -> None:
    graph = kept_graph(
        answers([{"case": uid, "people": [ANA, VICTIM]} for uid in ("C-1", "C-2")]),
        {"C-1": "RETA:SINT-1"},
    )

    assert [(node.key, node.kind, node.label, node.role) for node in graph.nodes] == [
        ("X-AAAAAAAAAA", "Suspect", "ANA SINTETICA", "CAPTADOR"),
        (VICTIM["pseudonym"], "Suspect", VICTIM["pseudonym"], None),
        ("C-1", "Case", "RETA:SINT-1", None),
        ("C-2", "Case", "C-2", None),
    ]
    tie = graph.edges[0]
    assert (tie.kind, tie.shared, tie.cases) == ("CO_OFFENDED", 2, ("C-1", "C-2"))
    assert [edge.kind for edge in graph.edges[1:]] == ["SUSPECT_IN"] * 4
    assert b"P-1" not in graphml(graph)


def test_a_case_that_the_viewer_may_not_know_counts_and_is_no_node() -> None:
    graph = kept_graph(answers([{"case": None, "people": [ANA, VICTIM]}]), {})

    assert {node.kind for node in graph.nodes} == {"Suspect"}
    (tie,) = graph.edges
    assert (tie.shared, tie.cases) == (1, ())
