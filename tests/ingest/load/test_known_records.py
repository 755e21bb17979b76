"""Planning beside writing: what is on its way counts as much as what is written."""

import random

import pytest
from made_cases import changes_of, corrected, made_cases, reconciled, with_reference
from memory_graph import MemoryGraph, MemoryKnown
from read_back import comparable, read_back

from trama.canonical.known import RecordIndex
from trama.graph.engine import Graph
from trama.graph.store.finder import RecordFinder
from trama.graph.store.writer import Writer
from trama.ingest.load.known_records import KnownRecords
from trama.ingest.load.write_queue import WriteQueue


@pytest.fixture
def places(graph: Graph) -> Graph:
    return with_reference(graph)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_transactions_planned_ahead_write_what_one_after_the_other_would(
    places: Graph, seed: int
) -> None:
    # Arrange
    cases = made_cases(seed, 20)
    chance = random.Random(seed)
    steps = [cases[at : at + 3] for at in range(0, 20, 3)]
    steps += [[corrected(seed + at, cases[at])] for at in chance.sample(range(20), 6)]
    memory = MemoryGraph()

    # Act
    with WriteQueue(Writer(places)) as queue:
        known = KnownRecords(RecordFinder(places), queue)
        for number, step in enumerate(steps):
            changed = reconciled(known, step)
            index = RecordIndex()
            for case, result in changed.items():
                index.replace(case, result.after.values())
            queue.submit(changes_of(changed, known, f"file-{number}"), index)
            in_turn = MemoryKnown(memory)
            memory.apply(changes_of(reconciled(in_turn, step), in_turn, f"file-{number}"))

    # Assert
    assert comparable(read_back(places)) == comparable(memory)
