"""All that linking knows of people and their candidate pairs, without an identity.

The main value is `KnownPairs`: tables of Arrow. Cases, names, documents and dates stand in them as
keyed hashes, people as the uids of their records, which tell nothing (``graph.records``). The same
records give the same tables, in whatever order they came.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trama.graph.records import CaseKey
from trama.linkage.judgements import case_end
from trama.linkage.pairs.blocking import RULES, CandidatePairs
from trama.linkage.pairs.keyed_table import KEYED, KeyedHash, keyed_table
from trama.linking.case_reading import ReadCase

CASES = pa.schema({"case": pa.int64(), "digest": pa.int64(), "named": pa.list_(pa.int64())})
PEOPLE = pa.schema(
    [pa.field("uid", pa.string()), pa.field("stated", KEYED.field("words").type), *KEYED]
)
PAIRS = pa.schema(
    {"one": pa.int32(), "other": pa.int32(), "bits": pa.float64(), "found_by": pa.int32()}
)

Hashes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class KnownPairs:
    """Cases, their people, and the candidate pairs of people.

    ``cases``: ``case`` is the hash of a case, ``digest`` that of its records, ``named`` the cases
    that it names as one with it; sorted by ``case``. ``people``: a local person a row, with the
    hashes of the stated keys and the columns of ``keyed_table``; sorted by ``uid``. ``pairs``: the
    rows of two people, ``one`` the smaller; the log2 odds that both are one person; and the rules
    that find the pair, a bit for each; sorted by ``one`` and ``other``.
    """

    cases: pa.Table
    people: pa.Table
    pairs: pa.Table

    @property
    def uids(self) -> list[str]:
        """The uids of the people, by row."""
        uids: list[str] = self.people["uid"].to_pylist()
        return uids

    @property
    def of_case(self) -> Hashes:
        """The hashes of the cases of the people, by row."""
        return self.people["of_case"].to_numpy()

    def column(self, name: str) -> NDArray[np.generic]:
        """Return a column of the pairs."""
        return self.pairs[name].to_numpy()

    def digests(self) -> dict[int, int]:
        """Return the digest of each case by its hash."""
        return dict(
            zip(*(self.cases[name].to_pylist() for name in ("case", "digest")), strict=True)
        )

    def candidates(self) -> CandidatePairs:
        """Return the pairs with the rules that find them, as blocking gives them."""
        bits = self.column("found_by").astype(np.int32)
        found_by = (bits[:, None] >> np.arange(len(RULES))) & 1
        return CandidatePairs(self.column("one"), self.column("other"), found_by.astype(np.bool_))

    def without(self, cases: Collection[int]) -> "KnownPairs":
        """Return what is known of the other cases."""
        gone = np.fromiter(cases, dtype=np.int64)
        kept = ~np.isin(self.of_case, gone)
        number = np.cumsum(kept) - 1
        one, other = self.column("one"), self.column("other")
        stay = kept[one] & kept[other]
        pairs = pa.table(
            [
                number[one[stay]].astype(np.int32),
                number[other[stay]].astype(np.int32),
                *(self.pairs[name].filter(pa.array(stay)) for name in PAIRS.names[2:]),
            ],
            schema=PAIRS,
        )
        other_cases = ~np.isin(self.cases["case"].to_numpy(), gone)
        return KnownPairs(
            self.cases.filter(pa.array(other_cases)), self.people.filter(pa.array(kept)), pairs
        )


NOTHING = KnownPairs(CASES.empty_table(), PEOPLE.empty_table(), PAIRS.empty_table())


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
    return pa.table([pa.array(*column) for column in zip(columns, CASES.types, strict=True)], CASES)


def people_rows(cases: Iterable[ReadCase], hashed: KeyedHash) -> pa.Table:
    """Return the rows of the people of cases."""
    cases = list(cases)
    people = [person for case in cases for person in case.people]
    keyed = keyed_table([record for case in cases for record in case.compared], hashed)
    uids = pa.array([person.uid for person in people], pa.string())
    stated = [[hashed("stated", key) for key in person.stated_keys] for person in people]
    return pa.table([uids, pa.array(stated, PEOPLE.field("stated").type), *keyed.columns], PEOPLE)


def pair_rows(found: CandidatePairs, bits: Sequence[float]) -> pa.Table:
    """Return the rows of candidate pairs."""
    rules = found.found_by.astype(np.int32) << np.arange(len(RULES))
    columns = (found.one, found.other, np.asarray(bits, dtype=np.float64), rules.sum(axis=1))
    types = zip(columns, PAIRS.types, strict=True)
    return pa.table([pa.array(column).cast(kind) for column, kind in types], PAIRS)


def in_order(cases: pa.Table, people: pa.Table, pairs: pa.Table) -> KnownPairs:
    """Return tables in whose order the input leaves no trace."""
    order = np.argsort(np.array(people["uid"].to_pylist(), dtype=object), kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    ends = np.stack([place[pairs[name].to_numpy()] for name in ("one", "other")])
    one, other = ends.min(axis=0), ends.max(axis=0)
    by_ends = np.lexsort((other, one))
    rest = pairs.select(PAIRS.names[2:]).take(pa.array(by_ends))
    sorted_pairs = pa.table(
        [one[by_ends].astype(np.int32), other[by_ends].astype(np.int32), *rest.columns], PAIRS
    )
    return KnownPairs(
        cases.sort_by("case").combine_chunks(),
        people.take(pa.array(order)).combine_chunks(),
        sorted_pairs.combine_chunks(),
    )
