"""A correction writes only what differs, and no route that counts otherwise is forgotten."""

import random
from collections import defaultdict

import pytest
from made_cases import changes_of, corrected, load_into, made_cases, reconciled
from memory_graph import MemoryGraph, MemoryKnown

from trama.canonical.relationships import CASE, PERSON, STAGE, VICTIM_IN
from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.graph.store.changes import Changes, Leg
from trama.graph.store.routes import PROPERTY_OF_LEVEL

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
    assert not changes.stale


def test_a_corrected_day_updates_its_stage_and_counts_its_leg_again() -> None:
    graph = MemoryGraph()
    load_into(graph, [case(17.0)])

    changes = changes_in(graph, case(17.0, day="2017-03-06"))

    stages = [update for update in changes.updated if update.label == STAGE]
    assert [stage.properties["since"] for stage in stages] == ["2017-03-06"]
    assert not any(changes.removed.values())


@pytest.mark.parametrize("seed", range(40))
def test_every_route_that_counts_otherwise_is_stale(seed: int) -> None:
    # Arrange
    cases = made_cases(seed, 12)
    graph = MemoryGraph()
    load_into(graph, cases)
    chance = random.Random(seed)

    for step in range(3):
        before = counted(graph)
        changed = [corrected(100 * seed + step, cases[at]) for at in chance.sample(range(12), 4)]

        # Act
        changes = changes_in(graph, *changed)
        graph.apply(changes)

        # Assert
        after = counted(graph)
        legs = before.keys() | after.keys()
        assert {leg for leg in legs if before.get(leg) != after.get(leg)} <= changes.stale


def counted(graph: MemoryGraph) -> dict[Leg, tuple[object, ...]]:
    """Return what the route of each leg tells: cases, victims, the first day and the last."""
    case_of = {key[2]: key[4] for key in graph.edges if key[0] == "PART_OF"}
    victim_of = {key[4]: key[2] for key in graph.edges if key[0] == "SUBJECTED_TO"}
    stages: dict[Leg, list[dict[str, object]]] = defaultdict(list)
    for (label, _), (_, said) in graph.nodes.items():
        for level, name in PROPERTY_OF_LEVEL.items():
            if label == STAGE and name in said:
                stages[Leg(level, str(said[name]))].append(said)
    return {
        leg: (
            len({case_of[str(stage["uid"])] for stage in some}),
            len({victim_of.get(str(stage["uid"])) for stage in some}),
            min((str(stage["since"]) for stage in some if "since" in stage), default=None),
            max((str(stage["until"]) for stage in some if "until" in stage), default=None),
        )
        for leg, some in stages.items()
    }
