"""The writer: whole changes, in planned order, and only from the load that has the turn."""

import random

import pytest
from made_cases import changes_of, corrected, made_cases, reconciled, with_reference
from memory_graph import MemoryGraph, MemoryKnown
from read_back import comparable, read_back

from trama.core.errors import EngineError, LoadInterrupted
from trama.graph.engine import Graph, Transaction
from trama.graph.store.changes import Changes, Edge
from trama.graph.store.writer import Writer
from trama.ontology.classes import EdgeKind


@pytest.fixture
def places(graph: Graph) -> Graph:
    return with_reference(graph)


@pytest.mark.every_engine
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_engine_holds_what_was_planned_after_each_transaction(places: Graph, seed: int) -> None:
    # Arrange
    cases = made_cases(seed, 12)
    chance = random.Random(seed)
    memory, writer = MemoryGraph(), Writer(places)
    steps = [cases[:5], cases[5:]]
    steps += [[corrected(seed + at, cases[at]) for at in chance.sample(range(12), 6)]]

    assert steps
    for step in steps:
        # Act
        known = MemoryKnown(memory)
        changes = changes_of(reconciled(known, step), known, f"file-{len(memory.nodes)}")
        writer.write(changes)
        memory.apply(changes)

        # Assert
        assert comparable(read_back(places)) == comparable(memory)


def test_a_relationship_to_nothing_leaves_nothing_of_its_transaction(graph: Graph) -> None:
    # Arrange
    changes = Changes()
    changes.created["Case",].append({"uid": "C-1"})
    changes.connect([Edge(EdgeKind("AT", "Case", "Location"), "C-1", "PE-999999")])
    writer = Writer(graph)

    # Act
    with pytest.raises(EngineError):
        writer.write(changes)

    # Assert
    assert list(graph.stream("MATCH (n:Case) RETURN n.uid AS uid")) == []


def test_a_load_stops_when_another_has_begun(graph: Graph) -> None:
    # Arrange
    first, second = Writer(graph), Writer(graph)
    changes = Changes()
    changes.created["Case",].append({"uid": "C-1"})

    # Act
    with pytest.raises(LoadInterrupted):
        first.write(changes)
    second.write(changes)

    # Assert
    assert list(graph.stream("MATCH (n:Case) RETURN n.uid AS uid")) == [{"uid": "C-1"}]


class ForgetfulGraph:
    """A graph whose first answer is lost on the way: the transaction is committed, and repeated."""

    def __init__(self, graph: Graph) -> None:
        self.engine = graph.engine
        self._graph = graph

    def write(self, work: object) -> object:
        self._graph.write(work)  # type: ignore[arg-type]
        return self._graph.write(work)  # type: ignore[arg-type]

    def write_rows(self, cypher: str, **parameters: object) -> object:
        return self._graph.write_rows(cypher, **parameters)


def test_a_transaction_whose_answer_was_lost_is_not_written_twice(graph: Graph) -> None:
    # Arrange
    changes = Changes()
    changes.created["SourceFile",].append({"uid": "F-1"})
    changes.created["Case",].append({"uid": "C-1"})

    # Act
    Writer(ForgetfulGraph(graph)).write(changes)  # type: ignore[arg-type]

    # Assert
    assert list(graph.stream("MATCH (n:Case) RETURN n.uid AS uid")) == [{"uid": "C-1"}]


def test_work_in_a_transaction_that_fails_is_undone(graph: Graph) -> None:
    # Arrange
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Case {uid: 'C-1'})").consume()
        raise EngineError(detail="SINTETICO")

    # Act
    with pytest.raises(EngineError):
        graph.write(work)

    # Assert
    assert list(graph.stream("MATCH (n:Case) RETURN n.uid AS uid")) == []
