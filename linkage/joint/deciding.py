"""The decision of all pairs of people and cases at once.

``decide`` is a pure function. Its result depends neither on the order of its input, nor on what
nothing connects with a pair (see ``parting``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trama.graph.records import CaseKey
from trama.linkage.identity import Cluster
from trama.linkage.joint.case_blocks import Blocks, Ends, blocks_of
from trama.linkage.joint.guards import Grouped, LikelyLink, Objection, grouped, ordered
from trama.linkage.joint.matching import MOST_BITS, Floats
from trama.linkage.joint.objections import against_cases, against_people
from trama.linkage.joint.scored import KEEP_AT, Decided, DecidedPair, Guard, Scored
from trama.linkage.joint.units import Units, units_of
from trama.linkage.joint.weighing import Weighed, weigh
from trama.linkage.judgements import NO_DECISIONS, Decisions, Verdict, case_end
from trama.linkage.model.calibration import AS_GIVEN, Calibration
from trama.linkage.model.odds import bits_of, probability_of
from trama.linkage.model.weights import Model
from trama.linkage.weak_ties import is_weak_tie

_DIGITS = 4  # of a score


class _Candidate(NamedTuple):
    """A pair before its verdict; ``bits`` are the log2 odds alone."""

    one: str
    other: str
    unit: int
    other_unit: int
    chance: float
    bits: float


def decide(scored: Scored, model: Model, decisions: Decisions = NO_DECISIONS) -> Decided:
    """Return the decided pairs, and the persons and cases that follow.

    ``decisions`` are the judgements that stand; the opinions of a model among them do not count.

    1. Join what stated keys and people join, and part what people part (`units_of`).
    2. Weigh people and cases together (`weigh`).
    3. Follow the pairs of probability ``model.same_at`` or more, under guards (`grouped`), but no
       weak tie (`is_weak_tie`).
    4. A pair within a group is at least as probable as the way between its ends. A pair of people
       that is left apart, though no guard stopped it, is as probable as its line says (`_apart`).
    """
    return decided_of(weighed_of(scored, model, decisions).joint, model)


@dataclass(frozen=True, slots=True)
class JointPairs:
    """Pairs with their joint probabilities, before anybody is joined.

    ``people`` and ``cases`` have the ends of the pairs, ``told`` and ``bits`` what comparators tell
    of them as in `Blocks`, ``people_chances`` and ``case_chances`` their joint probabilities.
    """

    units: Units
    people: Sequence[tuple[str, str]]
    told: Floats
    people_chances: Floats
    cases: Sequence[Ends]
    bits: Floats
    case_chances: Floats


@dataclass(frozen=True, slots=True)
class WeighedPairs:
    """All pairs of people and cases, weighed together."""

    units: Units
    blocks: Blocks
    weighed: Weighed

    @property
    def joint(self) -> JointPairs:
        """The pairs with their joint probabilities."""
        people = self.blocks.people, self.blocks.told, self.weighed.people
        return JointPairs(
            self.units, *people, self.blocks.cases, self.blocks.bits, self.weighed.cases
        )


def weighed_of(scored: Scored, model: Model, decisions: Decisions = NO_DECISIONS) -> WeighedPairs:
    """Return the joint probability of all pairs: steps 1 and 2 of `decide`."""
    units = units_of(scored, decisions)
    blocks = blocks_of(scored, units, model)
    return WeighedPairs(units, blocks, weigh(blocks, model.cases, model.calibration))


def decided_of(pairs: JointPairs, model: Model) -> Decided:
    """Return what follows from the joint probabilities: steps 3 and 4 of `decide`.

    Pairs whose ends no way of likely links and units connects do not change each other.
    """
    units = pairs.units
    of_people = _people(pairs, model)
    of_cases = _cases(pairs)
    told = _most(of_people, [found.bits - model.start for found in of_people])
    objection = against_people(units.persons, units.persons_apart, told)
    weak = _weak_ties(of_people, units.persons, model.same_at)
    joined = _grouped(of_people, model.same_at, objection, weak)
    against = against_cases(units.case_groups, units.cases_apart, _chances(of_cases))
    joined_cases = _grouped(of_cases, model.same_at, against)
    left = _apart(of_people, joined, units.persons, model.calibration)
    return Decided(
        _decided(left, joined, model.same_at, weak),
        _decided(of_cases, joined_cases, model.same_at),
        _persons(units.persons, joined.group),
        _case_groups(units.case_groups, joined_cases.group),
    )


def _people(pairs: JointPairs, model: Model) -> list[_Candidate]:
    """Return the pairs of people that neither a key nor a person decided."""
    unit = pairs.units.of_person
    rows = zip(pairs.people, pairs.people_chances.tolist(), pairs.told.tolist(), strict=True)
    return [
        _Candidate(one, other, unit[one], unit[other], chance, told + model.start)
        for ends, chance, told in rows
        for one, other in [sorted(ends)]
        if abs(told) < MOST_BITS
    ]


def _cases(pairs: JointPairs) -> list[_Candidate]:
    unit = pairs.units.of_case
    rows = zip(pairs.cases, pairs.case_chances.tolist(), pairs.bits.tolist(), strict=True)
    return [
        _Candidate(one, other, unit[one], unit[other], chance, bits)
        for ends, chance, bits in rows
        for one, other in [sorted(map(case_end, ends))]
        if abs(bits) < MOST_BITS
    ]


def _most(pairs: Sequence[_Candidate], values: Iterable[float]) -> dict[tuple[int, int], float]:
    """Return by pair of units the greatest value of their pairs."""
    most: dict[tuple[int, int], float] = {}
    for pair, value in zip(pairs, values, strict=True):
        key = ordered(pair.unit, pair.other_unit)
        most[key] = max(value, most.get(key, value))
    return most


def _chances(pairs: Sequence[_Candidate]) -> dict[tuple[int, int], float]:
    return _most(pairs, [score_of(pair.chance) for pair in pairs])


def score_of(chance: float) -> float:
    """Return a probability as it is stored, to four digits: all that follows depends on these."""
    return round(chance, _DIGITS)


def _weak_ties(
    pairs: Sequence[_Candidate], persons: Sequence[Cluster], same_at: float
) -> frozenset[tuple[str, str]]:
    """Return the ends of the likely pairs that share nothing but an alias, initials or one name."""
    likely = [pair for pair in pairs if score_of(pair.chance) >= same_at]
    units = {unit for pair in likely for unit in (pair.unit, pair.other_unit)}
    local = {one.uid: one for unit in units for one in persons[unit].members}
    return frozenset(
        (pair.one, pair.other) for pair in likely if is_weak_tie(local[pair.one], local[pair.other])
    )


def _grouped(
    pairs: Sequence[_Candidate],
    same_at: float,
    objection: Objection,
    weak: Collection[tuple[str, str]] = (),
) -> Grouped:
    links = [
        LikelyLink(score, pair.one, pair.other, pair.unit, pair.other_unit)
        for pair in pairs
        if (score := score_of(pair.chance)) >= same_at and (pair.one, pair.other) not in weak
    ]
    return grouped(links, _chances(pairs), objection)


def _apart(
    pairs: Sequence[_Candidate],
    joined: Grouped,
    persons: Sequence[Cluster],
    calibration: Calibration,
) -> list[_Candidate]:
    """Return the pairs with the line of those that are left apart; it never raises a chance.

    Groups take the true pairs from those that are told alike, as their other records agree too.
    Fewer are true among those that are left. A pair that a guard stopped keeps its chance.

    Example: a brother of the man who is called the same in a third case has 0.93 by his name. No
    group joins the two in the end, and the line gives 0.87.
    """

    def chance(pair: _Candidate) -> float:
        key = ordered(pair.unit, pair.other_unit)
        if key in joined.through or (pair.one, pair.other) in joined.stopped:
            return pair.chance
        line = calibration.people[persons[pair.unit].members[0].kind.value].apart
        return min(pair.chance, probability_of(line.bits(_bits(score_of(pair.chance)))))

    if all(lines.apart == AS_GIVEN for lines in calibration.people.values()):
        return list(pairs)
    return [pair._replace(chance=chance(pair)) for pair in pairs]


def _decided(
    pairs: Sequence[_Candidate],
    joined: Grouped,
    same_at: float,
    weak: Collection[tuple[str, str]] = (),
) -> tuple[DecidedPair, ...]:
    decided = []
    for pair in pairs:
        ends = pair.one, pair.other
        key = ordered(pair.unit, pair.other_unit)
        score = max(score_of(pair.chance), score_of(joined.through.get(key, 0.0)))
        if score < KEEP_AT:
            continue
        guard = Guard.WEAK if ends in weak else joined.stopped.get(ends)
        same = score >= same_at and guard is None
        verdict = Verdict.SAME if same else Verdict.UNSURE
        added = _bits(pair.chance) - pair.bits
        decided.append(DecidedPair(*ends, score, verdict, guard or "", pair.bits, added))
    return tuple(sorted(decided))


def _bits(chance: float) -> float:
    least = 2.0**-MOST_BITS
    bounded = min(max(chance, least), 1 - least)
    return bits_of(bounded)


def _together(count: int, group: Mapping[int, int]) -> list[list[int]]:
    """Return the units in groups; a unit without a group is alone."""
    together: dict[int, list[int]] = defaultdict(list)
    for unit in range(count):
        together[group.get(unit, unit)].append(unit)
    return list(together.values())


def _persons(persons: Sequence[Cluster], group: Mapping[int, int]) -> tuple[Cluster, ...]:
    joined = []
    for units in _together(len(persons), group):
        members = (local for unit in units for local in persons[unit].members)
        joined.append(Cluster(tuple(sorted(members, key=lambda local: local.uid))))
    return tuple(sorted(joined, key=lambda person: person.uid))


def _case_groups(
    groups: Sequence[tuple[CaseKey, ...]], group: Mapping[int, int]
) -> tuple[tuple[CaseKey, ...], ...]:
    joined = _together(len(groups), group)
    return tuple(sorted(tuple(sorted(c for u in units for c in groups[u])) for units in joined))
