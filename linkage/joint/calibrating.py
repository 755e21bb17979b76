"""The calibration of a model on cases whose truth is known.

Weights are learned without any truth (`learning`). Their odds keep an error that no further pair
without truth can show. A line for each situation takes it away: two figures each, so that the lines
learn no twin by heart.
"""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trama.linkage.joint.case_blocks import Blocks, Ends, blocks_of
from trama.linkage.joint.deciding import decide
from trama.linkage.joint.matching import MOST_BITS, Floats
from trama.linkage.joint.scored import Scored
from trama.linkage.joint.units import units_of
from trama.linkage.joint.weighing import Weighed, state_odds, weigh
from trama.linkage.judgements import NO_DECISIONS
from trama.linkage.model.calibration import AS_GIVEN, AS_TOLD, Calibration, InState, Line
from trama.linkage.model.drawn_weights import DIGITS
from trama.linkage.model.odds import log_odds
from trama.linkage.model.weights import Model

_ROUNDS = 4  # of weighing: what rivals take depends on the lines, little
_STEPS = 25  # of Newton's method; eight are enough
_DEVIATIONS = np.array([4.0, 0.5])  # believed of a start, in bits, and of a slope
_SLOPE_FIXED = np.array([4.0, 1e-6])
_SMALLEST_STEP = 1e-9  # bits, or slope
_NO_CHANGE = np.array([0.0, 1.0])
_BESIDE = 0.002  # share of pairs whose truth no evidence follows: namesakes, wrong documents
_MOST_RIVALRY = 1.0  # bit that rivals take at most from a pair that teaches its line
_LEAST_SLOPE = 0.1  # more evidence is never less

LEAST_PAIRS = 100
"""Pairs of a situation under which its line stays as given: of fewer a share is a guess."""


class Labelled(NamedTuple):
    """Scored pairs with the truth: the pairs of uids of one person, and of cases that are one.

    The ends of each pair stand in order.
    """

    scored: Scored
    people: Set[tuple[str, str]]
    cases: Set[Ends]


class _Part(NamedTuple):
    """Blocks with their truth: by block and by pair of people whether both ends are one."""

    blocks: Blocks
    true_cases: NDArray[np.bool_]
    true_people: NDArray[np.bool_]


_Points = tuple[Floats, Floats, NDArray[np.bool_]]  # told bits, bits of rivals, and the truth


def calibrated(model: Model, labelled: Sequence[Labelled]) -> Model:
    """Return the model with the lines by which its odds come true on labelled cases.

    1. Weigh people and cases with the lines so far.
    2. Fit the line of pairs of cases, for two registries and within one.
    3. Fit the lines of people of each kind: those of one true case, and those of two. The share
       that rivals take is given.
    4. Repeat.
    5. Decide with these lines, and fit the line of the people who are left apart, for each kind.

    Example: of 100 pairs of people of one case that are told 0.6 (0.6 bits), 99 are one person
    (6.6 bits): the line gives 6.6 bits to 0.6 bits.
    """
    parts = [_part(each, model) for each in labelled]
    lines = AS_TOLD
    for _ in range(_ROUNDS):
        weighed = [weigh(part.blocks, model.cases, lines) for part in parts]
        both = list(zip(parts, weighed, strict=True))
        lines = Calibration(
            _line([_of_cases(part, found, within=False) for part, found in both]),
            _line([_of_cases(part, found, within=True) for part, found in both]),
            {
                kind: InState(
                    _line([_of_people(part, found, model, kind, one=True) for part, found in both]),
                    _line(
                        [_of_people(part, found, model, kind, one=False) for part, found in both]
                    ),
                )
                for kind in model.cases.people
            },
        )
    in_groups = replace(model, calibration=lines)
    left = [_left_apart(each, in_groups) for each in labelled]
    people = {
        kind: of._replace(apart=_line([points[kind] for points in left]))
        for kind, of in lines.people.items()
    }
    return replace(model, calibration=replace(lines, people=people))


def _left_apart(labelled: Labelled, model: Model) -> dict[str, _Points]:
    """Return by kind the pairs of people that no group joins in the end, and no guard stopped."""
    decided = decide(labelled.scored, model)
    person = {
        local.uid: number for number, of in enumerate(decided.persons) for local in of.members
    }
    kind = {local.uid: local.kind.value for local in labelled.scored.people}
    pairs = [
        pair
        for pair in decided.people
        if person[pair.one] != person[pair.other] and not pair.reason
    ]
    return {
        name: (
            np.array([log_odds(pair.score) for pair in of], dtype=np.float64),
            np.zeros(len(of)),
            np.array([(pair.one, pair.other) in labelled.people for pair in of], dtype=np.bool_),
        )
        for name in model.cases.people
        for of in [[pair for pair in pairs if kind[pair.one] == name]]
    }


def _part(labelled: Labelled, model: Model) -> _Part:
    blocks = blocks_of(labelled.scored, units_of(labelled.scored, NO_DECISIONS), model)
    people = [tuple(sorted(ends)) in labelled.people for ends in blocks.people]
    cases = [ends in labelled.cases for ends in blocks.cases]
    return _Part(blocks, np.array(cases, dtype=np.bool_), np.array(people, dtype=np.bool_))


def _of_cases(part: _Part, weighed: Weighed, *, within: bool) -> _Points:
    """Return the pairs of cases that nothing stated decides."""
    blocks = part.blocks
    same_registry = np.array([one.registry == other.registry for one, other in blocks.cases])
    chosen = (np.abs(blocks.bits) < MOST_BITS) & (same_registry == within)
    told = np.clip(blocks.bits + weighed.people_told, -MOST_BITS, MOST_BITS)
    return told[chosen], weighed.rivals[chosen], part.true_cases[chosen]


def _of_people(part: _Part, weighed: Weighed, model: Model, kind: str, *, one: bool) -> _Points:
    """Return the pairs of people of a kind whose cases truly are one, or two."""
    blocks = part.blocks
    of_one, of_two, _ = state_odds(blocks, model.cases)
    bits, found = (of_one, weighed.if_one) if one else (of_two, weighed.if_two)
    of_kind = np.array([each == kind for each in blocks.kind], dtype=np.bool_)
    in_state = part.true_cases[blocks.block] == one
    chosen = of_kind & in_state & (np.abs(blocks.told) < MOST_BITS)
    return (blocks.told + bits)[chosen], found.free[chosen], part.true_people[chosen]


def _line(points: Sequence[_Points]) -> Line:
    """Return the line whose odds fit the truth best; its slope is 1 at most.

    Evidence that depends on other evidence weighs too much, never too little: a steeper line would
    be a whim of the cases that are at hand. Pairs with rivals are left out: what rivals take rests
    on bits that are not calibrated, and a line would make up for that.
    """
    points = [
        (told[alone], rivals[alone], true[alone])
        for told, rivals, true in points
        for alone in [rivals >= -_MOST_RIVALRY]
    ]
    if sum(len(true) for _, _, true in points) < LEAST_PAIRS:
        return AS_GIVEN
    start, slope = _fitted(points, _DEVIATIONS)
    if slope > 1:
        start, slope = _fitted(points, _SLOPE_FIXED)
    return Line(round(start, DIGITS), max(round(slope, DIGITS), _LEAST_SLOPE))


def _fitted(points: Sequence[_Points], deviations: Floats) -> tuple[float, float]:
    """Return start and slope by logistic regression, drawn to no change by believed deviations.

    Fisher's scoring, where a step that fits worse is halved. The bits of rivals are added. A share
    ``_BESIDE`` of the pairs is true or false whatever was told: two namesakes of 19 bits among 700
    true pairs would else make all pairs of that situation unsure.
    """
    told, rivals, true = (np.concatenate(column) for column in zip(*points, strict=True))
    features = np.stack([np.ones(len(told)), told], axis=1) * np.log(2)
    precision = np.diag(deviations**-2.0)

    def chances(line: Floats) -> Floats:
        return _chances(features @ line + rivals * np.log(2))

    def misfit(line: Floats) -> float:
        of_truth = np.where(true, chances(line), 1 - chances(line))
        away = line - _NO_CHANGE
        return float(-np.log(_besides(of_truth)).sum() + away @ precision @ away / 2)

    line = _NO_CHANGE
    for _ in range(_STEPS):
        chance = chances(line)
        given = _besides(chance)
        rises = (1 - 2 * _BESIDE) * chance * (1 - chance)
        weight = rises / (given * (1 - given))
        uphill = features.T @ ((true - given) * weight) - precision @ (line - _NO_CHANGE)
        curved = (features.T * (rises * weight)) @ features + precision
        step = np.linalg.solve(curved, uphill)
        while misfit(line + step) > misfit(line) and np.abs(step).max() > _SMALLEST_STEP:
            step = step / 2
        line = line + step
    return float(line[0]), float(line[1])


def _besides(chance: Floats) -> Floats:
    """Return the chances with the share of pairs whose truth follows no evidence."""
    return _BESIDE + (1 - 2 * _BESIDE) * chance


def _chances(logits: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-np.clip(logits, -60, 60)))
    return found
