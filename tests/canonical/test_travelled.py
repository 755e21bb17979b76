"""The gains of routes are those that a scan of all stages before and after a change tells."""

import random
from collections import defaultdict
from typing import Any

import pytest
from made_cases import changes_of, corrected, load_into, made_cases, reconciled
from memory_graph import MemoryGraph, MemoryKnown

from trama.canonical.relationships import CASE, STAGE
from trama.graph.store.route_gains import Gain, Leg, as_text, grown, total
from trama.graph.store.routes import PROPERTY_OF_LEVEL


@pytest.mark.parametrize("seed", range(6))
def test_a_route_and_its_gains_are_what_a_scan_tells(seed: int) -> None:
    # Arrange
    cases = made_cases(seed, 60)
    graph = MemoryGraph()
    load_into(graph, cases[:44])
    chance = random.Random(seed)
    new, told = cases[44:], 0

    for step in range(8):
        before = scanned(graph)
        changed = [corrected(100 * seed + step, cases[at]) for at in chance.sample(range(44), 8)]
        changed += [new.pop(), new.pop()]

        # Act
        known = MemoryKnown(graph)
        changes = changes_of(reconciled(known, changed), known, f"file-{len(graph.nodes)}")
        graph.apply(changes)

        # Assert
        after = scanned(graph)
        legs = before.keys() | after.keys()
        assert {leg for leg in legs if before.get(leg) != after.get(leg)} <= changes.gained.keys()
        for leg, gain in stored(graph, changes.gained).items():
            ends = last_days(graph, leg, {*gain.touched, *before.get(leg, {}).get("recent", ())})
            route = grown(before.get(leg), gain, ends)
            assert route is None or route == after[leg]
            told += route is not None
    assert told > 0


def test_a_victim_of_two_cases_counts_once_on_a_leg_of_both() -> None:
    """The guest counts neither for a second case on the leg, nor less if the first remains."""
    gain = Gain(cases=1, victims=1, touched={"C-2"}, guests={"P-1": 1, "P-2": 1})

    settled = gain.settled(["P-2"])

    assert (settled.cases, settled.victims, settled.guests) == (1, 2, {})


def stored(graph: MemoryGraph, gained: dict[Leg, Gain]) -> dict[Leg, Gain]:
    """Return the gains as a note holds them, with the guests who travel a leg nowhere else."""
    case_of, victim_of = ends_of(graph)
    elsewhere = defaultdict(set)
    for leg, stages in stages_by_leg(graph).items():
        for stage in stages:
            elsewhere[leg, victim_of[stage["uid"]]].add(case_of[stage["uid"]])
    settled = {
        leg: gain.settled(
            guest for guest in gain.guests if elsewhere[leg, guest] <= set(gain.touched)
        )
        for leg, gain in gained.items()
    }
    return total([as_text(settled)])


def ends_of(graph: MemoryGraph) -> tuple[dict[str, str], dict[str, str]]:
    case_of = {key[2]: key[4] for key in graph.edges if key[0] == "PART_OF"}
    victim_of = {key[4]: key[2] for key in graph.edges if key[0] == "SUBJECTED_TO"}
    return case_of, victim_of


def stages_by_leg(graph: MemoryGraph) -> dict[Leg, list[dict[str, Any]]]:
    stages: dict[Leg, list[dict[str, Any]]] = defaultdict(list)
    for (label, _), (_, said) in graph.nodes.items():
        for level, name in PROPERTY_OF_LEVEL.items():
            if label == STAGE and name in said:
                stages[Leg(level, str(said[name]))].append(said)
    return stages


def last_days(graph: MemoryGraph, leg: Leg, cases: set[str]) -> dict[str, str]:
    case_of, _ = ends_of(graph)
    travelling = {case_of[stage["uid"]] for stage in stages_by_leg(graph).get(leg, ())}
    return {uid: str(graph.nodes[CASE, uid][1].get("until", "")) for uid in cases & travelling}


def scanned(graph: MemoryGraph) -> dict[Leg, dict[str, Any]]:
    """Return the route of each leg: cases, victims, the first day, the last, the latest cases."""
    case_of, victim_of = ends_of(graph)
    routes = {}
    for leg, stages in stages_by_leg(graph).items():
        cases = {case_of[stage["uid"]] for stage in stages}
        ended = last_days(graph, leg, cases)
        route = {
            "cases": len(cases),
            "victims": len({victim_of[stage["uid"]] for stage in stages}),
            "first": min((stage["since"] for stage in stages if "since" in stage), default=None),
            "last": max((stage["until"] for stage in stages if "until" in stage), default=None),
            "recent": sorted(sorted(cases), key=lambda case: ended[case], reverse=True),
        }
        routes[leg] = {name: value for name, value in route.items() if value is not None}
    return routes
