"""The mark of a first load: nobody reads what is half written, and the next load removes it."""

from collections.abc import Iterator

import pytest

from trama.core.errors import GraphLoading
from trama.core.settings import Settings
from trama.graph.engine import Graph, open_graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.first_load import mark, remove_half_done, unmark

OBSERVED = (
    "MATCH (l:Location {uid: 'PE-15'}) CREATE (o:Observation {uid: 'O-1'})-[:OF]->(l) "
    "CREATE (o)-[:FROM]->(:SourceFile {uid: 'F-1'}) "
    "CREATE (o)-[:SAID_BEFORE]->(:Revision {uid: 'V-1'})"
)
HALF = (
    "MATCH (l:Location {uid: 'PE-15'}) CREATE (c:Case {uid: 'C-1'})-[:AT]->(l) "
    "CREATE (c)-[:ATTESTED_BY]->(r:Record {uid: 'R-1'})-[:FROM]->(:SourceFile {uid: 'F-2'}) "
    "CREATE (r)-[:SAID_BEFORE]->(:Revision {uid: 'V-2'}) CREATE (:Phone {uid: 'Phone:1'}) "
    "CREATE (:StaleRoutes {uid: 'x'}) CREATE (:Person:Victim {uid: 'P-1'}) "
    "CREATE (l)-[:ROUTE {level: 'DEPARTAMENTO'}]->(l)"
)


@pytest.fixture
def another(graph_settings: Settings) -> Iterator[Graph]:
    """A graph that another process might have open."""
    with open_graph(graph_settings) as graph:
        yield graph


@pytest.mark.only_on("embedded")  # no other engine has a door for a first load
def test_a_marked_graph_answers_nobody_but_its_load(migrated_graph: Graph, another: Graph) -> None:
    mark(migrated_graph)
    try:
        with pytest.raises(GraphLoading) as read:
            another.read("MATCH (n) RETURN count(n) AS n", seconds=5, rows=1)
        with pytest.raises(GraphLoading):
            fingerprint(another)
        with migrated_graph.first_load.filling():
            assert fingerprint(migrated_graph)
    finally:
        unmark(migrated_graph)

    assert read.value.retry_after
    assert another.read("RETURN 1 AS one", seconds=5, rows=1).rows == [{"one": 1}]


def test_what_a_dead_first_load_left_goes_and_what_stood_before_stays(
    migrated_graph: Graph, another: Graph
) -> None:
    migrated_graph.write_rows(OBSERVED)
    before = fingerprint(migrated_graph)
    mark(migrated_graph)
    migrated_graph.write_rows(HALF)

    removed = remove_half_done(migrated_graph), remove_half_done(migrated_graph)

    assert removed == (True, False)
    assert fingerprint(another) == before
    notes = "MATCH (n) WHERE n:StaleRoutes OR n:FirstLoad RETURN n"
    assert list(another.stream(notes)) == []
