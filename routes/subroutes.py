"""Sub-routes that recur among the routes of a pattern, and flows between places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from trama.queries.lookups.places import LEVEL_NAMES
from trama.routes.found import Taken, passed

Places = tuple[str, ...]

_MOST_PLACES = 4  # of a sub-route: longer ones are routes, which the answer has
_RECURS = 2  # cases from which a sub-route recurs


@dataclass(slots=True)
class Followed:
    """The victims and cases that passed some places one after another."""

    victims: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)


def subroutes(taken: Iterable[Taken], level: str) -> list[tuple[Places, Followed]]:
    """Return the sequences of two to four places that recur in several cases, the most taken first.

    A sequence within a longer one of the same victims says nothing more, and is left out.
    """
    followed: dict[Places, Followed] = defaultdict(Followed)
    for one in taken:
        for places in _parts(passed(one.stretch, level)):
            followed[places].victims.add(one.lived.victim)
            followed[places].cases.add(one.lived.case)
    recurring = {places: found for places, found in followed.items() if len(found.cases) >= _RECURS}
    told = set(_within_alike(recurring))
    return _most_first(item for item in recurring.items() if item[0] not in told)


def flows(taken: Iterable[Taken]) -> dict[str, list[tuple[Places, Followed]]]:
    """Return by level, the finest first, the legs from place to place, the most taken first."""
    by_level: dict[str, dict[Places, Followed]] = {level: {} for level in LEVEL_NAMES.values()}
    for one in taken:
        for level, legs in by_level.items():
            for leg in pairwise(passed(one.stretch, level)):
                found = legs.setdefault(leg, Followed())
                found.victims.add(one.lived.victim)
                found.cases.add(one.lived.case)
    return {level: _most_first(legs.items()) for level, legs in by_level.items()}


def _parts(places: Places) -> Iterator[Places]:
    for begin in range(len(places)):
        for end in range(begin + 2, min(begin + _MOST_PLACES, len(places)) + 1):
            yield places[begin:end]


def _within_alike(followed: Mapping[Places, Followed]) -> Iterator[Places]:
    """Yield the sequences that lie in a longer one which the same victims took."""
    for longer, found in followed.items():
        for part in (longer[1:], longer[:-1]):
            if part in followed and followed[part].victims == found.victims:
                yield part


def _most_first(items: Iterable[tuple[Places, Followed]]) -> list[tuple[Places, Followed]]:
    return sorted(items, key=lambda item: (-len(item[1].victims), -len(item[1].cases), item[0]))
