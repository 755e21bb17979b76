"""Statements that need more memory than the embedded engine has fail; the engine lives on."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from trama.core.errors import EngineOverloaded
from trama.core.settings import Settings
from trama.graph.engine import Graph, engine_status

# Each holds some hundreds of MiB, more than half the heap of a test's engine (512 MiB).
SORTED = """
UNWIND range(1, 3000000) AS i
WITH 'SINTETICO-' + toString(i % 7919) + toString(i) AS text
ORDER BY text
RETURN count(text) AS found
"""
GROUPED = """
UNWIND range(1, 3000000) AS i
WITH 'SINTETICO-' + toString(i) AS text, count(*) AS times
RETURN count(text) AS found
"""


@pytest.mark.slow
@pytest.mark.only_on("embedded")
def test_statements_without_memory_fail_together_and_leave_the_engine_alive(
    graph: Graph, graph_settings: Settings
) -> None:
    before = engine_status(graph_settings).pid

    def ask(text: str) -> EngineOverloaded:
        with pytest.raises(EngineOverloaded) as caught:
            graph.read(text, seconds=300, rows=1)
        return caught.value

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(ask, (SORTED, GROUPED)))

    assert len(told) == 2
    for one in told:
        assert "memoria" in one.message()
        assert "TRAMA_ENGINE_HEAP" in one.message()
    assert graph.read("RETURN 1 AS one", seconds=10, rows=1).rows == [{"one": 1}]
    assert engine_status(graph_settings).pid == before
