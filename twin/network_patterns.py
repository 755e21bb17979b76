"""The shapes of planted networks: real covert networks, and the cases that make them appear."""

from collections.abc import Mapping
from functools import cache

import networkx

from trama.twin.marginals import table


def _shapes() -> dict[str, tuple[tuple[int, int], ...]]:
    edges: dict[str, list[tuple[int, int]]] = {}
    for row in table("covert_networks"):
        edges.setdefault(row["network"], []).append((int(row["source"]), int(row["target"])))
    return {name: tuple(found) for name, found in edges.items()}


SHAPES: Mapping[str, tuple[tuple[int, int], ...]] = _shapes()
"""Edges by network, nodes numbered from 1; see data/NOTICE.md for where they come from."""


@cache
def cases_of(shape: str) -> tuple[tuple[int, ...], ...]:
    """Returns the groups of nodes that stand together in one case, sorted.

    They are the maximal cliques: who stands together in a case is joined with everybody there, and
    every edge is in some case. So the co-offending graph of these cases is the shape itself, with
    its degrees, its size and its clustering.
    """
    graph = networkx.Graph(SHAPES[shape])
    return tuple(sorted(tuple(sorted(clique)) for clique in networkx.find_cliques(graph)))
