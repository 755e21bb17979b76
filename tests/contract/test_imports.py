"""Data flows one way: graph, then ingest and queries, then visualizations, then api."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_layers_import_in_one_direction() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")

    answer = subprocess.run(
        [lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout
