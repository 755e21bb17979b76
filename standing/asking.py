"""The answer to a standing question: a saved query or a route, asked as its owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trama.access.policy import Viewer
from trama.core.errors import BadParameter
from trama.core.home import Home
from trama.core.settings import Settings
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery
from trama.queries.lookups.lookup import Lookup
from trama.queries.own import find_query
from trama.queries.run import Begin, Limits, QueryAnswer, ask
from trama.routes.answer import Asked, find_routes, route_query, understand
from trama.routes.language.sentence import explanation

ROUTE = "route"
"""The name by which a question asks for the routes of a pattern; no saved query has it."""

MOST_ROWS = 5_000
"""Rows of an answer that a question remembers, unless its own ``limit`` says fewer."""

_OF_ROUTE = ("level", "limit")


@dataclass(frozen=True, slots=True)
class Asking:
    """The graph, home and limits with which questions are asked; ``own`` has users' queries."""

    graph: Graph
    home: Home
    limits: Limits
    own: Path

    @classmethod
    def of(cls, settings: Settings, graph: Graph) -> "Asking":
        """Return what the settings of an installation say."""
        return cls(graph, Home(settings.home), Limits.of(settings), settings.queries)

    def query(self, name: str, viewer: Viewer) -> SavedQuery:
        """Return the saved query of a name, or the declaration of the answers about routes.

        Raises:
            UnknownName, DeclarationError, InputError: as :func:`find_query`.
        """
        if name == ROUTE:
            return route_query()
        return find_query(name, self.own if viewer.runs_own_queries else None)


@dataclass(frozen=True, slots=True)
class Found:
    """A query, its whole answer, the parameters to keep, and what is asked in words."""

    query: SavedQuery
    answer: QueryAnswer
    parameters: Mapping[str, Any]
    sentence: Mapping[str, str]


def find(name: str, parameters: Mapping[str, Any], viewer: Viewer, asking: Asking) -> Found:
    """Return the whole answer to a question, redacted for the viewer.

    Raises:
        TramaError: as :func:`trama.queries.run.run` and :func:`trama.routes.answer.find_routes`.
    """
    given = {key: value for key, value in parameters.items() if value not in (None, "")}
    query = asking.query(name, viewer)
    most = min(MOST_ROWS, asking.limits.rows)
    if name == ROUTE:
        return _routes(query, given, viewer, asking)
    asked = ask(query, given, asking.graph, viewer, asking.limits, asking.home.pseudonym_key())
    # Without a limit of its own, a question is about all rows, not about a page of them.
    part = asked.part(Begin(), asked.page if "limit" in given else most)
    answer = asked.answer(part)
    kept = {key: answer.parameters[key] for key in given}
    return Found(query, answer, kept, _sentence(query, kept))


def _routes(query: SavedQuery, given: Mapping[str, Any], viewer: Viewer, asking: Asking) -> Found:
    strange = next((key for key in given if key not in (ROUTE, *_OF_ROUTE)), None)
    route = given.get(ROUTE)
    if strange is not None or not isinstance(route, str):
        raise BadParameter(
            name=strange or ROUTE,
            why_es="una ruta tiene route, level y limit",
            why_en="a route has route, level and limit",
        )
    lookup = Lookup(asking.graph, viewer, asking.limits.seconds, asking.home.pseudonym_key())
    limits = {"limit": MOST_ROWS} | {key: given[key] for key in _OF_ROUTE if key in given}
    answer = find_routes(Asked(route, limits), lookup, asking.limits.rows)
    return Found(query, answer, given, explanation(understand(route, lookup)))


def _sentence(query: SavedQuery, kept: Mapping[str, Any]) -> dict[str, str]:
    """Return what a query is asked in words, by language."""
    told = {}
    for language, question in query.header.questions.items():
        titles = {
            key: query.parameters[key].title("en" if language == "en" else "es") for key in kept
        }
        values = "; ".join(f"{titles[key]}: {_written(value)}" for key, value in kept.items())
        told[language] = f"{question} {values}".strip()
    return told


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
