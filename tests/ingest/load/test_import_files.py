"""The files for neo4j-admin: typed columns, quoted texts, private, whole or gone."""

import resource
import stat
from pathlib import Path

import pytest

from trama.core.errors import EngineError
from trama.graph.store.changes import Edge
from trama.ingest.load.import_files import ARGUMENTS, MANIFEST, ImportFiles, known_labels
from trama.ontology.canonical_layer import Case, Person
from trama.ontology.classes import edge_kind

CASE = {"uid": "C-1", "numbers": ["RETA:1", 'RETA:"2"'], "gaps": 2, "fact_date": "", "since": None}
SUSPECT_IN = edge_kind("SUSPECT_IN", Person, Case)


def cells(folder: Path, name: str) -> dict[str, str]:
    """Returns the cells of the first row by the column of the header; no cell here has a comma."""
    header = (folder / f"{name}.header.csv").read_text("utf-8").strip().split(",")
    row = (folder / f"{name}.csv").read_text("utf-8").splitlines()[0].split(",")
    return dict(zip(header, row, strict=True))


def written(folder: Path, node: dict[str, object] = CASE) -> Path:
    with ImportFiles(folder) as files:
        files.add_nodes(("Case",), [node])
        files.add_nodes(("Person", "Suspect"), [{"uid": "P-1", "name": "ANA (SINTETICO)"}])
        files.add_edges(SUSPECT_IN, [Edge(SUSPECT_IN, "P-1", "C-1", {"excluded": True})])
        assert (files.nodes, files.relationships) == (2, 1)
        files.finish({"version": "5.26.0"})
    return folder


def test_columns_have_types_and_an_empty_text_is_not_an_absent_one(tmp_path: Path) -> None:
    # Act
    folder = written(tmp_path / "bulk")

    # Assert
    case, edge = cells(folder, "Case"), cells(folder, "Person.SUSPECT_IN.Case")
    assert case["uid:ID(Case)"] == '"C-1"'
    assert case["numbers:string[]"] == '"RETA:1\ufdd0RETA:""2"""'
    assert case["gaps:long"] == "2"
    assert case["fact_date:string"] == '""'
    assert case["since:string"] == ""
    assert edge[":START_ID(Person)"] == '"P-1"'
    assert edge["excluded:boolean"] == "true"


def test_labels_and_types_are_in_the_arguments_and_line_breaks_only_where_there_are_some(
    tmp_path: Path,
) -> None:
    # Act
    plain = (written(tmp_path / "plain") / ARGUMENTS).read_text("utf-8")
    broken = (written(tmp_path / "broken", {**CASE, "since": "a\nb"}) / ARGUMENTS).read_text()

    # Assert
    suspect = "--nodes=Person:Suspect=./Person.Suspect.header.csv,./Person.Suspect.csv"
    assert suspect in plain.splitlines()
    assert "--relationships=SUSPECT_IN=" in plain
    assert "--multiline-fields" not in plain
    assert "--multiline-fields=true" in broken.splitlines()


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    folder = written(tmp_path / "bulk")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert (folder / MANIFEST).exists()


@pytest.mark.parametrize(
    "node", [{"uid": "C-2", "unheard": "x"}, {"uid": "C-2", "aliases": ["a\ufdd0b"]}]
)
def test_what_a_column_cannot_hold_stops_it_and_no_file_is_left(
    tmp_path: Path, node: dict[str, object]
) -> None:
    with pytest.raises(EngineError):
        written(tmp_path / "bulk", node)
    assert not (tmp_path / "bulk").exists()


def test_a_disk_without_room_leaves_no_file(tmp_path: Path) -> None:
    # Arrange
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))

    # Act
    try:
        with pytest.raises(OSError, match="too large"), ImportFiles(tmp_path / "bulk") as files:
            files.add_nodes(("Case",), ({"uid": f"C-{number}"} for number in range(100_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    # Assert
    assert not (tmp_path / "bulk").exists()


def test_every_label_that_a_graph_may_have_has_columns(tmp_path: Path) -> None:
    labels = known_labels()
    assert {"Case", "Record", "LoadFence", "SchemaMigration", "Judgement"} <= set(labels)
    with ImportFiles(tmp_path / "bulk") as files:
        for label in labels:
            files.add_nodes((label,), [{"uid": "x"}])
        assert files.nodes == len(labels)
