"""The services of a running API or command: settings, graph, saved queries, tokens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from trama.access.policy import Viewer
from trama.access.sessions import SessionStore
from trama.access.tokens import TokenStore
from trama.core.home import Home
from trama.core.settings import Settings
from trama.graph.engine import Graph, open_graph
from trama.queries.catalog import Catalog, catalog
from trama.queries.run import Limits
from trama.workspaces.actor import Actor


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, graph, tokens and sessions, made once at the start; no other global state is."""

    settings: Settings
    graph: Graph
    tokens: TokenStore
    sessions: SessionStore

    @property
    def home(self) -> Home:
        """The home folder, with the key of this installation's pseudonyms and handles."""
        return Home(self.settings.home)

    @property
    def catalog(self) -> Catalog:
        """The saved queries, read at the first use."""
        return catalog()

    def own_folder(self, viewer: Viewer) -> Path | None:
        """Return the folder of queries that did not come with Trama, None if they may run none."""
        return self.settings.queries if viewer.runs_own_queries else None

    def actor(self, owner: str, viewer: Viewer) -> Actor:
        """Return whoever works with workspaces, by the owner that their token is."""
        return Actor(owner, viewer, self.graph, self.limits, self.home.pseudonym_key())

    @property
    def limits(self) -> Limits:
        """The most seconds a query may run, and the most rows that it may return."""
        return Limits.of(self.settings)


@contextmanager
def open_services(settings: Settings) -> Iterator[Services]:
    """Open the graph, yield the services, and close the graph at the end.

    Raises:
        EngineUnavailable: the engine does not start or does not answer.
    """
    with open_graph(settings) as graph:
        home = Home(settings.home)
        tokens = TokenStore(home)
        yield Services(settings, graph, tokens, SessionStore(home, tokens))
