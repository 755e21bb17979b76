"""The trap of 2023: a registry that writes a whole year in January. SINTETICO."""

from typing import Any

import pytest

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

CASES = """
UNWIND range(1, 12) AS n
CREATE (:Case {uid: 'C-2022-' + n, registries: ['RETA', 'SISTRA'], numbers: [],
               since: '2022-0' + (1 + n % 9) + '-05', until: '2022-0' + (1 + n % 9) + '-05'})
CREATE (:Case {uid: 'C-2023-' + n, registries: ['RETA'], numbers: [],
               since: '2023-01-01', until: '2023-01-31'})
// Of a year alone no month is written, and a few facts of one month are chance.
CREATE (:Case {uid: 'C-2021-' + n, registries: ['RETA'], numbers: [],
               since: '2021-01-01', until: '2021-12-31'})
WITH n
WHERE n <= 3
CREATE (:Case {uid: 'C-2020-' + n, registries: ['SISTRA'], numbers: [],
               since: '2020-06-0' + n, until: '2020-06-0' + n})
"""


@pytest.fixture
def cases(graph: Graph) -> Graph:
    graph.write_rows(CASES)
    return graph


def rows(graph: Graph, **given: object) -> list[tuple[Any, ...]]:
    answer = run("years_in_one_month", given, graph, Viewer(Role.ANALYST), Limits(20, 100))
    return [tuple(row.values()) for row in answer.rows]


def test_a_year_that_stands_wholly_in_a_month_is_marked_and_comes_first(cases: Graph) -> None:
    assert rows(cases) == [
        ("RETA", 2023, 12, 1, "2023-01", "2023-01", True),
        ("RETA", 2022, 12, 9, "2022-01", "2022-09", False),
        ("SISTRA", 2022, 12, 9, "2022-01", "2022-09", False),
        ("SISTRA", 2020, 3, 1, "2020-06", "2020-06", False),
    ]


def test_one_fact_in_another_month_is_enough_for_the_months_to_be_true(cases: Graph) -> None:
    cases.write_rows(
        "MATCH (c:Case {uid: 'C-2023-7'}) SET c.since = '2023-05-01', c.until = c.since"
    )

    assert not any(row[-1] for row in rows(cases))


def test_the_number_of_facts_that_mark_a_year_may_be_asked_for(cases: Graph) -> None:
    assert [row[:2] for row in rows(cases, min_cases=3, registry="SISTRA") if row[-1]] == [
        ("SISTRA", 2020)
    ]
