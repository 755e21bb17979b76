"""Networks on a clean twin: what they answer is what truth.json tells, on both engines."""

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from truth_model import UNKNOWN, accused, bounds, shared_by

if TYPE_CHECKING:
    from conftest import TwinGraph


@pytest.mark.parametrize("excluded", [False, True])
def test_recurring_suspects_are_those_accused_in_several_cases(
    twin: "TwinGraph", excluded: bool
) -> None:
    found = twin.rows(
        "recurring_suspects",
        *("suspect", "cases", "victims", "first", "last", "case_uids"),
        include_excluded=excluded,
        limit=5000,
    )

    assert {row[0]: (row[1], row[3], row[4], sorted(row[5])) for row in found} == {
        name: (
            len(cases),
            *bounds((one.since, one.until) for one in cases),
            sorted(one.numbers for one in cases),
        )
        for name, cases in accused(twin.known, excluded=excluded).items()
        if len(cases) > 1
    }
    assert len(found) > 1


def test_the_planted_recurring_suspects_are_found(twin: "TwinGraph") -> None:
    names = {one["id"]: one["document"] for one in twin.truth["people"]}
    planted = {
        names[one["person"]].replace("-", "")
        for one in twin.truth["recurring_suspects"]
        if names[one["person"]]
    }

    found = twin.rows("recurring_suspects", "suspect", include_excluded=True, limit=5000)

    assert planted <= {row[0] for row in found}
    assert planted


def test_recurring_pairs_are_together_in_several_cases(twin: "TwinGraph") -> None:
    pairs = shared_by(
        (" ".join(sorted(pair)), known)
        for known in twin.known
        if not known.excluded
        for pair in combinations(
            sorted({known.names[one] for one in known.people("suspects")} - {UNKNOWN}), 2
        )
    )

    found = twin.rows("recurring_pairs", "one", "other", "case_uids", limit=5000)

    assert {" ".join(sorted(row[:2])): sorted(row[2]) for row in found} == {
        pair: sorted(one.numbers for one in cases)
        for pair, cases in pairs.items()
        if len(cases) > 1
    }
    assert found


def test_every_means_written_for_several_cases_is_found_with_them(twin: "TwinGraph") -> None:
    by_number = {number: known.numbers for known in twin.known for number in known.numbers}
    expected = sorted(
        sorted({by_number[number] for number in one["numbers"]})
        for one in twin.truth["shared_means"]
    )
    true_case = {number: known.true["id"] for known in twin.known for number in known.numbers}

    found = twin.rows("shared_means", "case_uids", include_excluded=True, limit=5000)

    across = [
        sorted(cases) for (cases,) in found if len({true_case[numbers[0]] for numbers in cases}) > 1
    ]
    assert sorted(across) == expected


def test_a_network_is_what_a_walk_through_shared_cases_reaches(twin: "TwinGraph") -> None:
    cases = accused(twin.known, excluded=True)
    together = {
        name: {
            other
            for known in of
            for other in (known.names[one] for one in known.people("suspects"))
            if other not in (name, UNKNOWN)
        }
        for name, of in cases.items()
    }
    ego = max(together, key=lambda name: (len(together[name]), name))
    ring, reached, distance = {ego}, {ego: 0}, 0
    while ring and distance < 3:
        distance += 1
        ring = {other for name in ring for other in together[name]} - reached.keys()
        reached |= dict.fromkeys(ring, distance)

    found = twin.rows(
        "suspect_network",
        *("one", "other", "distance", "cases"),
        person=twin.uid_of(ego),
        depth=3,
        include_excluded=True,
        limit=5000,
    )

    expected = {
        frozenset(pair): (
            max(1, *(reached[name] for name in pair)),
            sum(one in cases[pair[1]] for one in cases[pair[0]]),
        )
        for pair in combinations(reached, 2)
        if pair[1] in together[pair[0]]
    }
    known = [row for row in found if UNKNOWN not in row[:2]]
    assert {frozenset(row[:2]): row[2:] for row in known} == expected
    assert len(expected) > 1
