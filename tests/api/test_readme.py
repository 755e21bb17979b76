"""What the README tells a person to type, typed."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from installation import Installation

ROOT = Path(__file__).parents[2]
# These need a file of the reader's own, or run until they are stopped; others test them.
NOT_TYPED_HERE = {"serve", "load", "token"}


def commands(page: str) -> list[list[str]]:
    """Returns the words of every `trama` command in the page's shell blocks, comments left out."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    found = [
        shlex.split(line.removeprefix(".venv/bin/trama "), comments=True)
        for line in lines
        if line.startswith(".venv/bin/trama ")
    ]
    return [words for words in found if words[0] not in NOT_TYPED_HERE]


@pytest.mark.parametrize("page", ["README.md", "README.es.md"])
def test_every_command_of_the_page_works(
    installation: Installation, page: str, tmp_path: Path
) -> None:
    typed = commands(page)

    assert len(typed) >= 5
    for words in typed:
        placed = [str(tmp_path / word) if word.endswith(".html") else word for word in words]
        ran = installation.trama(*placed)
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
