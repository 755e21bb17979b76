"""The explorer's sources and Node: what builds the files that are shipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "visualizations" / "explorer"
SHIPPED = ROOT / "visualizations" / "static" / "explorer"


def npm(*arguments: str, **environment: str) -> str:
    """Run npm among the explorer's sources; return what it wrote. Skip without its libraries."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    found = shutil.which("npm", path=path)
    if found is None or not (SOURCES / "node_modules").is_dir():
        pytest.skip("Node or the explorer's libraries are missing: .ci/setup node")
    answer = subprocess.run(
        [found, *arguments],
        cwd=SOURCES,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files that a build writes, by name; others make those in ``places``."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "places" not in path.relative_to(folder).parts
    }
