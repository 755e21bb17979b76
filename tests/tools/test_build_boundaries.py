"""The shipped boundary files are what the published limits make of them."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "data"
SHIPPED = ROOT / "visualizations" / "static" / "explorer" / "places"
LIBRARIES = ROOT / "visualizations" / "explorer" / "node_modules" / "topojson-server"


@pytest.mark.skipif(
    not (SOURCES / "peru_geojson").is_dir() or not LIBRARIES.is_dir() or not shutil.which("node"),
    reason="the published limits, or Node with the explorer's libraries, are not at hand",
)
def test_the_shipped_boundaries_are_rebuilt_letter_by_letter(tmp_path: Path) -> None:
    builder = ROOT / "tools" / "build_boundaries.mjs"

    subprocess.run(["node", str(builder), str(SOURCES), str(tmp_path)], check=True, timeout=120)

    built = sorted(path.name for path in tmp_path.iterdir())
    assert built == ["countries.json", "departments.json", "districts.json", "provinces.json"]
    for name in built:
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes(), name
