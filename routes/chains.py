"""The stages that victims lived, case by case, read from the graph for one pattern.

The main value is `Lived`: one victim in one case, with the stages in their order. Only victims with
a stage at some place of the pattern are read: of its placed steps, the one with the rarest places.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from trama.core.errors import EngineOverloaded
from trama.ontology.codelists import REASONS, code_list
from trama.queries.lookups.lookup import Clock, Lookup
from trama.routes.language.pattern import Pattern, Step

# A uid of a place begins with those of the places around it: STARTS WITH means "within".
_AT_PLACES = """
UNWIND $places AS around
MATCH (l:Location) WHERE l.uid STARTS WITH around
MATCH (l)<-[:AT]-(s:Stage) WHERE s.phase IN $phases
"""
# Victims on the legs of a place: counted already, and near enough to say which place is the rarer.
_VICTIMS_OF_LEGS = """
UNWIND $places AS place
MATCH (:Location {uid: place})-[leg:ROUTE]-(:Location)
RETURN sum(leg.victims) AS victims
"""
_VICTIMS_AT = f"{_AT_PLACES} MATCH (s)<-[:SUBJECTED_TO]-(v:Victim) WITH DISTINCT v "
_EVERY_VICTIM = "MATCH (v:Victim) "
_STAGES_OF = """
MATCH (v)-[:SUBJECTED_TO]->(x:Stage)-[:PART_OF]->(c:Case)
OPTIONAL MATCH (x)-[:AT]->(p:Location)
RETURN v.uid AS victim, c.uid AS case, x.uid AS stage, x.position AS position, x.phase AS phase,
       p.uid AS place, x.since AS since, x.until AS until, x.transport AS transport,
       x.recruitment AS recruitment, x.purposes AS purposes, x.means AS means
"""
_EPISODES_OF = """
MATCH (v)-[i:VICTIM_IN]->(c:Case)
RETURN v.uid AS victim, c.uid AS case, v.sex AS sex, i.age AS age, i.recruitment AS recruitment,
       i.purposes AS purposes, i.means AS means, c.registries AS registries, c.since AS since,
       c.until AS until
"""
_PROVISIONS_OF = """
MATCH (v)-[:SUBJECTED_TO]->(x:Stage)-[:TYPIFIED_AS]->(a:PenalProvision)
RETURN x.uid AS stage, a.uid AS provision
"""
_MOST_ROWS = 1_000_000  # stages; more do not fit into the memory that one question may take

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class LivedStage:
    """One stage: its phase and place, its first and last possible day, and its codes.

    Codes that only say why a value is unknown are left out.
    """

    uid: str
    position: int
    phase: str
    place: str | None = None
    since: str | None = None
    until: str | None = None
    transport: Codes = frozenset()
    recruitment: Codes = frozenset()
    purpose: Codes = frozenset()
    means: Codes = frozenset()
    provision: Codes = frozenset()


@dataclass(frozen=True, slots=True)
class Lived:
    """One victim in one case: what is known of the victim there, and the stages in their order.

    ``since`` and ``until`` bound the fact of the case.
    """

    victim: str
    case: str
    stages: tuple[LivedStage, ...]
    sex: Codes = frozenset()
    age: float | None = None
    recruitment: Codes = frozenset()
    purpose: Codes = frozenset()
    means: Codes = frozenset()
    registry: Codes = frozenset()
    since: str | None = None
    until: str | None = None


def read_chains(pattern: Pattern, lookup: Lookup) -> list[Lived]:
    """Return every victim and case whose stages the pattern may fit.

    A pattern without a required place surveys all victims, and awaits its turn to do so.

    Raises:
        QueryTimeout: the statements took longer than a question may.
        EngineOverloaded: there are more stages than a question may read.
        EngineError: the engine failed.
    """
    clock = Clock(lookup)
    anchor = _anchor(pattern.steps, clock)
    given: Mapping[str, object] = {} if anchor is None else _given(anchor)
    begin = _EVERY_VICTIM if anchor is None else _VICTIMS_AT
    with lookup.graph.turn(lookup.seconds) if anchor is None else nullcontext():
        stages = _rows(clock, begin + _STAGES_OF, given)
        episodes = _rows(clock, begin + _EPISODES_OF, given)
        provisions: dict[str, set[str]] = defaultdict(set)
        if pattern.filters.provision:
            for row in _rows(clock, begin + _PROVISIONS_OF, given):
                provisions[row["stage"]].add(row["provision"])
    return _joined(stages, episodes, provisions)


def _anchor(steps: Sequence[Step], clock: Clock) -> Step | None:
    """Return the required step with the rarest places. Return None if no required step has any."""
    placed = [step for step in steps if step.least and step.places]
    if len(placed) < 2:
        return placed[0] if placed else None
    victims = [
        clock.rows(_VICTIMS_OF_LEGS, 1, {"places": _outermost(step.places)})[0]["victims"]
        for step in placed
    ]
    return placed[victims.index(min(victims))]


def _given(step: Step) -> Mapping[str, object]:
    return {"places": _outermost(step.places), "phases": sorted(step.phases)}


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
            why_es="la ruta abarca demasiadas etapas; diga un lugar o uno más fino",
            why_en="the route spans too many stages; name a place or a finer one",
        )
    return rows


def _joined(
    stages: Iterable[Mapping[str, Any]],
    episodes: Iterable[Mapping[str, Any]],
    provisions: Mapping[str, set[str]],
) -> list[Lived]:
    chains: dict[tuple[str, str], list[LivedStage]] = defaultdict(list)
    for row in stages:
        chains[row["victim"], row["case"]].append(
            LivedStage(
                uid=row["stage"],
                position=row["position"],
                phase=row["phase"],
                place=row["place"],
                since=row["since"],
                until=row["until"],
                transport=_known(row["transport"]),
                recruitment=_known(row["recruitment"]),
                purpose=_known(row["purposes"]),
                means=_known(row["means"]),
                provision=frozenset(provisions.get(row["stage"], ())),
            )
        )
    told = {(row["victim"], row["case"]): row for row in episodes}
    lived = (_lived(key, chain, told[key]) for key, chain in chains.items() if key in told)
    return sorted(lived, key=attrgetter("case", "victim"))


def _lived(key: tuple[str, str], chain: Iterable[LivedStage], told: Mapping[str, Any]) -> Lived:
    return Lived(
        *key,
        stages=tuple(sorted(chain, key=attrgetter("position", "uid"))),
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
