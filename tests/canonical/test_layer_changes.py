"""A correction writes only what differs."""

from made_cases import changes_of, load_into, reconciled
from memory_graph import MemoryGraph, MemoryKnown

from trama.canonical.relationships import CASE, PERSON, STAGE, VICTIM_IN
from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.graph.store.changes import Changes

KEY = CaseKey("SISTRA", "SINT-1")
CANONICAL = {CASE, STAGE, PERSON}


def case(age: float, day: str = "2017-03-05") -> tuple[CaseKey, list[Mention]]:
    """Return a case with a victim of an age, captured on a day and exploited elsewhere."""
    rosa: dict[str, FieldValue] = {"name": "SINTETICA ROSA", "age": age}
    capture: dict[str, FieldValue] = {"phase": "CAPTACION", "place": "PE-080101", "date": day}
    exploited: dict[str, FieldValue] = {"phase": "EXPLOTACION", "place": "PE-170103"}
    stages = [{**stage, "victims": ("A1",)} for stage in (capture, exploited)]
    return KEY, [
        Mention.of(Kind.CASE, KEY.number, "", {"case_number": KEY.number}, {}),
        Mention.of(Kind.VICTIM, KEY.number, "A1", rosa, {"EDAD": str(age)}),
        *(Mention.of(Kind.STAGE, KEY.number, "", stage, {}) for stage in stages),
    ]


def changes_in(graph: MemoryGraph, *cases: tuple[CaseKey, list[Mention]]) -> Changes:
    known = MemoryKnown(graph)
    return changes_of(reconciled(known, cases), known, f"file-{len(graph.nodes)}")


def test_a_corrected_age_writes_one_relationship_of_the_canonical_layer() -> None:
    graph = MemoryGraph()
    load_into(graph, [case(17.0)])

    changes = changes_in(graph, case(18.0))

    assert not CANONICAL & {labels[0] for labels in changes.created}
    assert not any(changes.removed.values())
    assert not CANONICAL & {update.label for update in changes.updated}
    edges = (edge for edges in changes.edges.values() for edge in edges)
    made = [edge for edge in edges if edge.kind.start in CANONICAL]
    assert [(edge.kind, (edge.properties or {})["age"]) for edge in made] == [(VICTIM_IN, 18.0)]
    assert [edge.kind for edges in changes.cut.values() for edge in edges] == [VICTIM_IN]
    assert not changes.gained


def test_a_corrected_day_updates_its_stage_and_counts_its_leg_again() -> None:
    graph = MemoryGraph()
    load_into(graph, [case(17.0)])

    changes = changes_in(graph, case(17.0, day="2017-03-06"))

    stages = [update for update in changes.updated if update.label == STAGE]
    assert [stage.properties["since"] for stage in stages] == ["2017-03-06"]
    assert not any(changes.removed.values())
