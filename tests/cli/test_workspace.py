"""The command of workspaces: the same as the API, for whoever types."""

import json

from installation import Installation

from trama.access.policy import Role, Viewer
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.graph.engine import open_graph
from trama.queries.run import Limits
from trama.workspaces.actor import Actor
from trama.workspaces.investigation import InvestigationForm
from trama.workspaces.workspace_store import WorkspaceStore


def kept(installation: Installation, token_id: str, title: str) -> str:
    """Keep a workspace of a token with a note, and return its id."""
    home = Home(installation.settings.home)
    sent = {"keys": ["PE-08"], "notes": [{"key": "PE-08", "text": "volver"}]}
    with open_graph(installation.settings) as graph:
        limits = Limits.of(installation.settings)
        viewer = Viewer(Role.INVESTIGATOR)
        actor = Actor(token_id, viewer, graph, limits, home.pseudonym_key())
        store = WorkspaceStore(home, TokenStore(home))
        made = store.create(actor, title, InvestigationForm.model_validate(sent))
    return made.heading.id


def test_a_workspace_is_listed_shown_granted_logged_and_removed(
    installation: Installation,
) -> None:
    tokens = TokenStore(Home(installation.settings.home))
    owner, plain = tokens.create("Inés SINTETICO", Role.INVESTIGATOR)
    other, plain_other = tokens.create("Ana SINTETICO", Role.ANALYST)
    id_ = kept(installation, owner.id, "Caso del río")

    def run(*words: str, token: str = plain) -> str:
        done = installation.trama("workspace", *words, TRAMA_TOKEN=token)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "Caso del río" in run("list")
    shown = run("show", id_)
    assert "elementos: 1 · notas: 1 · consultas: 0" in shown
    assert "volver" in shown
    assert json.loads(run("show", id_, "--json"))["investigation"]["keys"] == ["PE-08"]
    run("grant", id_, other.id)
    withheld = run("show", id_, token=plain_other)
    assert "no se muestra por el rol" in withheld
    assert "Caso del río" not in withheld + run("list", token=plain_other)
    assert "volver" not in withheld
    log = run("log", id_)
    assert "Ana SINTETICO" in log
    assert all(word in log for word in ("creó", "abrió", "compartió"))
    granted = json.loads(run("grant", id_, other.id, "--may", "nothing", "--json"))
    assert granted == {"grants": []}
    refused = installation.trama("workspace", "show", id_, TRAMA_TOKEN=plain_other)
    assert (refused.returncode, "No existe" in refused.stderr) == (2, True)
    run("remove", id_)
    assert id_ not in run("list")
