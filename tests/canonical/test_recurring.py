"""A change names every suspect and shared node that recurs otherwise, and few others."""

import random
from collections import defaultdict

import pytest
from made_cases import Case, changes_of, corrected, load_into, made_cases, reconciled
from memory_graph import MemoryGraph, MemoryKnown

from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.graph.store.changes import Changes

Node = tuple[str, str]
KEY = CaseKey("RETA", "SINT-1")
PHONE, OTHER_PHONE = "+51900000001", "+51900000002"


def case(age: float = 17.0, phone: str = PHONE, status: str = "INVESTIGACION_PRELIMINAR") -> Case:
    """Return a case with a victim of an age, and a suspect who has a phone."""
    facts: dict[str, FieldValue] = {"case_number": KEY.number, "procedural_status": status}
    rosa: dict[str, FieldValue] = {"name": "SINTETICA ROSA", "age": age}
    juan: dict[str, FieldValue] = {"name": "FICTICIO JUAN", "phones": (phone,)}
    return KEY, [
        Mention.of(Kind.CASE, KEY.number, "", facts, {}),
        Mention.of(Kind.VICTIM, KEY.number, "A1", rosa, {}),
        Mention.of(Kind.SUSPECT, KEY.number, "I1", juan, {}),
    ]


def changes_in(graph: MemoryGraph, *cases: Case) -> Changes:
    known = MemoryKnown(graph)
    return changes_of(reconciled(known, cases), known, f"file-{len(graph.nodes)}")


def test_a_corrected_age_counts_nobody_again() -> None:
    graph = MemoryGraph()
    load_into(graph, [case()])

    changes = changes_in(graph, case(age=18.0))

    assert changes
    assert not changes.recurring


def test_another_phone_of_a_suspect_counts_both_phones_again_and_not_the_suspect() -> None:
    graph = MemoryGraph()
    load_into(graph, [case()])

    changes = changes_in(graph, case(phone=OTHER_PHONE))

    assert [label for label, _ in changes.recurring] == ["Phone", "Phone"]


def test_a_dropped_accusation_counts_the_suspect_and_the_phone_again() -> None:
    graph = MemoryGraph()
    load_into(graph, [case()])

    changes = changes_in(graph, case(status="SENTENCIA_ABSOLUTORIA"))

    assert {label for label, _ in changes.recurring} == {"Phone", "Suspect"}


@pytest.mark.parametrize("seed", range(40))
def test_whatever_recurs_otherwise_is_counted_again(seed: int) -> None:
    # Arrange
    cases = made_cases(seed, 12)
    graph = MemoryGraph()
    load_into(graph, cases)
    chance = random.Random(seed)
    differed = 0

    for step in range(4):
        before = recurring(graph)
        changed = [corrected(100 * seed + step, cases[at]) for at in chance.sample(range(12), 3)]
        dropped = [with_status(chance, cases[at]) for at in chance.sample(range(12), 3)]
        by_key = dict([*changed, *dropped])

        # Act
        changes = changes_in(graph, *by_key.items())
        graph.apply(changes)

        # Assert
        after = recurring(graph)
        nodes = before.keys() | after.keys()
        otherwise = {node for node in nodes if before.get(node) != after.get(node)}
        differed += len(otherwise)
        assert otherwise <= changes.recurring
    assert differed


def with_status(chance: random.Random, case: Case) -> Case:
    """Return the case with another procedural status: some drop the accusations."""
    key, mentions = case
    first, *others = mentions
    status = chance.choice(("SENTENCIA_ABSOLUTORIA", "SENTENCIA_CONDENATORIA"))
    fields = {**first.fields, "procedural_status": status}
    return key, [Mention.of(Kind.CASE, key.number, "", fields, {"status": status}), *others]


def recurring(graph: MemoryGraph) -> dict[Node, tuple[object, ...]]:
    """Return, of what is in several cases: the cases, those that stand, and the first case."""
    cases: dict[Node, set[str]] = defaultdict(set)
    accused: dict[str, dict[str, bool]] = defaultdict(dict)
    uses: dict[Node, set[str]] = defaultdict(set)
    used: dict[Node, set[str]] = defaultdict(set)
    case_of = {key[2]: key[4] for key in graph.edges if key[0] == "PART_OF"}
    for (type_, _, start, label, end, _), said in graph.edges.items():
        if type_ == "SUSPECT_IN":
            accused[end][start] = dict(said).get("excluded") == "True"
            cases["Suspect", start].add(end)
        elif type_ == "INVOLVES":
            cases[label, end].add(start)
        elif type_ == "USES":
            uses[label, end].add(start)
        elif type_ == "USED":
            used[label, end].add(case_of[start])
    found = {}
    for (label, uid), of_node in cases.items():
        if len(of_node) < 2:
            continue
        if label == "Suspect":
            dropped = {case for case in of_node if accused[case][uid]}
        else:
            by = {case: users(accused[case], uses[label, uid]) for case in of_node}
            dropped = {case for case, out in by.items() if out and all(out)} - used[label, uid]
        found[label, uid] = (len(of_node), len(of_node - dropped), min(of_node))
    return found


def users(accused: dict[str, bool], people: set[str]) -> list[bool]:
    """Return for each suspect of a case who uses a node whether the accusation was dropped."""
    return [dropped for suspect, dropped in accused.items() if suspect in people]
