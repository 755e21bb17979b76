"""The fence of a graph: only the load, link or rebuild that began last may write to it.

A ``LoadFence`` node records who has the turn and how many transactions it has committed. So two
that write cannot mix, and no transaction is written twice.
"""

import secrets
from collections.abc import Callable

from trama.core.errors import LoadInterrupted
from trama.graph.engine import Graph, Transaction
from trama.graph.store.constraints import Index
from trama.graph.store.indexing import make_index
from trama.graph.store.settling import write_settled
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import LoadFence

_FENCE = label_of(LoadFence)
# Versions without the constraint left two fences where two loads began at once.
_ONE_FENCE = f"""
MATCH (f:{_FENCE}) WITH collect(f) AS fences WHERE size(fences) > 1
UNWIND fences AS f DETACH DELETE f
"""
_UNIQUE_FENCE = Index(_FENCE, "uid", unique=True)
_TAKE_TURN = f"MERGE (f:{_FENCE} {{uid: 'load'}}) SET f.token = $token, f.batch = 0"
# The first SET takes Neo4j's lock, and changes nothing: a condition that was read before another
# took the turn would still hold after waiting for it.
_ADVANCE = f"""
MATCH (f:{_FENCE} {{uid: 'load'}}) SET f.uid = 'load'
WITH f WHERE f.token = $token AND f.batch = $batch
SET f.batch = $batch + 1 RETURN f.batch AS batch
"""
_TURN = f"MATCH (f:{_FENCE} {{uid: 'load'}}) RETURN f.token AS token, f.batch AS batch"


class Fence:
    """The right to write to a graph, until somebody else takes it."""

    def __init__(self, graph: Graph) -> None:
        """Take the turn from whoever began earlier, also from a load that died.

        If two begin at once on an empty graph, one takes the turn last and goes on. The constraint
        comes first: without it the engines make a fence for each.
        """
        self._graph = graph
        self._token = secrets.token_hex(8)
        self._batch = 0
        write_settled(graph, _ONE_FENCE)
        make_index(graph, _UNIQUE_FENCE)
        write_settled(graph, _TAKE_TURN, token=self._token)

    def check(self) -> None:
        """Raise LoadInterrupted if somebody else took the turn."""
        self.write(lambda _transaction: None)

    def write(self, work: Callable[[Transaction], object]) -> None:
        """Do ``work`` in one transaction.

        Raises:
            LoadInterrupted: somebody else took the turn; nothing of this transaction is written.
            EngineError: the engine failed; nothing of this transaction is written.
        """

        def advance_and_work(transaction: Transaction) -> None:
            if self._advance(transaction):
                work(transaction)

        self._graph.write(advance_and_work)
        self._batch += 1

    def _advance(self, transaction: Transaction) -> bool:
        """Count this transaction on the fence. Return False if it was already committed.

        The graph repeats a transaction whose answer was lost, though the engine may have committed
        it. Then the fence has this token and the next batch number.
        """
        if transaction.run(_ADVANCE, token=self._token, batch=self._batch).data():
            return True
        turns = [tuple(row.values()) for row in transaction.run(_TURN).data()]
        if turns == [(self._token, self._batch + 1)]:
            return False
        raise LoadInterrupted
