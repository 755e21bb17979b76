"""The three silent traps of mapping the top-level folders into `trama`."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from rooms import PACKAGES, ROOMS, ROOT

EXPLORER_SOURCES = ROOT / "visualizations" / "explorer"  # what it builds to is shipped


def folders_with_code() -> set[Path]:
    return {init.parent for top in ROOMS for init in (ROOT / top).rglob("__init__.py")}


def test_every_folder_that_is_a_package_is_declared_and_no_other() -> None:
    found = {"trama." + ".".join(folder.relative_to(ROOT).parts) for folder in folders_with_code()}

    assert found == PACKAGES


def test_every_module_lies_in_a_package() -> None:
    modules = {path.parent for top in ROOMS for path in (ROOT / top).rglob("*.py")}

    assert modules == folders_with_code()


def test_bare_imports_of_our_folders_are_forbidden() -> None:
    # `import graph` from the root would give a second copy of every class.
    sample = "".join(f"import {name}\n" for name in ROOMS)

    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--select",
            "TID251",
            "--stdin-filename",
            "x.py",
            "-",
        ],
        input=sample,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.stdout.count("TID251") == len(ROOMS)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "uv", "build", "--wheel", "--quiet", "--out-dir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_every_data_file(wheel: Path) -> None:
    endings = {
        ".py",
        ".yaml",
        ".cypher",
        ".csv",
        ".gz",
        ".ttf",
        ".json",
        ".geojson",
        ".html",
        ".js",
        ".css",
    }
    ours = {
        "trama/" + path.relative_to(ROOT).as_posix()
        for top in ROOMS
        for path in (ROOT / top).rglob("*")
        if path.suffix in endings
        and "__pycache__" not in path.parts
        and EXPLORER_SOURCES not in path.parents
    }

    held = set(zipfile.ZipFile(wheel).namelist())

    assert ours <= held
    assert "trama/visualizations/static/explorer/index.html" in held
    assert not [name for name in held if name.startswith("trama/visualizations/explorer/")]
    assert not [name for name in held if name.startswith(("tests/", "trama/tests/", "benchmarks/"))]


@pytest.mark.slow
def test_the_installed_wheel_knows_its_saved_queries_and_its_profiles(
    wheel: Path, tmp_path: Path
) -> None:
    # The libraries come from this environment; only Trama itself comes from the wheel.
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    (site,) = (environment / "lib").glob("python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    program = (
        "from trama import graph\n"
        "from trama.places.gazetteer import gazetteer\n"
        "from trama.profiles.library import profile_names\n"
        "from trama.queries.catalog import catalog\n"
        "print(graph.__file__)\n"
        "print(len(catalog()), len(profile_names()), gazetteer().get('PE-15').name)\n"
    )

    # -I: no PYTHONPATH, no current folder, so that only the wheel's files can be found.
    answer = subprocess.run(
        [python, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert answer.stderr == ""
    place, counts = answer.stdout.splitlines()
    assert place.startswith(str(site))
    queries, profiles, name = counts.split()
    assert int(queries) >= 16
    assert int(profiles) >= 5
    assert name.upper() == "LIMA"
