"""All that linking knows of people and their candidate pairs, without an identity.

The main value is `KnownPairs`: tables of Arrow. Cases, names, documents and dates stand in them as
keyed hashes, people as the uids of their records, which tell nothing (``graph.records``). The same
records give the same tables, in whatever order they came.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from trama.graph.records import CaseKey
from trama.linkage.judgements import case_end
from trama.linkage.pairs.blocking import RULES, CandidatePairs
from trama.linkage.pairs.keyed_table import KEYED, KeyedHash, keyed_table
from trama.linking.case_reading import ReadCase
from trama.linking.keyed_cases import KEYS, case_keys

_HASH = pa.int64()
CASES = pa.schema([("case", _HASH), ("digest", _HASH), pa.field("named", pa.list_(_HASH)), *KEYS])
PEOPLE = pa.schema(
    [pa.field("uid", pa.string()), pa.field("stated", KEYED.field("words").type), *KEYED]
)
PAIRS = pa.schema(
    {"one": pa.int32(), "other": pa.int32(), "bits": pa.float64(), "found_by": pa.int32()}
)
CASE_PAIRS = pa.schema({"one": _HASH, "other": _HASH, "bits": pa.float64(), "alone": pa.float64()})

Hashes = NDArray[np.int64]


@dataclass(frozen=True)
class KnownPairs:
    """Cases, their people, and the candidate pairs of either, sorted by their first columns.

    - ``cases``: the hash of a case, the digest of its records, the cases that it names as one with
      it, and the hashes of ``keyed_cases``.
    - ``people``: the uid of a local person, the hashes of the stated keys, and the columns of
      ``keyed_table``.
    - ``pairs``: the rows of two people, ``one`` the smaller; the log2 odds that both are one
      person; and what finds the pair, a bit for each of ``blocking.FINDERS``.
    - ``case_pairs``: the hashes of two cases; the log2 odds that both are one case, told without
      their people; and the same if none of their people are a pair.
    """

    cases: pa.Table
    people: pa.Table
    pairs: pa.Table
    case_pairs: pa.Table

    @cached_property
    def uids(self) -> tuple[str, ...]:
        """The uids of the people, by row."""
        return tuple(self.people["uid"].to_pylist())

    @property
    def of_case(self) -> Hashes:
        """The hashes of the cases of the people, by row."""
        hashes: Hashes = self.people["of_case"].to_numpy()
        return hashes

    @property
    def ends(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The rows of the people of each pair, the smaller row first."""
        return self.pairs["one"].to_numpy(), self.pairs["other"].to_numpy()

    @property
    def bits(self) -> NDArray[np.float64]:
        """The log2 odds of each pair."""
        bits: NDArray[np.float64] = self.pairs["bits"].to_numpy()
        return bits

    @property
    def found_by(self) -> NDArray[np.int32]:
        """The finders of each pair, a bit for each of ``blocking.FINDERS``."""
        rules: NDArray[np.int32] = self.pairs["found_by"].to_numpy()
        return rules

    def digests(self) -> dict[int, int]:
        """Return the digest of each case by its hash."""
        return dict(
            zip(*(self.cases[name].to_pylist() for name in ("case", "digest")), strict=True)
        )

    def without(self, cases: Collection[int]) -> "KnownPairs":
        """Return what is known of the other cases."""
        gone = np.fromiter(cases, dtype=np.int64)
        kept = ~np.isin(self.of_case, gone)
        number = np.cumsum(kept) - 1
        one, other = self.ends
        stay = kept[one] & kept[other]
        pairs = pa.table(
            [
                number[one[stay]].astype(np.int32),
                number[other[stay]].astype(np.int32),
                *(self.pairs[name].filter(pa.array(stay)) for name in PAIRS.names[2:]),
            ],
            schema=PAIRS,
        )
        ends = [self.case_pairs[name].to_numpy() for name in ("one", "other")]
        return KnownPairs(
            self.cases.filter(pa.array(~np.isin(self.cases["case"].to_numpy(), gone))),
            self.people.filter(pa.array(kept)),
            pairs,
            self.case_pairs.filter(pa.array(~np.isin(ends[0], gone) & ~np.isin(ends[1], gone))),
        )


NOTHING = KnownPairs(*(schema.empty_table() for schema in (CASES, PEOPLE, PAIRS, CASE_PAIRS)))


def case_hash(case: CaseKey, hashed: KeyedHash) -> int:
    """Return the hash of a case, as blocking has it for the people of the case."""
    return hashed("of_case", case_end(case))


def case_rows(
    cases: Iterable[ReadCase], digests: Mapping[CaseKey, int], hashed: KeyedHash
) -> pa.Table:
    """Return the rows of cases."""
    cases = list(cases)
    columns = [
        [case_hash(case.key, hashed) for case in cases],
        [digests[case.key] for case in cases],
        [[case_hash(named, hashed) for named in case.named] for case in cases],
    ]
    keys = [case_keys(case.as_case, hashed) for case in cases]
    columns += [[of_case[name] for of_case in keys] for name in KEYS.names]
    return pa.table([pa.array(*column) for column in zip(columns, CASES.types, strict=True)], CASES)


def people_rows(cases: Iterable[ReadCase], hashed: KeyedHash) -> pa.Table:
    """Return the rows of the people of cases."""
    cases = list(cases)
    people = [person for case in cases for person in case.people]
    keyed = keyed_table([record for case in cases for record in case.compared], hashed)
    uids = pa.array([person.uid for person in people], pa.string())
    stated = [[hashed("stated", key) for key in person.stated_keys] for person in people]
    return pa.table([uids, pa.array(stated, PEOPLE.field("stated").type), *keyed.columns], PEOPLE)


def pair_rows(found: CandidatePairs, bits: NDArray[np.float64]) -> pa.Table:
    """Return the rows of candidate pairs."""
    rules = found.found_by.astype(np.int32) << np.arange(len(RULES))
    columns = (found.one, found.other, bits, rules.sum(axis=1))
    types = zip(columns, PAIRS.types, strict=True)
    return pa.table([pa.array(column).cast(kind) for column, kind in types], PAIRS)


def sorted_pairs(one: NDArray[Any], other: NDArray[Any], *rest: NDArray[Any]) -> pa.Table:
    """Return the rows of pairs, given by the columns of `PAIRS`, sorted by their ends."""
    codes = (one.astype(np.int64) << 32) | other
    order = np.argsort(codes, kind="stable")  # fast where most are in order, as they are
    types = zip((one, other, *rest), PAIRS.types, strict=True)
    return pa.table([pa.array(column[order]).cast(kind) for column, kind in types], PAIRS)


def case_pair_rows(
    ends: NDArray[np.int64], bits: Sequence[float], alone: Sequence[float]
) -> pa.Table:
    """Return the rows of pairs of cases, given by their hashes."""
    return pa.table(
        [ends[:, 0], ends[:, 1], pa.array(bits, pa.float64()), pa.array(alone, pa.float64())],
        CASE_PAIRS,
    )


def in_order(known: KnownPairs) -> KnownPairs:
    """Return the tables in an order that tells nothing of how they came together."""
    order = pc.sort_indices(known.people["uid"]).to_numpy()
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    ends = np.stack([place[rows] for rows in known.ends])
    one, other = ends.min(axis=0), ends.max(axis=0)
    rest = [known.pairs[name].to_numpy() for name in PAIRS.names[2:]]
    return KnownPairs(
        known.cases.sort_by("case").combine_chunks(),
        known.people.take(pa.array(order)).combine_chunks(),
        sorted_pairs(one, other, *rest),
        known.case_pairs.sort_by([("one", "ascending"), ("other", "ascending")]).combine_chunks(),
    )
