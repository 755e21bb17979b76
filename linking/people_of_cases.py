"""Pairs of people that no rule of blocking finds, but whose cases are likely one.

An error in each field that blocks hides a link. If the fact, the place or other people tell that
two cases may be one, all of their people are compared.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.graph.records import CaseKey
from trama.linkage.cases.case_candidates import compare_all_people
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import BY_CASES
from trama.linking.case_reading import ReadCase
from trama.linking.known_pairs import PAIRS, KnownPairs
from trama.linking.scoring import Floats, bits_of

Rows = NDArray[np.int64]


def rows_of_likely_cases(known: KnownPairs) -> Rows:
    """Return the rows of two people of one kind whose cases are likely one, the smaller first.

    The result has a pair in each row and is sorted.
    """
    of_case: dict[int, list[int]] = defaultdict(list)
    for row, case in enumerate(known.of_case.tolist()):
        of_case[case].append(row)
    kinds = known.people["kind"].to_pylist()
    pairs = (known.case_pairs[name].to_pylist() for name in ("one", "other", "bits"))
    found = {
        (min(mine, theirs), max(mine, theirs))
        for one, other, bits in zip(*pairs, strict=True)
        if compare_all_people(bits, len(of_case[one]), len(of_case[other]))
        for mine, theirs in product(of_case[one], of_case[other])
        if kinds[mine] == kinds[theirs]
    }
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def not_compared(known: KnownPairs, likely: Rows) -> Rows:
    """Return the rows of ``likely`` that are no pair yet."""
    return likely[~np.isin(_codes(known, *likely.T), _codes(known, *known.ends))]


def with_people_of_cases(known: KnownPairs, likely: Rows, fresh: Rows, bits: Floats) -> KnownPairs:
    """Return what is known with the pairs of people of likely cases.

    ``likely`` are all of these, ``fresh`` those that were no pair yet, with their ``bits``.

    1. Note on each pair that rules find whether its cases are likely one.
    2. Forget the pairs that only their cases found, where their cases are not likely any more.
    3. Add the new pairs.
    """
    by_cases = np.isin(_codes(known, *known.ends), _codes(known, *likely.T))
    by_rules = known.found_by & ~np.int32(BY_CASES)
    found_by = by_rules | np.where(by_cases, np.int32(BY_CASES), np.int32(0))
    stay = found_by > 0
    held: list[NDArray[Any]] = [*known.ends, known.bits, found_by]
    added: list[NDArray[Any]] = [*fresh.T, bits, np.full(len(fresh), BY_CASES)]
    columns = [np.concatenate([old[stay], new]) for old, new in zip(held, added, strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    types = zip(columns, PAIRS.types, strict=True)
    rows = [pa.array(column[order]).cast(kind) for column, kind in types]
    return replace(known, pairs=pa.table(rows, PAIRS))


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
