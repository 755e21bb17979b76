"""The decisions that may change once blocks were weighed anew and cases competed again.

A score has four digits, and all that follows from it depends on these. So a probability that moves
by less changes nothing. The pairs to decide are few:

1. The pairs that are new, that touch a changed case, or whose score is another than before.
2. People are joined under guards: with such a pair between two people whom likely links connect,
   all pairs between the people whom these links connect. People of a changed case count as such a
   pair. Cases likewise.

Everything else keeps its judgements. Links are taken a last digit too many rather than too few.

Example: a new record makes two victims one person with 0.9971. Both had no other link: one pair is
decided. If either is one of four people that links connect, the pairs of five people are.
"""

import numpy as np
from numpy.typing import NDArray

from trama.linkage.joint.deciding import score_of
from trama.linkage.model.weights import Model
from trama.linking.scope import Scope
from trama.linking.told import Floats, Numbered, Numbers, Told, found_at, grouped_numbers

_DIGIT = 1e-4  # of a score

Rows = NDArray[np.bool_]


class Reach:
    """The pairs to decide once a scope grows no more.

    ``pairs`` and ``blocks`` say by row of now which pairs of people and of cases are decided,
    ``gone`` and ``gone_blocks`` by row of before which are no pairs any more. ``people`` says by
    row of now who must be read for it. ``chances`` and ``block_chances`` are the joint
    probabilities of now, by row.
    """

    def __init__(self, scope: Scope, model: Model) -> None:
        self._scope = scope
        self._likely = model.same_at - _DIGIT
        self.block_chances = scope.told.of_cases()
        self.chances = _chances_of_people(scope.now, scope.told, self.block_chances)
        before = scope.told_before.of_cases()
        self.blocks, self.gone_blocks = self._of_cases(before)
        before = _chances_of_people(scope.old, scope.told_before, before)
        self.pairs, self.gone, self.people = self._of_people(before)

    @property
    def cases(self) -> Numbers:
        """The numbers of the cases with a pair that is decided."""
        now = self._scope.now
        rows = [np.flatnonzero(self.blocks), now.row[self.pairs]]
        return np.unique(now.ends[np.concatenate(rows)])

    def _of_cases(self, before: Floats) -> tuple[Rows, Rows]:
        """Return the pairs of cases that are decided, and those that are gone."""
        scope, now, old = self._scope, self._scope.now, self._scope.old
        at = _places(now.code, now.counted_cases, old.code, old.counted_cases)
        gone = old.counted_cases & (
            _places(old.code, old.counted_cases, now.code, now.counted_cases) < 0
        )
        other = now.counted_cases & ((at < 0) | _any_of(scope.changed, now.ends))
        met = np.flatnonzero(at >= 0)
        differs = _others(self.block_chances[met], before[at[met]])
        differs |= scope.told.stated[met] != scope.told_before.stated[at[met]]
        other[met[differs]] = True
        likely = [
            side.ends[side.counted_cases & (chances >= self._likely)]
            for side, chances in ((now, self.block_chances), (old, before))
        ]
        way = grouped_numbers(len(scope.cases), scope.stated, *likely)
        pulled = _pulled(way, np.flatnonzero(scope.changed), now.ends[other], old.ends[gone])
        return other | (now.counted_cases & _inside(way, now.ends, pulled)), gone

    def _of_people(self, before: Floats) -> tuple[Rows, Rows, Rows]:
        """Return the pairs of people that are decided, those that are gone, and who is read."""
        scope, now, old = self._scope, self._scope.now, self._scope.old
        ends, ends_before = (np.stack([side.one, side.other], axis=1) for side in (now, old))
        units_before, units = scope.units()
        other, gone = self._changed_pairs(before, units_before, units)
        likely = [
            ends[now.counted & (self.chances >= self._likely)],
            ends_before[old.counted & (before >= self._likely)],
        ]
        everybody = np.arange(len(units))
        joined = [np.stack([everybody, of], axis=1) for of in (units, units_before)]
        way = grouped_numbers(len(units), *joined, *likely)
        seeds = [side.person[scope.changed[side.case]] for side in (old, now)]
        seeds.append(np.flatnonzero(units != units_before))
        pulled = _pulled(way, np.concatenate(seeds), ends[other], ends_before[gone])
        linked = np.zeros(len(units), dtype=np.bool_)
        linked[way[np.concatenate(likely)].reshape(-1)] = True
        pulled &= linked
        pairs = other | (now.counted & _inside(way, ends, pulled))
        read = pulled[way]
        read[ends[pairs].reshape(-1)] = True
        return pairs, gone, read[now.person]

    def _changed_pairs(
        self, before: Floats, units_before: Numbers, units: Numbers
    ) -> tuple[Rows, Rows]:
        """Return the pairs of people that are new or other than before, and those that are gone."""
        scope, now, old = self._scope, self._scope.now, self._scope.old
        at = _places(now.pair, now.counted, old.pair, old.counted)
        other = now.counted & (at < 0)
        counted = np.flatnonzero(now.counted)
        other[counted] |= _any_of(scope.changed, now.ends)[now.row[counted]]
        met = np.flatnonzero(at >= 0)
        differs = _others(self.chances[met], before[at[met]])
        differs |= now.bits[met] != old.bits[at[met]]
        one, two = now.one[met], now.other[met]
        differs |= (units[one] == units[two]) != (units_before[one] == units_before[two])
        other[met[differs]] = True
        gone = old.counted & (_places(old.pair, old.counted, now.pair, now.counted) < 0)
        return other, gone


def _any_of(some: Rows, ends: Numbers) -> Rows:
    """Return by pair whether either end is among some."""
    either: Rows = some[ends[:, 0]] | some[ends[:, 1]]
    return either


def _pulled(way: Numbers, seeds: Numbers, *changed: Numbers) -> Rows:
    """Return by way whether it has a seed, or both ends of a changed pair."""
    pulled = np.zeros(len(way), dtype=np.bool_)
    pulled[way[seeds]] = True
    for ends in changed:
        of = way[ends]
        pulled[of[of[:, 0] == of[:, 1], 0]] = True
    return pulled


def _inside(way: Numbers, ends: Numbers, pulled: Rows) -> Rows:
    """Return by pair whether both ends are of one way that is pulled."""
    of = way[ends]
    inside: Rows = (of[:, 0] == of[:, 1]) & pulled[of[:, 0]]
    return inside


def _chances_of_people(side: Numbered, told: Told, of_cases: Floats) -> Floats:
    """Return by row the joint probability of people, before groups are made; NaN if none counts."""
    chances = np.full(len(side.row), np.nan)
    rows = np.flatnonzero(side.counted)
    of_pair = of_cases[side.row[rows]]
    chances[rows] = of_pair * told.one[rows] + (1 - of_pair) * told.two[rows]
    return chances


def _places(codes: Numbers, counted: Rows, among: Numbers, counted_among: Rows) -> Numbers:
    """Return for each code its row among others, -1 where either does not count."""
    at = found_at(codes, among)
    at[~counted] = -1
    held = np.flatnonzero(at >= 0)
    at[held[~counted_among[at[held]]]] = -1
    return at


def _others(chances: Floats, before: Floats) -> Rows:
    """Return whether each score is another than before."""
    other: Rows = chances != before
    rows = np.flatnonzero(other)
    both = zip(chances[rows].tolist(), before[rows].tolist(), strict=True)
    other[rows] = [score_of(new) != score_of(old) for new, old in both]
    return other
