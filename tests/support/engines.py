"""The engines that the tests run on, each started once a session, when the first test needs it."""

import json
import os
import signal
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from neo4j_server import LTS, NEWEST, Neo4jServer, Release

from trama.core.home import Home
from trama.core.settings import Settings, read_settings
from trama.embedded.layout import layout_of
from trama.graph.engine import Graph, open_graph, stop_engine
from trama.graph.store.schema import migrate, pending

RELEASES: Mapping[str, Release] = {"neo4j": LTS, "newest": NEWEST}

IDLE_SECONDS = "5"
"""Seconds after which an engine without users ends: a test session may have been killed -9."""


def environment_for(home: Path, server: Neo4jServer | None = None) -> dict[str, str]:
    """Return the TRAMA_* variables of an installation in ``home``, on ``server`` if given."""
    environment = {
        "TRAMA_HOME": str(home),
        "TRAMA_ENGINE_HEAP": "512m",
        "TRAMA_ENGINE_IDLE_SECONDS": IDLE_SECONDS,
    }
    if server is not None:
        environment |= {
            "TRAMA_NEO4J_URI": server.connection.uri,
            "TRAMA_NEO4J_USER": server.connection.user,
            "TRAMA_NEO4J_PASSWORD": server.connection.password,
            "TRAMA_NEO4J_DATABASE": server.connection.database,
        }
    return environment


def kill_engine(settings: Settings) -> None:
    """Kill the embedded engine of an installation."""
    state = json.loads(layout_of(Home(settings.home)).state.read_text(encoding="utf-8"))
    os.kill(state["engine"]["pid"], signal.SIGKILL)


class EngineUnderTest:
    """One engine with an open graph; other processes find it by ``environment``."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._kept: tuple[list[str], list[str]] | None = None
        with ExitStack() as stack:
            server = None
            if name in RELEASES:
                server = Neo4jServer(RELEASES[name], folder / "server")
                stack.callback(server.stop)
                server.start()
            self.environment = environment_for(folder / "home", server)
            self.settings: Settings = read_settings(self.environment)
            if server is None:
                stack.callback(stop_engine, self.settings)
            self.graph: Graph = stack.enter_context(open_graph(self.settings))
            migrate(self.graph)
            self._stack = stack.pop_all()

    def close(self) -> None:
        self._stack.close()

    def empty(self) -> Graph:
        """Remove every node; return the graph. Constraints and indexes stay."""
        self.graph.write_rows("MATCH (n) DETACH DELETE n")
        return self.graph

    def as_migrated(self) -> Graph:
        """Return the graph with the nodes and relationships of the migrations alone."""
        # The graph that a test migrated and filled itself is no pattern of a migrated graph.
        if self._kept is None or pending(self.graph):
            self.empty()
            migrate(self.graph)
            self._kept = self._contents()
        labels, types = self._kept
        self.graph.write_rows(
            "MATCH (n) WHERE none(label IN labels(n) WHERE label IN $labels) "
            "OR n.level = 'SUBDIVISION' DETACH DELETE n",
            labels=labels,
        )
        self.graph.write_rows("MATCH ()-[r]->() WHERE NOT type(r) IN $types DELETE r", types=types)
        return self.graph

    def _contents(self) -> tuple[list[str], list[str]]:
        labels = "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label AS found"
        types = "MATCH ()-[r]->() RETURN DISTINCT type(r) AS found"
        return (
            [row["found"] for row in self.graph.stream(labels)],
            [row["found"] for row in self.graph.stream(types)],
        )
