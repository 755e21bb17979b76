"""Canonical nodes read by uid, with the relationships that they own."""

import pytest

from trama.graph.engine import Graph
from trama.graph.records import CaseKey
from trama.graph.store.canonical_state import CanonicalState, NodeState, Owned, OwnedEdge

OWNED = {"Case": Owned(("ATTESTED_BY", "AT"), ("VICTIM_IN",)), "Person": Owned(("ATTESTED_BY",))}


@pytest.fixture
def state(graph: Graph) -> CanonicalState:
    graph.write_rows(
        "CREATE (c:Case {uid: 'C-1', numbers: [], since: '2017'}), "
        "(p:Person:Victim {uid: 'P-1'}), (s:Stage {uid: 'S-1'}), (n:Phone {uid: 'T-1'}), "
        "(r:Record {uid: 'R-1', registry: 'RETA', case_key: 'SINT-1'}), "
        "(v:Record {uid: 'R-2', registry: 'RETA', case_key: 'SINT-1'}), "
        "(w:Record {uid: 'R-3', registry: 'SISTRA', case_key: 'SINT-2'}), "
        "(c)-[:ATTESTED_BY]->(r), (p)-[:ATTESTED_BY]->(v), (p)-[:ATTESTED_BY]->(w), "
        "(p)-[:VICTIM_IN {age: 17.0}]->(c), (c)-[:INVOLVES]->(n), (p)-[:SUBJECTED_TO]->(s), "
        "(s)-[:ATTESTED_BY]->(w)"
    )
    return CanonicalState(graph, OWNED)


@pytest.mark.every_engine
def test_a_node_comes_with_what_it_owns_and_nothing_else(state: CanonicalState) -> None:
    case = NodeState.of(
        {"Case"},
        {"uid": "C-1", "since": "2017"},
        [
            OwnedEdge("ATTESTED_BY", True, "Record", "R-1", "{}"),
            OwnedEdge("VICTIM_IN", False, "Person", "P-1", '{"age": 17}'),
        ],
    )
    assert state.nodes("Case", ["C-1", "C-9"]) == {"C-1": case}

    (person,) = state.nodes("Person", ["P-1"]).values()
    assert person.labels == {"Person", "Victim"}
    assert person.records == {"R-2", "R-3"}


@pytest.mark.every_engine
def test_nodes_and_cases_are_found_through_records(state: CanonicalState) -> None:
    first, second = CaseKey("RETA", "SINT-1"), CaseKey("SISTRA", "SINT-2")

    assert state.attested_by(["R-1", "R-2", "R-9"]) == {"Case": {"C-1"}, "Person": {"P-1"}}
    assert state.case_keys_of(["R-2", "R-3"]) == {first, second}
    assert state.cases_of_persons(["P-1"]) == {first, second}
    assert state.holders("Phone", "T-1") == {first}
