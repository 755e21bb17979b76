"""The joint probability of pairs of people and of pairs of cases.

Within a block (two cases and their people) the sum over all linkages is taken twice: as if the
cases were one, and as if they were two. Both sums together are what the people tell of the cases;
people without a partner count too. The chance of a pair of people is then the mean of its chances
in either state. So no message comes back to its sender: a person who made the cases one does not
hear it from the cases again.

Cases compete as people do (`rivals`).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from trama.graph.records import Kind
from trama.linkage.joint.accomplices import with_accomplices
from trama.linkage.joint.case_blocks import Blocks
from trama.linkage.joint.matching import MOST_BITS, Floats, Matching, matching
from trama.linkage.joint.parted import chance_of_parted, twice_or_parted
from trama.linkage.joint.rivals import rivals_of
from trama.linkage.joint.shares import odds_of_share, total_of_odds
from trama.linkage.model.calibration import AS_TOLD, Calibration, Line
from trama.linkage.model.case_weights import CaseWeights
from trama.linkage.model.odds import probability_of

_KINDS = (Kind.SUSPECT, Kind.VICTIM)  # the columns of figures by kind


class Weighed(NamedTuple):
    """Probabilities by block and by pair of people, in the order of `Blocks`.

    ``bits`` has by block the calibrated log2 odds before cases compete, ``people_told`` the bits
    that the people told of the cases, and ``rivals`` those that other cases take. ``if_one`` and
    ``if_two`` have the pairs of people if their cases are one case, or two.
    """

    bits: Floats
    cases: Floats
    people: Floats
    people_told: Floats
    rivals: Floats
    if_one: Matching
    if_two: Matching


def weigh(blocks: Blocks, weights: CaseWeights, calibration: Calibration = AS_TOLD) -> Weighed:
    """Return the joint probability of each block and of each pair of people.

    1. Give each pair of people the odds that it would have in one case, and in two.
    2. Take the sum over linkages within each block in both states, over what numbers of people
       alone would give. Their ratio is what the people tell of the cases. Victims of two cases
       of one registry tell more or less by the reason for which it has a case twice (`parted`).
    3. Calibrate the bits of the cases, and let the cases compete.
    4. Calibrate the bits of the people in either state, and let the people compete. Accused who
       come back bring their accomplices (`with_accomplices`).
    5. Mix the chances of each pair of people by the probability of its cases.

    Calibrated odds of people tell nothing to the cases: they are no ratio of two chances any more.

    Example: two cases with a victim each. The comparators tell 4 bits, the share is 0.9 (3.2 bits)
    and a victim comes back with -6 bits. If the cases are one, the pair has 7.2 bits (0.993), else
    -2 bits (0.2). The people tell log2((1 + 2^7.2) / (1 + 2^3.2)) - log2(1 + 2^-2) = 3.5 bits of
    the cases. With 2 bits of date and place the cases have 5.5 bits (0.98), the people 0.98.
    """
    one_bits, two_bits, expected = state_odds(blocks, weights)
    of_one, of_two = blocks.told + one_bits, blocks.told + two_bits
    as_one, as_two = _in_blocks(blocks, of_one), _in_blocks(blocks, of_two)
    of_kinds = _totals(as_one, blocks) - _totals(as_two, blocks) - expected
    people_told, parted = _of_people(blocks, of_kinds)
    told = np.clip(blocks.bits + people_told, -MOST_BITS, MOST_BITS)
    stated = np.abs(blocks.bits) >= MOST_BITS
    bits = np.where(stated, blocks.bits, _calibrated_cases(blocks, told, calibration))
    rivals = np.where(stated, 0.0, rivals_of(blocks.cases, bits))
    cases = probability_of(bits + rivals)
    if calibration != AS_TOLD:
        lines = [calibration.people[kind] for kind in blocks.kind]
        as_one = _in_blocks(blocks, _calibrated(blocks, of_one, [each.one for each in lines]))
        as_two = _in_blocks(blocks, _calibrated(blocks, of_two, [each.two for each in lines]))
    of_one_case = calibration.people[Kind.SUSPECT].one
    together = with_accomplices(blocks, as_two, weights.people, of_one_case)
    as_two = as_two._replace(chance=together)
    as_one = as_one._replace(chance=as_one.chance + parted * (as_two.chance - as_one.chance))
    of_pair = cases[blocks.block]
    people = of_pair * as_one.chance + (1 - of_pair) * as_two.chance
    return Weighed(bits, cases, people, people_told, rivals, as_one, as_two)


def _of_people(blocks: Blocks, of_kinds: Floats) -> tuple[Floats, Floats]:
    """Return by block what its people tell, and by pair of people the chance of a parted case."""
    within = np.array([one.registry == other.registry for one, other in blocks.cases], np.bool_)
    victims = of_kinds[:, _KINDS.index(Kind.VICTIM)]
    told = np.where(within, twice_or_parted(victims), victims)
    parted = np.where(within, chance_of_parted(told), 0.0)
    of_victims = np.array([kind == Kind.VICTIM for kind in blocks.kind], np.bool_)
    return of_kinds.sum(axis=1) - victims + told, np.where(of_victims, parted[blocks.block], 0.0)


def _in_blocks(blocks: Blocks, bits: Floats) -> Matching:
    """Return the matching of the people of each kind of each block."""
    kind = np.array([_KINDS.index(kind) for kind in blocks.kind], dtype=np.int64)
    return matching(bits, blocks.left, blocks.right, blocks.block * len(_KINDS) + kind)


def _calibrated_cases(blocks: Blocks, bits: Floats, calibration: Calibration) -> Floats:
    lines = [
        calibration.of_cases(same_registry=one.registry == other.registry)
        for one, other in blocks.cases
    ]
    return np.clip(_on_lines(bits, lines), -MOST_BITS, MOST_BITS)


def _calibrated(blocks: Blocks, bits: Floats, lines: Sequence[Line]) -> Floats:
    """Return the calibrated bits of pairs of people; certain and impossible pairs stay."""
    return np.where(np.abs(blocks.told) < MOST_BITS, _on_lines(bits, lines), bits)


def _on_lines(bits: Floats, lines: Sequence[Line]) -> Floats:
    start, slope = np.array(lines, dtype=np.float64).reshape(-1, 2).T
    found: Floats = start + slope * bits
    return found


def state_odds(blocks: Blocks, weights: CaseWeights) -> tuple[Floats, Floats, Floats]:
    """Return by pair the bits of its prior odds in one case and in two, and the sums.

    The sums are by block and kind the log2 ratios of the totals that the numbers of people give
    without any comparator.
    """
    known = weights.people
    elsewhere = {kind: math.log2(of.elsewhere) for kind, of in known.items()}
    any_pair = {kind: math.log2(of.elsewhere * of.alike_elsewhere) for kind, of in known.items()}
    alike = {kind: math.log2(of.alike) for kind, of in known.items()}
    bits: list[dict[str, float]] = []
    expected = np.zeros((len(blocks.cases), len(_KINDS)))
    for number, counts in enumerate(blocks.counts):
        in_one = {}
        for kind, (ones, others) in counts.items():
            odds = odds_of_share(ones, others, known[kind].share)
            in_one[kind] = odds.bits - alike[kind]
            at_random = total_of_odds(ones, others, any_pair[kind])
            expected[number, _KINDS.index(kind)] = odds.total - at_random
        bits.append(in_one)
    pairs = zip(blocks.block.tolist(), blocks.kind, strict=True)
    one_bits = np.array([bits[block][kind] for block, kind in pairs], dtype=np.float64)
    two_bits = np.array([elsewhere[kind] for kind in blocks.kind], dtype=np.float64)
    return one_bits, two_bits, expected


def _totals(found: Matching, blocks: Blocks) -> Floats:
    """Return by block and kind the total; people without pairs have one linkage, of weight 1."""
    count = len(blocks.cases) * len(_KINDS)
    return np.pad(found.total, (0, count - len(found.total))).reshape(-1, len(_KINDS))
