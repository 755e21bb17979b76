"""The graph of the exercises: a twin in a home of its own, so that no learner touches real data."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.core.settings import Settings
    from trama.graph.engine import Graph
    from trama.training.judging import Answered, Ask

_CASES, _SEED = 200, 5
_FOLDER = "training"
_READY = "ready"  # the file that says that the twin is loaded whole
_MOST_ROWS = 200  # of an answer that is compared: no exercise needs more


@contextmanager
def practice(session: Session) -> Iterator["Ask"]:
    """Open the graph of the exercises, made at the first time, and yield what asks it.

    It is always the embedded engine, in the folder ``training`` of the home folder.
    """
    from trama.graph.engine import open_graph

    settings = replace(session.settings, home=session.settings.home / _FOLDER, neo4j=None)
    with open_graph(settings) as graph:
        if not (settings.home / _READY).is_file():
            say = "Se prepara el gemelo de los ejercicios, una sola vez…"
            session.notes.print(session.say(say, "Preparing the twin of the exercises, once…"))
            _fill(graph, settings)

        def ask(name: str, parameters: Mapping[str, str]) -> "Answered":
            return _answer(session, graph, settings, name, parameters)

        yield ask


def _fill(graph: "Graph", settings: "Settings") -> None:
    """Load the twin; what an interrupted load left is not loaded twice."""
    from trama.core.home import Home, write_private
    from trama.ingest.load.loader import LoadOptions, load
    from trama.twin import TwinOptions, write_twin

    with tempfile.TemporaryDirectory() as folder:
        write_twin(Path(folder), TwinOptions(cases=_CASES, seed=_SEED), lambda _, __: None)
        load([Path(folder)], graph, LoadOptions(key=Home(settings.home).pseudonym_key()))
    write_private(settings.home / _READY, "")


def _answer(
    session: Session,
    graph: "Graph",
    settings: "Settings",
    name: str,
    parameters: Mapping[str, str],
) -> "Answered":
    from trama.access.policy import Role, Viewer
    from trama.core.home import Home
    from trama.exchange.answer_table import answer_table
    from trama.queries.catalog import catalog
    from trama.queries.run import Limits, run
    from trama.training.judging import Answered

    query = catalog().get(name)
    limits = replace(Limits.of(settings), rows=_MOST_ROWS)
    key = Home(settings.home).pseudonym_key()
    answer = run(query, parameters, graph, Viewer(Role.ANALYST), limits, key)
    table = answer_table(query, answer, session.language, {})
    titles = (*table.titles, *(title for title, _ in table.same))
    same = tuple(text for _, text in table.same)
    return Answered(titles, tuple((*row, *same) for row in table.rows))
