"""A damaged graph is mended from its records, batch by batch; the oracle is one single load."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from made_cases import (
    DERIVING,
    DOCUMENTS,
    changes_of,
    corrected,
    derived_at_once,
    load_into,
    made_cases,
    reconciled,
)
from memory_graph import MemoryGraph, MemoryKnown
from memory_state import MemoryState

from trama.canonical.comparison import Compared, Comparer
from trama.canonical.rebuild import Deriving
from trama.graph.records import CaseKey, FieldValue, Kind, Mention

CANONICAL = {"Case", "Person", "Stage"}
SHARED = {"Phone", "Account", "Vehicle", "Establishment", "Organisation", "Agency"}
Node = tuple[str, str]


def compare_all(graph: MemoryGraph, size: int, deriving: Deriving = DERIVING) -> int:
    """Write what differs, some cases at a time. Return how many nodes differed."""
    known = MemoryKnown(graph)
    comparer = Comparer(known, MemoryState(graph), deriving)  # type: ignore[arg-type]
    keys = sorted(known.all())
    changed = 0
    for begin in range(0, len(keys), size):
        compared = comparer.compare(keys[begin : begin + size])
        graph.apply(compared.difference.changes)
        changed += len(compared.difference.nodes) + compared.difference.shared
    ours = [node for node in graph.nodes if node[0] in CANONICAL | SHARED]
    for node in [node for node in ours if stray(graph, node)]:
        remove(graph, node)
    return changed


def stray(graph: MemoryGraph, node: Node) -> bool:
    if node[0] in CANONICAL:
        return not any(e[0] == "ATTESTED_BY" and e[1:3] == node for e in graph.edges)
    return not any(node in (e[1:3], e[3:5]) for e in graph.edges)


def remove(graph: MemoryGraph, node: Node) -> None:
    del graph.nodes[node]
    for edge in [edge for edge in graph.edges if node in (edge[1:3], edge[3:5])]:
        del graph.edges[edge]


def a_node(graph: MemoryGraph, chance: random.Random, *labels: str) -> Node:
    return chance.choice(sorted(node for node in graph.nodes if node[0] in (labels or CANONICAL)))


def lose_a_node(graph: MemoryGraph, chance: random.Random) -> None:
    remove(graph, a_node(graph, chance))


def lose_a_relationship(graph: MemoryGraph, chance: random.Random) -> None:
    own = sorted(edge for edge in graph.edges if {edge[1], edge[3]} & CANONICAL)
    del graph.edges[chance.choice(own)]


def change_a_property(graph: MemoryGraph, chance: random.Random) -> None:
    said = graph.nodes[a_node(graph, chance, *CANONICAL, *SHARED)][1]
    said[chance.choice(["name", "invented"])] = "SINTETICO DAÑADO"


def swap_roles(graph: MemoryGraph, chance: random.Random) -> None:
    node = a_node(graph, chance, "Person")
    labels, said = graph.nodes[node]
    graph.nodes[node] = (labels ^ {"Victim", "Suspect"}, said)


def lose_a_role(graph: MemoryGraph, chance: random.Random) -> None:
    node = a_node(graph, chance, "Person")
    graph.nodes[node] = (frozenset({"Person"}), graph.nodes[node][1])


def move(graph: MemoryGraph, old: Node, new: Node) -> None:
    """Give all relationships of one node to another."""
    for edge in [edge for edge in graph.edges if old in (edge[1:3], edge[3:5])]:
        type_, *ends, more = edge
        start, end = tuple(ends[:2]), tuple(ends[2:])
        start, end = (new if start == old else start), (new if end == old else end)
        said = graph.edges.pop(edge)
        graph.edges.setdefault((type_, *start, *end, more), said)


def merge_two(graph: MemoryGraph, chance: random.Random) -> None:
    label = chance.choice(sorted(CANONICAL))
    kept, gone = a_node(graph, chance, label), a_node(graph, chance, label)
    if kept != gone:
        move(graph, gone, kept)
        remove(graph, gone)


def rename_one(graph: MemoryGraph, chance: random.Random) -> None:
    old = a_node(graph, chance)
    new = (old[0], f"{old[1]}-SINTETICO")
    labels, said = graph.nodes[old]
    graph.nodes[new] = (labels, {**said, "uid": new[1]})
    move(graph, old, new)
    remove(graph, old)


def exchange_uids(graph: MemoryGraph, chance: random.Random) -> None:
    one, other = a_node(graph, chance, "Person"), a_node(graph, chance, "Person")
    aside = ("Person", "P-ASIDE")
    for old, new in ((one, aside), (other, one), (aside, other)):
        if one != other:
            labels, said = graph.nodes.pop(old)
            graph.nodes[new] = (labels, {**said, "uid": new[1]})
            move(graph, old, new)


def add_a_stray(graph: MemoryGraph, chance: random.Random) -> None:
    number = chance.randrange(1000)
    graph.nodes["Person", f"P-STRAY{number}"] = (
        frozenset({"Person", "Victim"}),
        {"uid": f"P-STRAY{number}"},
    )
    case = a_node(graph, chance, "Case")
    graph.edges["VICTIM_IN", "Person", f"P-STRAY{number}", *case, ""] = []


DAMAGE: tuple[Callable[[MemoryGraph, random.Random], None], ...] = (
    lose_a_node,
    lose_a_relationship,
    change_a_property,
    swap_roles,
    lose_a_role,
    merge_two,
    rename_one,
    exchange_uids,
    add_a_stray,
)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_was_damaged_the_graph_is_what_its_records_give(seed: int) -> None:
    # Arrange
    graph = MemoryGraph()
    cases = made_cases(seed, 14)
    load_into(graph, cases)
    load_into(graph, [corrected(seed, cases[at]) for at in (2, 5, 9)])
    right = derived_at_once(graph).canonical()
    chance = random.Random(seed)

    # Act
    for damage in chance.choices(DAMAGE, k=chance.randint(1, 8)):
        damage(graph, chance)
    compare_all(graph, size=chance.randint(1, 5))

    # Assert
    assert graph.canonical() == right
    assert compare_all(graph, size=chance.randint(1, 5)) == 0


@pytest.mark.parametrize("seed", range(20))
def test_no_transaction_takes_from_a_case_what_it_rightly_has(seed: int) -> None:
    # Arrange
    graph = MemoryGraph()
    load_into(graph, made_cases(seed, 14))
    right = set(graph.edges)
    chance = random.Random(seed)
    for damage in chance.choices(DAMAGE, k=8):
        damage(graph, chance)
    known = MemoryKnown(graph)
    comparer = Comparer(known, MemoryState(graph), DERIVING)  # type: ignore[arg-type]

    for case in sorted(known.all()):
        # Act
        before = right & graph.edges.keys()
        graph.apply(comparer.compare([case]).difference.changes)

        # Assert
        assert before <= graph.edges.keys()
    assert right <= graph.edges.keys()


@pytest.mark.parametrize("seed", range(10))
def test_a_canonical_layer_that_is_gone_comes_back(seed: int) -> None:
    # Arrange
    graph = MemoryGraph()
    load_into(graph, made_cases(seed, 12))
    right = graph.canonical()
    for node in [node for node in graph.nodes if node[0] in CANONICAL | SHARED]:
        remove(graph, node)

    # Act
    compare_all(graph, size=3)

    # Assert
    assert graph.canonical() == right


@pytest.mark.parametrize("seed", range(1, 11))
def test_other_rules_change_the_graph_and_the_old_ones_bring_it_back(seed: int) -> None:
    # Arrange
    graph = MemoryGraph()
    load_into(graph, made_cases(seed, 12))
    right = graph.canonical()
    ranks = DERIVING.rules.phases
    backwards = replace(DERIVING.rules, phases={phase: -rank for phase, rank in ranks.items()})

    # Act
    changed = compare_all(graph, 4, replace(DERIVING, rules=backwards))
    changed_back = compare_all(graph, 4)

    # Assert
    assert changed == changed_back > 0
    assert graph.canonical() == right


def suspect_of_two_cases() -> tuple[MemoryGraph, str]:
    """Return a graph of two cases with one suspect, and the suspect's uid."""
    graph = MemoryGraph()
    name: dict[str, FieldValue] = {"name": "SINTETICO HUAMAN PEDRO", "document_key": DOCUMENTS[0]}
    load_into(
        graph,
        [
            (
                CaseKey("RETA", f"SINT-{number}"),
                [
                    Mention.of(Kind.CASE, f"SINT-{number}", "", {}, {}),
                    Mention.of(Kind.SUSPECT, f"SINT-{number}", "I1", name, {}),
                ],
            )
            for number in (1, 2)
        ],
    )
    (uid,) = (uid for label, uid in graph.nodes if label == "Person")
    return graph, uid


def compared(graph: MemoryGraph, number: int) -> Compared:
    comparer = Comparer(MemoryKnown(graph), MemoryState(graph), DERIVING)  # type: ignore[arg-type]
    return comparer.compare([CaseKey("RETA", f"SINT-{number}")])


def test_a_person_with_another_uid_is_renamed_without_touching_the_other_cases() -> None:
    # Arrange
    graph, uid = suspect_of_two_cases()
    right = graph.canonical()
    old = ("Person", "P-SINTETICO")
    labels, said = graph.nodes[("Person", uid)]
    graph.nodes[old] = (labels, {**said, "uid": old[1]})
    move(graph, ("Person", uid), old)
    remove(graph, ("Person", uid))

    # Act
    found = compared(graph, 1)
    graph.apply(found.difference.changes)

    # Assert
    assert found.cases == {CaseKey("RETA", "SINT-1")}
    assert [update.uid for update in found.difference.changes.updated] == ["P-SINTETICO"]
    assert found.difference.changes.removed == {}
    assert graph.canonical() == right


def test_a_person_who_must_be_created_anew_takes_along_every_case_of_theirs() -> None:
    # Arrange
    graph, uid = suspect_of_two_cases()
    right = graph.canonical()
    labels, said = graph.nodes["Person", uid]
    graph.nodes["Person", uid] = (labels ^ {"Victim", "Suspect"}, said)
    (record,) = (
        record
        for (label, record), (_, said) in graph.nodes.items()
        if label == "Record" and said["kind"] == "suspect" and said["case_key"] == "SINT-2"
    )
    del graph.edges["ATTESTED_BY", "Person", uid, "Record", record, ""]

    # Act
    found = compared(graph, 1)
    graph.apply(found.difference.changes)

    # Assert
    assert found.cases == {CaseKey("RETA", "SINT-1"), CaseKey("RETA", "SINT-2")}
    assert graph.canonical() == right


def test_the_name_of_a_shared_node_is_the_greatest_that_any_case_gives_it_now() -> None:
    # Arrange
    graph = MemoryGraph()
    named = [("1", "DEPINTRAP CUSCO (SINTETICO)"), ("2", "DEPÍNTRAP CUSCO (SINTETICO)")]
    load_into(
        graph,
        [
            (CaseKey("RETA", key), [Mention.of(Kind.CASE, key, "", {"agency": name}, {})])
            for key, name in named
        ],
    )
    right = graph.canonical()
    (agency,) = (node for node in graph.nodes if node[0] == "Agency")

    # Act
    unchanged = compare_all(graph, 1)
    graph.nodes[agency][1]["name"] = "ZZZ"
    changed = compare_all(graph, 1)

    # Assert
    assert (unchanged, changed) == (0, 1)
    assert graph.canonical() == right


def case_of_unit(number: int, agency: str) -> tuple[CaseKey, list[Mention]]:
    key = CaseKey("RETA", f"SINT-{number}")
    return key, [Mention.of(Kind.CASE, key.number, "", {"agency": agency}, {"U": agency})]


def test_a_shared_node_gets_the_spelling_of_the_cases_that_are_left() -> None:
    # Arrange
    graph = MemoryGraph()
    load_into(graph, [case_of_unit(1, "DEPINTRAP ÁREA"), case_of_unit(2, "DEPINTRAP AREA")])
    known = MemoryKnown(graph)
    correction = changes_of(reconciled(known, [case_of_unit(1, "OTRA")]), known, "later")
    graph.apply(correction)
    comparer = Comparer(MemoryKnown(graph), MemoryState(graph), DERIVING)  # type: ignore[arg-type]

    # Act
    graph.apply(comparer.respelled(correction.respelled))

    # Assert
    names = {said["name"] for (label, _), (_, said) in graph.nodes.items() if label == "Agency"}
    assert names == {"DEPINTRAP AREA", "OTRA"}
    assert compare_all(graph, 10) == 0
