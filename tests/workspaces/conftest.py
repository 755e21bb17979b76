"""An office on the small graph, in which V1 is known by all that a person is known by."""

import pytest
from hidden_probes import IDENTITY
from scanned import keep_in_brief
from small_graph import write_small_graph, write_small_networks
from workspace_people import Office

from trama.core.home import Home
from trama.graph.engine import Graph


@pytest.fixture
def cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    write_small_networks(graph)
    # Base32 has no digits 1 to 6 but 2 to 7: letters stand for them.
    graph.write_rows(
        "MATCH (p:Person) SET p.pseudonym = 'X-' + left(p.uid, 1) + "
        "substring('ABCDEFG', toInteger(substring(p.uid, 1)), 1) + 'AAAAAAAA'"
    )
    graph.write_rows(IDENTITY)
    keep_in_brief(graph)
    return graph


@pytest.fixture
def office(cases: Graph, home: Home) -> Office:
    return Office.of(cases, home)
