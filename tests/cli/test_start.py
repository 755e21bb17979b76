"""The imports of a command before it answers: nothing that only another command needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from installation import Installation

FRAMES = {"numpy", "pandas", "networkx"}
SERVER = {"fastapi", "uvicorn"}
PAGES = {"jinja2", "pyvis", "IPython"}
GRAPH = {"neo4j", "psutil"}


def imported(environment: dict[str, str], *words: str) -> set[str]:
    """Returns the packages of several modules that a fresh process of the command imported.

    Python's list also names the lone package that was looked for in vain.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "trama.cli", *words],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    modules = [line.rpartition("|")[2].strip() for line in told]
    return {name.partition(".")[0] for name in modules if "." in name}


def test_the_help_imports_nothing_that_commands_work_with(tmp_path: Path) -> None:
    found = imported({"TRAMA_HOME": str(tmp_path)}, "--help")

    assert found & (FRAMES | SERVER | PAGES | {"neo4j", "ftfy", "phonenumbers"}) == set()


@pytest.mark.parametrize(
    "words", [["query", "list"], ["profile", "list"], ["token", "list"], ["load", "--help"]]
)
def test_who_does_not_ask_the_graph_does_not_import_its_driver(
    words: list[str], tmp_path: Path
) -> None:
    found = imported({"TRAMA_HOME": str(tmp_path)}, *words)

    assert found & (FRAMES | SERVER | PAGES | {"neo4j"}) == set()


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["query", "run", "registry_totals", "-p", "year=2017"],
        ["query", "run", "routes_between", "-p", "origin=PE-08", "-p", "destination=PE-17"],
    ],
)
def test_who_asks_the_graph_imports_the_driver_alone(
    words: list[str], installation: Installation
) -> None:
    found = imported(dict(installation.environment), *words)

    assert "neo4j" in found
    assert found & (FRAMES | SERVER | PAGES) == set()


def test_a_load_imports_no_frames_and_no_pages(installation: Installation) -> None:
    found = imported(dict(installation.environment), "load", str(installation.exports), "--dry-run")

    assert found & (FRAMES | SERVER | PAGES) == set()


def test_a_map_needs_the_template_but_no_frames(installation: Installation, tmp_path: Path) -> None:
    found = imported(
        dict(installation.environment), "page", "places", "-o", str(tmp_path / "m.html")
    )

    assert "jinja2" in found
    assert found & (FRAMES | SERVER) == set()
