"""The commands of the README, typed as a person would."""

import csv
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from installation import Installation

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
# These run until they are stopped, make what is shown once, ask a person, or change the graph that
# other tests share; others test them.
NOT_TYPED_HERE = {"serve", "token", "review", "link"}


def commands(page: str) -> list[list[str]]:
    """Returns the words of every `trama` command in the page's shell blocks, comments left out."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    found = [
        shlex.split(line.removeprefix(".venv/bin/trama "), comments=True)
        for line in lines
        if line.startswith(".venv/bin/trama ")
    ]
    # EXPORT.csv is a file of the reader's own.
    return [
        words
        for words in found
        if words[0] not in NOT_TYPED_HERE and not any(word.startswith("EXPORT") for word in words)
    ]


def placed(word: str, folder: Path) -> str:
    """Returns the word with files that are there by their whole path, and others in ``folder``."""
    if word.startswith("docs/"):
        return str(ROOT / word)
    return str(folder / word) if word.endswith((".html", ".csv", ".xlsx")) else word


def test_the_example_s_own_file_is_read_whole_and_its_route_has_every_stage(
    installation: Installation, tmp_path: Path
) -> None:
    export, profile = EXAMPLES / "expedientes_SINTETICO.csv", EXAMPLES / "expedientes.yaml"
    issues = tmp_path / "issues.csv"

    loaded = installation.trama(
        "load", str(export), "--profile", str(profile), "--strict", "--issues", str(issues)
    )
    route = installation.trama(
        "query", "run", "route_of_case", "-p", "case=EXP-SINT-003-2023", "--format", "csv"
    )

    assert loaded.returncode == 0, loaded.stderr
    assert len(issues.read_text(encoding="utf-8").splitlines()) == 1
    rows = list(csv.DictReader(io.StringIO(route.stdout)))
    assert [row["phase"] for row in rows] == ["CAPTACION", "TRANSPORTE", "RECEPCION"] * 2
    assert {row["place"] for row in rows} == {"PE-200104", "PE-130101", "PE-150132"}
    assert {row["registries"] for row in rows} == {"UPE_SINTETICA"}


@pytest.mark.parametrize("page", ["README.md", "README.es.md"])
def test_every_command_of_the_page_works(
    installation: Installation, page: str, tmp_path: Path
) -> None:
    typed = commands(page)

    assert len(typed) >= 5
    for words in typed:
        ran = installation.trama(*(placed(word, tmp_path) for word in words))
        assert ran.returncode == 0, (words, ran.stderr)


def test_the_notebook_example_gives_a_frame(installation: Installation) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    program = example.replace("\nframe(answer)\n", "\nprint(frame(answer).to_csv())\n")

    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **installation.environment},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert "origin_name" in ran.stdout
