"""Days between fact, registration, entry and sentence, counted by hand. SINTETICO."""

from typing import Any

import pytest
from scanned import keep_in_brief

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

CASES = """
UNWIND [
  {uid: 'C-1', date: '2019-03-10', since: '2019-03-10', until: '2019-03-10'},
  {uid: 'C-2', date: '2018-02', since: '2018-02-01', until: '2018-02-28'},
  {uid: 'C-3', date: null, since: null, until: null},
  {uid: 'C-4', date: '2020-01-31', since: '2020-01-31', until: '2020-01-31'}
] AS row
CREATE (:Case {uid: row.uid, numbers: ['SINT-' + row.uid], registries: ['RETA', 'SISTRA'],
               fact_date: row.date, since: row.since, until: row.until})
"""
RECORDS = """
UNWIND [
  ['C-1', 'RETA', '2019-03-12', null, null],
  ['C-1', 'RETA', '2019-03-20', null, null],
  ['C-1', 'SISTRA', '2019-04-11', 'SENTENCIA_CONDENATORIA', '2021-04-11'],
  ['C-2', 'SISTRA', '2018-03-01', 'ACUSACION', '2018-05-01'],
  ['C-3', 'RETA', '2019-01-01', null, null],
  ['C-4', 'RETA', '2020-01-30', null, null],
  ['C-4', 'SISTRA', '2020-02', null, null]
] AS row
MATCH (c:Case {uid: row[0]})
CREATE (c)-[:ATTESTED_BY]->(:Record {
  uid: row[0] + row[1] + row[2], kind: 'case', registry: row[1], case_key: row[2],
  registered_on: row[2], procedural_status: row[3], status_date: row[4]
})
"""
DAYS = ("to_record", "to_record_most", "to_prosecutor", "to_sentence")


@pytest.fixture
def cases(graph: Graph) -> Graph:
    graph.write_rows(CASES)
    graph.write_rows(RECORDS)
    keep_in_brief(graph)
    return graph


def rows(graph: Graph, *columns: str, **given: object) -> list[tuple[Any, ...]]:
    answer = run("case_durations", given, graph, Viewer(Role.ANALYST), Limits(20, 100))
    return [tuple(row[one] for one in columns) for row in answer.rows]


def test_days_are_counted_from_the_earliest_date_of_each_step(cases: Graph) -> None:
    found = rows(cases, "case", "registered", "entered", "sentenced", *DAYS)

    assert found == [
        # The registration stands before the fact: one of the dates is wrong. A month gives no days.
        ("C-4", "2020-01-30", "2020-02", None, -1, -1, None, None),
        ("C-1", "2019-03-12", "2019-04-11", "2021-04-11", 2, 2, 30, 731),
        # The month of the fact has 28 days: 1 to 28 of them came before the entry.
        ("C-2", None, "2018-03-01", None, 1, 28, None, None),
        ("C-3", "2019-01-01", None, None, None, None, None, None),
    ]


def test_a_period_takes_the_cases_that_may_have_happened_in_it(cases: Graph) -> None:
    assert rows(cases, "case", since="2018-02-15", until="2019") == [("C-1",), ("C-2",)]
