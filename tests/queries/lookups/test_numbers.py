"""The numbers by which people know cases, looked up for an answer that has their uids."""

import pytest

from trama.access.policy import Role, Viewer
from trama.cypher.header import Column, ColumnType
from trama.graph.engine import Graph
from trama.queries.lookups.numbers import cases_in, numbers_of
from trama.queries.lookups.subjects import Lookup

CASES = """
CREATE (:Case {uid: 'C-1', numbers: ['RETA:SINT-1', 'SISTRA:9999-1']}),
       (:Case {uid: 'C-2', numbers: ['UPE:SINT-2']}),
       (:Case {uid: 'C-3', numbers: []})
"""


def column(name: str, kind: ColumnType) -> Column:
    return Column(name=name, type=kind, title_es=name, title_en=name)


def numbers(graph: Graph, *uids: str, role: Role = Role.ANALYST) -> dict[str, str]:
    graph.write_rows(CASES)
    return dict(numbers_of(uids, Lookup(graph, Viewer(role), seconds=10)))


def test_cases_are_found_in_columns_of_one_and_of_several() -> None:
    columns = [
        column("case", ColumnType.CASE),
        column("case_uids", ColumnType.CASES),
        column("means", ColumnType.STRING),
    ]
    rows = [
        {"case": "C-1", "case_uids": ["C-2", "C-3"], "means": "C-9"},
        {"case": None, "case_uids": None, "means": None},
    ]

    assert cases_in(columns, rows) == {"C-1", "C-2", "C-3"}


def test_a_case_of_two_registries_has_both_numbers(graph: Graph) -> None:
    assert numbers(graph, "C-1", "C-2") == {
        "C-1": "RETA:SINT-1 / SISTRA:9999-1",
        "C-2": "UPE:SINT-2",
    }


def test_a_case_without_a_number_and_one_that_is_not_there_have_none(graph: Graph) -> None:
    assert numbers(graph, "C-3", "C-4") == {}


@pytest.mark.parametrize(("role", "seen"), [(Role.INTEGRATOR, True), (Role.PUBLIC, False)])
def test_the_public_may_not_see_the_number_of_a_case(graph: Graph, role: Role, seen: bool) -> None:
    assert bool(numbers(graph, "C-2", role=role)) is seen
