"""The pairs that count in a decision: those that could ever reach the score from which one is kept.

All others are left out before anything is decided together. So a decision depends on few other
cases (``components``), and who counts depends on the pair alone.
"""

import numpy as np
from numpy.typing import NDArray

from trama.graph.records import Kind
from trama.linkage.cases.case_fields import ComparedCase
from trama.linkage.joint.parting import least_bits, without_people
from trama.linkage.model.case_weights import CaseWeights
from trama.linkage.model.weights import Model
from trama.linkage.pairs.blocking import RULES
from trama.linking.known_pairs import KnownPairs

_DOCUMENT = 1 << [rule.name for rule in RULES].index("document")


def counted_pairs(known: KnownPairs, model: Model) -> NDArray[np.int64]:
    """Return the rows of the pairs of people that count.

    A pair that shares a number counts always: a stated key may join it.
    """
    counted = known.bits >= least_bits(model)
    return np.flatnonzero(counted | ((known.found_by & _DOCUMENT) > 0))


def cases_of(known: KnownPairs, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the hashes of the cases of some pairs of people, two a row."""
    return np.stack([known.of_case[rows[pairs]] for rows in known.ends], axis=1)


def bits_without_people(one: ComparedCase, other: ComparedCase, weights: CaseWeights) -> float:
    """Return the bits that it tells of two cases that none of their people are a pair."""
    counts = {
        Kind.VICTIM.value: (one.victims, other.victims),
        Kind.SUSPECT.value: (one.suspects, other.suspects),
    }
    both = {kind: numbers for kind, numbers in counts.items() if all(numbers)}
    same_registry = one.key.registry == other.key.registry
    return without_people(both, weights, same_registry=same_registry)
