"""The weights of cases and of their people, learned from pairs without any known truth.

The weights of people stand already (``linking.splink_training``). Splink's EM cannot learn those of
cases: its expectation is over pairs that are independent, and here a pair of cases is as likely as
its people, who compete for each other, tell. So the expectation is that of `weigh`, and the
maximisation counts levels by it. Weights are drawn to beliefs as those of people are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from trama.linkage.cases.case_comparison import CASE_LEVELS, CaseComparison
from trama.linkage.joint.case_blocks import Blocks, Ends, blocks_of, ordered_ends
from trama.linkage.joint.matching import MOST_BITS, Floats
from trama.linkage.joint.scored import Scored, ScoredCasePair
from trama.linkage.joint.units import units_of
from trama.linkage.joint.weighing import Weighed, weigh
from trama.linkage.judgements import NO_DECISIONS, Decisions
from trama.linkage.model.beliefs import case_beliefs
from trama.linkage.model.case_weights import CaseWeights, LevelWeight, SharedPeople
from trama.linkage.model.drawn_weights import DIGITS, drawn_weights
from trama.linkage.model.weights import Model

_ROUNDS = 30  # of EM at most; a twin needs some ten
_STILL = 1e-3  # change of a probability of a pair of cases that ends EM
_BELIEVED_PAIRS = 20.0  # pairs that the believed prior, share and odds count as
_WITHIN_ONLY = frozenset({"agencies"})  # what only cases of one registry can be compared by


def learn_cases(
    model: Model,
    scored: Scored,
    comparisons: Sequence[CaseComparison],
    decisions: Decisions = NO_DECISIONS,
) -> Model:
    """Return the model with the weights of cases that explain its pairs best.

    ``comparisons`` are of the pairs of cases to learn from; ``scored.case_pairs`` is not read.

    1. Begin with what is believed.
    2. Weigh people and cases together.
    3. Count, by these probabilities: the levels of pairs of cases that are one and two, the shares
       of either, the people that one case shares, and those who come back in another.
    4. Repeat from 2 until no probability changes.
    """
    weights = CaseWeights()
    units = units_of(scored, decisions)
    before: Floats | None = None
    by_ends = {ordered_ends(found.one.key, found.other.key): found for found in comparisons}
    for _ in range(_ROUNDS):
        pairs = [ScoredCasePair(*ends, weights.bits(found)) for ends, found in by_ends.items()]
        blocks = blocks_of(replace(scored, case_pairs=pairs), units, model)
        weighed = weigh(blocks, weights)
        if before is not None and np.abs(weighed.cases - before).max(initial=0.0) <= _STILL:
            break
        before = weighed.cases
        weights = _counted(blocks, weighed, by_ends, weights)
    return replace(model, cases=weights)


def _counted(
    blocks: Blocks,
    weighed: Weighed,
    by_ends: Mapping[Ends, CaseComparison],
    weights: CaseWeights,
) -> CaseWeights:
    """Return the weights that the probabilities of one round give."""
    believed = CaseWeights()
    levels = {name: dict.fromkeys(of, (0.0, 0.0)) for name, of in CASE_LEVELS.items()}
    open_pairs: dict[bool, list[float]] = defaultdict(list)
    for ends, chance, bits in zip(
        blocks.cases, weighed.cases.tolist(), blocks.bits.tolist(), strict=True
    ):
        found = by_ends.get(ends)
        if found is None:
            continue
        if abs(bits) < MOST_BITS:
            open_pairs[found.same_registry].append(chance)
        for name, level in found.weighed_levels().items():
            if found.same_registry == (name in _WITHIN_ONLY):
                m, u = levels[name][level.name]
                levels[name][level.name] = (m + chance, u + 1 - chance)
    return CaseWeights(
        {name: _drawn(name, of) for name, of in levels.items()},
        _share(open_pairs[False], believed.across),
        _share(open_pairs[True], believed.within),
        {
            kind: _shared_people(kind, blocks, weighed, believed.people[kind])
            for kind in weights.people
        },
    )


def _drawn(name: str, counts: Mapping[str, tuple[float, float]]) -> dict[str, LevelWeight]:
    sums = [sum(of[side] for of in counts.values()) for side in (0, 1)]
    chances = {
        level: (m / max(sums[0], 1e-9), u / max(sums[1], 1e-9)) for level, (m, u) in counts.items()
    }
    pairs = sums[0], sums[1]
    return drawn_weights(chances, CASE_LEVELS[name], case_beliefs().get(name, {}), pairs)


def _share(chances: Sequence[float], believed: float) -> float:
    """Return the mean probability, drawn to what is believed."""
    whole = sum(chances) + believed * _BELIEVED_PAIRS
    return round(whole / (len(chances) + _BELIEVED_PAIRS), DIGITS)


def _shared_people(
    kind: str, blocks: Blocks, weighed: Weighed, believed: SharedPeople
) -> SharedPeople:
    """Return what the probabilities of one round tell of people of one kind.

    Each figure is a ratio of two counts, drawn to what is believed of ``_BELIEVED_PAIRS`` pairs.
    """
    of_kind = np.array([each == kind for each in blocks.kind], dtype=np.bool_)
    counts = [counts.get(kind, (0, 0)) for counts in blocks.counts]
    smaller = np.array([float(min(ones, others)) for ones, others in counts])
    all_pairs = np.array([float(ones * others) for ones, others in counts])
    of_pair = weighed.cases[blocks.block[of_kind]]
    shared = float((of_pair * weighed.if_one.chance[of_kind]).sum())
    alike = float((of_pair * (1 - weighed.if_one.chance[of_kind])).sum())
    back = float(((1 - of_pair) * weighed.if_two.chance[of_kind]).sum())
    alike_elsewhere = float(((1 - of_pair) * (1 - weighed.if_two.chance[of_kind])).sum())
    in_one = float((weighed.cases * all_pairs).sum()) - shared
    in_two = float(((1 - weighed.cases) * all_pairs).sum()) - back
    ratios = (
        (shared, float((weighed.cases * smaller).sum()), believed.share),
        (back, alike_elsewhere, believed.elsewhere),
        (alike, in_one, believed.alike),
        (alike_elsewhere, in_two, believed.alike_elsewhere),
    )
    drawn = (
        (count + belief * _BELIEVED_PAIRS) / (of + _BELIEVED_PAIRS) for count, of, belief in ratios
    )
    return SharedPeople(*(round(ratio, DIGITS) for ratio in drawn))
