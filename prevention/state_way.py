"""A victim's way through the State: identified, referred, assisted, reintegrated; and the gaps.

Everything is counted in episodes (a victim in a case), from what records say, of ten up and in
tens. A record that says nothing is counted as without data, never as a step that was not taken.

    step          RETA                 SISTRA               HTCDS
    identified    every registration   every carpeta        every case
    referred      destination          carpeta beside RETA  date of the outgoing referral
    assisted      no field             no field             a support plan (spl_…)
    reintegrated  no field             no field             no field
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from statistics import quantiles
from typing import Any

from trama.access.policy import MINIMUM_PUBLIC_CELL
from trama.graph.engine import Graph
from trama.prevention.episodes import Episode
from trama.prevention.reasons import Group, Key, told

_RECORDS = """
MATCH (c:Case)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'case'
RETURN c.uid AS case, r.registry AS registry, r.registered_on AS registered,
       r.fact_date AS fact, r.destination AS destination
"""
_HTCDS_FILE = "MATCH (f:SourceFile) WHERE f.registry = 'HTCDS' RETURN f.uid AS uid LIMIT 1"
_HTCDS = """
MATCH (v:Victim)-[:ATTESTED_BY]->(r:Record)
WHERE r.registry = 'HTCDS' AND r.kind = 'victim'
MATCH (v)-[:VICTIM_IN]->(c:Case)-[:ATTESTED_BY]->(own:Record)
WHERE own.registry = 'HTCDS' AND own.kind = 'case' AND own.case_key = r.case_key
RETURN DISTINCT v.uid AS victim, c.uid AS case, r.originals AS written
"""
_RETA, _SISTRA = "RETA", "SISTRA"
_TO_JUSTICE = frozenset({"FISCALIA", "JUEZ"})
_REFERRED_ON = "cas_OutgoingReferralDate"
_PLAN = "spl_"  # the columns of HTCDS's support plan begin so
_DAY = len("2017-03-05")

TARGETS = {Group.MINOR: 0.70, Group.WOMAN: 0.90}
"""The shares assisted and reintegrated by 2030 that the National Policy sets (DS 009-2021-IN)."""


class Referral(StrEnum):
    """The records' word on whether a victim's case was taken to prosecutors or another service."""

    REFERRED = "referred"
    ELSEWHERE = "elsewhere"
    DIRECT = "direct"
    NO_DATA = "no_data"


@dataclass(slots=True)
class _CaseTrail:
    """The days and destinations that the records of a case give; days are whole ISO days."""

    registries: set[str] = field(default_factory=set)
    destinations: set[str] = field(default_factory=set)
    facts: list[str] = field(default_factory=list)
    registered: dict[str, str] = field(default_factory=dict)

    def add(self, row: Mapping[str, Any]) -> None:
        registry, day = row["registry"], _whole_day(row["registered"])
        self.registries.add(registry)
        if row["destination"]:
            self.destinations.add(row["destination"])
        if fact := _whole_day(row["fact"]):
            self.facts.append(fact)
        if day:
            self.registered[registry] = min(day, self.registered.get(registry, day))


@dataclass(frozen=True, slots=True)
class _Service:
    """An HTCDS record's word: the day of the outgoing referral, and whether there is a plan."""

    referred_on: str | None
    has_plan: bool


@dataclass(frozen=True, slots=True)
class StateRecords:
    """The records' word of cases (by uid), and of the services to a victim in a case."""

    trails: Mapping[str, _CaseTrail]
    services: Mapping[Key, _Service]


def read_state_records(graph: Graph, cases: Collection[str]) -> StateRecords:
    """Return what the records say of the way of the victims of some cases.

    Raises:
        EngineError: the engine failed.
    """
    trails: dict[str, _CaseTrail] = {case: _CaseTrail() for case in cases}
    for row in graph.stream(_RECORDS):
        if row["case"] in trails:
            trails[row["case"]].add(row)
    services = _services(graph) if any(graph.stream(_HTCDS_FILE)) else {}
    return StateRecords(trails, services)


def state_way(
    records: StateRecords,
    episodes: Iterable[Episode],
    of_all_years: Iterable[Episode],
    groups: Mapping[Key, Group],
) -> dict[str, Any]:
    """Return the steps and the gaps in days of these episodes, and the targets of all years.

    The targets tell of children and women, so no period narrows them.
    """
    keys = {(one.victim, one.case) for one in episodes}
    trails, services = records.trails, records.services
    referrals = [_referral(trails[case], services.get((victim, case))) for victim, case in keys]
    assisted = sum(key in services and services[key].has_plan for key in keys)
    everybody = {(one.victim, one.case) for one in of_all_years}
    return {
        "identified": told(len(keys)),
        "referred": {str(kind): told(referrals.count(kind)) for kind in Referral},
        "assisted": {"assisted": told(assisted), "no_data": told(len(keys) - assisted)},
        "reintegrated": {"no_data": told(len(keys))},
        "gaps": _gaps(keys, trails, services),
        "targets": _targets(groups, everybody, services),
    }


def _whole_day(written: str | None) -> str | None:
    """Return an ISO day. Return None for a month, a year or nothing."""
    return written[:_DAY] if written and len(written) >= _DAY and "/" not in written else None


def _services(graph: Graph) -> dict[Key, _Service]:
    """Return what HTCDS records say of services; nothing else of their cells is kept."""
    found = {}
    for row in graph.stream(_HTCDS):
        cells = json.loads(row["written"])
        plan = any(name.startswith(_PLAN) and value for name, value in cells.items())
        found[row["victim"], row["case"]] = _Service(_iso_day(cells.get(_REFERRED_ON)), plan)
    return found


def _iso_day(written: str | None) -> str | None:
    try:
        return date.fromisoformat((written or "")[:_DAY]).isoformat()
    except ValueError:
        return None


def _referral(trail: _CaseTrail, service: _Service | None) -> Referral:
    both = {_RETA, _SISTRA} <= trail.registries
    if both or trail.destinations & _TO_JUSTICE or (service and service.referred_on):
        return Referral.REFERRED
    if trail.destinations:
        return Referral.ELSEWHERE
    return Referral.DIRECT if trail.registries == {_SISTRA} else Referral.NO_DATA


def _gaps(
    keys: Iterable[Key], trails: Mapping[str, _CaseTrail], services: Mapping[Key, _Service]
) -> list[dict[str, Any]]:
    """Return the days between two steps, of the episodes whose records give both days."""
    spans: dict[str, list[int]] = {"identified": [], "referred": [], "service": []}
    for key in keys:
        trail = trails[key[1]]
        first = min(trail.registered.values(), default=None)
        if trail.facts and first:
            spans["identified"].append(_days(min(trail.facts), first))
        if _RETA in trail.registered and _SISTRA in trail.registered:
            spans["referred"].append(_days(trail.registered[_RETA], trail.registered[_SISTRA]))
        service = services.get(key)
        if first and service and service.referred_on:
            spans["service"].append(_days(first, service.referred_on))
    return [{"gap": name, **_summary(some)} for name, some in spans.items()]


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _summary(days: list[int]) -> dict[str, int | None]:
    """Return the quartiles of ten spans of days up; a step before its forerunner counts apart."""
    forward = [one for one in days if one >= 0]
    low, median, high = (
        (round(one) for one in quantiles(forward, n=4, method="inclusive"))
        if len(forward) >= MINIMUM_PUBLIC_CELL
        else (None, None, None)
    )
    return {
        "known": told(len(forward)),
        "backwards": told(len(days) - len(forward)),
        "low": low,
        "median": median,
        "high": high,
    }


def _targets(
    groups: Mapping[Key, Group], keys: Collection[Key], services: Mapping[Key, _Service]
) -> list[dict[str, Any]]:
    """Return each target, the people it is about, and how many of them have a plan at least."""
    assisted = {key for key in keys if key in services and services[key].has_plan}

    def people(group: Group, some: Collection[Key]) -> int | None:
        return told(len({key[0] for key in some if groups.get(key) is group}))

    return [
        {
            "group": str(group),
            "target": target,
            "victims": people(group, keys),
            "with_plan": people(group, assisted),
        }
        for group, target in TARGETS.items()
    ]
