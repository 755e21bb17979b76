"""The pairs that must be decided anew after a change, and all that their decision depends on.

A *block* is a pair of cases with the pairs of their people. The scope grows from what changed:

1. The blocks of a changed case, and blocks whose pairs are others than before.
2. Cases compete: with a block, all strong blocks that a way of strong blocks connects with it.
   Two cases that name each other or that a person judged lie on one way.
3. People are joined under guards: with a pair between two people whom likely links connect, all
   pairs between the people whom these links connect.
4. People who share a stated key are joined before any model counts: if two of them are in the
   scope, all are read. If they are joined otherwise than before, their blocks are decided too.

Odds of the last linking tell which blocks are strong and which links likely. The decisions give new
odds, and the scope grows until nothing more comes in. Everything outside keeps its judgements.

Example: a case is new. It makes 12 blocks, of which two are strong. One of these competes with a
third: 13 blocks of 14 cases are decided, of 300,000 blocks.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trama.linkage.joint.deciding import WeighedPairs
from trama.linkage.joint.weighing import LEAST_RIVAL_BITS
from trama.linkage.model.weights import Model
from trama.linking.counting import cases_of, counted_case_pairs, counted_pairs
from trama.linking.known_pairs import KnownPairs
from trama.linking.told import Numbered, Numbers, Told, coded, found_at, grouped_numbers, unknown

Ends = Sequence[tuple[int, int]]


class Scope:
    """The scope of one linking. ``grow`` is called until it returns False.

    ``blocks`` says by row of ``case_pairs`` which are decided, ``people`` by row of ``people`` who
    is read; ``cases`` are the hashes of all cases to read.
    """

    def __init__(
        self,
        before: tuple[KnownPairs, Told] | None,
        known: KnownPairs,
        changed: Collection[int],
        judged: Ends,
        model: Model,
        *,
        rejudged: bool,
    ) -> None:
        """Begin with what changed.

        ``changed`` are hashes of cases, ``judged`` the two cases of each judgement of a person.

        ``before`` is None if nothing is known of the last linking: then all is in the scope.
        ``rejudged`` says that judgements of people are others than before.
        """
        self._known = known
        self._whole = before is None
        old, told = before or (known, unknown(known))
        self._same_at = model.same_at
        pairs = np.array(judged, dtype=np.int64).reshape(-1, 2)
        named = np.concatenate([_named(table) for table in (old, known)])
        self._cases = np.unique(
            np.concatenate(
                [*(table.cases["case"].to_numpy() for table in (old, known)), *pairs.T, *named.T]
            )
        )
        uids = sorted({*old.uids, *known.uids})
        self._number = {uid: number for number, uid in enumerate(uids)}
        self._old, self._now = (self._numbered(table, model) for table in (old, known))
        self._judged = np.searchsorted(self._cases, pairs)
        self._named = np.searchsorted(self._cases, named)
        self._rejudged = rejudged
        self._changed = np.zeros(len(self._cases), dtype=np.bool_)
        self._changed[np.searchsorted(self._cases, np.array([*changed], dtype=np.int64))] = True
        if rejudged:
            self._changed[self._judged.reshape(-1)] = True
        self._old_told = told
        self.told = self._carried(told)
        self._keyed = self._key_groups(old, known)
        self._begin()
        self._close()

    @property
    def cases(self) -> set[int]:
        """The hashes of the cases to read."""
        ends = self._cases[self._now.ends[self.blocks].reshape(-1)]
        return {*ends.tolist(), *self._known.of_case[self.people].tolist()}

    @property
    def whole(self) -> bool:
        """Return whether all pairs are decided."""
        return self._whole

    @property
    def changed(self) -> set[int]:
        """The hashes of the cases that changed, and of those of new judgements of people."""
        return {*self._cases[self._changed].tolist()}

    @property
    def decided(self) -> int:
        """The number of cases with a block in the scope."""
        return len(np.unique(self._now.ends[self.blocks]))

    @property
    def pairs(self) -> Numbers:
        """The rows of the pairs of people that are decided."""
        inside = np.isin(self._now.block, self._now.code[self.blocks])
        return np.flatnonzero(self._now.counted & inside)

    def before(self) -> tuple[Numbers, Numbers]:
        """Return the rows of the pairs of people and of cases, of before, that may be withdrawn."""
        codes = np.concatenate([self._now.code[self.blocks], self._old.code[self._lost]])
        inside = self._old.counted & np.isin(self._old.block, codes)
        return np.flatnonzero(inside), np.flatnonzero(
            self._old.counted_cases & np.isin(self._old.code, codes)
        )

    def _begin(self) -> None:
        """Take the blocks of changed cases, and those whose pairs are others than before."""
        count = self._now.counted_cases
        codes = self._now.code
        differs = ~np.isclose(
            self._now.signatures(codes), self._old.signatures(codes), rtol=0, atol=0
        ).all(axis=1)
        touched = self._changed[self._now.ends].any(axis=1)
        self.blocks = count & (touched | differs | self._whole)
        self._lost = self._old.counted_cases & (
            self._changed[self._old.ends].any(axis=1) | (found_at(self._old.code, codes[count]) < 0)
        )
        self.people = np.zeros(len(self._now.person), dtype=np.bool_)

    def grow(self, weighed: WeighedPairs, case_number: Iterable[tuple[int, int, float]]) -> bool:
        """Take in what was told of the scope. Return whether the scope grew by it.

        ``case_number`` has the hashes of two cases and their log2 odds, as
        ``weighed.case_bits`` has them.
        """
        rows = {int(number): row for row, number in enumerate(self._now.person.tolist())}
        for unit in weighed.units.persons:
            for member in unit.members:
                self.told.units[rows[self._number[member.uid]]] = unit.members[0].uid
        scores = [
            (self._number[one], self._number[other], score)
            for one, other, score in weighed.scores()
        ]
        self._note(self.told.scores, self._now.pair, scores, len(self._number))
        found = [
            (*np.searchsorted(self._cases, [one, other]).tolist(), bits)
            for one, other, bits in case_number
        ]
        self._note(self.told.bits, self._now.code, found, len(self._cases))
        if self._whole:
            return False
        size = int(self.blocks.sum()), int(self.people.sum())
        self._close()
        return size != (int(self.blocks.sum()), int(self.people.sum()))

    @staticmethod
    def _note(
        column: np.ndarray, codes: Numbers, told: Sequence[tuple[int, int, float]], count: int
    ) -> None:
        if not told:
            return
        one, other, values = (np.array(values) for values in zip(*told, strict=True))
        at = found_at(coded(one, other, count), codes)
        column[at[at >= 0]] = values[at >= 0]

    def _numbered(self, known: KnownPairs, model: Model) -> Numbered:
        counted = counted_pairs(known, model)
        cases = counted_case_pairs(known, cases_of(known, counted))
        return Numbered(known, self._number, self._cases, counted, cases)

    def _carried(self, told: Told) -> Told:
        """Return what was told before by the rows of now, NaN where nothing was told."""
        units = dict(zip(self._old.person.tolist(), told.units, strict=True))
        uids = self._known.uids
        carried = [units.get(at, uids[row]) for row, at in enumerate(self._now.person.tolist())]
        columns = []
        for codes, old_codes, values in (
            (self._now.code, self._old.code, told.bits),
            (self._now.pair, self._old.pair, told.scores),
        ):
            at = found_at(codes, old_codes)
            found = np.full(len(codes), np.nan)
            found[at >= 0] = values[at[at >= 0]]
            columns.append(found)
        return Told(carried, *columns)

    def _close(self) -> None:
        """Grow the scope until what is told so far adds nothing."""
        if self._whole:
            self.people[:] = True
            return
        size = (-1, -1)
        while size != (grown := (int(self.blocks.sum()), int(self.people.sum()))):
            size = grown
            self._add_rivals()
            self._add_linked()
            self._add_keyed()

    def _add_rivals(self) -> None:
        strong = [
            side.ends[side.counted_cases & (told >= LEAST_RIVAL_BITS)]
            for side, told in ((self._old, self._old_told.bits), (self._now, self.told.bits))
        ]
        group = grouped_numbers(len(self._cases), *strong, self._named, self._judged)
        pulled = np.zeros(len(self._cases), dtype=np.bool_)
        pulled[group[self._changed]] = True
        for side, some in ((self._now, self.blocks), (self._old, self._lost)):
            ends = group[side.ends[some]]
            pulled[ends[ends[:, 0] == ends[:, 1], 0]] = True
        ends = group[self._now.ends]
        inside = (ends[:, 0] == ends[:, 1]) & pulled[ends[:, 0]]
        self.blocks |= inside & self._now.counted_cases
        in_group = pulled[group[self._now.case]]
        self.people |= in_group

    def _add_linked(self) -> None:
        units = [
            np.stack([side.person, self._unit_numbers(told)], axis=1)
            for side, told in ((self._old, self._old_told), (self._now, self.told))
        ]
        links = [
            np.stack([side.one, side.other], axis=1)[side.counted & (told.scores >= self._same_at)]
            for side, told in ((self._old, self._old_told), (self._now, self.told))
        ]
        group = grouped_numbers(len(self._number), *units, *links)
        pulled = np.zeros(len(self._number), dtype=np.bool_)
        for side in (self._old, self._now):
            pulled[group[side.person[self._changed[side.case]]]] = True
        own = [np.arange(len(self._number)) for _ in units]
        for numbers, rows in zip(own, units, strict=True):
            numbers[rows[:, 0]] = rows[:, 1]
        of_lost = self._old.counted & np.isin(self._old.block, self._old.code[self._lost])
        of_scope = np.zeros(len(self._now.one), dtype=np.bool_)
        of_scope[self.pairs] = True
        for side, some in ((self._old, of_lost), (self._now, of_scope)):
            one, other = side.one[some], side.other[some]
            parted = np.any([numbers[one] != numbers[other] for numbers in own], axis=0)
            inside = parted & (group[one] == group[other])
            pulled[group[one[inside]]] = True
        linked = np.zeros(len(self._number), dtype=np.bool_)
        for rows in links:
            linked[group[rows[:, 0]]] = True
        pulled &= linked
        ends = group[self._now.one], group[self._now.other]
        inside = self._now.counted & (ends[0] == ends[1]) & pulled[ends[0]]
        self.blocks |= self._now.counted_cases & np.isin(self._now.code, self._now.block[inside])
        self.people |= pulled[group[self._now.person]]

    def _add_keyed(self) -> None:
        """Add all who share keys with a changed person, or of whom two are in the scope."""
        cases = np.zeros(len(self._cases), dtype=np.bool_)
        cases[self._now.ends[self.blocks].reshape(-1)] = True
        inside = self.people | cases[self._now.case]
        group = self._keyed[self._now.person]
        several = np.bincount(group[inside], minlength=len(self._keyed)) > 1
        for side in (self._old, self._now):
            several[self._keyed[side.person[self._changed[side.case]]]] = True
        self.people |= several[group] | inside
        moved = self._moved(group, several)
        if not moved.any():
            return
        row = np.flatnonzero(moved[group])
        of_group: dict[int, set[int]] = {}
        for number, case in zip(group[row].tolist(), self._now.case[row].tolist(), strict=True):
            of_group.setdefault(number, set()).add(case)
        for together in of_group.values():
            both = np.isin(self._now.ends, [*together]).all(axis=1)
            self.blocks |= both & self._now.counted_cases

    def _moved(self, group: Numbers, several: np.ndarray) -> np.ndarray:
        """Return by group of keys whether its people are joined otherwise than before."""
        moved = np.zeros(len(self._keyed), dtype=np.bool_)
        old_unit = np.full(len(self._number), -1, dtype=np.int64)
        old_unit[self._old.person] = self._unit_numbers(self._old_told)
        new_unit = self._unit_numbers(self.told)
        both = (old_unit[self._now.person] >= 0) & several[group]
        both &= ~self._changed[self._now.case]
        of = np.stack([group, old_unit[self._now.person], new_unit], axis=1)[both]
        if len(of):
            whole, olds, news = (np.unique(of[:, columns], axis=0)[:, 0] for columns in _COLUMNS)
            counts = [np.bincount(part, minlength=len(moved)) for part in (whole, olds, news)]
            moved = (counts[0] != counts[1]) | (counts[0] != counts[2])
        if self._rejudged and len(self._judged):
            touched = np.isin(self._now.case, self._judged.reshape(-1))
            moved[group[touched]] = True
        return moved

    def _unit_numbers(self, told: Told) -> Numbers:
        return np.array([self._number[unit] for unit in told.units], dtype=np.int64)

    def _key_groups(self, old: KnownPairs, known: KnownPairs) -> Numbers:
        """Return by person the group of those whom stated keys or judgements may join."""
        people = len(self._number)
        rows = [_stated(table, side) for table, side in ((old, self._old), (known, self._now))]
        joined = np.concatenate(rows)
        _, key = np.unique(joined[:, 1], return_inverse=True)
        keyed = np.stack([joined[:, 0], people + key.reshape(-1)], axis=1)
        first = people + len(joined)
        judged = np.unique(self._judged)
        cases = [
            np.stack([side.person, first + side.case], axis=1)[np.isin(side.case, judged)]
            for side in (self._old, self._now)
        ]
        count = first + len(self._cases)
        return grouped_numbers(count, keyed, *cases, first + self._judged)


_COLUMNS = ([0, 1, 2], [0, 1], [0, 2])


def _named(known: KnownPairs) -> Numbers:
    """Return a row for each case that a case names: the hashes of both."""
    parents, named = _flat(known.cases["named"])
    return np.stack([known.cases["case"].to_numpy()[parents], named], axis=1)


def _stated(known: KnownPairs, side: Numbered) -> Numbers:
    """Return a row for each stated key of a person: the person and the key's hash."""
    parents, keys = _flat(known.people["stated"])
    return np.stack([side.person[parents], keys], axis=1)


def _flat(lists: pa.ChunkedArray) -> tuple[Numbers, Numbers]:
    """Return the row of each item of a column of lists, and the items."""
    whole = lists.combine_chunks()
    parents, items = pc.list_parent_indices(whole), pc.list_flatten(whole)
    return parents.to_numpy().astype(np.int64), items.to_numpy()
