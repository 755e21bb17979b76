"""The schema: constraints, indexes, and the steps that a graph records."""

import pytest

from trama.core.errors import EngineError
from trama.graph.engine import Graph
from trama.graph.store.constraints import indexes
from trama.graph.store.migrations import MIGRATIONS, Migration
from trama.graph.store.schema import migrate, pending


def constraints(graph: Graph) -> set[str]:
    rows = graph.write_rows("SHOW INDEXES YIELD labelsOrTypes, properties")
    return {
        f"{label}.{name}"
        for row in rows
        for label in row["labelsOrTypes"] or []
        for name in row["properties"] or []
    }


@pytest.mark.every_engine
def test_a_migrated_graph_has_every_index_of_the_ontology(graph: Graph) -> None:
    migrate(graph)

    assert {"Record.uid", "Record.case_key", "Person.name_key", "Location.inei"} <= constraints(
        graph
    )


@pytest.mark.every_engine
def test_two_nodes_of_one_label_never_share_a_uid(graph: Graph) -> None:
    migrate(graph)
    graph.write_rows("CREATE (:Person:Victim {uid: 'P-SINTETICO'})")

    with pytest.raises(EngineError) as refusal:
        graph.write_rows("CREATE (:Person:Suspect {uid: 'P-SINTETICO'})")

    assert "P-SINTETICO" not in refusal.value.message()


def test_migrating_twice_changes_nothing_the_second_time(graph: Graph) -> None:
    first = migrate(graph)
    second = migrate(graph)

    assert first == tuple(migration.name for migration in MIGRATIONS)
    assert second == ()
    assert pending(graph) == []


def test_a_step_runs_again_if_its_content_changed(graph: Graph) -> None:
    runs: list[str] = []
    before = Migration(7, "step", lambda _: runs.append("before"), lambda: "a")
    after = Migration(7, "step", lambda _: runs.append("after"), lambda: "b")

    migrate(graph, [before])
    migrate(graph, [after])
    migrate(graph, [after])

    assert runs == ["before", "after"]


def test_a_step_that_failed_is_not_recorded(graph: Graph) -> None:
    def fail(_: Graph) -> None:
        raise EngineError(detail="SINTETICO")

    step = Migration(7, "step", fail, lambda: "a")

    with pytest.raises(EngineError):
        migrate(graph, [step])

    assert pending(graph, [step]) == [step]


def test_victims_and_suspects_are_indexed_as_the_persons_they_are() -> None:
    statements = "\n".join(index.statement for index in indexes())

    assert "(n:Person)" in statements
    assert "(n:Victim)" not in statements
    assert "(n:Suspect)" not in statements
