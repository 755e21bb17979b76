"""The stages that victims lived, case by case, read from the graph for one pattern.

1. The places of two required steps lead to the victims: the place where fewest people live through
   an index, the other from the stages found there. Their stages are read.
2. Ages, purposes, cases and codes are read only of victims whose stages may fit the steps.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from operator import attrgetter
from typing import Any

from trama.core.errors import EngineOverloaded
from trama.ontology.codelists import REASONS, code_list
from trama.places.gazetteer import gazetteer
from trama.queries.lookups.lookup import Clock, Lookup
from trama.routes.language.pattern import Pattern, Step
from trama.routes.lived import Codes, Lived, LivedStage
from trama.routes.stretches import Stages, may_fit

# A uid of a place begins with those of the places around it: STARTS WITH means "within".
_VICTIMS_AT = """
UNWIND $places AS around
MATCH (l:Location) WHERE l.uid STARTS WITH around
MATCH (l)<-[:AT]-(s:Stage) WHERE s.phase IN $phases
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
"""
_WHO_ALSO_WAS_AT = """
MATCH (v)-[:SUBJECTED_TO]->(o:Stage) WHERE o.phase IN $also_phases
MATCH (o)-[:AT]->(m:Location) WHERE any(place IN $also_places WHERE m.uid STARTS WITH place)
"""
_EACH_ONCE = "WITH DISTINCT v"
_EVERY_VICTIM = "MATCH (v:Victim)"
# A row for each victim and case: each row that an engine sends costs more than a stage in it.
_STAGES_OF = """
MATCH (v)-[:SUBJECTED_TO]->(x:Stage)-[:PART_OF]->(c:Case)
OPTIONAL MATCH (x)-[:AT]->(p:Location)
RETURN v.uid AS victim, c.uid AS case,
       collect([x.uid, x.position, x.phase, p.uid, x.since, x.until]) AS stages
"""
_EACH_NAMED = "UNWIND $victims AS uid MATCH (v:Person {uid: uid})"
_EPISODES_OF = """
MATCH (v)-[i:VICTIM_IN]->(c:Case)
RETURN v.uid AS victim, c.uid AS case, v.sex AS sex, i.age AS age, i.recruitment AS recruitment,
       i.purposes AS purposes, i.means AS means, c.registries AS registries, c.since AS since,
       c.until AS until
"""
_CODES_OF = """
MATCH (v)-[:SUBJECTED_TO]->(x:Stage)
OPTIONAL MATCH (x)-[:TYPIFIED_AS]->(a:PenalProvision)
RETURN x.uid AS stage, x.transport AS transport, x.recruitment AS recruitment,
       x.purposes AS purposes, x.means AS means, collect(a.uid) AS provisions
"""
_MOST_ROWS = 200_000  # victims in cases, or their stages: a row takes a kilobyte or two


def read_chains(pattern: Pattern, lookup: Lookup) -> list[Lived]:
    """Return every victim and case whose stages the pattern may fit.

    A pattern without a required place surveys all victims, and awaits its turn to do so.

    Raises:
        QueryTimeout: the statements took longer than a question may.
        EngineOverloaded: there are more victims than a question may read.
        EngineError: the engine failed.
    """
    clock = Clock(lookup)
    begin, given = _victims_of(pattern.steps)
    with nullcontext() if given else lookup.graph.turn(lookup.seconds):
        rows = _rows(clock, begin + _STAGES_OF, given)
    chains = {(row["victim"], row["case"]): _in_order(row["stages"]) for row in rows}
    fit = {key: stages for key, stages in chains.items() if may_fit(stages, pattern)}
    victims = {"victims": sorted({victim for victim, _ in fit})}
    episodes = _rows(clock, _EACH_NAMED + _EPISODES_OF, victims)
    if pattern.filters.ask_of_stages:
        fit = _with_codes(fit, _rows(clock, _EACH_NAMED + _CODES_OF, victims))
    told = {(row["victim"], row["case"]): row for row in episodes}
    # A load may take a victim out of a case between two statements.
    return [_lived(key, fit[key], told[key]) for key in sorted(fit) if key in told]


def _victims_of(steps: Sequence[Step]) -> tuple[str, Mapping[str, object]]:
    """Return the statement that leads to the victims, and its parameters; none if it reads all."""
    placed = [step for step in steps if step.leads]
    if not placed:
        return _EVERY_VICTIM, {}
    rarest, *others = sorted(placed, key=_inhabitants)
    given = {"places": _outermost(rarest.places), "phases": sorted(rarest.phases)}
    if not others:
        return f"{_VICTIMS_AT}{_EACH_ONCE}", given
    also = others[0]
    given |= {"also_places": _outermost(also.places), "also_phases": sorted(also.phases)}
    return f"{_VICTIMS_AT}{_WHO_ALSO_WAS_AT}{_EACH_ONCE}", given


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
    rows = clock.rows(text, _MOST_ROWS, given)
    if len(rows) >= _MOST_ROWS:
        raise EngineOverloaded(
            why_es="la ruta abarca demasiadas víctimas; diga un lugar o uno más fino",
            why_en="the route spans too many victims; name a place or a finer one",
        )
    return rows


def _in_order(stages: Iterable[Sequence[Any]]) -> Stages:
    return tuple(sorted((LivedStage(*one) for one in stages), key=attrgetter("position", "uid")))


def _with_codes(
    chains: Mapping[tuple[str, str], Stages], rows: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, str], Stages]:
    """Return the stages of each victim and case with the codes that rows tell of them."""
    told = {row["stage"]: row for row in rows}

    def with_codes(stage: LivedStage) -> LivedStage:
        row = told.get(stage.uid)
        if row is None:  # a load may take a stage away between two statements
            return stage
        return replace(
            stage,
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
        sex=_known(told["sex"]),
        age=told["age"],
        recruitment=_known(told["recruitment"]),
        purpose=_known(told["purposes"]),
        means=_known(told["means"]),
        registry=frozenset(told["registries"] or ()),
        since=told["since"],
        until=told["until"],
    )


def _known(value: str | Sequence[str] | None) -> Codes:
    codes = [value] if isinstance(value, str) else value or ()
    reasons = code_list(REASONS).codes
    return frozenset(code for code in codes if code not in reasons)
