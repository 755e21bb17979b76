"""The reach of a change, and how little of the rest it reads."""

from made_cases import Case, load_into, reconciled
from memory_graph import MemoryGraph, MemoryKnown

from trama.canonical.affected_cases import AffectedCases
from trama.graph.records import CaseKey, FieldValue, Kind, Mention


def case_of(number: int, document: str) -> Case:
    key = CaseKey("RETA", f"SINTETICO-{number}")
    name: dict[str, FieldValue] = {"name": "SINTETICO HUAMAN PEDRO", "document_key": document}
    stage: dict[str, FieldValue] = {"phase": "TRANSPORTE", "suspects": ("I1",)}
    return key, [
        Mention.of(Kind.CASE, key.number, "", {"case_number": key.number}, {}),
        Mention.of(Kind.SUSPECT, key.number, "I1", name, {}),
        Mention.of(Kind.STAGE, key.number, "", stage, {}),
    ]


def test_of_the_other_cases_of_a_suspect_only_the_people_are_read() -> None:
    # Arrange
    graph = MemoryGraph()
    load_into(graph, [case_of(number, "DNI:00000101") for number in range(30)])
    known = MemoryKnown(graph)
    new = case_of(99, "DNI:00000101")

    # Act
    around = AffectedCases(known, reconciled(known, [new]))
    before, after = around.persons()

    # Assert
    assert around.touched == {new[0]}
    assert list(around.after.records) == [new[0]]
    assert [len(person.members) for person in before] == [30]
    assert [len(person.members) for person in after] == [31]


def test_a_touched_case_is_read_whole_though_its_people_were_met_before() -> None:
    # Arrange
    graph = MemoryGraph()
    load_into(graph, [case_of(1, "DNI:00000101")])
    known = MemoryKnown(graph)
    around = AffectedCases(known, reconciled(known, [case_of(99, "DNI:00000101")]))
    around.persons()

    # Act
    met = CaseKey("RETA", "SINTETICO-1")
    around.expand([met])

    # Assert
    kinds = {record.kind for record in around.after.records[met]}
    assert kinds == {Kind.CASE, Kind.SUSPECT, Kind.STAGE}
    assert [len(person.members) for person in around.persons()[1]] == [2]
