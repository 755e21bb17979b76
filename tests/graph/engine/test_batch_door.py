"""The embedded engine's door for whole graphs: what it writes, and what it says when it cannot."""

import json
import socket

import pytest
from engines import kill_engine

from trama.core.errors import EngineError, EngineUnavailable
from trama.core.settings import Settings
from trama.embedded.users import EngineUser
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
@pytest.mark.parametrize(
    "text", ["#12:0", "2017-03-05T10:00:00", "12", "true", "null", 'a "b" \\ \n c', "ÑANDÚ 😀", ""]
)
def test_a_text_stays_a_text(migrated_graph: Graph, text: str) -> None:
    door_of(migrated_graph).send([node("C-1", name=text, names=[text])])

    found = "MATCH (a:Case {uid: 'C-1'}) RETURN a.name AS name, a.names AS names"
    assert list(migrated_graph.stream(found)) == [{"name": text, "names": [text]}]


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


class FullDisk:
    def trouble(self) -> tuple[str, str]:
        return "el disco está lleno", "the disk is full"


def test_a_full_disk_is_told_in_place_of_what_the_engine_says_of_it() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        door = BatchDoor(nobody.getsockname()[1], "x", EngineUser("a", "b"), FullDisk())

        with pytest.raises(EngineUnavailable, match="el disco está lleno"):
            door.send([node("C-1")])


@pytest.mark.only_on("neo4j")
def test_neo4j_has_no_such_door(graph: Graph) -> None:
    assert graph.batch_door() is None
