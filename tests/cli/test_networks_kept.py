"""`trama networks find --write`, `show`, `changes` and the page, on a graph of three. SINTETICO."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from recurring_graph import write_recurring
from scanned import keep_in_brief

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.graph.engine import Graph

Command = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.only_on("embedded")


@pytest.fixture
def trama(graph: Graph, graph_environment: dict[str, str]) -> Command:
    write_recurring(graph)
    keep_in_brief(graph)
    store = TokenStore(Home(Path(graph_environment["TRAMA_HOME"])))
    token = store.create("prueba SINTETICO", Role.SUPERVISOR)[1]

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("TRAMA_")}
        return subprocess.run(
            [sys.executable, "-m", "trama.cli", *words],
            env={**kept, **graph_environment, "COLUMNS": "200", "TRAMA_TOKEN": token, **more},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_stored_networks_are_shown_with_both_numbers_and_drawn(
    trama: Command, tmp_path: Path
) -> None:
    before = trama("networks", "show")
    found = trama("networks", "find", "--write", "--draws", "100")
    shown = trama("networks", "show", "n-1")
    changes = json.loads(trama("--json", "networks", "changes").stdout)
    page = tmp_path / "red.html"
    drawn = trama("page", "network", "N-1", "--output", str(page))

    assert "trama networks find --write" in before.stdout
    assert found.returncode == 0, found.stderr
    assert "Resiste la duda" in shown.stdout
    assert all(f"SINTETICO P-{who}" in shown.stdout for who in "AB")
    assert "SINTETICO P-V" not in shown.stdout
    assert "Calculado el" in shown.stdout
    assert [(row["network"], row["change"]) for row in changes["changes"]] == [("N-1", "NUEVA")]
    assert changes["basis"]["files_since"] == 0
    assert drawn.returncode == 0, drawn.stderr
    text = page.read_text(encoding="utf-8")
    assert "SINTETICO P-A" in text
    assert "SINTETICO P-V" not in text
    assert "RETA:N-1" in text


def test_a_network_that_there_is_not_is_answered_with_what_to_do(trama: Command) -> None:
    ran = trama("networks", "show", "N-7")

    assert ran.returncode == 2
    assert "trama networks find --write" in ran.stderr


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json", "anx"])
def test_a_stored_network_is_exported_in_the_form_of_the_ending(
    trama: Command, tmp_path: Path, ending: str
) -> None:
    assert trama("networks", "find", "--write", "--draws", "100").returncode == 0
    file = tmp_path / f"red.{ending}"

    ran = trama("networks", "export", "N-1", "-o", str(file))

    assert ran.returncode == 0, ran.stderr
    text = file.read_bytes().decode("utf-16" if ending == "anx" else "utf-8")
    assert "SINTETICO P-A" in text
    assert "SINTETICO P-V" not in text


def test_an_unknown_form_is_refused_with_those_that_there_are(trama: Command) -> None:
    ran = trama("networks", "export", "N-1", "-o", "red.docx")

    assert ran.returncode == 2
    assert ".graphml, .gexf, .json, .anx" in ran.stderr


def test_networks_of_a_part_are_not_stored(trama: Command) -> None:
    ran = trama("networks", "find", "--write", "--since", "2019")

    assert ran.returncode == 2
    assert "--since" in ran.stderr


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_who_may_not_link_stores_no_networks(
    trama: Command, graph: Graph, graph_environment: dict[str, str], role: Role
) -> None:
    store = TokenStore(Home(Path(graph_environment["TRAMA_HOME"])))
    token = store.create("prueba SINTETICO", role)[1]

    ran = trama("networks", "find", "--write", TRAMA_TOKEN=token)

    assert ran.returncode == 1
    assert not list(graph.stream("MATCH (n:Network) RETURN n.uid AS uid"))


def test_the_public_sees_no_stored_network(
    trama: Command, graph_environment: dict[str, str]
) -> None:
    store = TokenStore(Home(Path(graph_environment["TRAMA_HOME"])))
    token = store.create("prueba SINTETICO", Role.PUBLIC)[1]

    for words in (("show",), ("show", "N-1"), ("changes",)):
        assert trama("networks", *words, TRAMA_TOKEN=token).returncode == 1


def test_a_search_that_found_nothing_is_no_search_that_is_missing(
    trama: Command, graph: Graph
) -> None:
    graph.write_rows("MATCH (c:Case)<-[a:SUSPECT_IN]-() DELETE a")
    keep_in_brief(graph)
    found = trama("networks", "find", "--write", "--draws", "100")

    shown = trama("networks", "show")
    page = trama("page", "network", "N-1", "--output", "red.html")

    assert found.returncode == 0, found.stderr
    assert "no se halló red que el azar no explique" in shown.stdout
    assert "no se halló red que el azar no explique" in page.stderr
    assert "find --write" not in shown.stdout + page.stderr
