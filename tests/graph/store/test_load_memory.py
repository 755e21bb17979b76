"""The memory of a load: the first record that changes takes it away."""

import pytest

from trama.core.errors import LoadInterrupted
from trama.graph.engine import Graph
from trama.graph.store.changes import Changes, NodeUpdate
from trama.graph.store.load_memory import keep, recall
from trama.graph.store.writer import Writer
from trama.ontology.internal_layer import LoadMemory

pytestmark = pytest.mark.every_engine

MEMORY = LoadMemory(uid="d1", day="2026-11-29", report="{}", records=0)


def test_a_change_of_derived_nodes_leaves_what_is_remembered(migrated_graph: Graph) -> None:
    writer = Writer(migrated_graph)
    keep(writer.fence, MEMORY)
    changes = Changes()
    changes.created["Case",].append({"uid": "C-1"})

    writer.write(changes)

    assert recall(migrated_graph, "d1") == MEMORY


@pytest.mark.parametrize("label", ["Record", "Revision", "SourceFile", "Observation"])
def test_a_change_of_what_rows_are_compared_with_forgets_it(
    migrated_graph: Graph, label: str
) -> None:
    writer = Writer(migrated_graph)
    keep(writer.fence, MEMORY)
    changes = Changes(updated=[NodeUpdate(label, "absent", {"uid": "absent"})])

    writer.write(changes)

    assert recall(migrated_graph, "d1") is None


def test_another_number_of_records_is_another_graph(migrated_graph: Graph) -> None:
    keep(Writer(migrated_graph).fence, MEMORY)
    migrated_graph.write_rows("CREATE (:Record {uid: 'R-1'})")

    assert recall(migrated_graph, "d1") is None


def test_a_load_that_lost_the_turn_stores_no_answer(migrated_graph: Graph) -> None:
    late = Writer(migrated_graph)
    Writer(migrated_graph)

    with pytest.raises(LoadInterrupted):
        keep(late.fence, MEMORY)

    assert recall(migrated_graph, "d1") is None
