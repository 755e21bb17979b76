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
"""Bits that a certain pair tells: odds of 1e12, more than any comparators tell."""

_MOST_ODDS = 80.0  # bits of an edge at most: a certain pair, and what its prior adds

_STILL = 1e-9  # change of a message, as natural logarithm, that ends the propagation in a group
_ROUNDS = 500  # at most; a chain of equal pairs with 40 bits needs some 100
_DAMPING = 0.5  # share of the old message that stays: without it messages of a circle swing


class Matching(NamedTuple):
    """The chances and sums over all linkages, by edge and by group, in the order of the input.

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
    odds = np.exp2(np.clip(bits, -_MOST_ODDS, _MOST_ODDS))
    # Message k < edges tells that the left node of edge k is free, message k + edges the right.
    edges, node = len(bits), np.concatenate([left, right])
    far = np.concatenate([np.arange(edges, 2 * edges), np.arange(edges)])
    twice, groups = np.concatenate([odds, odds]), np.concatenate([group, group])
    nodes, count = int(node.max()) + 1, int(group.max()) + 1
    log_free = np.zeros(2 * edges)
    moving, nodes_of, groups_of = np.arange(2 * edges), node, groups
    numbered = 2 * edges  # messages when nodes and groups were last numbered
    for _ in range(_ROUNDS):
        offered = twice[moving] * np.exp(log_free[far[moving]])
        fresh = -np.log1p(_of_rivals(offered, nodes_of))
        change = np.abs(fresh - log_free[moving])
        log_free[moving] = _DAMPING * log_free[moving] + (1 - _DAMPING) * fresh
        most = np.zeros(int(groups_of.max()) + 1)
        np.maximum.at(most, groups_of, change)
        still = most[groups_of] > _STILL
        moving, nodes_of, groups_of = moving[still], nodes_of[still], groups_of[still]
        if not len(moving):
            break
        if 2 * len(moving) < numbered:  # else the few last groups cost a round of all nodes
            numbered = len(moving)
            nodes_of, groups_of = (
                np.unique(each, return_inverse=True)[1] for each in (nodes_of, groups_of)
            )
    both = odds * np.exp(log_free[:edges] + log_free[edges:])
    sums = np.bincount(node, weights=twice * np.exp(log_free[far]), minlength=nodes)
    group_of_node = np.zeros(nodes, dtype=np.int64)
    group_of_node[node] = groups
    total = np.bincount(group_of_node, weights=np.log1p(sums), minlength=count)
    total -= np.bincount(group, weights=np.log1p(both), minlength=count)
    free = (log_free[:edges] + log_free[edges:]) / np.log(2)
    return Matching(both / (1 + both), free, total / np.log(2))


def _of_rivals(offered: Floats, node: Numbers) -> Floats:
    """Return for each value the sum of the other values of its node.

    The greatest value of a node is left out of a sum of its own: taken from the whole sum, it would
    leave its rivals to rounding.
    """
    nodes = int(node.max()) + 1
    greatest = np.zeros(nodes)
    np.maximum.at(greatest, node, offered)
    first = np.full(nodes, len(node))
    at = np.flatnonzero(offered == greatest[node])
    np.minimum.at(first, node[at], at)
    is_first = first[node] == np.arange(len(node))
    rest = np.bincount(node, weights=np.where(is_first, 0.0, offered), minlength=nodes)
    others = greatest[node] + np.maximum(rest[node] - offered, 0.0)
    return np.where(is_first, rest[node], others)
