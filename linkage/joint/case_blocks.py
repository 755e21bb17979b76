"""Pairs of cases with the pairs of their people, as arrays.

A block is a pair of cases with all scored pairs of their people. Each array has a row for a block
or for a pair of people. Blocks and pairs stand in the order of their ends, whatever the order of
the input.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trama.graph.records import CaseKey
from trama.linkage.identity import LocalPerson
from trama.linkage.joint.matching import MOST_BITS, Floats, Numbers
from trama.linkage.joint.scored import Scored, ScoredPair
from trama.linkage.joint.units import Units
from trama.linkage.judgements import case_end
from trama.linkage.model.weights import Model

Ends = tuple[CaseKey, CaseKey]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks, and the pairs of people in them.

    ``cases`` has the two cases of each block, ``bits`` their log2 odds without people. ``counts``
    has for each block the numbers of people of each kind on either side.

    ``people`` has the two uids of each pair, ``block`` its block, ``left`` and ``right`` the
    numbers of its ends (one person has another number in each block), ``told`` the bits that the
    comparators tell, ``kind`` its kind. A certain pair tells ``MOST_BITS``, an impossible one the
    opposite.
    """

    cases: Sequence[Ends]
    bits: Floats
    counts: Sequence[Mapping[str, tuple[int, int]]]
    people: Sequence[tuple[str, str]]
    block: Numbers
    left: Numbers
    right: Numbers
    told: Floats
    kind: Sequence[str]


def blocks_of(scored: Scored, units: Units, model: Model) -> Blocks:
    """Return the blocks of all scored pairs of cases, and of the cases of scored pairs of people.

    A pair of people of one kind that stands in both cases by a shared key is certain, also if it
    is not among ``pairs``. A pair of cases that nobody scored has the odds of the prior.
    """
    people = sorted(scored.people, key=lambda person: person.uid)
    of_uid = {person.uid: person for person in people}
    told = told_of(of_uid, scored.pairs, units, model)
    bits = {ordered_ends(one, other): bits for one, other, bits in scored.case_pairs}
    for one, other in told:
        ends = ordered_ends(of_uid[one].case, of_uid[other].case)
        if ends not in bits:
            same_registry = ends[0].registry == ends[1].registry
            bits[ends] = model.cases.start(same_registry=same_registry)
    cases = sorted(bits)
    in_case: dict[CaseKey, list[LocalPerson]] = defaultdict(list)
    for person in people:
        in_case[person.case].append(person)
    told |= _certain(cases, in_case, units)
    rows = sorted(told)
    number = {ends: place for place, ends in enumerate(cases)}
    block = np.array([number[_pair_of(of_uid, row)] for row in rows], dtype=np.int64)
    sides = [_sides(of_uid, row) for row in rows]
    nodes: dict[tuple[int, str], int] = {}
    left, right = (
        np.array(
            [
                nodes.setdefault((at, both[side]), len(nodes))
                for at, both in zip(block.tolist(), sides, strict=True)
            ],
            dtype=np.int64,
        )
        for side in (0, 1)
    )
    return Blocks(
        cases,
        np.array([bits_of_cases(ends, bits[ends], units) for ends in cases]),
        _counts(cases, in_case),
        sides,
        block,
        left,
        right,
        np.array([told[row] for row in rows], dtype=np.float64),
        [of_uid[one].kind.value for one, _ in rows],
    )


def _counts(
    cases: Iterable[Ends], in_case: Mapping[CaseKey, Sequence[LocalPerson]]
) -> list[Mapping[str, tuple[int, int]]]:
    """Return for each pair of cases the people of either, by the kinds that both have."""
    sizes = {case: Counter(person.kind.value for person in of) for case, of in in_case.items()}
    nobody: Counter[str] = Counter()
    sides = ((sizes.get(one, nobody), sizes.get(other, nobody)) for one, other in cases)
    return [
        {kind: (ones[kind], others[kind]) for kind in ones.keys() & others}
        for ones, others in sides
    ]


def told_of(
    of_uid: Mapping[str, LocalPerson], pairs: Iterable[ScoredPair], units: Units, model: Model
) -> dict[tuple[str, str], float]:
    """Return by pair of people of two cases, the smaller uid first, what comparators tell.

    It is in bits, without the prior: ``MOST_BITS`` if both are one unit, the opposite if a person
    parted them.
    """
    told = {}
    for one, other, bits in pairs:
        if of_uid[one].case == of_uid[other].case:
            continue
        mine, theirs = units.of_person[one], units.of_person[other]
        if mine == theirs:
            value = MOST_BITS
        elif theirs in units.persons_apart.get(mine, ()):
            value = -MOST_BITS
        else:
            value = bits - model.start
        told[min(one, other), max(one, other)] = value
    return told


def _certain(
    cases: Iterable[Ends], in_case: Mapping[CaseKey, Sequence[LocalPerson]], units: Units
) -> dict[tuple[str, str], float]:
    """Return the pairs of people of two cases that a shared key or a judgement joins."""
    certain = {}
    by_unit = {
        case: {(units.of_person[person.uid], person.kind): person.uid for person in people}
        for case, people in in_case.items()
    }
    for one, other in cases:
        mine, theirs = by_unit.get(one, {}), by_unit.get(other, {})
        for key in mine.keys() & theirs.keys():
            ends = sorted((mine[key], theirs[key]))
            certain[ends[0], ends[1]] = MOST_BITS
    return certain


def bits_of_cases(ends: Ends, bits: float, units: Units) -> float:
    """Return the bits of two cases without people: certain if stated, impossible if parted."""
    mine, theirs = (units.of_case[case_end(case)] for case in ends)
    if mine == theirs:
        return MOST_BITS
    return -MOST_BITS if theirs in units.cases_apart.get(mine, ()) else bits


def ordered_ends(one: CaseKey, other: CaseKey) -> Ends:
    """Return a pair of cases in order."""
    return (one, other) if one <= other else (other, one)


def _pair_of(of_uid: Mapping[str, LocalPerson], row: tuple[str, str]) -> Ends:
    return ordered_ends(of_uid[row[0]].case, of_uid[row[1]].case)


def _sides(of_uid: Mapping[str, LocalPerson], row: tuple[str, str]) -> tuple[str, str]:
    """Return the two uids, that of the block's first case first."""
    one, other = row
    return (one, other) if of_uid[one].case <= of_uid[other].case else (other, one)
