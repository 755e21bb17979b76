"""The embedded engine's door for whole graphs: what it writes, and what it says when it cannot."""

import json

import pytest
from engines import kill_engine

from trama.core.errors import EngineError, EngineUnavailable
from trama.core.settings import Settings
from trama.graph.engine import Graph, open_graph
from trama.graph.engine.batch_door import BatchDoor


def node(uid: str, **more: object) -> bytes:
    return json.dumps(
        {"@type": "vertex", "@class": "Case", "@id": uid, "uid": uid, **more}
    ).encode()


def door_of(graph: Graph) -> BatchDoor:
    door = graph.batch_door()
    assert door is not None
    return door


@pytest.mark.only_on("embedded")
def test_nodes_and_then_their_relationships_are_written(migrated_graph: Graph) -> None:
    migrated_graph.write_rows("CREATE (n:Case {uid: 'a'})-[r:NEXT]->(n) DETACH DELETE n")
    joined = b'{"@type": "edge", "@class": "NEXT", "@from": "C-1", "@to": "C-2", "n": 1}'

    door_of(migrated_graph).send([node("C-1", numbers=["a", "b"]), node("C-2"), joined])

    found = "MATCH (a:Case)-[r:NEXT]->(b) RETURN a.numbers AS numbers, r.n AS n, b.uid AS uid"
    assert list(migrated_graph.stream(found)) == [{"numbers": ["a", "b"], "n": 1, "uid": "C-2"}]


@pytest.mark.only_on("embedded")
def test_a_refused_line_is_told_by_its_kind_and_without_a_value(migrated_graph: Graph) -> None:
    with pytest.raises(EngineError) as refused:
        door_of(migrated_graph).send([node("QUISPE SINTETICA"), node("QUISPE SINTETICA")])

    assert "QUISPE" not in str(refused.value)
    assert "DuplicatedKeyException" in str(refused.value)


def test_an_engine_that_ended_is_told_with_what_to_do(settings: Settings) -> None:
    with open_graph(settings) as graph:
        door = door_of(graph)
        kill_engine(settings)

        with pytest.raises(EngineUnavailable) as ended:
            door.send([node("C-1")])

    assert "repita la orden" in str(ended.value)


@pytest.mark.only_on("neo4j")
def test_neo4j_has_no_such_door(graph: Graph) -> None:
    assert graph.batch_door() is None
