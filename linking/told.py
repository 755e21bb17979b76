"""The odds and units that the last linking told, which the next one keeps for what did not change.

The main value is `Told`. Its columns stand beside the rows of ``known_pairs``; they hold uids of
records and numbers, no identity.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.linkage.joint.scored import KEEP_BITS
from trama.linkage.model.odds import probability_of
from trama.linking.known_pairs import KnownPairs

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

UNITS = pa.schema({"unit": pa.string()})
BLOCKS = pa.schema({"bits": pa.float64(), "rivals": pa.float64(), "stated": pa.bool_()})
STATES = pa.schema({"one": pa.float64(), "two": pa.float64()})


@dataclass(frozen=True, slots=True)
class Told:
    """The odds and units of all people and pairs, NaN for a pair that does not count.

    - ``units``: by person, the uid of the smallest local person whom stated keys and people join.
    - ``bits``: by pair of cases, the log2 odds with their people, before cases compete. ``rivals``:
      the bits that other cases take. ``stated``: whether a key or a person decided the pair.
    - ``one``, ``two``: by pair of people, the chance if their cases are one case, or two.
    """

    units: list[str]
    bits: Floats
    rivals: Floats
    stated: NDArray[np.bool_]
    one: Floats
    two: Floats

    def tables(self) -> tuple[pa.Table, pa.Table, pa.Table]:
        """Return the columns as tables."""
        blocks = (self.bits, self.rivals, self.stated)
        return (
            pa.table([pa.array(self.units, pa.string())], UNITS),
            pa.table([pa.array(column) for column in blocks], BLOCKS),
            pa.table([pa.array(column) for column in (self.one, self.two)], STATES),
        )

    @classmethod
    def of(cls, *tables: pa.Table) -> "Told":
        """Return what tables hold."""
        units, *rest = tables
        bits, rivals, stated, one, two = (
            column.to_numpy().copy() for table in rest for column in table.columns
        )
        return cls(units["unit"].to_pylist(), bits, rivals, stated, one, two)

    def of_cases(self) -> Floats:
        """Return the joint probability of each pair of cases."""
        return probability_of(self.bits + self.rivals)


def unknown(known: KnownPairs) -> Told:
    """Return that nothing was told yet: everybody a unit of their own."""
    blocks, pairs = known.case_pairs.num_rows, known.pairs.num_rows
    unstated = np.zeros(blocks, dtype=np.bool_)
    bits, rivals = np.full((2, blocks), np.nan)
    one, two = np.full((2, pairs), np.nan)
    return Told([*known.uids], bits, rivals, unstated, one, two)


class Numbered:
    """The rows of ``known_pairs`` by numbers of people and cases that hold for two such tables.

    ``person`` and ``case`` have the numbers by row of people. ``one`` and ``other`` are the people
    of each pair, ``pair`` its code and ``block`` that of its cases; ``ends`` are the two cases of
    each pair of cases and ``code`` its code; ``row`` is the row of the cases of each pair of
    people that counts, else -1. ``counted`` and ``counted_cases`` say which rows count: of cases
    those with a pair of people that counts, or likely without.
    """

    def __init__(
        self, known: KnownPairs, people: Mapping[str, int], cases: Numbers, counted: Numbers
    ) -> None:
        """``people`` numbers uids, ``cases`` are all hashes, sorted.

        ``counted`` has the rows of the pairs of people that count.
        """
        self.person = np.array([people[uid] for uid in known.uids], dtype=np.int64)
        self.case = np.searchsorted(cases, known.of_case)
        one, other = (rows.astype(np.int64) for rows in known.ends)
        self.one, self.other = self.person[one], self.person[other]
        self.pair = coded(self.one, self.other, len(people))
        self.block = coded(self.case[one], self.case[other], len(cases))
        ends = [known.case_pairs[name].to_numpy() for name in ("one", "other")]
        self.ends = np.searchsorted(cases, np.stack(ends, axis=1))
        self.code = coded(self.ends[:, 0], self.ends[:, 1], len(cases))
        self.row = np.full(len(self.one), -1, dtype=np.int64)
        self.row[counted] = found_at(self.block[counted], self.code)
        self.bits, self.case_bits = known.bits, known.case_pairs["bits"].to_numpy()
        self.counted = np.zeros(len(self.one), dtype=np.bool_)
        self.counted[counted] = True
        self.counted &= self.row >= 0
        self.counted_cases = known.case_pairs["alone"].to_numpy() >= KEEP_BITS
        self.counted_cases[self.row[self.counted]] = True

    def signatures(self, codes: Numbers) -> Floats:
        """Return by code of a pair of cases its own bits, and the number and sum of its pairs."""
        told = np.full((len(codes), 3), np.nan)
        mine = found_at(codes, self.code[self.counted_cases])
        held = mine >= 0
        told[held, 0] = self.case_bits[self.counted_cases][mine[held]]
        at = found_at(self.code, codes)[self.row[self.counted]]
        inside = at >= 0
        told[:, 1] = np.bincount(at[inside], minlength=len(codes))
        weights = self.bits[self.counted][inside]
        told[:, 2] = np.bincount(at[inside], weights=weights, minlength=len(codes))
        return told


def coded(one: Numbers, other: Numbers, count: int) -> Numbers:
    """Return a number for each pair of numbers under ``count``, in either order."""
    codes: Numbers = np.minimum(one, other).astype(np.int64) * count + np.maximum(one, other)
    return codes


def found_at(values: Numbers, among: Numbers) -> Numbers:
    """Return for each value its place in ``among``, -1 if it is not there."""
    if not len(among):
        return np.full(len(values), -1, dtype=np.int64)
    if (among[1:] < among[:-1]).any():
        order = np.argsort(among, kind="stable")
        found = found_at(values, among[order])
        return np.where(found < 0, -1, order[found])
    at = np.minimum(np.searchsorted(among, values), len(among) - 1)  # rows of tables are in order
    return np.where(among[at] == values, at, -1)


def grouped_numbers(count: int, *edges: Numbers) -> Numbers:
    """Return by node, of ``count``, the smallest node of its component. An edge is a row of two.

    Example: of four nodes with the edges 1-2 and 2-3 the result is 0, 1, 1, 1.
    """
    labels = np.arange(count)
    one, other = np.concatenate([np.zeros((0, 2), dtype=np.int64), *edges]).T
    while True:
        least = np.minimum(labels[one], labels[other])
        new = labels.copy()
        np.minimum.at(new, labels[one], least)
        np.minimum.at(new, labels[other], least)
        new = new[new]
        if np.array_equal(new, labels):
            return labels
        labels = new
