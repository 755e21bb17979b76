"""The accused who come back with their accomplices: one of them makes the next one likelier.

Two cases are two. If one of their accused is the same, the cases are of one circle, and more of the
same people stand in both. So the odds of any two accused are those that the numbers of accused
give, not those of two cases without a person in common.
"""

import math
from collections.abc import Mapping

import numpy as np

from trama.graph.records import Kind
from trama.linkage.joint.case_blocks import Blocks
from trama.linkage.joint.matching import MOST_BITS, Floats, Matching, matching
from trama.linkage.joint.shares import odds_of_share
from trama.linkage.model.calibration import Line
from trama.linkage.model.case_weights import SharedPeople

COME_BACK = 0.5
"""Share of the shorter list of accused who come back in two cases of one circle. Nobody has
published one. All pairs of 2 bits and more are true if another accused surely came back, on twins
and on registries of another hand (`benchmarks/accomplices.py`)."""

ALIKE_BITS = 3.0
"""Log2 odds, alone, of two people from which all others of their kind in both cases are compared:
8 to 1."""

_SURE = 1 - 1e-12  # bound of a chance, for its logarithm


def with_accomplices(
    blocks: Blocks, two: Matching, people: Mapping[str, SharedPeople], line: Line
) -> Floats:
    """Return the chance of each pair of people if their cases are two, accomplices considered.

    ``two`` has the chances without accomplices, ``line`` calibrates odds of the accused of one
    case: within a circle as within a case few people stand for choice.

    1. Take the chance that another pair of accused of both cases is one person (`of_others`).
    2. Give each pair the odds of one circle, and let the accused compete.
    3. Mix both chances by 1. Accomplices never make a pair less likely.

    Example: ROJAS ESPINOZA MARISOL and ROJAS MARISOL of two cases are one person with 0.89. Another
    accused of both has one DNI, so the two cases are of one circle: the pair has 0.994.
    """
    chosen = np.array([kind == Kind.SUSPECT for kind in blocks.kind], np.bool_)
    others = of_others(blocks, np.where(chosen, two.chance, 0.0))
    if not others.any():
        return two.chance
    alike = math.log2(people[Kind.SUSPECT].alike)
    block, told = blocks.block[chosen], blocks.told[chosen]
    numbers = {number: blocks.counts[number][Kind.SUSPECT] for number in set(block.tolist())}
    given = {number: odds_of_share(*of, COME_BACK).bits - alike for number, of in numbers.items()}
    bits = told + np.array([given[number] for number in block.tolist()])
    bits = np.where(np.abs(told) < MOST_BITS, line.start + line.slope * bits, bits)
    circle = np.zeros(len(chosen))
    circle[chosen] = matching(bits, blocks.left[chosen], blocks.right[chosen], block).chance
    chance: Floats = two.chance + others * np.maximum(circle - two.chance, 0.0)
    return chance


def of_others(blocks: Blocks, chance: Floats) -> Floats:
    """Return by pair the chance that a pair of its block without either of its ends is true."""
    if not len(chance):
        return chance
    false = np.log1p(-np.minimum(chance, _SURE))
    of_block, of_left, of_right = (
        np.bincount(numbers, weights=false)[numbers]
        for numbers in (blocks.block, blocks.left, blocks.right)
    )
    others = np.minimum(of_block - of_left - of_right + false, 0.0)
    found: Floats = np.where(chance > 0, -np.expm1(others), 0.0)
    return found
