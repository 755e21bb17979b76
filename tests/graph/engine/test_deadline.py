"""The end of a question: reads end by it, and whoever leaves stops what runs for them."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from trama.core.errors import QueryTimeout
from trama.graph.engine import Graph
from trama.graph.engine.deadline import Deadline, deadline_of

# Counts triples of 3,000 nodes: hours of work on any engine.
ENDLESS = """
MATCH (a:Case), (b:Case), (c:Case)
WHERE a.uid + b.uid + c.uid = 'nobody'
RETURN count(*) AS found
"""


def test_a_question_ends_after_its_seconds() -> None:
    now = [100.0]
    deadline = Deadline(5, clock=lambda: now[0])

    assert deadline.left() == 5
    now[0] = 107.0
    assert deadline.left() == 0


def test_ending_early_stops_what_runs_and_leaves_no_time() -> None:
    stopped: list[str] = []
    deadline = Deadline(60)

    with deadline.stopping(lambda: stopped.append("first")):
        with deadline.stopping(lambda: stopped.append("second")):
            pass
        deadline.end()

    assert stopped == ["first"]
    assert deadline.left() == 0


def test_a_read_ends_with_its_question_or_with_its_own_limit() -> None:
    stopped: list[str] = []
    question = Deadline(60)

    with question.held():
        long, short = deadline_of(90), deadline_of(30)
        assert 30 < long.left() <= 60
        assert short.left() <= 30
        with short.stopping(lambda: stopped.append("short")):
            question.end()

    assert stopped == ["short"]
    assert long.left() == short.left() == 0
    assert deadline_of(90).left() > 60


def test_nothing_is_read_for_a_question_that_has_ended(graph: Graph) -> None:
    deadline = Deadline(60)
    deadline.end()

    with deadline.held(), pytest.raises(QueryTimeout):
        graph.read("RETURN 1 AS one", seconds=30, rows=1)


@pytest.mark.every_engine
def test_whoever_leaves_stops_the_statement_on_the_engine(graph: Graph) -> None:
    rows = [{"uid": f"C-SINTETICO-{number:05}"} for number in range(3_000)]
    graph.write_rows("UNWIND $rows AS row CREATE (c:Case) SET c += row", rows=rows)
    deadline, began = Deadline(600), Event()

    def ask() -> float:
        with deadline.held():
            began.set()
            with pytest.raises(QueryTimeout):
                graph.read(ENDLESS, seconds=600, rows=1)
        return time.monotonic()

    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(ask)
        began.wait(5)
        until(lambda: runs(graph))
        deadline.end()
        asked.result(timeout=60)

    until(lambda: not runs(graph))


def runs(graph: Graph) -> bool:
    """Return whether the engine works on the endless statement."""
    connections = graph._connected()
    with connections.prober.session(wait=5, database=connections.details.database) as session:
        shown = session.run("SHOW TRANSACTIONS").data()
    return any(
        "nobody" in one["currentQuery"] and "SHOW" not in one["currentQuery"] for one in shown
    )


def until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.05)
