"""Every saved query gives the same rows in the same order on both engines, on a dirty twin."""

from collections.abc import Iterator

import pytest
from engines import EngineUnderTest

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.networks.keeping import keep_networks
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.run import Limits, run
from trama.twin import TwinOptions, write_twin

INVESTIGATOR = Viewer(Role.INVESTIGATOR)
LIMITS = Limits(seconds=60, rows=10_000)

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def graphs(
    engines_under_test: dict[str, EngineUnderTest], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Graph]]:
    folder = tmp_path_factory.mktemp("dirty")
    write_twin(folder, TwinOptions(cases=150, seed=5))
    files = sorted(path for path in folder.iterdir() if path.suffix != ".json")
    loaded = []
    for name in ("embedded", "neo4j"):
        if name not in engines_under_test:
            engines_under_test[name] = EngineUnderTest(name, tmp_path_factory.mktemp(name))
        graph = engines_under_test[name].as_migrated()
        load(files, graph, LoadOptions(key=b"k" * 32))
        keep_networks(graph, draws=100)
        graph.write_rows("MERGE (:Network {uid: 'N-1'})")
        loaded.append(graph)
    yield loaded
    for name in ("embedded", "neo4j"):
        engines_under_test[name].empty()


def questions(query: SavedQuery, graph: Graph) -> list[dict[str, object]]:
    """Parameters to ask with: the examples', with a case and people that the graph has."""
    text = (
        "MATCH (c:Case) WHERE size(c.registries) > 1 WITH min(c.uid) AS case "
        "MATCH (v:Victim) WITH case, min(v.uid) AS victim "
        "MATCH (p:Suspect)-[:SUSPECT_IN]->(c:Case) WITH case, victim, p, count(c) AS cases "
        "RETURN case, victim, p.uid AS person ORDER BY cases DESC, person LIMIT 1"
    )
    there = next(graph.stream(text))
    if query.name.startswith("bridge_between"):
        kind = "Case" if "case" in query.parameters else "Suspect"
        there |= bridged(graph, kind)
    return [
        {
            **example.parameters,
            **{name: there[name] for name in example.parameters if name in there},
        }
        for example in query.header.examples
    ]


def bridged(graph: Graph, kind: str) -> dict[str, object]:
    """The two ends of a way of two steps: cases or suspects that share nothing themselves."""
    text = (
        f"MATCH (a:{kind})-[:SUSPECT_IN]-(x)-[:SUSPECT_IN]-(m)-[:SUSPECT_IN]-(y)-[:SUSPECT_IN]-(b) "
        f"WHERE a.uid < b.uid AND NOT EXISTS {{ MATCH (a)-[:SUSPECT_IN]-()-[:SUSPECT_IN]-(b) }} "
        "RETURN a.uid AS one, b.uid AS other ORDER BY one, other LIMIT 1"
    )
    ends = next(graph.stream(text))
    return {"case" if kind == "Case" else "person": ends["one"], "other": ends["other"]}


@pytest.mark.parametrize("query", list(catalog()), ids=lambda query: query.name)
def test_a_query_answers_alike_row_for_row(query: SavedQuery, graphs: list[Graph]) -> None:
    assert questions(query, graphs[0])
    for asked in questions(query, graphs[0]):
        embedded, neo4j = (run(query, asked, graph, INVESTIGATOR, LIMITS) for graph in graphs)

        assert embedded.rows == neo4j.rows
        assert embedded.truncated == neo4j.truncated
        assert embedded.receipt.digest == neo4j.receipt.digest
