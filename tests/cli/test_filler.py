"""`trama filler` as a person types it, and what a role below may not see."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trama.access.policy import Role
from trama.access.tokens import TokenStore
from trama.cli.main import build
from trama.core.errors import AccessDenied, UnknownName
from trama.core.home import Home
from trama.core.settings import Settings, read_settings
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.terminal.session import open_session

PROFILE = Path(__file__).parents[1] / "data" / "unidad_SINTETICO.yaml"
HEADER = "Expediente;Victima;DocVictima;Imputado;Documento;Telefono;Etapa;Fecha"
# The woman of the third case is the suspect of the first: her telephone identifies a victim.
ROWS = """
EXP-SINT-1;SINTETICA UNO, ANA;;SINTETICA TRES, INES;40123467;912345678;Captación;01/02/2018
EXP-SINT-2;SINTETICA DOS, EVA;;SINTETICO DOS, HUGO;40123468;912345678;Captación;01/02/2018
EXP-SINT-3;SINTETICA TRES, INES;40123467;;;;Captación;01/02/2016
"""

pytestmark = pytest.mark.only_on("embedded")


@pytest.fixture
def environment(
    migrated_graph: Graph, graph_environment: dict[str, str], tmp_path: Path
) -> dict[str, str]:
    path = tmp_path / "casos_SINTETICO.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    key = Home(read_settings(graph_environment).home).pseudonym_key()
    load([path], migrated_graph, LoadOptions(key=key, profile=str(PROFILE)))
    return graph_environment


def run(environment: dict[str, str], *words: str, token: str = "") -> str:
    settings: Settings = read_settings(environment | ({"TRAMA_TOKEN": token} if token else {}))
    app = build(open_session(settings, "es", as_json="--json" in words), ("filler",))
    done = CliRunner().invoke(app, ["filler", *(w for w in words if w != "--json")])
    if done.exception is not None:
        raise done.exception
    return done.output


def test_a_mark_is_made_hidden_from_an_analyst_and_undone(environment: dict[str, str]) -> None:
    told = run(environment, "mark", "phone", "912 345 678", "--why", "912345678 es de la unidad")
    listed = run(environment, "list")

    assert "Casos rehechos: 2" in told
    assert "912345678" not in re.sub(r"\s", "", told + listed)
    (uid,) = set(re.findall(r"F-[0-9a-f]{12}", listed))
    assert "Casos rehechos: 2" in run(environment, "unmark", "phone", uid)
    with pytest.raises(UnknownName):
        run(environment, "unmark", "phone", uid)


def test_an_integrator_neither_marks_nor_lists(environment: dict[str, str]) -> None:
    store = TokenStore(Home(read_settings(environment).home))
    _, token = store.create("SINTETICO", Role.INTEGRATOR, "2099-01-01T00:00:00+00:00")

    for words in (("mark", "phone", "912345678"), ("list",), ("unmark", "phone", "912345678")):
        with pytest.raises(AccessDenied):
            run(environment, *words, token=token)


def test_an_investigator_reads_the_values_as_json(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store = TokenStore(Home(read_settings(environment).home))
    _, token = store.create("SINTETICO", Role.INVESTIGATOR, "2099-01-01T00:00:00+00:00")
    run(environment, "mark", "phone", "912345678", token=token)

    marks = json.loads(run(environment, "list", "--json", token=token))

    assert [(mark["kind"], mark["value"]) for mark in marks] == [("phone", "+51912345678")]
