"""The pairs that count in a decision: those that could ever reach the score from which one is kept.

All others are left out before anything is decided together. So a decision depends on few other
cases (``components``), and who counts depends on the pair alone.
"""

import numpy as np
from numpy.typing import NDArray

from trama.graph.records import Kind
from trama.linkage.cases.case_fields import ComparedCase
from trama.linkage.joint.parting import least_bits, without_people
from trama.linkage.joint.scored import KEEP_BITS
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


def counted_case_pairs(known: KnownPairs, of_people: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows of the pairs of cases that count: with a pair of people, or likely without.

    ``of_people`` has the hashes of the cases of the counted pairs of people, two a row.
    """
    hashes = np.sort(known.cases["case"].to_numpy())
    ends = np.stack([known.case_pairs[name].to_numpy() for name in ("one", "other")], axis=1)
    codes = [
        places.min(axis=1) * len(hashes) + places.max(axis=1)
        for places in (np.searchsorted(hashes, rows) for rows in (ends, of_people))
    ]
    met = np.isin(*codes)
    return np.flatnonzero(met | (known.case_pairs["alone"].to_numpy() >= KEEP_BITS))


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
    return without_people(both, weights)
