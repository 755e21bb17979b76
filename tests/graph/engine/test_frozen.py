"""An engine that is frozen (SIGSTOP): every call ends, and work goes on when the engine wakes.

The limit on the wait for an answer hangs on the insides of the driver (graph/engine/bounded.py).
These tests fail if the insides change.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

from trama.core.errors import EngineUnavailable
from trama.core.settings import Settings
from trama.graph.engine import Graph, engine_status, open_graph


@pytest.fixture
def own(settings: Settings) -> Iterator[Graph]:
    """A graph with an engine of its own: no other test may meet the frozen engine."""
    with open_graph(settings) as graph:
        yield graph


@contextmanager
def frozen(settings: Settings) -> Iterator[None]:
    pid = engine_status(settings).pid
    assert pid is not None
    psutil.Process(pid).send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        psutil.Process(pid).send_signal(signal.SIGCONT)


def one(graph: Graph) -> list[dict[str, object]]:
    return graph.read("RETURN 1 AS one", seconds=5, rows=1).rows


def test_a_frozen_engine_is_told_at_once_and_forgotten_when_it_wakes(
    own: Graph, settings: Settings
) -> None:
    assert one(own) == [{"one": 1}]
    with frozen(settings):
        with pytest.raises(EngineUnavailable):
            own.check_health()
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(EngineUnavailable) as refusal:
                one(own)
            assert refusal.value.retry_after == 5

        # Twenty reads, each waited for alone, would take 300 s; the probe takes 2 s at most.
        assert time.monotonic() - began < 60

    time.sleep(1.1)  # until the probe may be asked again
    assert one(own) == [{"one": 1}]
    own.check_health()


def test_a_read_that_meets_a_frozen_engine_ends_and_says_so(own: Graph, settings: Settings) -> None:
    assert one(own) == [{"one": 1}]
    with frozen(settings):
        with pytest.raises(EngineUnavailable) as refusal:
            own.read("RETURN 1 AS one", seconds=0.1, rows=1)

        assert "sobrecargado" in refusal.value.message()
        with pytest.raises(EngineUnavailable):
            open_graph(settings)
