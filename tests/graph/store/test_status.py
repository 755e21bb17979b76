"""The status of a graph: counts, files, and the work still to do."""

from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.schema import migrate
from trama.graph.store.status import status


def test_nodes_records_files_and_routes_are_counted(migrated_graph: Graph) -> None:
    # Arrange
    migrated_graph.write_rows(
        "CREATE (:Person:Victim {uid: 'P-1'}), (:Case {uid: 'C-1'}), "
        "(:Record {uid: 'R-1', registry: 'RETA', kind: 'case'}), "
        "(:SourceFile {uid: 'f', name: 'SINTETICO.csv', registry: 'RETA', profile: 'reta_cases', "
        "loaded_at: '2026-11-24T00:00:00+00:00'})"
    )
    migrated_graph.write_rows(
        "MATCH (a:Location {uid: 'PE-08'}) MATCH (b:Location {uid: 'PE-15'}) "
        "CREATE (a)-[:ROUTE {level: 'DEPARTAMENTO'}]->(b)"
    )

    # Act
    answer = status(migrated_graph, with_fingerprint=True)

    # Assert
    assert {name: count for name, count in answer.nodes.items() if count} == {
        "Case": 1,
        "Person": 1,
        "Victim": 1,
    }
    assert answer.records == [{"registry": "RETA", "kind": "case", "count": 1}]
    assert [file["name"] for file in answer.files] == ["SINTETICO.csv"]
    assert (answer.routes, answer.unfinished, answer.migrations) == (1, False, ())
    assert answer.fingerprint == fingerprint(migrated_graph)
    assert answer.document()["nodes"] == answer.nodes


def test_steps_of_the_schema_that_are_still_to_run_are_named(graph: Graph) -> None:
    waiting = status(graph).migrations
    migrate(graph)

    assert waiting
    assert status(graph).migrations == ()
