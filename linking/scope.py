"""The pairs of cases that must be weighed anew after a change, and the people they depend on.

A *block* is a pair of cases with the pairs of their people. People and cases tell of each other
within a block alone. It depends on its own pairs and on who is joined before any model counts, by
stated keys and by people. So few blocks are weighed anew:

1. The blocks of a changed case, and blocks whose pairs are others than before.
2. Two cases that name each other or that a person judged lie on one way. If a case of the way
   changed, the blocks between its cases.
3. People who share a stated key are joined before any model counts: if two of them are in the
   scope, all are read. If they are joined otherwise than before, their blocks are weighed too.

Then cases compete. It takes the odds of blocks alone, which the last linking told: so all blocks
that a way of strong blocks connects with an odd that changed compete again, and nobody reads them.
``reach`` says which decisions follow.

Example: a case is new. It makes 12 blocks, which are weighed. One of these is strong and competes
with 3,000 others: 3 of their probabilities change in a digit that is stored.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trama.graph.records import CaseKey
from trama.linkage.joint.case_blocks import ordered_ends
from trama.linkage.joint.deciding import WeighedPairs
from trama.linkage.joint.matching import MOST_BITS
from trama.linkage.joint.rivals import LEAST_RIVAL_BITS, rivals_of
from trama.linkage.joint.units import Units
from trama.linkage.model.weights import Model
from trama.linking.counting import counted_pairs
from trama.linking.known_pairs import KnownPairs
from trama.linking.told import Numbered, Numbers, Told, coded, found_at, grouped_numbers, unknown

Ends = Sequence[tuple[int, int]]


class Scope:
    """The blocks that one linking weighs. ``grow`` is called until it returns False.

    ``blocks`` says by row of ``case_pairs`` which are weighed, ``people`` by row of ``people`` who
    is read. ``old`` and ``now`` are the numbered rows of before and now, with what is ``told`` of
    them; ``changed`` says by number of a case whether it changed, ``stated`` has pairs of cases
    that name each other or that a person judged.
    """

    def __init__(  # noqa: PLR0913 - what was, what is, and what differs
        self,
        before: tuple[KnownPairs, Told] | None,
        known: KnownPairs,
        changed: Collection[int],
        judged: Ends,
        model: Model,
        by_hash: Mapping[int, CaseKey],
        *,
        rejudged: bool,
    ) -> None:
        """Begin with what changed.

        ``changed`` are hashes of cases, ``judged`` the two cases of each judgement of a person,
        ``by_hash`` the cases that are there.

        ``before`` is None if nothing is known of the last linking: then all is in the scope.
        ``rejudged`` says that judgements of people are others than before.
        """
        self._known = known
        self.whole = before is None
        old, told = before or (known, unknown(known))
        pairs = np.array(judged, dtype=np.int64).reshape(-1, 2)
        named = np.concatenate([_named(table) for table in (old, known)])
        of_people = (table.cases["case"].to_numpy() for table in (old, known))
        self.cases = np.unique(np.concatenate([*of_people, *pairs.T, *named.T]))
        self.case_of = {
            number: by_hash[case]
            for number, case in enumerate(self.cases.tolist())
            if case in by_hash
        }
        uids = sorted({*old.uids, *known.uids})
        self.number = {uid: number for number, uid in enumerate(uids)}
        self.old, self.now = (self._numbered(table, model) for table in (old, known))
        self._judged = np.searchsorted(self.cases, pairs)
        self._named = np.searchsorted(self.cases, _named(known))
        self.stated = np.concatenate([np.searchsorted(self.cases, named), self._judged])
        self._way = grouped_numbers(len(self.cases), self.stated)
        self.changed = np.zeros(len(self.cases), dtype=np.bool_)
        self.changed[np.searchsorted(self.cases, np.array([*changed], dtype=np.int64))] = True
        if rejudged:
            self.changed[self._judged.reshape(-1)] = True
        self.told_before, self.told = told, self._carried(told)
        self._before = self.told.bits.copy(), self.told.stated.copy()
        self._keyed = self._key_groups(old, known)
        self.people = np.zeros(len(self.now.person), dtype=np.bool_)
        self._begin()
        self._close()

    @property
    def pairs(self) -> Numbers:
        """The rows of the pairs of people that are weighed."""
        rows = np.flatnonzero(self.now.counted)
        weighed: Numbers = rows[self.blocks[self.now.row[rows]]]
        return weighed

    def to_read(self) -> set[CaseKey]:
        """Return the cases of the blocks, and of the people who are read."""
        ends = np.unique(self.now.ends[self.blocks])
        of_people = np.unique(self.now.case[self.people])
        return {self.case_of[number] for number in np.union1d(ends, of_people).tolist()}

    def stated_cases(
        self, some: Collection[int]
    ) -> tuple[list[CaseKey], list[tuple[CaseKey, CaseKey]]]:
        """Return some cases, by number, with all on their stated ways, and who names whom."""
        asked = np.zeros(len(self.cases), dtype=np.bool_)
        asked[self._way[[*some]]] = True
        cases = [
            self.case_of[at]
            for at in np.flatnonzero(asked[self._way]).tolist()
            if at in self.case_of
        ]
        named = self._named[asked[self._way[self._named[:, 0]]]].tolist()
        case_of = self.case_of
        return cases, [(case_of[a], case_of[b]) for a, b in named if a in case_of and b in case_of]

    def _begin(self) -> None:
        """Take the blocks of changed cases, those with other pairs, and those of stated ways."""
        now, old = self.now, self.old
        differs = (now.signatures(now.code) != old.signatures(now.code)).any(axis=1)
        pulled = np.zeros(len(self.cases), dtype=np.bool_)
        pulled[self._way[self.changed]] = True
        ends = self._way[now.ends]
        inside = (ends[:, 0] == ends[:, 1]) & pulled[ends[:, 0]]
        touched = self.changed[now.ends].any(axis=1)
        self.blocks = now.counted_cases & (touched | differs | inside | self.whole)

    def grow(self, weighed: WeighedPairs) -> bool:
        """Take in what was weighed of the scope. Return whether the scope grew by it.

        Once it grows no more, cases compete.
        """
        self.note_units(weighed.units)
        self._note_blocks(weighed)
        if self.whole:
            return False
        size = int(self.blocks.sum()), int(self.people.sum())
        self._close()
        if size != (int(self.blocks.sum()), int(self.people.sum())):
            return True
        self._compete()
        return False

    def note_units(self, units: Units) -> None:
        """Take in who is joined before any model counts, of those whose sharers were all read."""
        rows = {int(number): row for row, number in enumerate(self.now.person.tolist())}
        whole = self._several()[self._keyed[self.now.person]] | self.whole
        for unit in units.persons:
            for member in unit.members:
                row = rows[self.number[member.uid]]
                if whole[row]:
                    self.told.units[row] = unit.members[0].uid

    def _note_blocks(self, weighed: WeighedPairs) -> None:
        number_of = {case: number for number, case in self.case_of.items()}
        blocks = weighed.blocks
        ends = np.array([(number_of[a], number_of[b]) for a, b in blocks.cases], dtype=np.int64)
        one, other = ends.reshape(-1, 2).T
        row = found_at(coded(one, other, len(self.cases)), self.now.code)
        self.told.bits[row] = weighed.weighed.bits
        if self.whole:
            self.told.rivals[row] = weighed.weighed.rivals
        self.told.stated[row] = np.abs(blocks.bits) >= MOST_BITS
        people = [(self.number[a], self.number[b]) for a, b in blocks.people]
        one, other = np.array(people, dtype=np.int64).reshape(-1, 2).T
        row = found_at(coded(one, other, len(self.number)), self.now.pair)
        held = row >= 0  # else a stated key alone joins the pair
        self.told.one[row[held]] = weighed.weighed.if_one.chance[held]
        self.told.two[row[held]] = weighed.weighed.if_two.chance[held]

    def _compete(self) -> None:
        """Let the cases compete again that a way of strong blocks connects with a change."""
        now, old = self.now, self.old
        strong = now.counted_cases & (self.told.bits >= LEAST_RIVAL_BITS)
        strong_before = old.counted_cases & (self.told_before.bits >= LEAST_RIVAL_BITS)
        way = grouped_numbers(len(self.cases), now.ends[strong], old.ends[strong_before])
        bits, stated = self._before
        other = (self.told.bits != bits) | (self.told.stated != stated)
        other |= found_at(now.code, old.code[old.counted_cases]) < 0
        other &= now.counted_cases
        gone = found_at(old.code, now.code[now.counted_cases]) < 0
        pulled = np.zeros(len(self.cases), dtype=np.bool_)
        pulled[way[now.ends[other].reshape(-1)]] = True
        pulled[way[old.ends[strong_before & gone].reshape(-1)]] = True
        self.told.rivals[other & ~strong] = 0.0
        rows = np.flatnonzero(strong & pulled[way[now.ends[:, 0]]]).tolist()
        ends = now.ends[rows].tolist()
        in_order = sorted(
            (ordered_ends(self.case_of[one], self.case_of[two]), row)
            for (one, two), row in zip(ends, rows, strict=True)
        )
        at = np.array([row for _, row in in_order], dtype=np.int64)
        rivals = rivals_of([block for block, _ in in_order], self.told.bits[at])
        self.told.rivals[at] = np.where(self.told.stated[at], 0.0, rivals)

    def _numbered(self, known: KnownPairs, model: Model) -> Numbered:
        return Numbered(known, self.number, self.cases, counted_pairs(known, model))

    def _carried(self, told: Told) -> Told:
        """Return what was told before by the rows of now, NaN where nothing was told."""
        units = dict(zip(self.old.person.tolist(), told.units, strict=True))
        uids = self._known.uids
        fresh = unknown(self._known)
        fresh.units[:] = [
            units.get(at, uids[row]) for row, at in enumerate(self.now.person.tolist())
        ]
        for codes, old_codes, names in (
            (self.now.code, self.old.code, ("bits", "rivals", "stated")),
            (self.now.pair, self.old.pair, ("one", "two")),
        ):
            at = found_at(codes, old_codes)
            for name in names:
                getattr(fresh, name)[at >= 0] = getattr(told, name)[at[at >= 0]]
        return fresh

    def _close(self) -> None:
        """Grow the scope until what is told so far adds nothing."""
        if self.whole:
            self.people[:] = True
            return
        size = (-1, -1)
        while size != (grown := (int(self.blocks.sum()), int(self.people.sum()))):
            size = grown
            cases = np.zeros(len(self.cases), dtype=np.bool_)
            cases[self.now.ends[self.blocks].reshape(-1)] = True
            self.add_people(cases[self.now.case])
            self._add_moved()

    def add_people(self, some: np.ndarray) -> None:
        """Add some people, by row, and all with whom stated keys may join two who are read."""
        self.people |= some
        self.people |= self._several()[self._keyed[self.now.person]]

    def _several(self) -> np.ndarray:
        """Return by group of keys whether it has two people of the scope, or a changed person."""
        group = self._keyed[self.now.person]
        several = np.bincount(group[self.people], minlength=len(self._keyed)) > 1
        for side in (self.old, self.now):
            several[self._keyed[side.person[self.changed[side.case]]]] = True
        return several

    def _add_moved(self) -> None:
        """Add the blocks between the people of a group of keys that are joined otherwise."""
        group = self._keyed[self.now.person]
        moved = self._moved(group)
        row = np.flatnonzero(moved[group])
        of_group: dict[int, set[int]] = {}
        for number, case in zip(group[row].tolist(), self.now.case[row].tolist(), strict=True):
            of_group.setdefault(number, set()).add(case)
        for together in of_group.values():
            both = np.isin(self.now.ends, [*together]).all(axis=1)
            self.blocks |= both & self.now.counted_cases

    def _moved(self, group: Numbers) -> np.ndarray:
        """Return by group of keys whether its people are joined or parted otherwise than before."""
        moved = np.zeros(len(self._keyed), dtype=np.bool_)
        old_unit, new_unit = self.units()
        both = np.zeros(len(self.number), dtype=np.bool_)
        both[self.old.person] = True
        stay = both[self.now.person] & ~self.changed[self.now.case] & self._several()[group]
        units = old_unit[self.now.person], new_unit[self.now.person]
        of = np.stack([group, *units], axis=1)[stay]
        if len(of):
            whole, olds, news = (np.unique(of[:, columns], axis=0)[:, 0] for columns in _COLUMNS)
            counts = [np.bincount(part, minlength=len(moved)) for part in (whole, olds, news)]
            moved = (counts[0] != counts[1]) | (counts[0] != counts[2])
        judged = np.zeros(len(self.cases), dtype=np.bool_)
        judged[self._judged.reshape(-1)] = True
        of_judged = np.zeros(len(moved), dtype=np.bool_)
        of_judged[group[judged[self.now.case]]] = True
        for side in (self.old, self.now):  # a changed person may part or join others
            changed = self._keyed[side.person[self.changed[side.case]]]
            moved[changed[of_judged[changed]]] = True
        return moved

    def units(self) -> tuple[Numbers, Numbers]:
        """Return the unit of each person by number, as told before and as told now."""
        found = []
        for side, told in ((self.old, self.told_before), (self.now, self.told)):
            units = np.arange(len(self.number))
            units[side.person] = [self.number[unit] for unit in told.units]
            found.append(units)
        return found[0], found[1]

    def _key_groups(self, old: KnownPairs, known: KnownPairs) -> Numbers:
        """Return by person the group of those whom stated keys or judgements may join."""
        people = len(self.number)
        rows = [_stated(table, side) for table, side in ((old, self.old), (known, self.now))]
        joined = np.concatenate(rows)
        _, key = np.unique(joined[:, 1], return_inverse=True)
        keyed = np.stack([joined[:, 0], people + key.reshape(-1)], axis=1)
        first = people + len(joined)
        judged = np.unique(self._judged)
        cases = [
            np.stack([side.person, first + side.case], axis=1)[np.isin(side.case, judged)]
            for side in (self.old, self.now)
        ]
        count = first + len(self.cases)
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
