"""A load or a linking that loses its turn to the other of another home, after each commit in turn.

Both repeat, and leave what they leave where nobody disturbs them: nothing is counted twice. `make
kills` takes every commit, and otherwise every `_STEP`-th is taken.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from linked import Linked
from linking_process import CountedGraph

from trama.core.errors import LoadInterrupted
from trama.core.settings import read_settings
from trama.graph.engine import Graph
from trama.graph.engine.endpoints import endpoint_of
from trama.twin import TwinOptions, write_twin

pytestmark = pytest.mark.slow

_STEP = 1 if "TRAMA_TEST_KILLS" in os.environ else 3


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=60, seed=62))
    return [twin.reta, *twin.sistra]


@pytest.fixture
def counted(graph_environment: dict[str, str]) -> Iterator[CountedGraph]:
    """Return another connection to the graph of the test."""
    with CountedGraph(endpoint_of(read_settings(graph_environment))) as graph:
        yield graph


@pytest.mark.parametrize("loses", ["load", "link"])
def test_who_loses_the_turn_after_any_commit_leaves_nothing_counted_twice(
    graph: Graph, counted: CountedGraph, exports: list[Path], tmp_path: Path, loses: str
) -> None:
    # Arrange
    police, *prosecutors = exports
    winner = Linked(graph, tmp_path / "undisturbed")
    winner.load(*exports)
    winner.link()
    undisturbed = winner.state()

    disturbed = 0
    for commit in count(1, _STEP):
        graph.write_rows("MATCH (n) DETACH DELETE n")
        winner = Linked(graph, tmp_path / f"winner {commit}")
        loser = Linked(counted, tmp_path / f"loser {commit}")
        winner.load(police)
        lost: Callable[[], object] = partial(loser.load, *prosecutors)
        won: Callable[[], object] = winner.link
        if loses == "link":
            lost, won = loser.link, partial(winner.load, *prosecutors)
        counted.commits, counted.last, counted.then = 0, commit, won

        # Act
        with suppress(LoadInterrupted):
            lost()
        winner.load(*prosecutors)
        winner.link()

        # Assert
        winner.ended_as(undisturbed)
        if counted.commits < commit:
            break
        disturbed += 1
    assert disturbed > 2
