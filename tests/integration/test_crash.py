"""A load that dies, its process or the engine, resumes: the graph is that of an undisturbed one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import loading_process
import pytest
from engines import kill_engine

from trama.core.errors import EngineError
from trama.core.settings import Settings
from trama.graph.engine import Graph, open_graph
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.status import status
from trama.ingest.load.loader import LoadOptions, load
from trama.twin import TwinOptions, write_twin

pytestmark = pytest.mark.slow

OPTIONS = LoadOptions(key=b"k" * 32)
CASES = 260


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=CASES, seed=3))
    return [twin.reta, *twin.sistra]


@pytest.fixture
def undisturbed(migrated_graph: Graph, exports: list[Path]) -> str:
    load(exports, migrated_graph, OPTIONS)
    known = fingerprint(migrated_graph)
    migrated_graph.write_rows(
        "MATCH (n) WHERE NOT n:Location AND NOT n:PenalProvision AND NOT n:SchemaMigration "
        "DETACH DELETE n"
    )
    migrated_graph.write_rows("MATCH (:Location)-[r:ROUTE]->() DELETE r")
    return known


def records(graph: Graph) -> int:
    return int(next(graph.stream("MATCH (r:Record) RETURN count(r) AS count"))["count"])


def wait_for(graph: Graph, wanted: int, loader: "subprocess.Popen[bytes]") -> None:
    """Waits until the load has committed that many records."""
    for _ in range(1200):
        if records(graph) >= wanted or loader.poll() is not None:
            return
        time.sleep(0.05)
    raise AssertionError("the load did not begin to write")


@pytest.fixture
def loader(
    graph_environment: dict[str, str], exports: list[Path]
) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, loading_process.__file__, *map(str, exports)],
        env=os.environ | graph_environment,
    )
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("wanted", [1, 900])
def test_a_loader_that_is_killed_resumes(
    migrated_graph: Graph,
    undisturbed: str,
    loader: "subprocess.Popen[bytes]",
    exports: list[Path],
    wanted: int,
) -> None:
    # Arrange
    wait_for(migrated_graph, wanted, loader)
    loader.send_signal(signal.SIGKILL)
    loader.wait()
    broken_off = fingerprint(migrated_graph)
    assert status(migrated_graph).unfinished

    # Act
    account = load(exports, migrated_graph, OPTIONS)

    # Assert
    assert broken_off != undisturbed
    assert fingerprint(migrated_graph) == undisturbed
    assert status(migrated_graph).unfinished is False
    totals = [file.total for file in account.files]
    assert sum(total.unchanged for total in totals) > 0
    assert all(
        total.rows == total.loaded + total.unchanged + total.merged + total.rejected
        for total in totals
    )


def test_no_case_is_ever_half_there(
    migrated_graph: Graph, undisturbed: str, loader: "subprocess.Popen[bytes]"
) -> None:
    # Arrange
    wait_for(migrated_graph, 1, loader)
    loader.send_signal(signal.SIGKILL)
    loader.wait()

    # Assert
    orphans = (
        "MATCH (r:Record) WHERE NOT (r)<-[:ATTESTED_BY]-() AND r.phase IS NOT NULL "
        "RETURN count(r) AS count"
    )
    unsourced = "MATCH (r:Record) WHERE NOT (r)-[:FROM]->() RETURN count(r) AS count"
    for statement in (orphans, unsourced):
        assert list(migrated_graph.stream(statement)) == [{"count": 0}]
    assert undisturbed != fingerprint(migrated_graph)


def test_a_load_whose_engine_is_killed_goes_on_or_resumes(
    settings: Settings, exports: list[Path]
) -> None:
    # Arrange
    with open_graph(settings) as graph:
        load(exports, graph, OPTIONS)
        undisturbed = fingerprint(graph)
        graph.write_rows("MATCH (n) DETACH DELETE n")
        killed = False

        def kill_once(_: object) -> None:
            nonlocal killed
            if not killed and records(graph) > 300:
                killed = True
                kill_engine(settings)

        # Act
        try:
            load(exports, graph, OPTIONS, kill_once)
        except EngineError:
            assert killed
    with open_graph(settings) as graph:
        load(exports, graph, OPTIONS)

        # Assert
        assert killed
        assert fingerprint(graph) == undisturbed
        assert status(graph).unfinished is False
