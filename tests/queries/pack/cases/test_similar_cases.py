"""Cases like one of the small graph, each with its reasons. SINTETICO."""

from typing import Any

import pytest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    return graph


def like(graph: Graph, case: str, *columns: str, **given: object) -> list[tuple[Any, ...]]:
    asked = {"case": case, **given}
    answer = run("similar_cases", asked, graph, Viewer(Role.ANALYST), Limits(20, 100))
    rows = [
        {**row, "suspects": [one["pseudonym"] for one in row["suspects"]]} for row in answer.rows
    ]
    return [tuple(row[name] for name in columns) for row in rows]


def test_a_case_is_like_another_by_suspects_and_means(cases: Graph) -> None:
    columns = ("case", "suspects", "means", "kinds", "leg_from")

    assert like(cases, "C-1", *columns) == [
        (
            "C-2",
            ["P-S1", "P-S2"],
            ["BAR SINTETICO", "SINT 900000001"],
            ["Establishment", "Phone"],
            [],
        )
    ]
    assert like(cases, "C-3", *columns) == [("C-2", [], ["BUS SINTETICO"], ["Organisation"], [])]
    assert like(cases, "C-5", *columns) == []


def test_an_archived_accusation_makes_cases_alike_only_if_asked_for(cases: Graph) -> None:
    assert like(cases, "C-3", "case", "suspects", include_excluded=True) == [("C-2", ["P-S3"])]


def test_a_leg_in_common_comes_after_people_and_means(cases: Graph) -> None:
    cases.write_rows("MATCH (s:Stage {uid: 'E53'}) SET s.leg_district = 'PE-030101>PE-150101'")

    assert like(cases, "C-1", "case", "leg_from", "leg_to") == [
        ("C-2", [], []),
        ("C-4", ["PE-030101"], ["PE-150101"]),
    ]


def test_recruitment_and_purposes_in_common_are_told_and_bring_no_case(cases: Graph) -> None:
    cases.write_rows(
        "MATCH (:Victim)-[l:VICTIM_IN]->(c:Case) WHERE c.uid IN ['C-1', 'C-2', 'C-5'] "
        "SET l.recruitment = 'OFERTA_TRABAJO', l.purposes = "
        "CASE c.uid WHEN 'C-1' THEN ['EXPLOTACION_SEXUAL', 'EXPLOTACION_LABORAL'] "
        "ELSE ['EXPLOTACION_LABORAL', 'ESCLAVITUD'] END"
    )

    assert like(cases, "C-1", "case", "recruitment", "purposes") == [
        ("C-2", ["OFERTA_TRABAJO"], ["EXPLOTACION_LABORAL"])
    ]


def test_what_is_in_too_many_cases_makes_none_alike(cases: Graph) -> None:
    assert like(cases, "C-3", "case", most_cases=2) == [("C-2",)]
    cases.write_rows(
        "MATCH (bus:Organisation) CREATE (:Case {uid: 'C-9', numbers: [], registries: ['RETA']})"
        "-[:INVOLVES]->(bus)"
    )
    assert like(cases, "C-3", "case", most_cases=2) == []
