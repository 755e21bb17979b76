"""A first load through the engine's own door gives the graph of a careful load, or none."""

import csv
import os
import signal
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from first_load_process import RefusingGraph, begun
from linked import DERIVING

from trama.canonical.rebuild_all import rebuild_all
from trama.core.errors import EngineUnavailable, GraphLoading
from trama.core.settings import Settings
from trama.graph.engine import Graph
from trama.graph.engine.endpoints import endpoint_of
from trama.graph.store.fingerprint import fingerprint
from trama.ingest.load.loader import LoadOptions, LoadReport, load
from trama.twin import TwinOptions, write_twin

pytestmark = [pytest.mark.slow, pytest.mark.only_on("embedded")]

CAREFUL = LoadOptions(key=b"k" * 32)
FIRST = replace(CAREFUL, first_load_rows=1)
CASES = 150
"""Some 15,000 nodes and relationships: a first load sends them in two parts."""
_STEP = 1 if "TRAMA_TEST_KILLS" in os.environ else 3
_PATIENCE = 300  # seconds that a process may need on a busy machine


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=CASES, seed=5))
    return [twin.reta, *twin.sistra]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    twin = write_twin(tmp_path_factory.mktemp("few"), TwinOptions(cases=30, seed=8))
    return [twin.reta, *twin.sistra]


def remove_cases(graph: Graph) -> None:
    graph.write_rows(
        "MATCH (n) WHERE NOT n:Location AND NOT n:PenalProvision AND NOT n:SchemaMigration "
        "DETACH DELETE n"
    )
    graph.write_rows("MATCH (:Location)-[r:ROUTE]->() DELETE r")
    graph.write_rows("MATCH (n:Location {level: 'SUBDIVISION'}) DETACH DELETE n")


def said(report: LoadReport) -> dict[str, object]:
    """Returns what a report says, but for seconds."""
    document = report.document()
    for name in ("seconds", "spent"):
        document.pop(name)
    for file in document["files"]:  # type: ignore[attr-defined]
        file.pop("seconds")
    return document


def test_a_first_load_ends_as_a_careful_one(migrated_graph: Graph, exports: list[Path]) -> None:
    # Arrange
    careful = load(exports, migrated_graph, CAREFUL)
    undisturbed = fingerprint(migrated_graph)
    remove_cases(migrated_graph)

    # Act
    first = load(exports, migrated_graph, FIRST)

    # Assert
    assert fingerprint(migrated_graph) == undisturbed
    assert said(first) == said(careful)
    assert list(migrated_graph.stream("MATCH (n:FirstLoad) RETURN n")) == []


def test_a_first_load_whose_door_refuses_a_part_ends_as_a_careful_one_and_says_so(
    migrated_graph: Graph, graph_settings: Settings, exports: list[Path]
) -> None:
    # Arrange
    careful = load(exports, migrated_graph, CAREFUL)
    undisturbed = fingerprint(migrated_graph)
    remove_cases(migrated_graph)

    # Act
    with RefusingGraph(endpoint_of(graph_settings)) as graph:
        first = load(exports, graph, FIRST)

    # Assert
    assert first.door_refused
    assert careful.door_refused is None
    assert fingerprint(migrated_graph) == undisturbed
    assert said(first) | {"door_refused": None} == said(careful)


def test_a_first_load_of_an_export_and_its_correction_keeps_what_was_said_before(
    migrated_graph: Graph, exports: list[Path], tmp_path: Path
) -> None:
    # Arrange
    both = [exports[0], corrected(exports[0], tmp_path / "RETA corregida.csv")]
    careful = load(both, migrated_graph, CAREFUL)
    undisturbed = fingerprint(migrated_graph)
    revised = "MATCH (:Record)-[:SAID_BEFORE]->(v:Revision) RETURN count(v) AS count"
    (revisions,) = migrated_graph.stream(revised)
    remove_cases(migrated_graph)

    # Act
    first = load(both, migrated_graph, FIRST)

    # Assert
    assert revisions["count"] > 10
    assert fingerprint(migrated_graph) == undisturbed
    assert said(first) == said(careful)


def corrected(export: Path, copy: Path) -> Path:
    """Writes a later export, in which every seventh victim is a year older."""
    with export.open(encoding="cp1252", newline="") as lines:
        header, *rows = csv.reader(lines, delimiter=";")
    age = [name.upper() for name in header].index("EDAD_VICT")
    for row in rows[::7]:
        if row[age].isdigit():
            row[age] = str(int(row[age]) + 1)
    with copy.open("w", encoding="cp1252", newline="") as lines:
        csv.writer(lines, delimiter=";").writerows([header, *rows])
    return copy


def test_the_same_files_again_and_a_rebuild_write_nothing(
    migrated_graph: Graph, exports: list[Path]
) -> None:
    # Arrange
    load(exports, migrated_graph, FIRST)
    loaded = fingerprint(migrated_graph)

    # Act
    again = load(exports, migrated_graph, FIRST)

    # Assert
    assert fingerprint(migrated_graph) == loaded
    assert sum(file.total.loaded for file in again.files) == 0
    assert rebuild_all(migrated_graph, DERIVING).changed is False


def held(graph: Graph) -> tuple[str, list[dict[str, object]]]:
    """Returns the fingerprint and the number of relationships of each type, joined or adrift."""
    counts = "MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS count ORDER BY type"
    return fingerprint(graph), list(graph.stream(counts))


def answered(graph: Graph) -> str:
    """Returns the fingerprint, of an engine that may just have been killed and must start again."""
    for _ in range(60):
        try:
            return fingerprint(graph)
        except EngineUnavailable:
            time.sleep(0.5)
    raise AssertionError("the engine did not start again")


def test_a_load_or_engine_killed_after_any_commit_leaves_nothing_that_answers_half(
    migrated_graph: Graph, few: list[Path], graph_environment: dict[str, str]
) -> None:
    # Arrange
    empty = fingerprint(migrated_graph)
    load(few, migrated_graph, FIRST)
    undisturbed = held(migrated_graph)
    half = 0

    # Act
    for commit in count(1, _STEP):
        for engine in (False, True):
            remove_cases(migrated_graph)
            process = begun(few, graph_environment, commit, engine=engine)
            process.join(_PATIENCE)
            if not engine and process.exitcode == 0:
                break
            assert engine or process.exitcode == -signal.SIGKILL
            try:
                assert answered(migrated_graph) in (empty, undisturbed[0])
            except GraphLoading:
                half += 1
            load(few, migrated_graph, FIRST)

            # Assert
            assert held(migrated_graph) == undisturbed
        else:
            continue
        break
    assert half > 2
