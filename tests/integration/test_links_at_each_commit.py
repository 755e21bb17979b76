"""Linkings and judgements that are killed after each commit in turn.

Another run then leaves what an undisturbed run leaves. `make kills` takes every commit, and
otherwise every `_STEP`-th is taken. ``test_killed_links`` kills a larger linking at random moments.
"""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from linked import DERIVING, Linked
from linking_process import Work, begun

from trama.canonical.rebuild_all import rebuild_all
from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint
from trama.linkage.judgements import Verdict
from trama.twin import TwinOptions, write_twin

pytestmark = pytest.mark.slow

_STEP = 1 if "TRAMA_TEST_KILLS" in os.environ else 4
_PATIENCE = 300  # seconds that a process may need on a busy machine
_JUDGED = "MATCH (j) WHERE j:Judgement OR j:LinkModel DETACH DELETE j"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=16, seed=62))
    return [twin.reta, *twin.sistra]


@pytest.fixture
def linked(graph: Graph, tmp_path: Path, exports: list[Path]) -> Linked:
    """Return a loaded graph that nobody has linked."""
    linked = Linked(graph, tmp_path / "home")
    linked.load(*exports)
    return linked


def homes(folder: Path) -> Iterator[Path]:
    """Yield new homes: an installation that has not linked yet has no cache."""
    return (folder / f"home {number}" for number in count())


def unlinked(linked: Linked) -> str:
    """Take all judgements away, and return the fingerprint."""
    linked.graph.write_rows(_JUDGED)
    rebuild_all(linked.graph, DERIVING)
    return fingerprint(linked.graph)


def killed_at_each_commit(work: Callable[[], Work], environment: dict[str, str]) -> Iterator[int]:
    """Yield the number of each commit after which the work was killed, until it ends before."""
    for commit in count(1, _STEP):
        process = begun(work(), environment, commit, signal.SIGKILL)
        process.join(_PATIENCE)
        if process.exitcode == 0:
            return
        assert process.exitcode == -signal.SIGKILL
        yield commit


def test_a_link_that_is_killed_after_any_commit_ends_as_if_undisturbed(
    linked: Linked, graph_environment: dict[str, str], tmp_path: Path
) -> None:
    new, loaded = homes(tmp_path), fingerprint(linked.graph)
    linked.link()
    undisturbed = linked.state()
    assert len(linked.same_people()) > 3

    def work() -> Work:
        assert unlinked(linked) == loaded
        linked.home = next(new)
        return Work(linked.home)

    killed = []
    for commit in killed_at_each_commit(work, graph_environment):
        linked.link()
        linked.ended_as(undisturbed)
        killed.append(commit)

    assert killed[-1] > 4


def test_a_judgement_that_is_killed_after_any_commit_is_followed_or_was_not_stored(
    linked: Linked, graph_environment: dict[str, str], tmp_path: Path
) -> None:
    linked.link()
    before = linked.state()
    pair = linked.same_people()[0]
    parted = *pair, Verdict.DIFFERENT
    linked.judge(*parted)
    linked.link()
    judged = linked.state()
    assert judged != before

    def work() -> Work:
        linked.judge(*pair, Verdict.WITHDRAWN)
        linked.link()
        assert linked.state() == before
        return Work(linked.home, parted)

    killed = []
    for commit in killed_at_each_commit(work, graph_environment):
        linked.link()
        linked.ended_as(judged)
        killed.append(commit)

    assert killed[-1] > 4
