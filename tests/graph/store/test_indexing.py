"""Indexes that a server cannot make, or half made: as one whose disk was full leaves them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from trama.core.errors import EngineUnavailable
from trama.graph.engine import Graph, Transaction
from trama.graph.store.constraints import Index
from trama.graph.store.indexing import make_index

UNIQUE = Index("Sintetico", "uid", unique=True)
# No index of Neo4j holds a text of this length, so that its state becomes FAILED.
TOO_LONG = "SINTETICO " * 5_000
FAILING = Index("SinteticoLargo", "text", unique=False)


@pytest.fixture
def bare(graph: Graph) -> Iterator[Graph]:
    """A graph without the constraint and the index of these tests, before and after."""
    clear(graph)
    yield graph
    clear(graph)


def clear(graph: Graph) -> None:
    graph.write_rows("MATCH (n:Sintetico|SinteticoLargo) DETACH DELETE n")
    graph.write_rows(f"DROP CONSTRAINT {UNIQUE.name} IF EXISTS")
    graph.write_rows(f"DROP INDEX {FAILING.name} IF EXISTS")


@pytest.mark.only_on("neo4j", "newest")
def test_a_constraint_takes_the_place_of_a_half_made_index_of_its_name(bare: Graph) -> None:
    bare.write_rows(f"CREATE INDEX {UNIQUE.name} FOR (n:Sintetico) ON (n.uid)")

    make_index(bare, UNIQUE)

    made = bare.stream("SHOW CONSTRAINTS YIELD name RETURN name")
    assert {"name": UNIQUE.name} in list(made)


@pytest.mark.only_on("neo4j", "newest")
def test_waiting_ends_when_the_server_says_that_an_index_failed(bare: Graph) -> None:
    """The statement waits for a lock here, and for ever where the disk is full."""
    bare.write_rows("CREATE (:SinteticoLargo {text: $text})", text=TOO_LONG)
    bare.write_rows(FAILING.statement)
    locked, done = Event(), Event()

    def hold(transaction: Transaction) -> None:
        transaction.run("CREATE (:Sintetico {uid: 'S-1'})").consume()
        locked.set()
        assert done.wait(60)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(bare.write, hold)
        assert locked.wait(60)
        try:
            with pytest.raises(EngineUnavailable) as refusal:
                make_index(bare, UNIQUE)
        finally:
            done.set()

    assert FAILING.name in refusal.value.message()
    assert "libere espacio" in refusal.value.message()
