"""The answer to a pattern of a route: its routes and its gaps, as the viewer may see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from trama.core.batches import batched
from trama.cypher.header import Parameter, ParameterType
from trama.cypher.parameter_text import partial_date
from trama.cypher.reading import read_header
from trama.places.gazetteer import gazetteer
from trama.queries.catalog import CheckedQuery, SavedQuery
from trama.queries.hidden.weighing import find_hidden
from trama.queries.lookups.lookup import Clock, Lookup
from trama.queries.lookups.places import LEVEL_WORDS, level_that_holds
from trama.queries.parameters import bind
from trama.queries.redact import redact
from trama.queries.run import QueryAnswer, receipt_of
from trama.routes.chains import read_chains
from trama.routes.found import FoundRoute, Route, found_routes, match
from trama.routes.language.pattern import Pattern, read_pattern
from trama.routes.language.sentence import explanation
from trama.routes.pattern_documents import patterns_document, shifts_document

_SHOWN_CASES = 30
_STAGES_A_ROW = 200
_MOST_REGISTRIES = 100  # registries: a graph holds far fewer
_POLICE, _PROSECUTORS = "RETA", "SISTRA"
_LEVEL = "level"
_NEW_SINCE = Parameter(
    name="new_since",
    type=ParameterType.PARTIAL_DATE,
    title_es="Nuevas desde",
    title_en="New since",
)


@dataclass(frozen=True, slots=True)
class RouteAnswer(QueryAnswer):
    """The answer to a pattern, with the sentences that explain it and what is missing.

    ``explanation`` has a sentence by language. A gap is ``{missing, victims}``: so many victims
    might have taken a route of the pattern, but for a value that is not known. ``patterns`` is
    empty unless it was asked for.
    """

    explanation: Mapping[str, str] = field(default_factory=dict)
    gaps: Sequence[Mapping[str, Any]] = ()
    patterns: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A pattern as a caller asks for its routes.

    ``given`` may hold ``level`` and ``limit``. ``patterns`` asks for sub-routes and flows,
    ``new_since`` for what changed at a date.
    """

    route: str
    given: Mapping[str, object] = field(default_factory=dict)
    patterns: bool = False
    new_since: str | None = None


@cache
def route_query() -> SavedQuery:
    """Return the declaration of the answer: its parameters and columns, as a saved query has them.

    Its statement reads the records that attest the routes shown.
    """
    file = "routes/found_routes.cypher"
    text = (files("trama.routes") / "found_routes.cypher").read_text(encoding="utf-8")
    header, problems = read_header(text)
    query = SavedQuery(header, text, "routes", file, reads_kept=False) if header else None
    return CheckedQuery(file, query, tuple(problems)).sound()


def understand(text: str, lookup: Lookup) -> Pattern:
    """Return the pattern of a text; a registry that a profile founded is looked up in the graph.

    Raises:
        BadRoute: the text breaks the grammar, or asks for what does not exist.
        EngineError: the look-up failed.
    """
    return read_pattern(
        text, lambda: [row["registry"] for row in lookup.rows("registries", _MOST_REGISTRIES)]
    )


def find_routes(asked: Asked, lookup: Lookup, rows: int, skip: int = 0) -> RouteAnswer:
    """Return the routes of a pattern, redacted for the viewer; at most ``rows`` and ``limit``.

    Without a level the answer is by departments, or finer if a place of the pattern is. ``skip``
    routes are left out before the first: those of earlier pages.

    Raises:
        AccessDenied: the viewer may not see routes.
        BadRoute: the pattern breaks the grammar, or asks for what does not exist.
        BadParameter: the level, the limit or the date is none.
        GraphOutdated, QueryTimeout, EngineOverloaded, EngineError: as :func:`read_chains`.
    """
    query = route_query()
    lookup.viewer.admit(query.header.sensitivity)
    pattern = understand(asked.route, lookup)
    declared = {name: query.parameters[name] for name in (_LEVEL, "limit")}
    bound = bind(declared, asked.given, lookup)
    level = str(bound.values[_LEVEL])
    if _LEVEL in bound.unasked_levels:
        level = _holding(pattern, level)
    day = _day(asked.new_since) if asked.new_since else None
    matched = match(read_chains(pattern, lookup), pattern)
    found = found_routes(matched.taken, level)
    end = skip + min(int(bound.values["limit"]), rows)
    shown = {"route": asked.route, **bound.shown, _LEVEL: LEVEL_WORDS[level]}
    return RouteAnswer(
        query=query.name,
        version=query.version,
        parameters=shown,
        columns=tuple(query.columns),
        rows=_redacted(query, found[skip:end], shown, lookup),
        truncated=len(found) > end,
        receipt=receipt_of(query, shown, lookup.viewer),
        understood=pattern.understood,
        explanation=explanation(pattern),
        gaps=[{"missing": str(gap), "victims": some} for gap, some in matched.gaps.items()],
        patterns=(patterns_document(matched.taken, level) if asked.patterns else {})
        | (shifts_document(matched.taken, level, day) if day else {}),
    )


def _day(written: str) -> str:
    """Return the first day of a date.

    Raises:
        BadParameter: it is no date.
    """
    return partial_date(_NEW_SINCE, written).first.isoformat()


def _holding(pattern: Pattern, level: str) -> str:
    """Return a level, or a finer one at which each place of a pattern is still itself."""
    for place in (place for step in pattern.steps for place in step.places):
        level = level_that_holds(place, level)
    return level


def _redacted(
    query: SavedQuery,
    found: Sequence[tuple[Route, FoundRoute]],
    shown: Mapping[str, Any],
    lookup: Lookup,
) -> list[dict[str, Any]]:
    support = _support(query, (stage for _, route in found for stage in route.stages), lookup)
    rows = [_row(stations, route, support) for stations, route in found]
    hidden = find_hidden(query, rows, shown, lookup.graph, lookup.viewer, lookup.seconds)
    return redact(query, rows, lookup.viewer, hidden)


def _support(
    query: SavedQuery, stages: Iterable[str], lookup: Lookup
) -> Mapping[str, list[tuple[str, str]]]:
    """Return the records that attest each stage, each with its registry."""
    support: dict[str, list[tuple[str, str]]] = defaultdict(list)
    batches = list(batched(sorted(set(stages)), _STAGES_A_ROW))
    for row in Clock(lookup).rows(query.text, len(batches), {"batches": batches}):
        for stage, record, registry in row["said"]:
            support[stage].append((record, registry))
    return support


def _row(
    stations: Route, route: FoundRoute, support: Mapping[str, list[tuple[str, str]]]
) -> dict[str, Any]:
    said = [
        (record, registry, victim)
        for stage, victim in route.stages.items()
        for record, registry in support.get(stage, ())
    ]
    by_police = {victim for _, registry, victim in said if registry == _POLICE}
    by_prosecutors = {victim for _, registry, victim in said if registry == _PROSECUTORS}
    names = [gazetteer().get(place) for _, place in stations]
    return {
        "phases": [phase for phase, _ in stations],
        "places": [place for _, place in stations],
        "place_names": [name.name if name else "" for name in names],
        "cases": len(route.cases),
        "victims": len(route.victims),
        "sure_victims": len(route.sure),
        "undated_victims": len(route.undated),
        "first": route.first,
        "last": route.last,
        "records": len({record for record, _, _ in said}),
        "registries": sorted({registry for _, registry, _ in said}),
        "reta_victims": len(by_police),
        "sistra_victims": len(by_prosecutors),
        "both_victims": len(by_police & by_prosecutors),
        "case_uids": route.recent_cases()[:_SHOWN_CASES],
    }
