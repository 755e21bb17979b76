"""Links on a real server: killed after each commit in turn, two at once, one beside a load.

Each installation has its own home folder and lock, so that the server alone keeps them in order.
``test_killed_links`` does so at random moments, on a larger twin and on the embedded engine.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import linking_process
import pytest
from linked import Linked

from trama.core.errors import LoadInterrupted
from trama.graph.engine import Graph
from trama.graph.store.judgement_rows import read_judgements
from trama.twin import TwinOptions, write_twin

pytestmark = [pytest.mark.only_on("neo4j"), pytest.mark.slow]

_MOST_COMMITS = 40  # of a linking of this twin; it has some ten

State = tuple[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=16, seed=62))
    return [twin.reta, *twin.sistra]


@pytest.fixture
def linked(graph: Graph, tmp_path: Path) -> Linked:
    return Linked(graph, tmp_path / "home")


@pytest.fixture
def undisturbed(linked: Linked, exports: list[Path], tmp_path: Path) -> State:
    """Return what an undisturbed linking leaves; the graph is then empty."""
    linked.load(*exports)
    linked.link(home=tmp_path / "undisturbed")
    state = linked.state()
    linked.graph.write_rows("MATCH (n) DETACH DELETE n")
    return state


def linking(home: Path, environment: dict[str, str], *commits: int) -> "subprocess.Popen[bytes]":
    words = [sys.executable, linking_process.__file__, str(home), *map(str, commits)]
    return subprocess.Popen(words, env=os.environ | environment, stderr=subprocess.DEVNULL)


def ended_as(linked: Linked, expected: State) -> None:
    """Check the state, that all rows are followed, and that a rerun is idle."""
    assert len(linked.same_people()) > 3
    assert linked.state() == expected
    assert all(row.applied for row in read_judgements(linked.graph))
    again = linked.link()
    assert (again.compared, again.decided, dict(again.stored)) == (0, 0, {})


def test_a_link_that_is_killed_after_each_commit_in_turn_ends_the_same(
    linked: Linked, undisturbed: State, exports: list[Path], graph_environment: dict[str, str]
) -> None:
    linked.load(*exports)
    ends = []
    for commit in range(1, _MOST_COMMITS):
        with linking(linked.home, graph_environment, commit) as linker:
            ends.append(linker.wait())
        if ends[-1] == 0:
            break

    assert ends.count(-signal.SIGKILL) > 3
    assert ends[-1] == 0
    ended_as(linked, undisturbed)


def test_two_installations_that_link_at_once_and_one_that_loads_end_as_one(
    linked: Linked,
    undisturbed: State,
    exports: list[Path],
    graph_environment: dict[str, str],
    tmp_path: Path,
) -> None:
    police, *prosecutors = exports
    linked.load(police)
    with linking(tmp_path / "beside a load", graph_environment) as linker:
        with suppress(LoadInterrupted):  # the link took the turn
            linked.load(*prosecutors)
        linker.wait()
    with linking(tmp_path / "another", graph_environment) as linker:
        with suppress(LoadInterrupted):  # the other link took the turn
            linked.link()
        linker.wait()

    linked.load(*exports)  # the load may have lost its turn too
    linked.link()

    ended_as(linked, undisturbed)
