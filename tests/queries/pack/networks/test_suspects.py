"""Roles, movements, registries and archived cases of suspects, answered by hand. SINTETICO."""

from typing import Any

import pytest
from scanned import keep_in_brief
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    return graph


def rows(graph: Graph, name: str, *columns: str, **given: object) -> list[tuple[Any, ...]]:
    """Return the rows of an answer as an analyst reads it; a suspect by pseudonym."""
    answer = run(name, given, graph, Viewer(Role.ANALYST), Limits(20, 100))
    return [
        tuple(row[one]["pseudonym"] if one == "suspect" else row[one] for one in columns)
        for row in answer.rows
    ]


def test_a_suspect_whose_role_changed_is_told_with_the_cases_in_time(cases: Graph) -> None:
    columns = ("suspect", "different", "roles", "case_uids")

    # S1 recruits in both cases; S3 has no role where he is not archived.
    assert rows(cases, "suspect_roles", *columns) == [
        ("P-S2", 2, ["TRANSPORTISTA", "RECEPTOR"], ["C-1", "C-2"])
    ]
    assert rows(cases, "suspect_roles", *columns, person="S1") == [
        ("P-S1", 1, ["CAPTADOR", "CAPTADOR"], ["C-1", "C-2"])
    ]


def test_a_case_without_a_date_stands_last_among_the_roles(cases: Graph) -> None:
    cases.write_rows("MATCH (c:Case {uid: 'C-1'}) REMOVE c.since, c.until")

    assert rows(cases, "suspect_roles", "roles", "case_uids") == [
        (["RECEPTOR", "TRANSPORTISTA"], ["C-2", "C-1"])
    ]


@pytest.fixture
def placed(cases: Graph) -> Graph:
    """C-1 has a place of its own; of C-2 only the stages have one, in Lima."""
    cases.write_rows(
        "UNWIND [['C-1', 'PE-080101'], ['C-3', 'PE-160101']] AS row "
        "MATCH (c:Case {uid: row[0]}) MATCH (l:Location {uid: row[1]}) CREATE (c)-[:AT]->(l)"
    )
    keep_in_brief(cases)
    return cases


def test_a_movement_joins_two_cases_in_time(placed: Graph) -> None:
    columns = ("suspect", "origin", "destination", "times", "first", "last", "case_uids")
    dated = (1, "2017-03-01", "2018-05-02", ["C-1", "C-2"])

    assert rows(placed, "suspect_movements", *columns) == [
        ("P-S1", "PE-08", "PE-15", *dated),
        ("P-S2", "PE-08", "PE-15", *dated),
    ]
    assert rows(placed, "suspect_movements", *columns[:4], person="S3", include_excluded=True) == [
        ("P-S3", "PE-15", "PE-16", 1)
    ]


def test_cases_that_may_have_happened_at_once_are_no_movement(placed: Graph) -> None:
    placed.write_rows("MATCH (c:Case {uid: 'C-2'}) SET c.since = '2017-03-31'")

    assert rows(placed, "suspect_movements", "suspect") == []


def test_a_country_alone_is_no_department(placed: Graph) -> None:
    placed.write_rows(
        "MATCH (c:Case {uid: 'C-1'})-[at:AT]->() DELETE at "
        "WITH c MATCH (pe:Location {uid: 'PE'}) CREATE (c)-[:AT]->(pe)"
    )
    keep_in_brief(placed)

    # C-1 is then where its victim arrived: Lima, as C-2.
    assert rows(placed, "suspect_movements", "suspect") == []


def test_suspects_in_both_registries_have_two_cases_at_least(cases: Graph) -> None:
    columns = ("suspect", "cases", "only_reta", "only_sistra", "both", "case_uids")
    both = [
        ("P-S1", 2, 0, 1, 1, ["C-1", "C-2"]),
        ("P-S2", 2, 0, 1, 1, ["C-1", "C-2"]),
    ]

    assert rows(cases, "suspects_in_both_registries", *columns) == both
    assert rows(cases, "suspects_in_both_registries", *columns, include_excluded=True) == [
        ("P-S3", 2, 1, 1, 0, ["C-2", "C-3"]),
        *both,
    ]


def test_two_cases_of_one_registry_are_not_of_both(cases: Graph) -> None:
    cases.write_rows("MATCH (c:Case {uid: 'C-1'}) SET c.registries = ['SISTRA']")

    assert rows(cases, "suspects_in_both_registries", "suspect") == []


def test_an_archived_case_is_told_beside_the_open_one_of_its_suspect(cases: Graph) -> None:
    found = rows(cases, "archived_with_open", "suspect", "archived", "case")

    assert found == [("P-S3", "C-2", "C-3")]


@pytest.mark.parametrize(
    ("excluded", "status"), [(True, "SENTENCIA_ABSOLUTORIA"), (False, "SENTENCIA_CONDENATORIA")]
)
def test_a_case_that_was_judged_is_neither_archived_nor_open(
    cases: Graph, excluded: bool, status: str
) -> None:
    cases.write_rows(
        "MATCH (:Person {uid: 'S3'})-[a:SUSPECT_IN {excluded: $excluded}]->(:Case) "
        "SET a.procedural_status = $status",
        excluded=excluded,
        status=status,
    )

    assert rows(cases, "archived_with_open", "suspect") == []
