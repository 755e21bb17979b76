"""The path of one cell, from a CSV to a route, as docs/architecture.md tells it."""

from pathlib import Path

from trama.access.policy import Role, Viewer
from trama.core.settings import Settings
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.queries.run import Limits, run

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "architecture.md").read_text(encoding="utf-8")
EXAMPLES = DOCS / "examples"
CELL = "S.J. LURIGANCHO"


def test_a_cell_of_the_example_becomes_the_route_that_the_page_tells(
    migrated_graph: Graph, graph_settings: Settings
) -> None:
    # Arrange
    lines = (EXAMPLES / "expedientes_SINTETICO.csv").read_text(encoding="utf-8").splitlines()
    assert CELL in lines[9]
    options = LoadOptions(key=b"k" * 32, profile=str(EXAMPLES / "expedientes.yaml"))

    graph = migrated_graph

    # Act
    load([EXAMPLES / "expedientes_SINTETICO.csv"], graph, options)

    # Assert
    (record,) = graph.stream(
        "MATCH (r:Record {uid: 'R-81d2d3d8e9443a1ff0319914'}) "
        "RETURN r.place AS place, r.place_confidence AS confidence, r.place_text AS text, "
        "r.phase AS phase, r.date AS date, r.victims AS victims, r.originals AS originals"
    )
    assert CELL in record.pop("originals")
    assert record == {
        "place": "PE-150132",
        "confidence": 0.93,
        "text": f"LIMA / LIMA / {CELL}",
        "phase": "RECEPCION",
        "date": "2023-09-13",
        "victims": ["U1"],
    }
    (stage,) = graph.stream(
        "MATCH (s:Stage)-[:ATTESTED_BY]->(:Record {uid: 'R-81d2d3d8e9443a1ff0319914'}) "
        "RETURN s.position AS position, s.leg_district AS leg"
    )
    assert stage == {"position": 3, "leg": "PE-130101>PE-150132"}
    (route,) = graph.stream(
        "MATCH (:Location {uid: 'PE-13'})-[r:ROUTE {level: 'DEPARTAMENTO'}]->"
        "(:Location {uid: 'PE-15'}) RETURN r.cases AS cases, r.victims AS victims"
    )
    assert route == {"cases": 3, "victims": 4}
    limits = Limits.of(graph_settings)
    ways = {"origin": "PE-13", "destination": "PE-15"}
    (way,) = run("routes_between", ways, graph, Viewer(Role.ANALYST), limits).rows
    assert (way["cases"], way["victims"]) == (3, 4)


def test_the_page_tells_these_values() -> None:
    for told in ("R-81d2d3d8e9443a1ff0319914", "PE-130101>PE-150132", "cases: 3, victims: 4"):
        assert told in PAGE
