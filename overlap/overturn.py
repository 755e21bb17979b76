"""The changes that overturn a figure: the fewest links that move it by more than an amount.

The figure is a number of links, say the people whom both registries have for 2017. The distinct
people move by as much the other way. A change makes a link or drops a link.
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from trama.core.errors import BadParameter, InconsistentLinks
from trama.overlap.candidates import Pair

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overturn:
    """The links to make and to drop, in order, and how far the number of links then moves."""

    made: tuple[Link, ...]
    dropped: tuple[Link, ...]
    moved: int

    @property
    def changes(self) -> int:
        """The number of links whose change moves the figure."""
        return len(self.made) + len(self.dropped)


def overturning_down(
    pairs: Iterable[Pair], linked: Iterable[Link], more_than: float
) -> Overturn | None:
    """Return the fewest links to drop so that the number falls by more than an amount.

    Each dropped link lowers the number by 1, so the fewest are the next whole number above the
    amount; the least probable links are named. Return None if fewer links stand.
    """
    probabilities, standing, needed = _checked(pairs, linked, more_than)
    if needed > len(standing):
        return None
    doubtful = sorted(standing, key=lambda link: (probabilities[link], link))[:needed]
    return Overturn((), tuple(sorted(doubtful)), -needed)


def overturning_up(
    pairs: Iterable[Pair], linked: Iterable[Link], more_than: float
) -> Overturn | None:
    """Return the fewest links to change so that the number rises by more than an amount.

    Every linkage on the way stays one-to-one. Return None if no linkage of the pairs has as many
    links. Links that the figure does not count are no `pairs`: they stay as they are, so leave out
    the pairs that they exclude.

    1. Find the cheapest alternating path from an unlinked record of side a to an unlinked record of
       side b: it makes a link, drops the next, and so on, and makes one more than it drops.
    2. A change costs 1, and a little for being unlikely; undoing an earlier change gives it back.
    3. Change the links on the path. Repeat until the number has risen enough.

    Each path is the cheapest, and the links at the start cost nothing. So after each path no other
    linkage with as many links needs fewer changes, and none with as few is likelier (successive
    shortest paths: Ahuja, Magnanti and Orlin 1993, Network Flows, chapter 9).

    Example: a1-b1 is linked, a1-b2 and a2-b1 are pairs. One more link needs three changes: drop
    a1-b1, make a1-b2 and a2-b1.
    """
    probabilities, start, needed = _checked(pairs, linked, more_than)
    paths, now = _Paths(probabilities, start), set(start)
    for _ in range(needed):
        path = paths.cheapest(now)
        if path is None:
            return None
        now.symmetric_difference_update(path)
    return Overturn(tuple(sorted(now - start)), tuple(sorted(start - now)), needed)


def _checked(
    pairs: Iterable[Pair], linked: Iterable[Link], more_than: float
) -> tuple[dict[Link, float], set[Link], int]:
    """Return the probability of each pair, the links, and the whole number above the amount."""
    if not 0 <= more_than < float("inf"):
        raise BadParameter(
            name="more_than",
            why_es="la cantidad no puede ser negativa ni infinita",
            why_en="the amount can be neither negative nor infinite",
        )
    probabilities = {pair.link: pair.probability for pair in pairs}
    standing = set(linked)
    for end in (0, 1):
        if len({link[end] for link in standing}) < len(standing):
            raise InconsistentLinks
    if not standing <= probabilities.keys():
        raise BadParameter(
            name="linked",
            why_es="un enlace no está entre los pares",
            why_en="a link is not among the pairs",
        )
    return probabilities, standing, int(more_than) + 1


class _Paths:
    """The search for the cheapest path, over linkages that differ more and more from the start."""

    def __init__(self, probabilities: dict[Link, float], start: set[Link]) -> None:
        self._start = start
        self._candidates: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(probabilities):
            self._candidates[link[0]].append(link)
        surprise = {
            link: _surprise(1 - probability if link in start else probability)
            for link, probability in probabilities.items()
        }
        # One change outweighs all surprise together, so surprise decides among equals only.
        change = 1 + sum(surprise.values())
        self._cost = {link: change + surprise[link] for link in probabilities}

    def cheapest(self, now: set[Link]) -> list[Link] | None:
        """Return the pairs to change on the cheapest path that adds a link to `now`, or None.

        Bellman and Ford's search with a queue: undoing a change costs less than nothing, which
        Dijkstra's search does not allow.
        """
        link_of_a, link_of_b = {a: (a, b) for a, b in now}, {b: (a, b) for a, b in now}
        best = {a: 0 for a in self._candidates if a not in link_of_a}
        came_by: dict[str, Link] = {}  # from each record of side b, the pair that reached it
        reached: dict[str, int] = {}
        queue = deque(best)
        while queue:
            a = queue.popleft()
            for pair in self._candidates[a]:
                cost = best[a] + self._toggled(pair, now)
                if pair in now or cost >= reached.get(pair[1], cost + 1):
                    continue
                reached[pair[1]], came_by[pair[1]] = cost, pair
                if dropped := link_of_b.get(pair[1]):
                    best[dropped[0]] = cost + self._toggled(dropped, now)
                    queue.append(dropped[0])
        ends = [(cost, b) for b, cost in reached.items() if b not in link_of_b]
        if not ends:
            return None
        path = [came_by[min(ends)[1]]]
        while dropped := link_of_a.get(path[-1][0]):
            path += [dropped, came_by[dropped[1]]]
        return path

    def _toggled(self, pair: Link, now: set[Link]) -> int:
        undoing = (pair in now) != (pair in self._start)
        return -self._cost[pair] if undoing else self._cost[pair]


def _surprise(probability: float) -> int:
    """Return how unlikely a change is: -ln of its probability, in thousandths, at most 20,000."""
    return round(-1_000 * math.log(max(probability, math.exp(-20))))
