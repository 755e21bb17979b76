"""Pairs of people that no rule of blocking finds, but whose cases are likely one or of one circle.

An error in each field that blocks hides a link. If the fact, the place or other people tell that
two cases may be one, all of their people are compared. If a suspect of one may be a suspect of the
other, all of their suspects are: accused come back with their accomplices.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trama.graph.records import CaseKey
from trama.linkage.cases.case_candidates import compare_all_people
from trama.linkage.joint.accomplices import ALIKE_BITS
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import BY_CASES
from trama.linking.case_reading import ReadCase
from trama.linking.known_pairs import KnownPairs, sorted_pairs
from trama.linking.scoring import Floats, bits_of
from trama.linking.told import found_at

Rows = NDArray[np.int64]


def rows_of_likely_cases(known: KnownPairs, suspect: int) -> Rows:
    """Return the rows of two people of one kind whose cases are likely one, the smaller first.

    The suspects of two cases count too if rules found two of them who are alike (``ALIKE_BITS``):
    ``suspect`` is the hash of their kind. The result has a pair in each row and is sorted.
    """
    kinds = known.people["kind"].to_numpy()
    ends = np.stack([known.case_pairs[name].to_numpy() for name in ("one", "other")])
    of_cases = _all_of(known.of_case, ends, known.case_pairs["bits"].to_numpy())
    by_rules = (known.found_by & ~np.int32(BY_CASES)) > 0
    alike = by_rules & (known.bits >= ALIKE_BITS) & (kinds[known.ends[0]] == suspect)
    circles = np.unique(np.stack([known.of_case[rows[alike]] for rows in known.ends]), axis=1)
    suspects = np.flatnonzero(kinds == suspect)
    likely = np.full(circles.shape[1], np.inf)
    of_circles = suspects[_all_of(known.of_case[suspects], circles, likely)]
    mine, theirs = np.concatenate([of_cases, of_circles], axis=1)
    of_one = kinds[mine] == kinds[theirs]
    both = np.sort(np.stack([mine[of_one], theirs[of_one]]), axis=0)
    codes = np.unique(_codes(known, *both))
    return np.stack(np.divmod(codes, max(known.people.num_rows, 1)), axis=1)


def _all_of(group: Rows, ends: Rows, bits: Floats) -> Rows:
    """Return each row of a group with each row of the other, for pairs of likely groups.

    ``group`` has the group of each row, ``ends`` and ``bits`` are of pairs of groups.

    1. Sort the rows by group: those of a group are a run.
    2. Take the likely pairs of groups, with the runs of both.
    3. Write out each row of the one run with each of the other.

    Example: runs of 2 and 3 people give 6 pairs, numbered 0 to 5. Pair 4 is of the person 4 // 3 of
    the one run and the person 4 % 3 of the other.
    """
    by_group = np.argsort(group, kind="stable")
    begin, people = _runs(group[by_group], ends)
    likely = np.flatnonzero(compare_all_people(bits, *people))
    begin, people = begin[:, likely], people[:, likely]
    pairs = people.prod(axis=0)
    pair = np.repeat(np.arange(len(likely)), pairs)
    number = np.arange(len(pair)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    places = number // np.maximum(people[1], 1)[pair], number % np.maximum(people[1], 1)[pair]
    runs = zip(begin, places, strict=True)
    return np.stack([by_group[first[pair] + place] for first, place in runs])


def _runs(of_case: Rows, ends: Rows) -> tuple[Rows, Rows]:
    """Return where the run of each end begins in sorted ``of_case``, and how long it is."""
    begin = np.stack([np.searchsorted(of_case, cases, "left") for cases in ends])
    until = np.stack([np.searchsorted(of_case, cases, "right") for cases in ends])
    return begin, until - begin


def not_compared(known: KnownPairs, likely: Rows) -> Rows:
    """Return the rows of ``likely`` that are no pair yet."""
    return likely[found_at(_codes(known, *likely.T), _codes(known, *known.ends)) < 0]


def with_people_of_cases(known: KnownPairs, likely: Rows, fresh: Rows, bits: Floats) -> KnownPairs:
    """Return what is known with the pairs of people of likely cases.

    ``likely`` are all of these, ``fresh`` those that were no pair yet, with their ``bits``.

    1. Note on each pair that rules find whether its cases are likely one.
    2. Forget the pairs that only their cases found, where their cases are not likely any more.
    3. Add the new pairs.
    """
    by_cases = found_at(_codes(known, *known.ends), _codes(known, *likely.T)) >= 0
    by_rules = known.found_by & ~np.int32(BY_CASES)
    found_by = by_rules | np.where(by_cases, np.int32(BY_CASES), np.int32(0))
    stay = found_by > 0
    held: list[NDArray[Any]] = [*known.ends, known.bits, found_by]
    added: list[NDArray[Any]] = [*fresh.T, bits, np.full(len(fresh), BY_CASES)]
    columns = [np.concatenate([old[stay], new]) for old, new in zip(held, added, strict=True)]
    return replace(known, pairs=sorted_pairs(*columns))


def bits_of_rows(
    known: KnownPairs, rows: Rows, read: Mapping[CaseKey, ReadCase], model: Model
) -> Floats:
    """Return the log2 odds of pairs of people. ``read`` has the cases of all of them."""
    identities = {record.uid: record.identity for case in read.values() for record in case.compared}
    uids = known.uids
    ends = np.unique(rows)
    one, other = np.searchsorted(ends, rows.T).astype(np.int32)
    return bits_of([identities[uids[row]] for row in ends.tolist()], one, other, model)


def _codes(known: KnownPairs, one: NDArray[Any], other: NDArray[Any]) -> Rows:
    """Return a number for each pair of rows."""
    codes: Rows = one.astype(np.int64) * max(known.people.num_rows, 1) + other
    return codes
