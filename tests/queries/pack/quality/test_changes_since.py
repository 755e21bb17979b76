"""Loads, corrections and judgements of a hand-made graph, day by day. SINTETICO."""

from typing import Any

import pytest

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.queries.run import Limits, run

GRAPH = """
CREATE (old:SourceFile {uid: 'F-1', name: 'viejo.csv', registry: 'RETA', profile: 'reta_cases',
                        loaded_at: '2026-01-05T10:00:00+00:00'})
CREATE (new:SourceFile {uid: 'F-2', name: 'nuevo.csv', registry: 'SISTRA', profile: 'sistra_cases',
                        loaded_at: '2026-03-31T23:59:59+00:00'})
WITH old, new
UNWIND range(1, 5) AS number
CREATE (r:Record {uid: 'R-' + number, registry: 'SISTRA', kind: 'case', case_key: 'S-' + number})
FOREACH (x IN CASE WHEN number < 3 THEN [old] ELSE [new] END | CREATE (r)-[:FROM]->(x))
// R-3 was corrected twice, R-4 once.
FOREACH (n IN range(1, CASE number WHEN 3 THEN 2 WHEN 4 THEN 1 ELSE 0 END) |
         CREATE (r)-[:SAID_BEFORE]->(:Revision {uid: 'V-' + number + n, content: 'SINTETICO'}))
WITH DISTINCT 1 AS done
UNWIND [
  ['J-1', '2026-02-01T09:00:00', 'same', ''], ['J-2', '2026-02-01T10:00:00', 'same', ''],
  ['J-3', '2026-02-01', 'unsure', 'modelo-SINTETICO'], ['J-4', '2025-12-31', 'different', '']
] AS row
CREATE (:Judgement {uid: row[0], at: row[1], verdict: row[2], model: row[3], subject: 'person',
                    one: 'R-1', other: 'R-2', number: 1})
"""
LOADED = ("2026-03-31", "LOAD", "SISTRA", "nuevo.csv", None, 3)
CORRECTED = ("2026-03-31", "CORRECTION", "SISTRA", "nuevo.csv", None, 3)
BEFORE = [
    ("2026-02-01", "JUDGEMENT", None, None, "same", 2),
    ("2026-02-01", "OPINION", None, None, "unsure", 1),
    ("2026-01-05", "LOAD", "RETA", "viejo.csv", None, 2),
]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026", None, [CORRECTED, LOADED, *BEFORE]),
        ("2026-03", None, [CORRECTED, LOADED]),
        ("2026-01", "2026-02", BEFORE),
        ("2026-04", None, []),
    ],
)
def test_each_change_stands_on_its_day(
    graph: Graph, since: str, until: str | None, found: list[Any]
) -> None:
    graph.write_rows(GRAPH)

    asked = {"since": since, "until": until}
    answer = run("changes_since", asked, graph, Viewer(Role.ANALYST), Limits(20, 100))

    assert [tuple(row.values()) for row in answer.rows] == found
