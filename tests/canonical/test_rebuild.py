"""Deriving in steps gives what deriving at once gives: the oracle is one single load."""

import random

import pytest
from made_cases import corrected, derived_at_once, load_into, made_cases
from memory_graph import MemoryGraph

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_order_and_any_split_of_the_cases_gives_the_same_graph(seed: int) -> None:
    # Arrange
    cases = made_cases(seed, 14)
    at_once = MemoryGraph()
    load_into(at_once, cases)

    # Act
    in_steps = MemoryGraph()
    chance = random.Random(seed + 1)
    shuffled = chance.sample(cases, len(cases))
    while shuffled:
        size = chance.randint(1, 5)
        load_into(in_steps, shuffled[:size])
        shuffled = shuffled[size:]

    # Assert
    assert in_steps.canonical() == at_once.canonical()


@pytest.mark.parametrize("seed", SEEDS)
def test_corrections_leave_what_the_records_now_say_and_nothing_else(seed: int) -> None:
    # Arrange
    cases = made_cases(seed, 12)
    chance = random.Random(seed)
    graph = MemoryGraph()
    load_into(graph, cases)

    # Act
    for step in range(3):
        changed = [
            corrected(100 * seed + 10 * step + at, cases[at]) for at in chance.sample(range(12), 4)
        ]
        load_into(graph, changed)

    # Assert
    assert graph.canonical() == derived_at_once(graph).canonical()


@pytest.mark.parametrize("seed", range(10))
def test_loading_the_same_again_changes_nothing(seed: int) -> None:
    # Arrange
    cases = made_cases(seed, 12)
    graph = MemoryGraph()
    load_into(graph, cases)
    before = (dict(graph.nodes), dict(graph.edges))

    # Act
    load_into(graph, random.Random(seed).sample(cases, len(cases)))

    # Assert
    assert (graph.nodes, graph.edges) == before


@pytest.mark.parametrize("seed", range(10))
def test_an_export_that_takes_a_correction_back_gives_the_graph_before_the_correction(
    seed: int,
) -> None:
    # Arrange
    cases = made_cases(seed, 8)
    graph = MemoryGraph()
    load_into(graph, cases)
    before = graph.canonical()
    load_into(graph, [corrected(seed, cases[3])])
    assert graph.canonical() != before

    # Act
    load_into(graph, cases)

    # Assert
    assert graph.canonical() == before
