"""The stages that victims lived, case by case, read from the graph for one pattern.

1. The place where fewest people live, of those of required steps, leads to the victims through an
   index. Each of their VICTIM_IN has the stages in brief, and so tells the other places.
2. Codes of stages are read only if a filter asks for them, of victims whose stages may fit.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache
from typing import Any

from trama.core.errors import EngineOverloaded
from trama.ontology.codelists import REASONS, code_list
from trama.places.gazetteer import gazetteer
from trama.queries.lookups.kept import check_kept
from trama.queries.lookups.lookup import Clock, Lookup
from trama.routes.fitting import Stages
from trama.routes.language.filters import Filters
from trama.routes.language.pattern import Pattern, Step
from trama.routes.lived import Codes, Lived, LivedStage
from trama.routes.stretches import Matcher

# A uid of a place begins with those of the places around it: STARTS WITH means "within".
_VICTIMS_AT = """
UNWIND $places AS around
MATCH (l:Location) WHERE l.uid STARTS WITH around
MATCH (l)<-[:AT]-(s:Stage) WHERE s.phase IN $phases
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
WITH DISTINCT v
"""
_EVERY_VICTIM = "MATCH (v:Victim)"
# The stages of a victim in a case are kept on VICTIM_IN: to read each would take several times as
# long. A row is a part of all cases: each that an engine sends costs more than a victim in it.
_LIVED_BY = """
MATCH (v)-[i:VICTIM_IN]->(c:Case)
WHERE i.chain IS NOT NULL
  AND all(places IN $passed
          WHERE any(stage IN i.chain WHERE any(place IN places WHERE stage CONTAINS place)))
RETURN left(c.uid, 4) AS part,
       collect({victim: v.uid, case: c.uid, chain: i.chain, since: c.since, until: c.until%s})
       AS lived
"""
# What a filter asks of a victim in a case. Nobody sends, and nobody reads, what no filter asks.
_ASKED = {
    "sex": "sex: v.sex",
    "minor": "age: i.age",
    "recruitment": "recruitment: i.recruitment",
    "purpose": "purposes: i.purposes",
    "means": "means: i.means",
    "registry": "registries: c.registries",
}
_EACH_NAMED = "UNWIND $victims AS uid MATCH (v:Person {uid: uid})"
_CODES_OF = """
MATCH (v)-[:SUBJECTED_TO]->(x:Stage)
RETURN left(v.uid, 4) AS part,
       collect({stage: x.uid, transport: x.transport, recruitment: x.recruitment,
                purposes: x.purposes, means: x.means,
                provisions: COLLECT { MATCH (x)-[:TYPIFIED_AS]->(a:PenalProvision) RETURN a.uid }
               }) AS lived
"""
_NONE: Codes = frozenset()
_MOST_ITEMS = 200_000  # victims in cases, or stages of some: an item takes a kilobyte or two


def read_chains(pattern: Pattern, lookup: Lookup) -> list[Lived]:
    """Return every victim and case whose stages the pattern may fit.

    A pattern without a required place surveys all victims, and awaits its turn to do so.

    Raises:
        GraphOutdated: another version derived the graph.
        QueryTimeout: the statements took longer than a question may.
        EngineOverloaded: there are more victims than a question may read.
        EngineError: the engine failed.
    """
    clock = Clock(lookup)
    check_kept(lookup.graph, lookup.seconds)
    begin, given = _victims_of(pattern.steps)
    surveys = begin == _EVERY_VICTIM
    with lookup.graph.turn(lookup.seconds) if surveys else nullcontext():
        rows = _rows(clock, begin + _lived_by(pattern.filters), given)
    chains = {(row["victim"], row["case"]): _stages(row["chain"]) for row in rows}
    matcher = Matcher(pattern)
    fit = {key: stages for key, stages in chains.items() if matcher.may_fit(stages)}
    if pattern.filters.ask_of_stages:
        victims = {"victims": sorted({victim for victim, _ in fit})}
        fit = _with_codes(fit, _rows(clock, _EACH_NAMED + _CODES_OF, victims))
    told = {(row["victim"], row["case"]): row for row in rows}
    return [_lived(key, fit[key], told[key]) for key in sorted(fit)]


def _lived_by(filters: Filters) -> str:
    """Return the statement that reads the victims' stages, with what the filters ask of them."""
    asked = [told for name, told in _ASKED.items() if getattr(filters, name) not in (None, ())]
    return _LIVED_BY % "".join(f", {told}" for told in asked)


def _victims_of(steps: Sequence[Step]) -> tuple[str, Mapping[str, object]]:
    """Return the statement that leads to the victims, and its parameters.

    It reads every victim if no step leads to some. ``passed`` has for each step that does what the
    text of a stage at one of its places holds.
    """
    placed = sorted((step for step in steps if step.leads), key=_inhabitants)
    passed = [[f" {place}" for place in _outermost(step.places)] for step in placed]
    if not placed:
        return _EVERY_VICTIM, {"passed": passed}
    rarest = placed[0]
    given = {"places": _outermost(rarest.places), "phases": sorted(rarest.phases)}
    return _VICTIMS_AT, {**given, "passed": passed}


def _inhabitants(step: Step) -> int:
    """Return the people who live at the places of a step: near enough to its stages to order them.

    Places abroad have no number, and are rarer than any of Peru.
    """
    places = (gazetteer().get(place) for place in _outermost(step.places))
    return sum(place.population or 0 for place in places if place)


def _outermost(places: Iterable[str]) -> list[str]:
    """Return the places that lie in no other of them, so that no stage is read twice."""
    found: list[str] = []
    for place in sorted(set(places)):  # a place comes after the places around it
        if not any(place.startswith(around) for around in found):
            found.append(place)
    return found


def _rows(clock: Clock, text: str, given: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return the items of all parts that a statement sends."""
    parts = clock.rows(text, _MOST_ITEMS, given)
    items = [item for part in parts for item in part["lived"]]
    if len(items) >= _MOST_ITEMS:
        raise EngineOverloaded(
            why_es="la ruta abarca demasiadas víctimas; diga un lugar o uno más fino",
            why_en="the route spans too many victims; name a place or a finer one",
        )
    return items


def _stages(chain: Iterable[str]) -> Stages:
    """Return the stages of a chain, as ``VICTIM_IN.chain`` writes each."""
    return tuple(map(_stage, chain))


def _stage(written: str) -> LivedStage:
    position, uid, phase, place, since, until = written.split(" ")
    return LivedStage(uid, int(position), phase, place or None, since or None, until or None)


def _with_codes(
    chains: Mapping[tuple[str, str], Stages], rows: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, str], Stages]:
    """Return the stages of each victim and case with the codes that rows tell of them."""
    told = {row["stage"]: row for row in rows}

    def with_codes(stage: LivedStage) -> LivedStage:
        row = told.get(stage.uid)
        if row is None:  # a load may take a stage away between two statements
            return stage
        return stage._replace(
            transport=_known(row["transport"]),
            recruitment=_known(row["recruitment"]),
            purpose=_known(row["purposes"]),
            means=_known(row["means"]),
            provision=_known(row["provisions"]),
        )

    return {key: tuple(map(with_codes, stages)) for key, stages in chains.items()}


def _lived(key: tuple[str, str], stages: Stages, told: Mapping[str, Any]) -> Lived:
    return Lived(
        *key,
        stages=stages,
        sex=_known(told.get("sex")),
        age=told.get("age"),
        recruitment=_known(told.get("recruitment")),
        purpose=_known(told.get("purposes")),
        means=_known(told.get("means")),
        registry=frozenset(told.get("registries") or ()),
        since=told["since"],
        until=told["until"],
    )


def _known(value: str | Sequence[str] | None) -> Codes:
    """Return the codes of a value that say more than why it is unknown."""
    if not value:
        return _NONE
    return _codes((value,) if isinstance(value, str) else tuple(value))


@lru_cache(maxsize=4_096)  # victims repeat the few codes of closed lists
def _codes(values: tuple[str, ...]) -> Codes:
    return frozenset(values) - code_list(REASONS).codes.keys()
