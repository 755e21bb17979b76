"""A linking whose process is killed, or that runs beside a load or another linking.

The last linking leaves what an undisturbed linking leaves, whatever happened. TRAMA_LINK_ROUNDS
sets the rounds of random moments (2 if it is not set).
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import linking_process
import loading_process
import pytest
from linked import Linked, State

from trama.graph.engine import Graph
from trama.graph.store.judgement_rows import count_judgements, read_judgements
from trama.graph.store.turns import LOCK
from trama.ingest.load.loader import LoadOptions, load
from trama.twin import TwinOptions, write_twin

pytestmark = pytest.mark.slow

ROUNDS = int(os.environ.get("TRAMA_LINK_ROUNDS", "2"))
_PATIENCE = 120  # seconds that a process may need until it has come so far


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=60, seed=62))
    return [twin.reta, *twin.sistra]


@pytest.fixture
def linked(graph: Graph, tmp_path: Path) -> Linked:
    return Linked(graph, tmp_path / "home")


@pytest.fixture
def undisturbed(linked: Linked, exports: list[Path], tmp_path: Path) -> State:
    """Return what an undisturbed linking leaves; the graph is then loaded, and not linked."""
    linked.load(*exports)
    linked.link(home=tmp_path / "undisturbed")
    state = linked.state()
    linked.graph.write_rows("MATCH (n) DETACH DELETE n")
    linked.load(*exports)
    return state


@contextmanager
def process(
    script: str, arguments: list[str], environment: dict[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(
        [sys.executable, script, *arguments], env=os.environ | environment
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def wait_until(reached: Callable[[], bool], running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE
    while not reached() and running.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.01)


def ended_as(linked: Linked, expected: State) -> None:
    """Check what an undisturbed linking leaves, and that each pair has one row of the model."""
    assert len(linked.same_people()) > 3
    rows = [(row.one, row.other, row.number) for row in read_judgements(linked.graph)]
    assert len(rows) == len(set(rows))
    linked.ended_as(expected)


@pytest.mark.parametrize("stored", [0, 1, 400])
def test_a_link_that_is_killed_after_some_rows_goes_on(
    linked: Linked, undisturbed: State, graph_environment: dict[str, str], stored: int
) -> None:
    arguments = [str(linked.home)]
    with process(linking_process.__file__, arguments, graph_environment) as linker:
        if stored:
            wait_until(lambda: count_judgements(linked.graph) >= stored, linker)
        else:
            wait_until((linked.home / "links.cache").exists, linker)
        linker.send_signal(signal.SIGKILL)
        linker.wait()

    linked.link()

    ended_as(linked, undisturbed)


def test_a_link_that_is_killed_at_random_moments_goes_on(
    linked: Linked, undisturbed: State, graph_environment: dict[str, str]
) -> None:
    chance = random.Random(ROUNDS)
    for _ in range(ROUNDS):
        arguments = [str(linked.home)]
        with process(linking_process.__file__, arguments, graph_environment) as linker:
            wait_until((linked.home / LOCK).exists, linker)
            time.sleep(chance.uniform(0, 3))
            linker.send_signal(signal.SIGKILL)
            linker.wait()

    linked.link()

    ended_as(linked, undisturbed)


def test_two_links_at_once_end_as_one(
    linked: Linked, undisturbed: State, graph_environment: dict[str, str]
) -> None:
    arguments = [str(linked.home)]
    with process(linking_process.__file__, arguments, graph_environment) as linker:
        linked.link()
        assert linker.wait() == 0

    ended_as(linked, undisturbed)


def test_a_load_beside_a_link_loses_and_doubles_nothing(
    linked: Linked, undisturbed: State, exports: list[Path], graph_environment: dict[str, str]
) -> None:
    police, *prosecutors = map(str, exports)
    for number in range(ROUNDS):
        linked.graph.write_rows("MATCH (n) DETACH DELETE n")
        linked.home = linked.home.parent / str(number)
        linked.load(Path(police))
        arguments = [str(linked.home)]
        with (
            process(linking_process.__file__, arguments, graph_environment) as linker,
            process(loading_process.__file__, prosecutors, graph_environment) as loader,
        ):
            linker.wait()  # the load has no lock of this home: either may be told to go on
            loader.wait()

        load([Path(path) for path in prosecutors], linked.graph, LoadOptions(key=b"k" * 32))
        linked.link()

        ended_as(linked, undisturbed)
