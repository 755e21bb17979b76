"""Ties between numbered people, made by hand or at random, and the same as a graph of networkx."""

from collections.abc import Iterable

import networkx as nx
import numpy as np

from trama.networks.incidence import Pairs
from trama.networks.projection import Ties


def ties_of(people: int, weighted: Iterable[tuple[int, int, float]]) -> Ties:
    """Return the ties of pairs with their weights; each pair shares one case."""
    ordered = sorted((min(one, other), max(one, other), weight) for one, other, weight in weighted)
    one, other, weight = np.array(ordered, dtype=np.float64).reshape(-1, 3).T
    shared = np.ones(len(weight), dtype=np.int64)
    pairs = Pairs(one.astype(np.int64), other.astype(np.int64), shared)
    return Ties(people, pairs, weight)


def random_ties(seed: int, people: int, number: int) -> Ties:
    """Return ties between random people, with random weights; some people have none."""
    random = np.random.default_rng(seed)
    ends = np.sort(random.integers(0, people - 2, (number, 2)), axis=1)
    pairs = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0).tolist()
    return ties_of(people, [(one, other, 0.1 + random.random()) for one, other in pairs])


def as_networkx(ties: Ties) -> nx.Graph:
    """Return the same people and weights as a graph of networkx."""
    graph = nx.Graph()
    graph.add_nodes_from(range(ties.suspects))
    pairs = ties.pairs
    ends = zip(pairs.one.tolist(), pairs.other.tolist(), ties.weight.tolist(), strict=True)
    graph.add_weighted_edges_from(ends)
    return graph
