"""The steps that an administrator takes around neo4j-admin."""

import json
from pathlib import Path

import pytest

from trama.cli.bulk import steps
from trama.core.errors import MissingPart
from trama.core.first_load_errors import ImportRefused
from trama.graph.engine.neo4j_admin import run_import
from trama.ingest.load.bulk_files import read_manifest
from trama.ingest.load.import_files import ARGUMENTS, MANIFEST


def folder_of(path: Path, edition: str) -> Path:
    path.mkdir()
    told = {"version": "5.26.30", "edition": edition, "database": "neo4j"}
    (path / MANIFEST).write_text(json.dumps(told))
    return path


@pytest.mark.parametrize(
    ("edition", "stop"), [("community", "1. Detenga Neo4j"), ("enterprise", "STOP DATABASE neo4j;")]
)
def test_the_steps_name_the_exact_command_of_the_edition(
    tmp_path: Path, edition: str, stop: str
) -> None:
    # Arrange
    folder = folder_of(tmp_path / "mi carpeta", edition)

    # Act
    told = "\n".join(spanish for spanish, _ in steps(folder))

    # Assert
    command = (
        f"cd '{folder}' && neo4j-admin database import full neo4j --overwrite-destination=true "
        f"@{ARGUMENTS}"
    )
    assert command in told
    assert stop in told
    assert f"4. trama load --bulk-dir '{folder}'" in told


def test_a_folder_without_a_whole_load_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        read_manifest(tmp_path)


def test_a_program_that_does_not_run_is_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "bulk", "community")
    with pytest.raises(MissingPart):
        run_import(tmp_path / "neo4j-admin", folder, "neo4j", ARGUMENTS, "5.26.30")
