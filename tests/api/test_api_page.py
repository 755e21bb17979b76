"""The commands of docs/api.md, typed as an integrator would."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import networkx as nx
import pytest
from installation import Installation

from trama.access.policy import Role

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def environment(installation: Installation, address: str) -> dict[str, str]:
    token = installation.token(Role.ANALYST)
    return {**os.environ, "TRAMA": address.removesuffix("/api/v1"), "TOKEN": token}


def typed(command: list[str], environment: dict[str, str]) -> str:
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_each_curl_is_answered(environment: dict[str, str]) -> None:
    asked = [one for block in blocks("sh") for one in block.replace("\\\n", " ").splitlines()]

    whole, table, drawing = [typed(["bash", "-c", one], environment) for one in asked]

    assert len(json.loads(whole)["rows"]) == 3
    assert table.startswith("origin,")
    assert nx.parse_graphml(drawing).is_directed()


def test_the_python_example_reads_all_pages(environment: dict[str, str]) -> None:
    (program,) = blocks("python")

    said = typed([sys.executable, "-c", program], environment)

    assert int(said.split()[0]) > 5


def test_the_example_of_an_error_is_the_error(environment: dict[str, str]) -> None:
    (example,) = blocks("json")

    answer = httpx.post(
        f"{environment['TRAMA']}/api/v1/queries/registry_totals/run",
        json={"parameters": {"year": "x"}},
        headers={"Authorization": f"Bearer {environment['TOKEN']}"},
    )

    assert answer.json() == json.loads(example)


def test_every_status_of_the_page_is_described_and_every_described_one_is_there(
    environment: dict[str, str],
) -> None:
    description = httpx.get(
        f"{environment['TRAMA']}/api/v1/openapi.json",
        headers={"Authorization": f"Bearer {environment['TOKEN']}"},
    ).json()
    described = {
        status
        for operations in description["paths"].values()
        for operation in operations.values()
        for status in operation["responses"]
        if not status.startswith("2")  # an answer, and no problem
    }
    told = set(re.findall(r"\b[45]\d\d\b", "".join(re.findall(r"^\| \d.*", PAGE, re.MULTILINE))))

    assert {"401", "409", "429"} < described
    assert told == described
