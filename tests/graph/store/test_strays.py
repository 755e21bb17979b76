"""Nodes without a record or a holder are removed, all others stay."""

from trama.graph.engine import Graph
from trama.graph.store.strays import remove_role_only, remove_unattested, remove_unheld


def uids(graph: Graph, label: str) -> set[str | None]:
    return {row["uid"] for row in graph.stream(f"MATCH (n:{label}) RETURN n.uid AS uid")}


def test_only_what_no_record_attests_or_has_no_uid_is_removed(graph: Graph) -> None:
    # Arrange
    graph.write_rows(
        "CREATE (:Person {uid: 'P-1'})-[:ATTESTED_BY]->(r:Record {uid: 'R-1'}), "
        "(:Person {name: 'SINTETICO'})-[:ATTESTED_BY]->(r), "
        "(:Person {uid: 'P-2'})-[:USES]->(:Phone {uid: 'T-1'})"
    )
    graph.write_rows("UNWIND range(1, 4500) AS n CREATE (:Person {uid: 'P-STRAY-' + toString(n)})")
    passes: list[int] = []

    # Act
    removed = remove_unattested(graph, "Person", lambda: passes.append(1))

    # Assert
    assert removed == 4502
    assert len(passes) == 3
    assert uids(graph, "Person") == {"P-1"}
    assert uids(graph, "Phone") == {"T-1"}


def test_a_role_without_a_person_is_removed(graph: Graph) -> None:
    graph.write_rows("CREATE (:Person:Victim {uid: 'P-1'}), (:Victim {uid: 'P-2'})")

    assert remove_role_only(graph, "Victim", "Person", lambda: None) == 1
    assert uids(graph, "Victim") == {"P-1"}


def test_a_shared_node_is_removed_when_nothing_holds_it(graph: Graph) -> None:
    graph.write_rows(
        "CREATE (:Phone {uid: 'T-1'}), (:Case {uid: 'C-1'})-[:INVOLVES]->(:Phone {uid: 'T-2'})"
    )

    assert remove_unheld(graph, "Phone", lambda: None) == 1
    assert uids(graph, "Phone") == {"T-2"}
