"""The questions of an investigation, asked again as whoever packs it.

A pack holds no answer that a browser sent: each is asked anew, so that it holds what that role sees
now. A question that cannot be asked again is named, with the reason, and takes no other one down.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from trama.access.policy import Viewer
from trama.core.errors import (
    AccessDenied,
    DeclarationError,
    EngineOverloaded,
    InputError,
    QueryTimeout,
    UsageError,
)
from trama.core.question_errors import GraphOutdated
from trama.core.written_numbers import number_text
from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery
from trama.queries.lookups.lookup import Lookup
from trama.queries.own import find_query
from trama.queries.run import Begin, Limits, QueryAnswer, ask
from trama.routes.answer import Asked as AskedRoute
from trama.routes.answer import RouteAnswer, find_routes, route_query
from trama.workspaces.investigation import InvestigationQuestion

MOST_ROWS = 5_000
"""Rows of one answer in a pack, also of a question that asked for a page of fewer."""

MOST_ROWS_IN_ALL = 50_000
"""Rows of all answers of a pack: a row takes about 2 kB, and a reader has long stopped reading."""

_PASSING = (
    UsageError,
    AccessDenied,
    DeclarationError,
    InputError,
    QueryTimeout,
    EngineOverloaded,
    GraphOutdated,
)
"""Errors of one question. An engine that does not answer stops the pack: later it can be made."""

_WITHHELD = (
    "Quien la hizo tenía otro rol: sus parámetros no se muestran a este.",
    "Whoever asked it had another role: its parameters are not shown to this one.",
)
_FULL = (
    f"El paquete ya tiene las {number_text(MOST_ROWS_IN_ALL, 'es')} filas que caben: haga otro.",
    f"The pack has the {number_text(MOST_ROWS_IN_ALL, 'en')} rows that it holds: make another one.",
)
_TEXT = ("El texto de la consulta cambió desde entonces.", "The query's text has changed since.")
_ROLE = ("Se preguntó con el rol {role}.", "It was asked by the role {role}.")
_PARAMETERS = (
    "Los parámetros se entienden hoy de otro modo.",
    "The parameters are understood in another way today.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """The graph that is asked, for whom, and within which limits.

    ``key`` seals the handles of nodes. ``own_queries`` is the folder of the queries that did not
    come with Trama, None if the viewer may run none.
    """

    graph: Graph
    viewer: Viewer
    limits: Limits
    key: bytes
    own_queries: Path | None = None

    @property
    def lookup(self) -> Lookup:
        """Return the place where names are looked up for the viewer."""
        return Lookup(self.graph, self.viewer, self.limits.seconds, self.key)


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A question and its answer of now; ``sentence`` says what a route searches, by language.

    ``changed`` has a sentence for each way in which the question is no longer the same.
    """

    number: int
    title: str
    query: SavedQuery
    answer: QueryAnswer
    sentence: tuple[str, str] = ("", "")
    changed: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question that cannot be asked again, and why, in both languages."""

    number: int
    title: str
    name: str
    why: tuple[str, str]


def ask_all(
    questions: Iterable[InvestigationQuestion], source: Source, most: int = MOST_ROWS_IN_ALL
) -> list[AskedAgain | NotAsked]:
    """Return the questions with their answers as of now, of at most so many rows together.

    Raises:
        EngineError: the engine does not answer.
    """
    told: list[AskedAgain | NotAsked] = []
    for number, question in enumerate(questions, 1):
        told.append(_asked_again(number, question, source, most))
        if isinstance(last := told[-1], AskedAgain):
            most -= len(last.answer.rows)
    return told


def _asked_again(
    number: int, question: InvestigationQuestion, source: Source, most: int
) -> AskedAgain | NotAsked:
    title = question.title or ""
    if most <= 0:
        return NotAsked(number, title, question.query, _FULL)
    if question.parameters is None:
        return NotAsked(number, title, question.query, _WITHHELD)
    try:
        answered = _answered(question.query, question.parameters, source, min(MOST_ROWS, most))
    except _PASSING as error:
        return NotAsked(number, title, question.query, (error.message("es"), error.message("en")))
    changed = _changes(question.receipt, answered.answer) if question.receipt else ()
    return replace(answered, number=number, title=title, changed=changed)


def _answered(name: str, given: Mapping[str, object], source: Source, most: int) -> AskedAgain:
    """Return a question with at most so many rows. A parameter without a value is not given.

    An answer tells its parameters with those that only Trama fills: they are left out.
    """
    if name == route_query().name:
        return _route_answered(given, source, most)
    query = find_query(name, source.own_queries)
    filled = query.header.parameters.keys() - query.parameters.keys()
    asked_for = {
        parameter: value
        for parameter, value in given.items()
        if value is not None and parameter not in filled
    }
    asked = ask(query, asked_for, source.graph, source.viewer, source.limits, source.key)
    most = min(most, source.limits.rows)
    if most > asked.page:
        with suppress(EngineOverloaded, QueryTimeout):
            return AskedAgain(0, "", query, asked.answer(asked.part(Begin(), most)))
    page = min(most, asked.page)
    return AskedAgain(0, "", query, asked.answer(asked.part(Begin(), page)))


def _route_answered(given: Mapping[str, object], source: Source, most: int) -> AskedAgain:
    options = {name: given[name] for name in ("level", "limit") if given.get(name) is not None}
    question = AskedRoute(str(given.get("route") or ""), options)
    answer: RouteAnswer = find_routes(question, source.lookup, min(most, source.limits.rows))
    sentence = (answer.explanation["es"], answer.explanation["en"])
    return AskedAgain(0, "", route_query(), answer, sentence)


def _changes(before: Mapping[str, str | int], answer: QueryAnswer) -> Sequence[tuple[str, str]]:
    """Return in which ways a question is another one than its receipt tells."""
    now = answer.receipt
    told = []
    if before.get("text_sha256") != now.text_sha256:
        told.append(_TEXT)
    if (role := before.get("role")) != now.role:
        told.append((_ROLE[0].format(role=role), _ROLE[1].format(role=role)))
    if before.get("parameters_sha256") != now.parameters_sha256:
        told.append(_PARAMETERS)
    return told
