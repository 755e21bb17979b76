"""A graph of another version refuses what it cannot answer, and answers all else as before."""

from collections.abc import Sequence
from typing import Any

import pytest
from busy_parameters import some_parameters
from tied_graph import write_tied_graph

from trama.access.policy import Role, Viewer
from trama.core.question_errors import GraphOutdated
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.run import Limits, run

NOT_KEPT = (
    "MATCH (c:Case) REMOVE c.gaps, c.provisions, c.superseded, c.conflicts",
    "MATCH (c:Case) REMOVE c.counted, c.latest_day, c.handed_over, c.unmatched_reports",
    "MATCH (c:Case) REMOVE c.lacks, c.place",
    "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.stages, l.way, l.missing, l.without_place",
    "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.counted",
    "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.every_recruitment, l.every_means",
    "MATCH (:Victim)-[l:VICTIM_IN]->(:Case) REMOVE l.every_purpose, l.days_held, l.chain",
    "MATCH (p:Person) REMOVE p.known_by",
    "MATCH (n) WHERE n:Recurrence OR n:RecordTally DETACH DELETE n",
    "MATCH ()-[r:ROUTE]->() REMOVE r.recent",
)
OF_ANOTHER_VERSION = "MATCH (m:SchemaMigration {uid: '6'}) SET m.content = 'gaps'"


def rows(query: SavedQuery, graph: Graph) -> Sequence[dict[str, Any]]:
    viewer, limits = Viewer(Role.INVESTIGATOR), Limits(seconds=20, rows=1000)
    return run(query, some_parameters(query, graph), graph, viewer, limits).rows


def test_each_query_is_refused_or_reads_nothing_that_is_missing(graph: Graph) -> None:
    write_tied_graph(graph, seed=1)
    refused, others = (
        [query for query in catalog() if query.reads_kept is kept] for kept in (True, False)
    )
    assert refused
    before = {query.name: rows(query, graph) for query in others}
    assert any(before.values())

    for text in (*NOT_KEPT, OF_ANOTHER_VERSION):
        graph.write_rows(text)

    for query in refused:
        with pytest.raises(GraphOutdated, match="trama rebuild"):
            rows(query, graph)
    assert {query.name: rows(query, graph) for query in others} == before


def test_a_graph_without_cases_answers_with_nothing(graph: Graph) -> None:
    assert not rows(catalog().get("incomplete_routes"), graph)


def test_a_graph_with_cases_and_no_mark_is_refused(graph: Graph) -> None:
    graph.write_rows("CREATE (:Case {uid: 'C-1', numbers: ['RETA:SINT-1']})")

    with pytest.raises(GraphOutdated):
        rows(catalog().get("incomplete_routes"), graph)
