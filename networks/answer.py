"""Recurrent networks as an answer: the people and cases of each as the viewer may see them."""

from collections.abc import Iterable, Mapping
from typing import Any

from trama.cypher.header import Parameter, ParameterType
from trama.cypher.parameter_text import bad, partial_date
from trama.networks.calculation import USUAL_DRAWS, USUAL_SEED, Calculated, calculate
from trama.networks.of_graph import Accused, Period
from trama.networks.recurrence import RecurrentNetwork, Watcher
from trama.ontology.declare import Sensitivity
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.weighing import hidden_texts
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.numbers import numbers_of

_DIGITS = 4

_SINCE, _UNTIL = (
    Parameter(name=name, type=ParameterType.PARTIAL_DATE, title_es=es, title_en=en)
    for name, es, en in (
        ("since", "Hecho desde", "Fact since"),
        ("until", "Hecho hasta", "Fact until"),
    )
)

Person = dict[str, str]
"""A suspect: ``pseudonym``, and ``name`` if the viewer may see it."""


def asked_period(since: str | None, until: str | None, *, include_excluded: bool) -> Period:
    """Return the period between two dates as people write them: a year, a month or a day.

    Raises:
        BadParameter: a date is none, or the period ends before it begins.
    """
    first = partial_date(_SINCE, since).first.isoformat() if since else None
    last = partial_date(_UNTIL, until).last.isoformat() if until else None
    if first and last and last < first:
        raise bad(_UNTIL, f"termina antes de {since}", f"it ends before {since}")
    return Period(first, last, include_excluded)


def find_networks(
    lookup: Lookup,
    period: Period,
    draws: int = USUAL_DRAWS,
    seed: int = USUAL_SEED,
    watcher: Watcher | None = None,
) -> dict[str, Any]:
    """Return the recurrent networks of a period as JSON can hold them.

    The keys are those of `Recurrence`. A member is ``{pseudonym, name, dropped}``: ``dropped``
    counts the cases of the network in which he or she was archived or acquitted. A case is
    ``{uid, number, perhaps_same}`` with the numbers of cases that count with it as one. A case that
    would identify somebody whom the viewer may not know is left out of the lists; ``shared_cases``
    counts it.

    Raises:
        AccessDenied: the viewer may not see accusations.
        EngineError: the engine failed. QueryTimeout: a look-up took longer than it may.
    """
    lookup.viewer.admit(Sensitivity.RESTRICTED)
    return as_answer(calculate(lookup.graph, period, draws, seed, watcher), lookup)


def as_answer(calculated: Calculated, lookup: Lookup) -> dict[str, Any]:
    """Return what was calculated as `find_networks` gives it.

    Raises:
        EngineError: the engine failed. QueryTimeout: a look-up took longer than it may.
    """
    found, accused = calculated.found, calculated.accused
    people = _people({one for network in found.networks for one in network.members}, lookup)
    cases = _cases({one for network in found.networks for one in network.cases}, accused, lookup)
    return found.document() | {
        "networks": [
            _network(network, standing, people, cases, accused)
            for network, standing in zip(found.networks, calculated.survives, strict=True)
        ]
    }


def _network(
    network: RecurrentNetwork,
    survives: float,
    people: Mapping[str, Person],
    cases: Mapping[str, dict[str, Any]],
    accused: Accused,
) -> dict[str, Any]:
    def shown(uids: Iterable[str]) -> list[dict[str, Any]]:
        return [cases[uid] for uid in uids if uid in cases]

    return {
        "members": [{**people[uid], **_dropped(uid, network, accused)} for uid in network.members],
        "shared_cases": len(network.cases),
        "expected": round(network.expected, _DIGITS),
        "odds": round(network.odds, _DIGITS),
        "rate": round(network.rate, _DIGITS),
        "survives": round(survives, _DIGITS),
        "overturned_by": len(network.overturned_by),
        "overturning_cases": shown(network.overturned_by),
        "cases": shown(network.cases),
        "pairs": [
            {
                "one": people[pair.one],
                "other": people[pair.other],
                "shared": pair.shared,
                "expected": round(pair.expected, _DIGITS),
                "odds": float(f"{pair.odds:.2g}"),
            }
            for pair in network.pairs
        ],
    }


def _dropped(uid: str, network: RecurrentNetwork, accused: Accused) -> Mapping[str, int]:
    """Return in how many cases of a network an accusation of somebody was dropped, if in any."""
    number = sum((uid, case) in accused.dropped for case in network.cases)
    return {"dropped": number} if number else {}


def _people(uids: Iterable[str], lookup: Lookup) -> dict[str, Person]:
    asked = sorted(uids)
    people: dict[str, Person] = {}
    for row in lookup.rows("people_by_uid", len(asked) + 1, uids=asked):
        people[row["uid"]] = {"pseudonym": row["pseudonym"]}
        if row["name"] and lookup.viewer.sees_person(victim=row["victim"]):
            people[row["uid"]]["name"] = row["name"]
    return people


def _cases(counted: Iterable[str], accused: Accused, lookup: Lookup) -> dict[str, dict[str, Any]]:
    """Return the counted cases that the viewer may see, by uid, with those that may be the same."""
    same = {uid: accused.perhaps_same.get(uid, ()) for uid in counted}
    uids = {*same, *(uid for others in same.values() for uid in others)}
    asked = Asked(texts=set(uids), free=set(uids), cases=set(uids))
    hidden, _ = hidden_texts(asked, lookup.graph, lookup.viewer, lookup.seconds)
    numbers = numbers_of(uids - hidden, lookup)
    return {
        uid: {
            "uid": uid,
            "number": numbers.get(uid, uid),
            "perhaps_same": [numbers.get(other, other) for other in others if other not in hidden],
        }
        for uid, others in same.items()
        if uid not in hidden
    }
