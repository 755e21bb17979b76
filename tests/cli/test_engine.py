"""`trama engine`, and the example of docs/connecting.md, which connects by what it prints."""

import os
import subprocess
import sys
from pathlib import Path

from installation import Installation

GUIDE = Path(__file__).parents[2] / "docs" / "connecting.md"


def test_the_example_of_the_guide_reads_the_graph(installation: Installation) -> None:
    example = GUIDE.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    command = Path(sys.executable).parent
    ran = subprocess.run(
        [sys.executable, "-c", example],
        env=os.environ
        | installation.environment
        | {"PATH": f"{command}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    (row,) = installation.rows("MATCH (c:Case) RETURN count(c) AS cases")
    assert ran.stderr == ""
    assert ran.stdout.strip() == str(row["cases"])
    assert row["cases"] > 0


def test_a_person_reads_how_to_connect_and_what_that_exposes(installation: Installation) -> None:
    told = " ".join(installation.trama("engine", "start").stderr.split())

    assert "bolt://127.0.0.1:" in told
    assert "engine-reader.password" in told
    assert "los nombres de las víctimas" in told
