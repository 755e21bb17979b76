"""A first load into Neo4j through neo4j-admin gives the graph of a careful load, or none."""

import csv
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import bulk_process
import pytest
from busy_parameters import some_parameters
from engines import RELEASES, environment_for
from neo4j_server import Neo4jServer

from trama.access.policy import Role, Viewer
from trama.core.first_load_errors import (
    GraphImported,
    ImportFailed,
    ImportIncomplete,
    ImportRefused,
)
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph
from trama.graph.engine.neo4j_admin import run_import
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.schema import migrate
from trama.graph.store.status import status
from trama.ingest.load.bulk_files import is_completed, read_manifest
from trama.ingest.load.import_files import ARGUMENTS, MANIFEST
from trama.ingest.load.loader import LoadOptions, LoadReport, load
from trama.profiles.shipped_data import shipped_files
from trama.queries.catalog import catalog
from trama.queries.run import Limits, run
from trama.twin import TwinOptions, write_twin

pytestmark = pytest.mark.slow

CAREFUL = LoadOptions(key=b"k" * 32)
INVESTIGATOR = Viewer(Role.INVESTIGATOR)
LIMITS = Limits(seconds=60, rows=10_000)
RELEASE = [
    pytest.param("neo4j", marks=pytest.mark.neo4j),
    pytest.param("newest", marks=pytest.mark.newest),
]


class Server:
    """A server of the test's own, with an open graph, that can be stopped for an import."""

    def __init__(self, name: str, folder: Path) -> None:
        self.neo4j = Neo4jServer(RELEASES[name], folder / "server")
        self._home = folder / "home"
        self.start()

    @property
    def environment(self) -> dict[str, str]:
        return environment_for(self._home, self.neo4j)

    def start(self) -> None:
        self.neo4j.start()
        self.graph: Graph = open_graph(read_settings(self.environment))

    def stop(self) -> None:
        self.graph.close()
        self.neo4j.stop()

    def empty(self) -> None:
        self.graph.write_rows("MATCH (n) DETACH DELETE n")
        migrate(self.graph)

    def imports(self, folder: Path) -> None:
        """Imports the files of a folder, as `trama load --bulk-dir … --neo4j-admin …` does."""
        told = read_manifest(folder)
        self.stop()
        try:
            admin = self.neo4j.admin
            run_import(admin, folder, told["database"], ARGUMENTS, told["version"])
        finally:
            self.start()


@pytest.fixture(scope="module", params=RELEASE)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    server = Server(request.param, tmp_path_factory.mktemp(request.param))
    yield server
    server.stop()


@pytest.fixture
def empty(server: Server) -> Server:
    server.empty()
    return server


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("twin")
    twin = write_twin(folder, TwinOptions(cases=60, seed=5))
    (published,) = (file.path for file in shipped_files() if file.profile == "published_totals")
    difficult = with_difficult_cells(twin.reta, folder / "RETA difícil.csv")
    return [twin.reta, difficult, *twin.sistra, published]


def with_difficult_cells(export: Path, copy: Path) -> Path:
    """Writes some rows once more, of other cases and with cells that a CSV must quote."""
    with export.open(encoding="cp1252", newline="") as lines:
        header, *rows = csv.reader(lines, delimiter=";")
    names = [name.upper() for name in header]
    place, number = (
        names.index("DOMICILIO_VICT"),
        next(n for n, name in enumerate(names) if name.startswith("NRO") or "REGISTRO" in name),
    )
    for row in rows:
        row[number] = f"9{row[number]}"
        row[place] = 'calle "Los\nPinos", 3\\ - LIMA / LIMA / LIMA'
    with copy.open("w", encoding="cp1252", newline="") as lines:
        csv.writer(lines, delimiter=";").writerows([header, *rows[:40]])
    return copy


def said(report: LoadReport) -> dict[str, object]:
    """Returns what a report says, but for seconds and the folder."""
    document = report.document()
    for name in ("seconds", "spent", "bulk_dir"):
        document.pop(name)
    for file in document["files"]:  # type: ignore[attr-defined]
        file.pop("seconds")
    return document


def answers(graph: Graph) -> dict[str, object]:
    """Returns the rows of every saved query, asked about the busiest cases and people.

    A network is stored meanwhile, so that the queries of one have an answer.
    """
    graph.write_rows("MERGE (:Network {uid: 'N-1'})")
    rows: dict[str, object] = {
        query.name: run(query, some_parameters(query, graph), graph, INVESTIGATOR, LIMITS).rows
        for query in catalog()
    }
    graph.write_rows("MATCH (stored:Network {uid: 'N-1'}) DELETE stored")
    return rows


def schema(graph: Graph) -> list[str]:
    return sorted(row["name"] for row in graph.write_rows("SHOW INDEXES YIELD name, state"))


def test_an_imported_load_ends_as_a_careful_one(
    empty: Server, exports: list[Path], tmp_path: Path
) -> None:
    # Arrange
    careful = load(exports, empty.graph, CAREFUL)
    undisturbed, rows = fingerprint(empty.graph), answers(empty.graph)
    indexes = schema(empty.graph)
    empty.empty()

    # Act
    options = replace(CAREFUL, bulk_dir=tmp_path / "bulk")
    bulk = load(exports, empty.graph, options)
    cases_before = list(empty.graph.stream("MATCH (n:Record|Case) RETURN n LIMIT 1"))
    empty.imports(tmp_path / "bulk")
    with pytest.raises(GraphImported):
        status(empty.graph)
    completed = is_completed(empty.graph)
    load([], empty.graph, CAREFUL)

    # Assert
    assert cases_before == []
    assert completed is False
    assert fingerprint(empty.graph) == undisturbed
    assert answers(empty.graph) == rows
    assert said(bulk) == said(careful)
    assert schema(empty.graph) == indexes
    assert is_completed(empty.graph)
    again = load(exports, empty.graph, CAREFUL)
    assert sum(file.total.loaded for file in again.files) == 0
    assert fingerprint(empty.graph) == undisturbed


def test_the_files_are_their_owners_alone(
    empty: Server, exports: list[Path], tmp_path: Path
) -> None:
    # Act
    load(exports[:1], empty.graph, replace(CAREFUL, bulk_dir=tmp_path / "bulk"))

    # Assert
    files = list((tmp_path / "bulk").iterdir())
    assert len(files) > 20
    assert stat.S_IMODE((tmp_path / "bulk").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_graph_or_folder_that_an_import_would_harm_is_refused(
    empty: Server, exports: list[Path], tmp_path: Path
) -> None:
    # Arrange
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    judgement = (
        "MATCH (n:Ajeno) DELETE n CREATE (:Judgement {uid: 'J', subject: 'person', one: 'R-1', "
        "other: 'R-2', verdict: 'same', number: 1, model: '', by: 'x'})"
    )
    for folder, text in (
        ("full", "RETURN 1"),
        ("foreign", "CREATE (:Ajeno)"),
        ("judged", judgement),
        ("cases", "CREATE (:Record {uid: 'R-1'})"),
    ):
        empty.graph.write_rows(text)
        before = empty.graph.write_rows("MATCH (n) RETURN count(n) AS nodes")

        # Act, Assert
        with pytest.raises(ImportRefused):
            load(exports[:1], empty.graph, replace(CAREFUL, bulk_dir=tmp_path / folder))
        assert empty.graph.write_rows("MATCH (n) RETURN count(n) AS nodes") == before
        assert folder == "full" or not (tmp_path / folder).exists()


def test_an_import_into_a_running_server_or_of_another_version_changes_nothing(
    empty: Server, exports: list[Path], tmp_path: Path
) -> None:
    # Arrange
    folder = tmp_path / "bulk"
    load(exports[:1], empty.graph, replace(CAREFUL, bulk_dir=folder))
    before = fingerprint(empty.graph)
    told = read_manifest(folder)

    # Act
    with pytest.raises(ImportFailed) as failed:
        run_import(empty.neo4j.admin, folder, told["database"], ARGUMENTS, told["version"])
    with pytest.raises(ImportRefused):
        run_import(empty.neo4j.admin, folder, told["database"], ARGUMENTS, "4.4.1")
    with pytest.raises(ImportRefused):
        is_completed(empty.graph)

    # Assert
    assert "detenga Neo4j" in failed.value.message("es")
    assert fingerprint(empty.graph) == before


def test_an_import_that_lost_a_file_is_never_completed(
    empty: Server, exports: list[Path], tmp_path: Path
) -> None:
    # Arrange
    folder = tmp_path / "bulk"
    load(exports[:1], empty.graph, replace(CAREFUL, bulk_dir=folder))
    arguments = (folder / ARGUMENTS).read_text().splitlines()
    kept = [line for line in arguments if not line.startswith("--relationships=NEXT")]
    (folder / ARGUMENTS).write_text("\n".join(kept))

    # Act
    empty.imports(folder)

    # Assert
    assert len(kept) < len(arguments)
    with pytest.raises(ImportIncomplete):
        load([], empty.graph, CAREFUL)
    with pytest.raises(GraphImported):
        status(empty.graph)
    empty.graph.write_rows("MATCH (n:FirstLoad) DELETE n")


@pytest.mark.parametrize("step", ["amid", "end"])
def test_a_loader_that_is_killed_leaves_no_files_that_can_be_imported(
    empty: Server, exports: list[Path], tmp_path: Path, step: str
) -> None:
    # Arrange
    folder, before = tmp_path / "bulk", fingerprint(empty.graph)
    words = [sys.executable, bulk_process.__file__, str(folder), step, *exports[:1]]

    # Act
    killed = subprocess.run(words, env=os.environ | empty.environment, check=False)

    # Assert
    assert killed.returncode == -signal.SIGKILL
    assert folder.exists()
    assert not (folder / MANIFEST).exists()
    with pytest.raises(ImportRefused):
        read_manifest(folder)
    assert fingerprint(empty.graph) == before
    with pytest.raises(ImportRefused):
        load(exports[:1], empty.graph, replace(CAREFUL, bulk_dir=folder))
