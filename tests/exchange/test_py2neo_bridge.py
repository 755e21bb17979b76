"""py2neo on either engine: its own statements, and saved queries with what they hide."""

from collections.abc import Iterator

import pytest
from engines import EngineUnderTest
from small_graph import write_small_graph

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, EngineError, UnknownName
from trama.exchange.py2neo_bridge import Py2neoGraph
from trama.graph.engine import Graph
from trama.queries.catalog import catalog
from trama.queries.run import Limits, run

LIMITS = Limits(seconds=60, rows=10_000)


@pytest.fixture
def bridge(engine: EngineUnderTest, graph: Graph) -> Iterator[Py2neoGraph]:
    write_small_graph(graph)
    with Py2neoGraph(engine.settings) as opened:
        yield opened


def test_py2neo_asks_on_its_own(bridge: Py2neoGraph) -> None:
    text = "MATCH (c:Case) WHERE c.since >= $since RETURN count(c)"

    assert bridge.py2neo.evaluate(text, since="2019-01-01") == 3


def test_a_saved_query_answers_through_py2neo_as_through_the_driver(
    bridge: Py2neoGraph, graph: Graph
) -> None:
    viewer = Viewer(Role.ANALYST)
    answered = 0
    for query in catalog():
        for example in query.header.examples:
            try:
                expected = run(query, example.parameters, graph, viewer, LIMITS)
            except (AccessDenied, UnknownName):
                continue
            told = run(query, example.parameters, bridge, viewer, LIMITS)
            assert told.rows == expected.rows, query.name
            answered += bool(told.rows)
    assert answered >= 10


def test_a_read_refuses_to_write(bridge: Py2neoGraph) -> None:
    with pytest.raises(EngineError):
        bridge.read("CREATE (n:Case {uid: 'C-9'})", seconds=10, rows=1)

    assert bridge.py2neo.evaluate("MATCH (c:Case) RETURN count(c)") == 5
