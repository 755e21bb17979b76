"""The fence: who waited for another to take the turn has lost it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from trama.core.errors import LoadInterrupted
from trama.graph.engine import Graph, Transaction
from trama.graph.store.fence import Fence

TAKEN = "MATCH (f:LoadFence {uid: 'load'}) SET f.token = 'another', f.batch = 0"
WAITING = 1.0  # seconds in which a write surely waits for the lock


@pytest.mark.only_on("neo4j")
def test_a_write_that_waited_while_another_took_the_turn_is_refused(graph: Graph) -> None:
    fence, begun, written = Fence(graph), Event(), []

    def take(transaction: Transaction) -> None:
        transaction.run(TAKEN).consume()
        begun.set()
        pool.submit(fence.check).add_done_callback(written.append)
        assert not Event().wait(WAITING)

    with ThreadPoolExecutor(1) as pool:
        graph.write(take)

    assert begun.is_set()
    assert isinstance(written[0].exception(), LoadInterrupted)
    (turn,) = graph.stream("MATCH (f:LoadFence) RETURN f.token AS token, f.batch AS batch")
    assert turn == {"token": "another", "batch": 0}
