"""People of an office who keep workspaces on one graph, each with a token. SINTETICO."""

from dataclasses import dataclass, replace
from typing import Any

from trama.access.policy import Role, Viewer
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.graph.engine import Graph
from trama.queries.run import Limits
from trama.workspaces.actor import Actor
from trama.workspaces.investigation import InvestigationForm
from trama.workspaces.workspace_documents import opened_document
from trama.workspaces.workspace_files import Grant, May
from trama.workspaces.workspace_store import Opened, WorkspaceStore

LIMITS = Limits(seconds=30, rows=10_000)
KEY = b"k" * 32


@dataclass(frozen=True, slots=True)
class Office:
    """An investigator, an analyst and others, and the workspaces of their home."""

    graph: Graph
    home: Home
    tokens: TokenStore
    store: WorkspaceStore

    @classmethod
    def of(cls, graph: Graph, home: Home) -> "Office":
        tokens = TokenStore(home)
        return cls(graph, home, tokens, WorkspaceStore(home, tokens))

    def enter(self, role: Role, name: str = "prueba SINTETICO") -> Actor:
        """Return somebody new, with a token of their own."""
        token, _ = self.tokens.create(name, role)
        return Actor(token.id, Viewer(role), self.graph, LIMITS, KEY)

    def make(self, actor: Actor, title: str = "Título SINTETICO", **parts: object) -> Opened:
        return self.store.create(actor, title, investigation(**parts))

    def share(self, owner: Actor, id_: str, reader: Actor, may: May = "read") -> None:
        self.store.grant(owner, id_, [Grant(token=reader.id, may=may)])

    def save(
        self, actor: Actor, opened: Opened, title: str | None = None, **parts: object
    ) -> Opened:
        """Save what was opened, with other parts, as the explorer does."""
        held = opened.seen.investigation.model_dump()
        sent = InvestigationForm.model_validate({**held, **parts})
        return self.store.save(actor, opened.heading.id, title, sent, opened.heading.revision)

    def document(self, opened: Opened, actor: Actor) -> dict[str, Any]:
        return opened_document(opened, actor, self.store.names())


def on(graph: Graph, actor: Actor) -> Actor:
    """Return the same person at another connection."""
    return replace(actor, graph=graph)


def investigation(**parts: object) -> InvestigationForm:
    return InvestigationForm.model_validate(parts)


def note(key: str, text: str | None) -> dict[str, Any]:
    return {"key": key, "text": text}


def question(query: str, title: str, **parameters: object) -> dict[str, Any]:
    return {"query": query, "title": title, "parameters": parameters, "receipt": None}


def edge(type_: str, source: str, target: str, rest: str) -> dict[str, Any]:
    id_ = "|".join((type_, source, target, rest))
    return {"id": id_, "source": source, "target": target, "type": type_}


def group(id_: str, label: str, *members: str) -> dict[str, Any]:
    return {"id": id_, "label": label, "by": id_.partition(":")[0], "members": list(members)}
