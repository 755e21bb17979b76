"""The counts of a loaded graph in windows of years, on both engines and against loops."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trama.figures.document import figure_document
from trama.figures.graph_counts import GraphSeries, distinct_in_windows, graph_series
from trama.figures.question import ask
from trama.graph.engine import Graph

YEARS = (2017, 2018, 2019, 2020)
# SINTETICO: P1 comes back in 2019, and both registries name her in C1; C3 names nobody.
GRAPH = """
CREATE (p1:Person:Victim {uid: 'P1', sex: 'F'}), (p2:Person:Victim {uid: 'P2', sex: 'M'})
CREATE (c1:Case {uid: 'C1', since: '2017-03-05', procedural_status: 'ARCHIVO_PLANO'}),
       (c2:Case {uid: 'C2', since: '2019-01-01'}), (c3:Case {uid: 'C3'})
WITH p1, p2, c1, c2, c3
UNWIND [
  ['K1', c1, 'case', 'RETA', 'R-1', '2017-04-01', null],
  ['K2', c1, 'case', 'SISTRA', 'S-1', '2018-01-10', null],
  ['K3', c2, 'case', 'RETA', 'R-2', '2019-02', null],
  ['K4', c3, 'case', 'SISTRA', 'S-2', '2020', null],
  ['V1', p1, 'victim', 'RETA', 'R-1', null, 16.0],
  ['V2', p1, 'victim', 'SISTRA', 'S-1', null, 16.0],
  ['V3', p1, 'victim', 'RETA', 'R-2', null, 18.0],
  ['V4', p2, 'victim', 'RETA', 'R-2', null, 30.0]
] AS row
WITH row[0] AS uid, row[1] AS of, row[2] AS kind, row[3] AS registry, row[4] AS number,
     row[5] AS registered, row[6] AS age
CREATE (r:Record {uid: uid, kind: kind, registry: registry, case_key: number,
                  registered_on: registered, age: age})
CREATE (of)-[:ATTESTED_BY]->(r)
"""


@pytest.fixture
def series(graph: Graph) -> list[GraphSeries]:
    graph.write_rows(GRAPH)
    return graph_series(graph)


def count(series: list[GraphSeries], first: int, last: int, *what: str) -> int:
    """Returns the count of a unit, basis, registry and breakdown in a window of years."""
    for one in series:
        if (one.unit, one.basis, one.registry, one.breakdown) == what:
            return int(one.counts[one.years.index(first), one.years.index(last)])
    return 0


@pytest.mark.every_engine
def test_each_unit_counts_once_in_each_window(series: list[GraphSeries]) -> None:
    assert count(series, 2017, 2020, "person", "FACT", "", "") == 2
    assert count(series, 2019, 2019, "person", "FACT", "", "") == 2
    assert count(series, 2017, 2020, "episode", "FACT", "", "") == 3
    assert count(series, 2017, 2020, "victim_registration", "REGISTERED", "", "") == 4
    assert count(series, 2018, 2018, "victim_registration", "REGISTERED", "SISTRA", "") == 1
    assert count(series, 2017, 2017, "victim_registration", "FACT", "SISTRA", "") == 1
    assert count(series, 2017, 2020, "case", "REGISTERED", "", "") == 3
    assert count(series, 2017, 2020, "case", "FACT", "", "") == 2  # C3 has no date of its fact
    assert count(series, 2017, 2020, "registration", "REGISTERED", "RETA", "") == 2
    assert count(series, 2017, 2020, "person", "FACT", "", "age=0-17") == 1
    assert count(series, 2019, 2019, "person", "FACT", "RETA", "sex=M") == 1
    assert count(series, 2017, 2020, "case", "FACT", "", "status=ARCHIVO_PLANO") == 1


@pytest.mark.every_engine
def test_the_recipes_of_the_graph_stand_beside_those_of_the_open_data(
    series: list[GraphSeries],
) -> None:
    document = figure_document(ask("4", "2018", limit=200), "es", series)
    of_graph = [row for row in document["rows"] if row["source"] == "graph"]

    assert {(row["unit"], row["date_basis"], row["value"]) for row in of_graph} == {
        ("victim_registration", "REGISTERED", 4),
        ("victim_registration", "FACT", 4),
        ("registration", "REGISTERED", 4),
    }
    assert all("En este grafo" in row["sentence"] for row in of_graph)
    alone = figure_document(ask("4", "2018"), "es")
    assert {row["source"] for row in alone["rows"]} == {"open_data"}
    assert document["recipes"] > alone["recipes"]


def test_an_empty_graph_has_no_series(graph: Graph) -> None:
    assert graph_series(graph) == []


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([None, *YEARS])), max_size=20))
def test_distinct_units_are_those_that_loops_count(rows: list[tuple[int, Any]]) -> None:
    frame = pd.DataFrame(rows, columns=["person", "FACT"]).astype("Int64")

    counts = distinct_in_windows(frame, ["person"], "FACT", YEARS)

    expected = np.zeros((4, 4), dtype=int)
    for first in range(4):
        for last in range(first, 4):
            window = range(YEARS[first], YEARS[last] + 1)
            expected[first, last] = len({unit for unit, year in rows if year in window})
    assert counts.tolist() == expected.tolist()
