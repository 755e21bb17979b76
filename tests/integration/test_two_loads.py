"""Two writers at once, on an empty graph or a loaded one: one runs, the other is told."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import loading_process
import marking_process
import pytest
import rebuilding_process
from exports import write_reta

from trama.graph.engine import Graph
from trama.graph.store.fingerprint import fingerprint

pytestmark = pytest.mark.slow

# More rounds on demand: each starts two processes, which takes some seconds.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "2"))
CASES = 40


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = [{"NRO_REGISTRO": f"SINT-2017-{number:06}"} for number in range(CASES)]
    return write_reta(tmp_path / "RETA_SINTETICO.csv", *rows)


def loading(file: Path) -> list[str]:
    return [loading_process.__file__, str(file)]


def raced(environment: Mapping[str, str], *scripts: list[str]) -> list[tuple[int, str]]:
    """Return exit code and standard error of each script, all begun at once."""
    begun = [
        subprocess.Popen(
            [sys.executable, *script],
            env={**os.environ, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )
        for script in scripts
    ]
    return [(one.returncode, errors) for one in begun for errors in [one.communicate()[1]]]


def emptied(graph: Graph) -> None:
    graph.write_rows("MATCH (n) DETACH DELETE n")
    graph.write_rows("DROP CONSTRAINT loadfence_uid IF EXISTS")


@pytest.mark.every_engine
def test_of_two_loads_at_once_on_an_empty_graph_one_runs_and_one_is_told(
    graph: Graph, graph_environment: dict[str, str], export: Path
) -> None:
    for _ in range(ROUNDS):
        emptied(graph)

        results = raced(graph_environment, loading(export), loading(export))

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

    ((code, errors),) = raced(graph_environment, loading(export))

    assert (code, errors) == (0, "")
    (fences,) = graph.stream("MATCH (f:LoadFence) RETURN count(f) AS fences")
    assert fences["fences"] == 1


@pytest.mark.every_engine
@pytest.mark.parametrize("other", [rebuilding_process, marking_process])
def test_a_load_beside_another_writer_leaves_the_graph_of_a_load_after_it(
    graph: Graph, graph_environment: dict[str, str], export: Path, tmp_path: Path, other: ModuleType
) -> None:
    later = write_reta(
        tmp_path / "RETA_2_SINTETICO.csv",
        *({"NRO_REGISTRO": f"SINT-2017-{number:06}", "EDAD_VICT": "17"} for number in range(CASES)),
    )
    emptied(graph)
    assert raced(graph_environment, loading(export)) == [(0, "")]
    for _ in range(ROUNDS):
        results = raced(graph_environment, loading(later), [other.__file__])

        told = [errors for code, errors in results if code != 0]
        assert len(told) <= 1, results
        assert all("LoadInterrupted" in errors for errors in told), results

    # Whoever was told repeats, and the graph is the one that a rebuild would give.
    assert raced(graph_environment, [other.__file__]) == [(0, "")]
    assert raced(graph_environment, loading(later)) == [(0, "")]
    known = fingerprint(graph)
    assert raced(graph_environment, [rebuilding_process.__file__]) == [(0, "")]
    assert fingerprint(graph) == known
