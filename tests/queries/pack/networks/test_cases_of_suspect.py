"""The cases and stages in which a person is accused, on both engines. SINTETICO."""

from typing import Any

from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run


def rows(graph: Graph, person: str, role: Role = Role.ANALYST) -> list[dict[str, Any]]:
    write_small_graph(graph)
    return run("cases_of_suspect", {"person": person}, graph, Viewer(role), Limits(20, 100)).rows


def test_each_row_is_a_stage_of_a_victim_with_what_it_used(graph: Graph) -> None:
    found = rows(graph, "S2")

    told = [(row["case"], row["phase"], row["place"], row["used"]) for row in found]
    assert told == [
        ("C-1", "TRANSPORTE", "PE-030101", []),
        ("C-1", "RECEPCION", "PE-150101", []),
        ("C-2", "RECEPCION", "PE-150101", ["BAR SINTETICO"]),
        ("C-2", "RECEPCION", "PE-150108", []),
    ]
    assert [row["used_kinds"] for row in found][2] == ["Establishment"]
    assert found[0]["victim"] == {"pseudonym": "P-V1"}
    assert found[0]["suspect"]["name"] == "IMPUTADO SINTETICO S2"


def test_an_archived_accusation_is_told_as_archived(graph: Graph) -> None:
    assert [(row["case"], row["excluded"]) for row in rows(graph, "S3")] == [
        ("C-2", True),
        ("C-3", False),
    ]


def test_a_suspect_who_is_a_victim_elsewhere_stays_a_pseudonym(graph: Graph) -> None:
    write_small_graph(graph)
    graph.write_rows("MATCH (p:Person {uid: 'V1'}) SET p.pseudonym = 'X-AAAAAAAAAA'")

    found = run(
        "cases_of_suspect",
        {"person": "X-AAAAAAAAAA"},
        graph,
        Viewer(Role.ANALYST),
        Limits(20, 100),
    )

    assert [row["suspect"] for row in found.rows] == [{"pseudonym": "X-AAAAAAAAAA"}]
