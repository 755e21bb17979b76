"""A first load: every group of cases derived once, from the rows of the whole load."""

import sqlite3
from collections.abc import Iterator, Sequence

import pytest
from made_cases import DERIVING, Case, changes_of, made_cases, plan, reconciled, with_reference
from memory_graph import MemoryGraph, MemoryKnown
from read_back import comparable, read_back

from trama.graph.engine import Graph
from trama.graph.store.batch_writer import BatchWriter
from trama.graph.store.first_load import unmark
from trama.graph.store.writer import Writer
from trama.incoming.reconcile import reconcile
from trama.ingest.load.first_cases import FirstWriter
from trama.ingest.load.row_spool import RowSpool
from trama.ingest.load.spooled_records import SpooledRecords
from trama.ingest.load.write_queue import WriteQueue
from trama.mapping.mapped import MappedRow

pytestmark = pytest.mark.only_on("embedded")


@pytest.fixture
def places(graph: Graph) -> Iterator[Graph]:
    with graph.first_load.filling():
        yield with_reference(graph)


def spooled(database: sqlite3.Connection, cases: Sequence[Case]) -> RowSpool:
    spool = RowSpool(database)
    for key, mentions in cases:
        for line, mention in enumerate(mentions, start=2):
            digest = f"{key.number}:{line}"
            row = MappedRow("", line, digest, key.number, parent=True, mentions=(mention,))
            spool.add(key.registry, 0, 0, [row])
    spool.group()
    return spool


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_batches_in_any_parts_write_what_all_cases_at_once_give(
    places: Graph, spool_database: sqlite3.Connection, seed: int
) -> None:
    # Arrange: people recur in the cases of other batches, and carpetas name registrations there
    cases = made_cases(seed, 24)
    spool = spooled(spool_database, cases)
    rows = list(spool.cases())
    memory = MemoryGraph()
    known = MemoryKnown(memory)
    memory.apply(changes_of(reconciled(known, cases), known))

    # Act
    with WriteQueue(Writer(places)) as queue:
        door = BatchWriter(places, Writer(places), part=60)
        first = FirstWriter(door, queue, SpooledRecords(spool, {}, ()), DERIVING, plan())
        for at in range(0, len(rows), 3):
            batch = rows[at : at + 3]
            first.write({case.key: reconcile(case.key, case.rows, ()) for case in batch})
        first.end()
    unmark(places)

    # Assert
    assert comparable(read_back(places)) == comparable(memory)
