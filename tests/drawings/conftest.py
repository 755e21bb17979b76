"""The small graph of five cases, for tests that only ask. SINTETICO."""

import pytest
from small_graph import write_small_graph

from trama.graph.engine import Graph


@pytest.fixture
def graph_of_cases(graph: Graph) -> Graph:
    write_small_graph(graph)
    return graph
