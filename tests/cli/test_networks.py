"""`trama networks` on a loaded twin: the table, the JSON, and what was wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

from installation import Installation

from trama.access.policy import Role

MISSING = "import sys; sys.modules['scipy'] = None; from trama.cli import main; main()"


def test_the_table_says_what_it_rests_on(installation: Installation) -> None:
    ran = installation.trama("networks", "find", "--draws", "100")

    assert ran.returncode == 0, ran.stderr
    assert "100 sorteos que conservan los casos de cada persona" in ran.stdout
    assert "Es un indicio, no una prueba." in ran.stdout


def test_json_is_the_same_for_the_same_seed(installation: Installation) -> None:
    one, same = (
        json.loads(installation.trama("--json", "networks", "find", "--draws", "100").stdout)
        for _ in range(2)
    )

    assert one == same
    suspects = installation.rows(
        "MATCH (s:Suspect)-[a:SUSPECT_IN]->(:Case) WHERE NOT coalesce(a.excluded, false) "
        "RETURN count(DISTINCT s) AS suspects"
    )
    assert one["suspects"] == suspects[0]["suspects"]


def test_a_date_that_is_none_is_refused(installation: Installation) -> None:
    ran = installation.trama("networks", "find", "--since", "ayer")

    assert ran.returncode == 2
    assert "since" in ran.stderr


def test_the_public_is_refused(installation: Installation) -> None:
    ran = installation.trama("networks", "find", TRAMA_TOKEN=installation.token(Role.PUBLIC))

    assert ran.returncode == 1
    assert "public" in ran.stderr


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAMA_")}
    ran = subprocess.run(
        [sys.executable, "-c", MISSING, "networks", "find"],
        env=kept | {"TRAMA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert "pip install 'trama[networks]'" in " ".join(ran.stderr.split())
