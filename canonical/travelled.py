"""The gains of routes by a change of cases whose victims travelled them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from trama.canonical.cases import DerivedCase
from trama.canonical.relationships import SUBJECTED_TO
from trama.graph.store.route_gains import Gain, Leg
from trama.graph.store.routes import PROPERTY_OF_LEVEL


class _Travelled(NamedTuple):
    """All that a route counts of one stage: its case and victim, and their days."""

    case: str
    ended: str
    victim: str
    since: str
    until: str


def route_gains(
    before: Iterable[DerivedCase],
    after: Iterable[DerivedCase],
    renamed: Mapping[str, str],
    guests: Collection[str],
) -> dict[Leg, Gain]:
    """Return what the routes gain if these cases become those; routes that gain nothing are absent.

    ``renamed`` maps the uid before to the uid after, of persons whose node is kept. ``guests`` are
    the uids after of persons who have a part in further cases.

    Example: a carpeta with two victims, both taken from Cusco to Lima in 2017, is loaded. The route
    between the two departments gains one case and two victims, and the days of 2017.
    """
    held, wanted = _travelled(before, renamed), _travelled(after, {})
    return {
        leg: _gain(held.get(leg, set()), wanted.get(leg, set()), guests)
        for leg in held.keys() | wanted.keys()
        if held.get(leg) != wanted.get(leg)
    }


def _travelled(
    cases: Iterable[DerivedCase], renamed: Mapping[str, str]
) -> dict[Leg, set[_Travelled]]:
    travelled: dict[Leg, set[_Travelled]] = defaultdict(set)
    for case in cases:
        victims = {edge.end: edge.start for edge in case.edges if edge.kind == SUBJECTED_TO}
        for stage in case.stages:
            victim = victims.get(str(stage["uid"]), "")
            told = _Travelled(
                case.uid,
                str(case.properties.get("until", "")),
                renamed.get(victim, victim),
                str(stage.get("since", "")),
                str(stage.get("until", "")),
            )
            for level, name in PROPERTY_OF_LEVEL.items():
                if name in stage:
                    travelled[Leg(level, str(stage[name]))].add(told)
    return travelled


def _gain(before: set[_Travelled], after: set[_Travelled], guests: Collection[str]) -> Gain:
    cases_before, cases_after = ({told.case for told in some} for some in (before, after))
    victims_before, victims_after = ({told.victim for told in some} for some in (before, after))
    days, ends = {told.since for told in after} - {""}, {told.until for told in after} - {""}
    differing = dict.fromkeys(victims_after - victims_before, 1)
    differing |= dict.fromkeys(victims_before - victims_after, -1)
    return Gain(
        cases=len(cases_after) - len(cases_before),
        victims=sum(sign for victim, sign in differing.items() if victim not in guests),
        first=min(days, default=None),
        last=max(ends, default=None),
        gone_first=min({told.since for told in before} - days - {""}, default=None),
        gone_last=max({told.until for told in before} - ends - {""}, default=None),
        touched=cases_before | cases_after,
        guests={victim: sign for victim, sign in differing.items() if victim in guests},
    )
