"""The shipped files of the explorer are what its sources build to, and name no outside address."""

import json
import re
from pathlib import Path

import pytest
from explorer_schema import description
from explorer_sources import SHIPPED, SOURCES, files_of, npm

pytestmark = pytest.mark.explorer


@pytest.mark.slow
def test_the_shipped_files_are_what_the_sources_build_to(tmp_path: Path) -> None:
    npm("run", "--silent", "build", TRAMA_EXPLORER_OUT=str(tmp_path))

    built, shipped = files_of(tmp_path), files_of(SHIPPED)

    assert sorted(built) == sorted(shipped), "make explorer"
    assert [name for name in built if built[name] != shipped[name]] == [], "make explorer"


@pytest.mark.slow
def test_the_sources_have_right_types_and_pass_their_own_tests() -> None:
    npm("run", "--silent", "types")

    assert re.search(r"Tests +[1-9]\d* passed", npm("test", "--silent"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Composing")
def test_the_types_of_the_client_are_those_of_the_api(tmp_path: Path) -> None:
    described = tmp_path / "openapi.json"
    described.write_text(json.dumps(description()), encoding="utf-8")
    made = tmp_path / "schema.ts"

    npm("run", "--silent", "client", "--", str(described), "-o", str(made))

    shipped = SOURCES / "src" / "api" / "schema.ts"
    assert made.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8"), (
        "make explorer-client"
    )


def test_no_file_of_the_sources_is_longer_than_the_budget() -> None:
    lengths = {
        path.relative_to(SOURCES).as_posix(): path.read_text(encoding="utf-8").count("\n")
        for path in (SOURCES / "src").rglob("*.ts")
        if path.name != "schema.ts"
    }

    assert len(lengths) > 5
    assert {name: length for name, length in lengths.items() if length > 350} == {}


def test_the_lock_file_holds_no_address_of_a_registry() -> None:
    lock = (SOURCES / "package-lock.json").read_text(encoding="utf-8")

    assert '"integrity"' in lock
    assert "resolved" not in lock
