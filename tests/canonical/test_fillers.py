"""Values that an analyst marked as fillers link nobody; without the mark they link again."""

from dataclasses import replace

import pytest
from made_cases import DERIVING, DOCUMENTS, derived_at_once, load_into, made_cases
from memory_graph import MemoryGraph, MemoryKnown
from memory_state import MemoryState

from trama.canonical.comparison import Comparer
from trama.canonical.fillers import Fillers, as_records_hold, mark_uid
from trama.ontology.internal_layer import FillerMark

PHONE = "Phone:51900000001"


def marked(kind: str, value: str) -> Fillers:
    return Fillers.of([FillerMark(uid=mark_uid(kind, value), kind=kind, value=value)])


def rebuilt(graph: MemoryGraph, fillers: Fillers) -> int:
    """Write what the marks change. Return how many nodes differed."""
    known = MemoryKnown(graph)
    deriving = replace(DERIVING, fillers=fillers)
    comparer = Comparer(known, MemoryState(graph), deriving)  # type: ignore[arg-type]
    found = comparer.compare(sorted(known.all())).difference
    graph.apply(found.changes)
    return len(found.nodes)


def users(graph: MemoryGraph, uid: str) -> int:
    return sum(uid in (edge[2], edge[4]) for edge in graph.edges)


def test_a_marked_phone_is_used_by_nobody_and_its_records_stay() -> None:
    graph = MemoryGraph()
    load_into(graph, made_cases(3, 14))
    records = {node: graph.nodes[node] for node in graph.nodes if node[0] == "Record"}
    assert users(graph, PHONE) > 1

    rebuilt(graph, marked("phone", "+51900000001"))

    assert users(graph, PHONE) == 0
    assert users(graph, "Phone:51900000002") > 0
    assert records
    assert {node: graph.nodes[node] for node in records} == records


def test_a_mark_taken_back_gives_the_graph_as_it_was() -> None:
    graph = MemoryGraph()
    load_into(graph, made_cases(3, 14))
    before = set(graph.edges)

    rebuilt(graph, marked("phone", "+51900000001"))
    rebuilt(graph, Fillers())

    assert set(graph.edges) == before
    assert users(graph, PHONE) > 1


def test_people_whose_document_is_marked_are_apart() -> None:
    graph = MemoryGraph()
    load_into(graph, made_cases(5, 20))
    people = {node for node in graph.nodes if node[0] == "Person"}

    rebuilt(graph, marked("document", DOCUMENTS[0]))

    after = {node for node in graph.nodes if node[0] == "Person"}
    assert len(after) > len(people)
    assert DOCUMENTS[0] not in {graph.nodes[node][1].get("document_key") for node in after}


@pytest.mark.parametrize(
    ("kind", "written", "held"),
    [
        ("phone", "900 123 456", "+51900123456"),
        ("account", "https://facebook.com/Diario.Sintetico", "facebook:diario.sintetico"),
        ("plate", "abc-123", "ABC123"),
        ("document", "DNI 40123467", "DNI:40123467"),
        ("document", "DNI:40123467", "DNI:40123467"),
        ("venue", "bar  la ficción", "BAR LA FICCIÓN"),
    ],
)
def test_a_value_is_marked_in_the_form_of_the_records(kind: str, written: str, held: str) -> None:
    assert as_records_hold(kind, written) == held
    assert mark_uid(kind, held) == mark_uid(kind, held.lower())


def test_an_oracle_with_marks_equals_a_rebuild_with_marks() -> None:
    graph = MemoryGraph()
    load_into(graph, made_cases(7, 14))
    oracle = derived_at_once(graph)

    assert rebuilt(oracle, Fillers()) == 0
    assert rebuilt(graph, marked("venue", "Bar la Ficcion")) > 0
    assert rebuilt(graph, marked("venue", "BAR LA FICCION")) == 0
