"""`trama rebuild` as a person types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from engines import environment_for
from installation import Installation

from trama.graph.engine import open_graph

CUT = "MATCH (c:Case) WITH c ORDER BY c.uid LIMIT 1 DETACH DELETE c RETURN count(*) AS cut"


def test_a_right_graph_is_said_to_be_right(installation: Installation) -> None:
    ran = installation.trama("rebuild")

    assert ran.returncode == 0, ran.stderr
    assert "El grafo ya decía lo que dicen sus registros." in ran.stdout
    assert "Tramos recontados:" in ran.stdout


def test_what_was_changed_is_counted_and_the_language_chosen(installation: Installation) -> None:
    # Arrange
    with open_graph(installation.settings) as graph:
        assert graph.write_rows(CUT) == [{"cut": 1}]

    # Act
    ran = installation.trama("rebuild", "--lang", "en", "--json")
    again = installation.trama("rebuild", "--lang", "en")

    # Assert
    report = json.loads(ran.stdout)
    assert report["cases"]["compared"] > 100
    assert report["cases"]["changed"] == 1
    assert report["persons"]["changed"] == 0
    assert report["seconds"] > 0
    assert "The graph already said what its records say." in again.stdout


def test_an_empty_graph_is_said_to_be_empty(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    ran = subprocess.run(
        [sys.executable, "-m", "trama.cli", "rebuild"],
        env=kept | environment_for(tmp_path / "home"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert "no tiene registros fuente" in " ".join(ran.stderr.split())
