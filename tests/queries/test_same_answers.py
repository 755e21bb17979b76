"""The same text gives the same answer on each engine, and in other words that mean the same.

Graphs and readings are made at random from seeds. TRAMA_TEST_READINGS sets their number: a few in
each run of the tests; thousands in a run by hand, which asks the newest Neo4j too. Such a run may
begin at a later seed, TRAMA_TEST_FIRST_READING: hours of it can be parted.
"""

import os
import sys
from collections import Counter

import pytest
from engines import EngineUnderTest
from made_readings import Reading, reading, write_graph

from trama.graph.engine import Graph

READINGS = int(os.environ.get("TRAMA_TEST_READINGS", "60"))
FIRST = int(os.environ.get("TRAMA_TEST_FIRST_READING", "0"))
GRAPH_EVERY = 100  # readings
BY_HAND = READINGS >= 1_000
SECONDS = 600 if BY_HAND else 60  # hours beside other work; a slow answer is no difference
ENGINES = ("embedded", "neo4j", *(("newest",) if BY_HAND else ()))

pytestmark = pytest.mark.neo4j


def rows(graph: Graph, text: str, asked: Reading) -> Counter[str]:
    """Return how often each row comes; the order of a collected list is of no consequence."""
    answer = graph.read(text, asked.parameters, seconds=SECONDS, rows=100_000)
    assert not answer.truncated
    return Counter(
        repr([sorted(map(repr, one)) if isinstance(one, list) else one for one in row.values()])
        for row in answer.rows
    )


@pytest.fixture(scope="module")
def graphs(
    engines_under_test: dict[str, EngineUnderTest], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Graph]:
    for name in ENGINES:
        if name not in engines_under_test:
            engines_under_test[name] = EngineUnderTest(name, tmp_path_factory.mktemp(name))
    return {name: engines_under_test[name].empty() for name in ENGINES}


def _tell(progress: str) -> None:
    """Write how far a run by hand is (pytest -s)."""
    sys.stderr.write(f"{progress}\n")


def test_engines_and_other_words_agree(graphs: dict[str, Graph]) -> None:
    wrong: list[tuple[int, str, str, str]] = []
    pairs = answered = 0
    for seed in range(FIRST, FIRST + READINGS):
        if (seed - FIRST) % GRAPH_EVERY == 0:
            if BY_HAND:
                _tell(f"seed {seed}, {pairs} pairs, {len(wrong)} differ")
            for graph in graphs.values():
                graph.write_rows("MATCH (n) DETACH DELETE n")
                write_graph(graph, seed)
        asked = reading(seed)
        expected = rows(graphs["neo4j"], asked.text, asked)
        answered += bool(expected)
        for name, graph in graphs.items():
            for what, text in {"as first said": asked.text, **asked.other_forms()}.items():
                if (name, what) == ("neo4j", "as first said"):
                    continue
                pairs += 1
                if rows(graph, text, asked) != expected:
                    wrong.append((seed, name, what, text))
                    if BY_HAND:
                        _tell(f"differs: {wrong[-1]}")
    if BY_HAND:
        _tell(f"{READINGS} readings, {answered} with rows, {pairs} pairs, {len(wrong)} differ")
    assert answered > READINGS / 3
    assert pairs >= 7 * READINGS
    assert wrong == []
