"""Cases without a date, a place or stages, and the units that registered them. SINTETICO."""

from typing import Any

import pytest
from scanned import keep_in_brief
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

AGENCIES = """
CREATE (lima:Agency {uid: 'A-1', name: 'DIRCTPTIM SINTETICA', registry: 'RETA'})
CREATE (puno:Agency {uid: 'A-2', name: 'FISCALIA SINTETICA', registry: 'SISTRA'})
WITH lima, puno
MATCH (c:Case)
FOREACH (x IN CASE WHEN 'RETA' IN c.registries THEN [lima] ELSE [] END |
         CREATE (c)-[:REGISTERED_BY]->(x))
FOREACH (x IN CASE WHEN 'SISTRA' IN c.registries THEN [puno] ELSE [] END |
         CREATE (c)-[:REGISTERED_BY]->(x))
"""


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    graph.write_rows(AGENCIES)
    graph.write_rows("MATCH (c:Case {uid: 'C-2'}) REMOVE c.since, c.until, c.fact_date")
    keep_in_brief(graph)
    return graph


def rows(graph: Graph, name: str, *columns: str, **given: object) -> list[tuple[Any, ...]]:
    answer = run(name, given, graph, Viewer(Role.ANALYST), Limits(20, 100))
    return [tuple(row[one] for one in columns) for row in answer.rows]


def test_a_case_misses_what_no_registry_says(cases: Graph) -> None:
    columns = ("case", "without_date", "without_place", "without_stages")

    # C-5 has no stage, and nobody says where it was.
    assert rows(cases, "missing_values", *columns) == [
        ("C-2", True, False, False),
        ("C-5", False, True, True),
    ]


@pytest.mark.parametrize(
    ("missing", "found"), [("DATE", ["C-2"]), ("Lugar", ["C-5"]), ("Stages", ["C-5"])]
)
def test_what_is_missing_may_be_asked_for_in_words(
    cases: Graph, missing: str, found: list[str]
) -> None:
    assert rows(cases, "missing_values", "case", missing=missing) == [(one,) for one in found]


def test_the_place_of_the_case_or_of_a_stage_is_a_place(cases: Graph) -> None:
    cases.write_rows(
        "MATCH (c:Case {uid: 'C-5'}), (l:Location {uid: 'PE-150101'}) CREATE (c)-[:AT]->(l)"
    )
    keep_in_brief(cases)

    assert rows(cases, "missing_values", "case", missing="PLACE") == []


def test_units_with_the_smallest_share_of_whole_cases_come_first(cases: Graph) -> None:
    columns = (
        *("agency", "cases", "without_date", "without_place", "without_stages"),
        *("without_route", "whole", "share"),
    )

    # RETA has C-1, C-3 and C-5; SISTRA C-1, C-2 and C-4. Every victim of C-1 and C-4 has a whole
    # route: retention serves as reception.
    assert rows(cases, "units_by_quality", *columns, min_cases=1) == [
        ("DIRCTPTIM SINTETICA", 3, 0, 1, 1, 2, 2, 0.6667),
        ("FISCALIA SINTETICA", 3, 1, 0, 0, 1, 2, 0.6667),
    ]
    assert rows(cases, "units_by_quality", *columns, min_cases=4) == []
