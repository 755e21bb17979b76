"""An analyst's own query from the template to its answer, by commands alone."""

from pathlib import Path

import pytest
from installation import Installation


def test_a_new_query_is_checked_tested_listed_and_run(
    installation: Installation, tmp_path: Path
) -> None:
    folder = {"TRAMA_QUERIES": str(tmp_path)}

    made = installation.trama("query", "new", "mine", **folder)

    assert made.stdout.strip() == str(tmp_path / "mine.cypher")
    assert installation.trama("query", "check", **folder).returncode == 0
    tested = installation.trama("query", "test", "mine", "--write", **folder)
    assert tested.returncode == 0, tested.stderr
    assert (tmp_path / "mine.answers.json").is_file()
    assert installation.trama("query", "test", "mine", **folder).returncode == 0
    listed = installation.trama("query", "list", **folder).stdout
    assert "propia" in next(line for line in listed.splitlines() if "mine" in line)
    ran = installation.trama("query", "run", "mine", "limit=2", "--format", "csv", **folder)
    assert len(ran.stdout.splitlines()) == 3


def test_a_test_shows_the_difference_and_fails(installation: Installation, tmp_path: Path) -> None:
    folder = {"TRAMA_QUERIES": str(tmp_path)}
    installation.trama("query", "new", "mine", **folder)
    path = tmp_path / "mine.cypher"
    path.write_text(path.read_text(encoding="utf-8").replace("at_least: 1", "rows: 1"), "utf-8")

    tested = installation.trama("--lang", "en", "query", "test", str(path), **folder)

    assert tested.returncode == 1
    assert "1 rows are expected, and there are" in tested.stdout


def test_a_check_names_file_and_line_and_fails(installation: Installation, tmp_path: Path) -> None:
    folder = {"TRAMA_QUERIES": str(tmp_path)}
    installation.trama("query", "new", "mine", **folder)
    path = tmp_path / "mine.cypher"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("RETURN c", "SET c.uid = ''\nRETURN c"), encoding="utf-8")
    line = text[: text.index("RETURN c.uid")].count("\n") + 1

    checked = installation.trama("query", "check", str(path), **folder)
    ran = installation.trama("query", "run", "mine", **folder)

    assert checked.returncode == ran.returncode == 1
    assert f"{path}:{line}: no es de solo lectura: SET" in checked.stdout
    assert f"{path}:{line}: no es de solo lectura: SET" in ran.stderr
    assert "route_of_case" in installation.trama("query", "list", **folder).stdout


@pytest.mark.parametrize("name", ["route_of_case", "Mía", "../mine"])
def test_a_name_that_cannot_be_given_is_refused(
    name: str, installation: Installation, tmp_path: Path
) -> None:
    refused = installation.trama("query", "new", name, TRAMA_QUERIES=str(tmp_path))

    assert refused.returncode == 2
    assert not [*tmp_path.iterdir()]


def test_nothing_that_somebody_wrote_is_overwritten(
    installation: Installation, tmp_path: Path
) -> None:
    (tmp_path / "mine.cypher").write_text("trabajo", encoding="utf-8")

    again = installation.trama("query", "new", "mine", TRAMA_QUERIES=str(tmp_path))

    assert again.returncode == 1
    assert (tmp_path / "mine.cypher").read_text(encoding="utf-8") == "trabajo"
