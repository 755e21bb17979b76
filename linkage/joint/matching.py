"""The probability of each pair where everybody has one partner at most.

Pairs with odds make a graph: the people (or cases) are nodes, the pairs edges. A linkage chooses
edges that share no node, and weighs the product of their odds, as in ``overlap.exact``. There every
linkage is listed; here belief propagation finds the same sums over all linkages, without a list. It
is exact if the edges of a group have no circle. In a circle (two sisters against two sisters) the
chances stay good and the total is a lower bound (Bethe; Chertkov and Yedidia 2013, J. Mach. Learn.
Res. 14:2029). networkx finds the best matching alone, and a list grows with a factorial.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_BITS = 40.0
"""Bits of a certain pair: odds of 1e12. More would drown the odds of its rivals in rounding."""

_STILL = 1e-9  # change of a message, as natural logarithm, that ends the propagation in a group
_ROUNDS = 500  # at most; a chain of equal pairs with 40 bits needs some 100
_DAMPING = 0.5  # share of the old message that stays: without it messages of a circle swing


class Matching(NamedTuple):
    """What holds over all linkages, by edge and by group, in the order of the input.

    ``chance`` is the probability of an edge. ``free`` are the log2 odds that its rivals take: an
    edge of so many bits has the chance of ``bits + free``. ``total`` has by group the log2 of the
    summed weights of all linkages, where no link at all weighs 1.
    """

    chance: Floats
    free: Floats
    total: Floats


def matching(bits: Floats, left: Numbers, right: Numbers, group: Numbers) -> Matching:
    """Return the chance of each edge over all linkages.

    ``left`` and ``right`` number the nodes of each edge; a node of both sides has one number.
    ``group`` numbers the groups from 0; edges that share a node are of one group. A group's figures
    do not depend on the other groups.

    1. Each edge sends to each end the odds that its far end is free of rivals: 1 / (1 + Σ odds of a
       rival edge × its own message). All begin with 1.
    2. Repeat it, damped, until no message of the group changes.
    3. An edge is chosen with the odds ``odds × message × message``.

    Example: a1 with b1 (1 bit, odds 2) and b2 (0 bits, odds 1). Linkages: none, a1-b1, a1-b2, with
    weights 1, 2, 1. The chances are 0.5 and 0.25, the total 2 bits.
    """
    if not len(bits):
        return Matching(np.zeros(0), np.zeros(0), np.zeros(0))
    odds = np.exp2(np.clip(bits, -MOST_BITS, MOST_BITS))
    # Message k < edges tells that the left node of edge k is free, message k + edges the right.
    edges, node = len(bits), np.concatenate([left, right])
    far = np.concatenate([np.arange(edges, 2 * edges), np.arange(edges)])
    twice, groups = np.concatenate([odds, odds]), np.concatenate([group, group])
    nodes, count = int(node.max()) + 1, int(group.max()) + 1
    log_free = np.zeros(2 * edges)
    moving = np.arange(2 * edges)
    for _ in range(_ROUNDS):
        offered = twice[moving] * np.exp(log_free[far[moving]])
        sums = np.bincount(node[moving], weights=offered, minlength=nodes)
        fresh = -np.log1p(np.maximum(sums[node[moving]] - offered, 0.0))
        change = np.abs(fresh - log_free[moving])
        log_free[moving] = _DAMPING * log_free[moving] + (1 - _DAMPING) * fresh
        most = np.zeros(count)
        np.maximum.at(most, groups[moving], change)
        moving = moving[most[groups[moving]] > _STILL]
        if not len(moving):
            break
    both = odds * np.exp(log_free[:edges] + log_free[edges:])
    sums = np.bincount(node, weights=twice * np.exp(log_free[far]), minlength=nodes)
    group_of_node = np.zeros(nodes, dtype=np.int64)
    group_of_node[node] = groups
    total = np.bincount(group_of_node, weights=np.log1p(sums), minlength=count)
    total -= np.bincount(group, weights=np.log1p(both), minlength=count)
    free = (log_free[:edges] + log_free[edges:]) / np.log(2)
    return Matching(both / (1 + both), free, total / np.log(2))
