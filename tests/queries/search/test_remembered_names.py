"""Names, nicknames, accounts and numbers as people remember them find what a registry wrote."""

from collections.abc import Iterator

import pytest
from engines import EngineUnderTest

from trama.access.policy import Role, Viewer
from trama.canonical.name_index import index_names
from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import find

# SINTETICO: uid, name, nickname, whether she is a victim.
PEOPLE = [
    {"uid": "P-1", "name": "CHAVEZ SINT JOSE", "nicknames": ["TITO"], "victim": False},
    {"uid": "P-2", "name": "QUISPE SINT ROSA", "nicknames": ["LA CHATA"], "victim": False},
    {"uid": "P-3", "name": "CHAVEZ OCULTA JOSEFA", "nicknames": ["CHATA", "TITA"], "victim": True},
]
MAKE = """
UNWIND $people AS one
CREATE (p:Person {uid: one.uid, pseudonym: 'X-' + one.uid, name: one.name, name_key: one.name,
                  nicknames: one.nicknames, aliases: []})
"""
CASE = """
CREATE (c:Case {uid: 'C-1', numbers: ['RETA:SINT-2017-000009'], aliases: []})
CREATE (r:Record {uid: 'R-1', kind: 'case', registry: 'RETA', case_key: 'SINT-2017-000009'})
CREATE (c)-[:ATTESTED_BY]->(r)
"""
REST = (
    "MATCH (p:Person) WHERE p.uid <> 'P-3' SET p:Suspect",
    "MATCH (p:Person {uid: 'P-3'}) SET p:Victim",
    CASE,
    "CREATE (:Account {uid: 'Account:FACEBOOK SINTETICO 20', name: 'FACEBOOK:SINTETICO.20'})",
)


@pytest.fixture(scope="module", params=["index", "scan"])
def filled(engine: EngineUnderTest, request: pytest.FixtureRequest) -> Iterator[Graph]:
    """Yield the graph with its index of names, or without it, as an older version left it."""
    graph = engine.empty()
    graph.write_rows(MAKE, people=PEOPLE)
    for statement in REST:
        graph.write_rows(statement)
    if request.param == "index":
        index_names(graph, Fence(graph))
    yield graph
    engine.empty()


def reasons(graph: Graph, text: str, role: Role = Role.ANALYST) -> dict[str, str]:
    found = find(text, Lookup(graph, Viewer(role), seconds=30))
    return {hit.uid: str(hit.reason) for hit in found.hits}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pepe", {"P-1": "short_name"}),
        ("Pepito Chávez", {"P-1": "short_name"}),
        ("Rosita", {"P-2": "short_name"}),
        ("Chatita", {"P-2": "similar_nickname"}),
        ("la chatita", {"P-2": "similar_nickname"}),
        ("chavez tito", {"P-1": "name_and_nickname"}),
        ("Quispe (a) Chata", {"P-2": "name_and_nickname"}),
        ("quispe alias: la Chata", {"P-2": "name_and_nickname"}),
        ("Rosa Kispe alias chata", {"P-2": "name_and_nickname"}),
        ("ramos tito", {}),
        ("fb sintetico.20", {"Account:FACEBOOK SINTETICO 20": "same_account"}),
        ("face @sintetico.20", {"Account:FACEBOOK SINTETICO 20": "same_account"}),
        ("sint2017000009", {"C-1": "case_number_other_spelling"}),
        ("000009-2017", {"C-1": "part_of_case_number"}),
        ("SINT 9/2017", {"C-1": "case_number_other_spelling"}),
        ("9 - 2016", {}),
    ],
)
def test_what_somebody_remembers_finds_what_a_registry_wrote(
    filled: Graph, text: str, found: dict[str, str]
) -> None:
    assert reasons(filled, text) == found


@pytest.mark.parametrize("text", ["pepa", "josefita", "chavez chata", "oculta tita"])
def test_a_victim_is_not_found_by_short_forms_and_nicknames_either(
    filled: Graph, text: str
) -> None:
    assert "P-3" not in reasons(filled, text)
    assert "P-3" in reasons(filled, text, Role.INVESTIGATOR)
