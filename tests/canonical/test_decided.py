"""Judgements that stand: the graph follows them, whatever the order in which cases come."""

import random
from dataclasses import replace

import pytest
from made_cases import DERIVING, derived_at_once, load_into, made_cases
from made_judgements import made_judgements
from memory_graph import MemoryGraph, MemoryKnown
from memory_state import MemoryState

from trama.canonical.comparison import Comparer
from trama.graph.records import RecordState
from trama.linkage.judgements import Decisions

SEEDS = range(20)
CASES = 12


def loaded(seed: int) -> tuple[MemoryGraph, list[RecordState]]:
    graph = MemoryGraph()
    load_into(graph, made_cases(seed, CASES))
    return graph, [record for records in MemoryKnown(graph).all().values() for record in records]


def rebuilt(graph: MemoryGraph, decisions: Decisions) -> MemoryGraph:
    """Write what the judgements change, some cases at a time."""
    known = MemoryKnown(graph)
    deriving = replace(DERIVING, decisions=decisions)
    comparer = Comparer(known, MemoryState(graph), deriving)  # type: ignore[arg-type]
    for case in sorted(known.all()):
        graph.apply(comparer.compare([case]).difference.changes)
    return graph


@pytest.mark.parametrize("seed", SEEDS)
def test_judgements_change_the_graph_and_their_undoing_gives_it_back(seed: int) -> None:
    graph, records = loaded(seed)
    before = graph.canonical()
    decisions = Decisions.of(made_judgements(seed, records, 25))

    judged = rebuilt(graph, decisions).canonical()

    assert judged != before
    assert judged == derived_at_once(graph, decisions).canonical()
    assert rebuilt(graph, Decisions()).canonical() == before


@pytest.mark.parametrize("seed", SEEDS)
def test_cases_that_come_after_the_judgements_follow_them_in_any_order(seed: int) -> None:
    _, records = loaded(seed)
    decisions = Decisions.of(made_judgements(seed, records, 25))
    chance = random.Random(seed)
    cases = chance.sample(made_cases(seed, CASES), CASES)

    in_steps = MemoryGraph()
    while cases:
        size = chance.randint(1, 4)
        load_into(in_steps, cases[:size], decisions)
        cases = cases[size:]

    assert in_steps.canonical() == derived_at_once(in_steps, decisions).canonical()
