"""All people of likely cases are compared, also those whom no rule of blocking finds."""

import numpy as np
import pyarrow as pa

from trama.linkage.cases.case_candidates import LIKELY_BITS, MOST_PEOPLE_PAIRS
from trama.linkage.joint.accomplices import ALIKE_BITS
from trama.linkage.pairs.blocking import BY_CASES
from trama.linking.known_pairs import CASES, PAIRS, PEOPLE, KnownPairs, case_pair_rows
from trama.linking.people_of_cases import (
    not_compared,
    rows_of_likely_cases,
    with_people_of_cases,
)

POLICE, PROSECUTORS, OTHER = 10, 20, 30  # hashes of cases
VICTIM, SUSPECT = 1, 2  # hashes of kinds
DOCUMENT = 1  # the bit of the first rule


def known(
    people: list[tuple[str, int, int]],
    case_pairs: list[tuple[int, int, float]],
    pairs: list[tuple[int, int, float, int]] | None = None,
) -> KnownPairs:
    """Return tables of people (uid, case, kind), pairs of cases (with bits) and pairs of people."""
    uids, cases, kinds = zip(*people, strict=True)
    given = {"uid": uids, "of_case": cases, "kind": kinds}
    columns = [
        pa.array(given[field.name], field.type)
        if field.name in given
        else pa.nulls(len(people), field.type)
        for field in PEOPLE
    ]
    ends = np.array([pair[:2] for pair in case_pairs], dtype=np.int64).reshape(-1, 2)
    bits = [pair[2] for pair in case_pairs]
    held = zip(*(pairs or []), strict=True) if pairs else ([] for _ in PAIRS)
    return KnownPairs(
        CASES.empty_table(),
        pa.table(columns, PEOPLE),
        pa.table([pa.array(c, t) for c, t in zip(held, PAIRS.types, strict=True)], PAIRS),
        case_pair_rows(ends, bits, bits),
    )


TWO_CASES = [
    ("R-1", POLICE, VICTIM),
    ("R-2", POLICE, SUSPECT),
    ("R-3", PROSECUTORS, VICTIM),
    ("R-4", OTHER, VICTIM),
]


def test_people_of_one_kind_are_compared_where_the_cases_are_likely_one() -> None:
    held = known(TWO_CASES, [(POLICE, PROSECUTORS, 0.0), (PROSECUTORS, OTHER, LIKELY_BITS)])

    assert rows_of_likely_cases(held, SUSPECT).tolist() == [[0, 2]]


def test_two_cases_with_very_many_people_are_not_compared_whole() -> None:
    side = int(MOST_PEOPLE_PAIRS**0.5) + 1
    many = [(f"R-{n:04}", POLICE if n < side else OTHER, VICTIM) for n in range(2 * side)]

    assert rows_of_likely_cases(known(many, [(POLICE, OTHER, 5.0)]), SUSPECT).tolist() == []


def test_a_pair_that_a_rule_finds_is_compared_once_and_says_that_its_cases_are_likely_too() -> None:
    held = known(TWO_CASES, [(POLICE, PROSECUTORS, 0.0)], [(0, 2, 7.5, DOCUMENT)])
    likely = rows_of_likely_cases(held, SUSPECT)
    fresh = not_compared(held, likely)

    found = with_people_of_cases(held, likely, fresh, np.zeros(0))

    assert fresh.tolist() == []
    assert found.pairs.to_pylist() == [
        {"one": 0, "other": 2, "bits": 7.5, "found_by": DOCUMENT | BY_CASES}
    ]


def test_a_pair_that_its_cases_alone_found_goes_when_they_are_likely_no_more() -> None:
    before = known(TWO_CASES, [(POLICE, PROSECUTORS, 0.0)])
    likely = rows_of_likely_cases(before, SUSPECT)
    with_pair = with_people_of_cases(before, likely, likely, np.array([3.0]))
    apart = KnownPairs(
        before.cases, before.people, with_pair.pairs, known(TWO_CASES, []).case_pairs
    )
    none = rows_of_likely_cases(apart, SUSPECT)

    assert with_pair.pairs["bits"].to_pylist() == [3.0]
    assert with_people_of_cases(apart, none, none, np.zeros(0)).pairs.num_rows == 0


CIRCLE = [
    ("R-1", POLICE, SUSPECT),
    ("R-2", POLICE, SUSPECT),
    ("R-3", OTHER, SUSPECT),
    ("R-4", OTHER, SUSPECT),
    ("R-5", POLICE, VICTIM),
    ("R-6", OTHER, VICTIM),
]


def test_all_suspects_are_compared_where_two_of_them_are_alike() -> None:
    alike = known(CIRCLE, [], [(0, 2, ALIKE_BITS, DOCUMENT)])
    other = known(CIRCLE, [], [(0, 2, ALIKE_BITS - 0.1, DOCUMENT), (4, 5, 9.0, DOCUMENT)])

    assert rows_of_likely_cases(alike, SUSPECT).tolist() == [[0, 2], [0, 3], [1, 2], [1, 3]]
    assert rows_of_likely_cases(other, SUSPECT).tolist() == []


def test_a_pair_that_its_cases_alone_found_finds_no_further_suspects() -> None:
    by_cases = known(CIRCLE, [], [(0, 2, ALIKE_BITS, BY_CASES)])

    assert rows_of_likely_cases(by_cases, SUSPECT).tolist() == []
