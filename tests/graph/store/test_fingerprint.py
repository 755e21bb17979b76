"""The fingerprint: equal for graphs that know the same, different otherwise."""

import hashlib

import pytest

from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint

PEOPLE = (
    "CREATE (:Person:Victim {uid: 'P-1', name: 'SINTÉTICA', pseudonym: 'X-AAAA'})",
    "CREATE (:Case {uid: 'C-1', numbers: ['RETA:SINT-1']})",
)
JOIN = (
    "MATCH (p:Person {uid: 'P-1'}) MATCH (c:Case {uid: 'C-1'}) "
    "CREATE (p)-[:VICTIM_IN {age: %s}]->(c)"
)
EMPTY = "0" * 64


@pytest.fixture
def two_people(graph: Graph) -> Graph:
    for statement in PEOPLE:
        graph.write_rows(statement)
    graph.write_rows(JOIN % "17")
    return graph


@pytest.mark.every_engine
def test_every_engine_gives_the_same_fingerprint(two_people: Graph) -> None:
    assert fingerprint(two_people) == (
        "3a1462e2548948875a56c0f61c0e574cf57753a79cc6193e2a91941738385d20"
    )


def test_order_of_writing_does_not_matter(two_people: Graph) -> None:
    before = fingerprint(two_people)
    two_people.write_rows("MATCH (n) DETACH DELETE n")
    for statement in reversed(PEOPLE):
        two_people.write_rows(statement)
    two_people.write_rows(JOIN % "17.0")

    assert fingerprint(two_people) == before


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (p:Person) SET p.name = 'FICTICIA'",
        "MATCH (p:Person) SET p:Suspect",
        "MATCH (:Person)-[r:VICTIM_IN]->() SET r.age = 18",
        "MATCH (:Person)-[r:VICTIM_IN]->() DELETE r",
        "MATCH (c:Case) SET c.numbers = ['RETA:SINT-2']",
        "CREATE (:Case {uid: 'C-2'})",
        "MATCH (p:Person) MATCH (c:Case) CREATE (p)-[:VICTIM_IN {age: 17}]->(c)",
    ],
)
def test_a_change_of_what_is_known_changes_the_fingerprint(two_people: Graph, change: str) -> None:
    before = fingerprint(two_people)

    two_people.write_rows(change)

    assert fingerprint(two_people) != before


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (p:Person) SET p.pseudonym = 'X-BBBB'",
        "CREATE (:StaleRoutes {uid: 's', legs: ['DISTRITO PE-1>PE-2']})",
        "CREATE (:LoadFence {uid: 'load', token: 't', batch: 3})",
        "CREATE (:SchemaMigration {uid: '1'})",
        "MATCH (c:Case) SET c.aliases = []",
    ],
)
def test_notes_and_volatile_properties_do_not_change_the_fingerprint(
    two_people: Graph, change: str
) -> None:
    before = fingerprint(two_people)

    two_people.write_rows(change)

    assert fingerprint(two_people) == before


def test_the_fingerprint_of_one_node_is_the_hash_of_its_labels_and_properties(graph: Graph) -> None:
    graph.write_rows("CREATE (:Case {uid: 'C-1', aliases: []})")

    text = '[["Case"],[["uid","C-1"]]]'
    assert fingerprint(graph) == hashlib.sha256(text.encode()).hexdigest()


def test_an_empty_graph_has_the_fingerprint_of_nothing(graph: Graph) -> None:
    assert fingerprint(graph) == EMPTY
