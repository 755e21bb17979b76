"""Two loads that begin at once on an empty graph: one runs, the other is told."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import loading_process
import pytest
from exports import write_reta

from trama.graph.engine import Graph

pytestmark = pytest.mark.slow

# More rounds on demand: each starts two processes, which takes some seconds.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "2"))
CASES = 40


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = [{"NRO_REGISTRO": f"SINT-2017-{number:06}"} for number in range(CASES)]
    return write_reta(tmp_path / "RETA_SINTETICO.csv", *rows)


def raced(environment: Mapping[str, str], *files: Path) -> list[tuple[int, str]]:
    """Return exit code and standard error of one load for each file, all begun at once."""
    loads = [
        subprocess.Popen(
            [sys.executable, loading_process.__file__, str(file)],
            env={**os.environ, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )
        for file in files
    ]
    return [(load.returncode, errors) for load in loads for errors in [load.communicate()[1]]]


def emptied(graph: Graph) -> None:
    graph.write_rows("MATCH (n) DETACH DELETE n")
    graph.write_rows("DROP CONSTRAINT loadfence_uid IF EXISTS")


@pytest.mark.every_engine
def test_of_two_loads_at_once_on_an_empty_graph_one_runs_and_one_is_told(
    graph: Graph, graph_environment: dict[str, str], export: Path
) -> None:
    for _ in range(ROUNDS):
        emptied(graph)

        results = raced(graph_environment, export, export)

        told = [errors for code, errors in results if code != 0]
        assert len(told) == 1, results
        assert "LoadInterrupted" in told[0]
        (count,) = graph.stream("MATCH (c:Case) RETURN count(c) AS cases")
        assert count["cases"] == CASES
        (fences,) = graph.stream("MATCH (f:LoadFence) RETURN count(f) AS fences")
        assert fences["fences"] == 1


@pytest.mark.every_engine
def test_a_load_begins_where_the_holder_of_the_turn_died_and_where_two_fences_were_left(
    graph: Graph, graph_environment: dict[str, str], export: Path
) -> None:
    emptied(graph)
    graph.write_rows("UNWIND ['a', 'b'] AS t CREATE (:LoadFence {uid: 'load', token: t, batch: 3})")

    ((code, errors),) = raced(graph_environment, export)

    assert (code, errors) == (0, "")
    (fences,) = graph.stream("MATCH (f:LoadFence) RETURN count(f) AS fences")
    assert fences["fences"] == 1
