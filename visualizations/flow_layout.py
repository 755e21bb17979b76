"""Columns and rows of ways: each place once, and no way through the box of a foreign place.

A layered drawing in the manner of Sugiyama, Tagawa and Toda (1981). No permissively licensed Python
library draws one without a program of its own (graphviz).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SWEEPS = 12
# Least distance between the things of a column, in units of the drawing.
APART = 20.0

Item = tuple[str, ...]
"""A thing in a column: ``(place,)``, or ``(way, leg, column)`` where a leg passes a column."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg of a way: the number of the way, the number of the leg in it, and its two places."""

    way: int
    number: int
    start: str
    end: str


@dataclass(slots=True)
class Layout:
    """The column of each place, the items of each column from above, and each item's middle."""

    column: dict[str, int] = field(default_factory=dict)
    columns: list[list[Item]] = field(default_factory=list)
    middle: dict[Item, float] = field(default_factory=dict)

    def stations(self, leg: Leg) -> list[Item]:
        """Return what a leg passes: its first place, a point in each column between, its last."""
        first, last = self.column[leg.start], self.column[leg.end]
        step = 1 if last > first else -1
        between = [passing(leg, column) for column in range(first + step, last, step)]
        return [(leg.start,), *between, (leg.end,)]


def passing(leg: Leg, column: int) -> Item:
    """Return the item of a leg in a column where it only passes."""
    return (str(leg.way), str(leg.number), str(column))


def legs_of(ways: Sequence[Sequence[str]]) -> list[Leg]:
    """Return the legs of all ways; a leg from a place to itself is none."""
    return [
        Leg(way, number, start, end)
        for way, places in enumerate(ways)
        for number, (start, end) in enumerate(pairwise(places))
        if start != end
    ]


def layout(ways: Sequence[Sequence[str]], heights: Mapping[Item, float], thin: float) -> Layout:
    """Return the layout of ways; ``heights`` are those of places, ``thin`` that of a passing leg.

    1. Columns: legs go to the right, except those that would close a circle.
    2. Order: each item moves to the mean of its neighbours, from left to right and back.
    3. Heights: each item comes as near to its neighbours as the order allows.

    Example: the ways A-B-D and A-D give the columns [A], [B and the passing leg A-D], [D].
    """
    legs = legs_of(ways)
    found = Layout(column=_columns(ways, legs))
    found.columns = [[] for _ in range(max(found.column.values(), default=-1) + 1)]
    for place, column in found.column.items():
        found.columns[column].append((place,))
    neighbours: dict[Item, list[Item]] = defaultdict(list)
    for leg in legs:
        stations = found.stations(leg)
        for item in stations[1:-1]:
            found.columns[int(item[2])].append(item)
        for one, other in pairwise(stations):
            neighbours[one].append(other)
            neighbours[other].append(one)
    _order(found, neighbours)
    _settle(found, neighbours, heights, thin)
    return found


def _columns(ways: Sequence[Sequence[str]], legs: Sequence[Leg]) -> dict[str, int]:
    """Return the column of each place: right of every place that comes before it."""
    after: dict[str, set[str]] = defaultdict(set)
    places = list(dict.fromkeys(place for way in ways for place in way))
    for leg in legs:
        if _reaches(after, leg.end, leg.start):
            after[leg.end].add(leg.start)
        else:
            after[leg.start].add(leg.end)
    column = dict.fromkeys(places, 0)
    for _ in places:
        for start in places:
            for end in after[start]:
                column[end] = max(column[end], column[start] + 1)
    last = max(column.values(), default=0)
    for way in ways:
        if not after[way[-1]]:
            column[way[-1]] = last
    return column


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        place = waiting.pop()
        if place == goal:
            return True
        new = after.get(place, set()) - seen
        seen |= new
        waiting += new
    return False


def _order(found: Layout, neighbours: Mapping[Item, Sequence[Item]]) -> None:
    """Sort the items of each column by the mean rank of their neighbours."""
    rank = {item: float(row) for column in found.columns for row, item in enumerate(column)}
    for sweep in range(SWEEPS):
        columns = found.columns if sweep % 2 == 0 else found.columns[::-1]
        for column in columns:
            means = {
                item: sum(rank[other] for other in neighbours[item]) / len(neighbours[item])
                if neighbours[item]
                else rank[item]
                for item in column
            }
            column.sort(key=lambda item: (means[item], rank[item]))
            middle = (len(column) - 1) / 2
            rank |= {item: row - middle for row, item in enumerate(column)}


def _settle(
    found: Layout,
    neighbours: Mapping[Item, Sequence[Item]],
    heights: Mapping[Item, float],
    thin: float,
) -> None:
    """Set the middles of the items: apart from each other, else near to their neighbours."""
    for column in found.columns:
        found.middle |= dict.fromkeys(column, 0.0)
    for sweep in range(2 * SWEEPS):
        columns = found.columns if sweep % 2 == 0 else found.columns[::-1]
        for column in columns:
            wanted = [
                sum(found.middle[other] for other in neighbours[item]) / len(neighbours[item])
                if neighbours[item]
                else 0.0
                for item in column
            ]
            room = [heights.get(item, thin) for item in column]
            found.middle |= dict(zip(column, spread(wanted, room), strict=True))


def spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Return middles in the given order, as near to the wanted ones as the heights allow.

    Least squares under the order: things that would overlap move together to their mean (pooled
    adjacent violators). Example: ``spread([0, 0], [10, 10])`` gives -15 and 15.
    """
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + (above + below) / 2 + APART)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        mean, size = want - offset, 1
        while pools and pools[-1][0] >= mean:
            other, others = pools.pop()
            mean = (mean * size + other * others) / (size + others)
            size += others
        pools.append((mean, size))
    settled = [mean for mean, size in pools for _ in range(size)]
    return [mean + offset for mean, offset in zip(settled, offsets, strict=False)]
