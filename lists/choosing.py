"""The choice of the pairs that are one person: one to one across two lists, or in groups."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trama.linkage.joint.scored import Guard

_MOST_EXPONENT = 500.0  # bits, so that sums of odds stay finite
_BRIDGE_AT = 0.999  # probability of a link that alone joins two groups of two or more
_MOST_IN_GROUP = 50  # records of one person; more are a runaway group


GUARDS: tuple[Guard | None, ...] = (None, *Guard)
"""The guards, by the place that arrays have of them; None stops nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """For each pair its probability, whether it is a link, and the place of its guard in GUARDS."""

    probability: NDArray[np.float64]
    linked: NDArray[np.bool_]
    guard: NDArray[np.int8]


def one_to_one(
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    bits: NDArray[np.float64],
    vetoed: NDArray[np.bool_],
    same_at: float,
    *,
    weak: NDArray[np.bool_] | None = None,
) -> Choice:
    """Return the links across two lists, in which each person stands at most once.

    A ``weak`` pair is never a link, but a rival: a person decides on it.

    1. The odds of a pair stand against 1 for nobody, and the odds of all its rivals: the other
       pairs of either record. A vetoed pair is no rival.
    2. A pair of probability ``same_at`` or more is a link. It has no rival of such a probability.

    Example: two pairs of one record with 12 bits each have 0.5 each: neither is a link.
    """
    odds = np.exp2(np.minimum(bits, _MOST_EXPONENT))
    competing = np.where(vetoed, 0.0, odds)
    size = int(max(one.max(initial=0), other.max(initial=0))) + 1
    sums = [np.bincount(end, competing, size)[end] for end in (one, other)]
    rivals = np.maximum(sums[0] + sums[1] - 2 * competing, 0.0)
    alone, probability = odds / (1 + odds), odds / (1 + odds + rivals)
    guard = np.zeros(len(one), np.int8)
    stopped = (alone >= same_at) & (probability < same_at)
    guard[stopped] = GUARDS.index(Guard.ONE_TO_ONE)
    guard[vetoed] = GUARDS.index(Guard.VETO)
    sure = (probability >= same_at) & ~vetoed
    return Choice(probability, sure & ~_asked(sure, weak, guard), guard)


def grouped(  # noqa: PLR0913 - arrays of one length, and what bounds them
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    bits: NDArray[np.float64],
    vetoed: NDArray[np.bool_],
    apart: tuple[NDArray[np.int64], NDArray[np.int64]],
    same_at: float,
    *,
    weak: NDArray[np.bool_] | None = None,
) -> tuple[Choice, dict[int, int]]:
    """Return the links of one list, and the group of each linked record: its smallest record.

    1. Go through the pairs of probability ``same_at`` or more, from the surest.
    2. Join their groups, but not across two records that are surely ``apart``, nor to too many
       records, nor by a pair less sure than ``_BRIDGE_AT`` if both groups have several.

    A ``weak`` pair joins nobody: a person decides on it.

    Example: A=B and B=C with A and C apart give one group, of the surer pair.
    """
    odds = np.exp2(np.minimum(bits, _MOST_EXPONENT))
    probability = odds / (1 + odds)
    guard = np.zeros(len(one), np.int8)
    guard[vetoed] = GUARDS.index(Guard.VETO)
    linked = np.zeros(len(one), bool)
    groups = _Groups(*apart)
    likely = (probability >= same_at) & ~vetoed
    sure = np.flatnonzero(likely & ~_asked(likely, weak, guard))
    order = sure[np.lexsort((other[sure], one[sure], -bits[sure]))]
    for pair in order.tolist():
        stopped = groups.join(int(one[pair]), int(other[pair]), float(probability[pair]))
        guard[pair] = GUARDS.index(stopped)
        linked[pair] = stopped is None
    return Choice(probability, linked, guard), groups.smallest()


def _asked(
    sure: NDArray[np.bool_], weak: NDArray[np.bool_] | None, guard: NDArray[np.int8]
) -> NDArray[np.bool_]:
    """Return the sure pairs that are weak, after noting why they are no links."""
    asked = sure & weak if weak is not None else np.zeros(len(sure), bool)
    guard[asked] = GUARDS.index(Guard.WEAK)
    return asked


class _Groups:
    """Groups of records that grow by links, none across two records that are apart."""

    def __init__(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> None:
        self._group: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}
        for mine, theirs in zip(one.tolist(), other.tolist(), strict=True):
            self._apart.setdefault(mine, set()).add(theirs)
            self._apart.setdefault(theirs, set()).add(mine)

    def join(self, one: int, other: int, probability: float) -> Guard | None:
        """Join the groups of two records; return the guard that stops it, None if no guard does."""
        mine, theirs = self._group.get(one, one), self._group.get(other, other)
        if mine == theirs:
            return None
        few, many = (self._members.get(group, [group]) for group in (mine, theirs))
        if len(few) > len(many):
            few, many, mine, theirs = many, few, theirs, mine
        if len(few) + len(many) > _MOST_IN_GROUP:
            return Guard.SIZE
        if any(not self._apart.get(record, set()).isdisjoint(many) for record in few):
            return Guard.CONTRADICTION
        if len(few) > 1 and probability < _BRIDGE_AT:
            return Guard.BRIDGE
        for record in few:
            self._group[record] = theirs
        self._group[theirs] = theirs
        self._members[theirs] = [*many, *few]
        self._members.pop(mine, None)
        return None

    def smallest(self) -> dict[int, int]:
        """Return for each record that is in a group the smallest record of the group."""
        return {record: min(members) for members in self._members.values() for record in members}
