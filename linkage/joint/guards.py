"""Groups that follow likely links, the strongest first, and the guards that stop a link.

The groups are those that ``linkage.identity.joined_people`` and ``case_clusters`` make of the links
that no guard stopped: both join the ends of a link unless something hard stands against it, and
every hard objection of theirs is among the objections here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from trama.linkage.joint.scored import Guard

LEAST_COHESION = 0.3
"""Mean probability of the pairs between two groups, below which a link is a bridge. One certain
pair of the four between two groups of two gives 0.25; of a record and a group of three, 0.33."""

LARGE = 12
"""Units above which a group must hold together well. A unit is what a shared key joins, so a
suspect with a document and a hundred cases is one unit: a large group has only likely links."""

COHESION_OF_LARGE = 0.6
"""Mean probability between two groups that would together be large."""

Objection = Callable[[int, int], Guard | None]
"""A function of two units that returns what stands against one person (or case), or None."""


class LikelyLink(NamedTuple):
    """A pair as likely as the threshold asks: its probability, its ends, and their units."""

    score: float
    one: str
    other: str
    unit: int
    other_unit: int


class Grouped(NamedTuple):
    """The groups of units that the links give, and the guard that stopped a link, by its ends.

    ``group`` numbers the group of each unit in a group of two or more. ``through`` has by pair of
    units of one group the product of the probabilities on the way between them.
    """

    group: Mapping[int, int]
    stopped: Mapping[tuple[str, str], Guard]
    through: Mapping[tuple[int, int], float]


def grouped(
    links: Iterable[LikelyLink],
    chances: Mapping[tuple[int, int], float],
    objection: Objection,
) -> Grouped:
    """Return the groups that likely links give.

    ``chances`` has the probability of each pair of units, the lower number first; a pair that is
    missing has 0.

    1. Take the links by falling probability.
    2. Join the groups of both ends unless two of their units have an objection, or the mean chance
       between the groups is too low.
    3. Repeat with the links that were stopped, as groups have grown, until none joins.

    Example: A-B and C-D have 0.999, B-C 0.991, and nothing else is likely. A-B and C-D are groups.
    B-C is a bridge: the mean of A-C, A-D, B-C and B-D is 0.25.
    """
    groups: dict[int, list[int]] = {}
    through: dict[tuple[int, int], float] = {}
    waiting = sorted(links, key=lambda link: (-link.score, link.one, link.other))
    stopped: dict[tuple[str, str], Guard] = {}
    grew = True
    while grew and waiting:
        grew, left = False, []
        for link in waiting:
            one = groups.setdefault(link.unit, [link.unit])
            other = groups.setdefault(link.other_unit, [link.other_unit])
            if one is other:
                continue
            guard = _guard(one, other, chances, objection)
            if guard:
                stopped[link.one, link.other] = guard
                left.append(link)
                continue
            _note_ways(link, one, other, through)
            one.extend(other)
            groups.update(dict.fromkeys(other, one))
            grew = True
        waiting = left
    apart = {
        (link.one, link.other): stopped[link.one, link.other]
        for link in waiting
        if groups[link.unit] is not groups[link.other_unit]
    }
    group = {unit: min(units) for unit, units in groups.items()}
    return Grouped(group, apart, through)


def ordered(one: int, other: int) -> tuple[int, int]:
    """Return two units, the lower number first."""
    return (one, other) if one <= other else (other, one)


def _guard(
    one: Sequence[int],
    other: Sequence[int],
    chances: Mapping[tuple[int, int], float],
    objection: Objection,
) -> Guard | None:
    found = (objection(mine, theirs) for mine in one for theirs in other)
    if hard := next(filter(None, found), None):
        return hard
    between = sum(chances.get(ordered(mine, theirs), 0.0) for mine in one for theirs in other)
    cohesion = between / (len(one) * len(other))
    if cohesion < LEAST_COHESION:
        return Guard.BRIDGE
    large = len(one) + len(other) > LARGE
    return Guard.SIZE if large and cohesion < COHESION_OF_LARGE else None


def _note_ways(
    link: LikelyLink,
    one: Sequence[int],
    other: Sequence[int],
    through: dict[tuple[int, int], float],
) -> None:
    """Store the product of the probabilities between each unit of one group and of the other."""
    for mine in one:
        here = 1.0 if mine == link.unit else through[ordered(mine, link.unit)]
        for theirs in other:
            there = 1.0 if theirs == link.other_unit else through[ordered(theirs, link.other_unit)]
            through[ordered(mine, theirs)] = here * link.score * there
