"""The pairs of cases that are worth comparing, and what each rule costs."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from trama.graph.records import CaseKey
from trama.linkage.case_identity import POLICE
from trama.linkage.cases.case_fields import ComparedCase
from trama.places.nesting import at_level

NEAR_DAYS = 7
"""Days between the facts of two cases of one district that are compared without shared people. A
district with a case a day gives 15 pairs a case."""

MOST_SHARING = 20
"""Cases that name a phone, plate or venue, above which the thing finds no pairs: 20 give 190."""

LIKELY_BITS = -4.0
"""Bits of two cases, told without their people, above which all their people are compared. On twins
that is a twentieth of the pairs that remain, with two thirds of the links among them."""

MOST_PEOPLE_PAIRS = 20_000
"""Pairs of people of two cases above which they are not all compared: a second of comparing."""

Pair = tuple[CaseKey, CaseKey]


@dataclass(frozen=True, slots=True)
class CasePairs:
    """The pairs to compare, each once and in order, and by rule those that no rule before finds.

    The rules are, in this order: ``people`` (a candidate pair of people), ``named`` (a carpeta
    names the registration, or two name the same), ``things`` (both name a phone, account, plate or
    establishment), ``near`` (the same district, facts within ``NEAR_DAYS``).
    """

    pairs: tuple[Pair, ...]
    added: Mapping[str, int]


def case_pairs(cases: Sequence[ComparedCase], of_people: Iterable[Pair] = ()) -> CasePairs:
    """Return the pairs of cases to compare. ``of_people`` are the cases of the pairs of people.

    The cost grows with the pairs of people and with the cases; no rule compares all with all.
    """
    known = {case.key for case in cases}
    rules = {
        "people": of_people,
        "named": _named(cases),
        "things": _sharing(cases),
        "near": _near(cases),
    }
    found: set[Pair] = set()
    added = {}
    for rule, pairs in rules.items():
        before = len(found)
        found.update(
            (min(pair), max(pair))
            for pair in pairs
            if pair[0] != pair[1] and known.issuperset(pair)
        )
        added[rule] = len(found) - before
    return CasePairs(tuple(sorted(found)), added)


def compare_all_people(
    bits: NDArray[np.float64], ones: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return whether all people of two cases are compared, also those whom no rule finds.

    ``bits`` are the log2 odds of the two cases without their people, ``ones`` and ``others`` the
    numbers of their people. Each has a row for a pair of cases.
    """
    all_compared: NDArray[np.bool_] = (bits > LIKELY_BITS) & (ones * others <= MOST_PEOPLE_PAIRS)
    return all_compared


def _named(cases: Iterable[ComparedCase]) -> set[Pair]:
    numbers: dict[str, list[CaseKey]] = defaultdict(list)
    naming: dict[str, list[CaseKey]] = defaultdict(list)
    for case in cases:
        if case.key.registry == POLICE:
            numbers[case.number].append(case.key)
        if case.named:
            naming[case.named].append(case.key)
    found = set()
    for number, carpetas in naming.items():
        found |= {(one, other) for one in carpetas for other in numbers.get(number, ())}
        if len(carpetas) <= MOST_SHARING:
            found |= set(combinations(sorted(carpetas), 2))
    return found


def _sharing(cases: Iterable[ComparedCase]) -> set[Pair]:
    naming: dict[str, list[CaseKey]] = defaultdict(list)
    for case in cases:
        for thing in case.things:
            naming[thing].append(case.key)
    return {
        pair
        for keys in naming.values()
        if len(keys) <= MOST_SHARING
        for pair in combinations(sorted(keys), 2)
    }


def _near(cases: Iterable[ComparedCase]) -> set[Pair]:
    """Return the pairs of one district whose facts begin within ``NEAR_DAYS``.

    1. Take the cases of each district in the order of the day on which the fact begins.
    2. Pair each with those that follow within the days.
    """
    of_district: dict[str, list[tuple[int, CaseKey]]] = defaultdict(list)
    for case in cases:
        district = at_level(case.place, "DISTRITO")
        vague = case.fact_date is None or (case.fact_date.last - case.fact_date.first).days > 31
        if district and case.fact_date and not vague:
            of_district[district].append((case.fact_date.first.toordinal(), case.key))
    found: set[Pair] = set()
    for dated in of_district.values():
        dated.sort()
        days = [day for day, _ in dated]
        for place, (day, key) in enumerate(dated):
            after = bisect_right(days, day + NEAR_DAYS)
            found.update((key, other) for _, other in dated[place + 1 : after])
    return found
