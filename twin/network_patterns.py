"""The patterns of planted networks: edges of seven real covert networks, and cases that show them.

A pattern is a tuple of edges between nodes numbered from 1. data/NOTICE.md names the sources.
"""

from collections.abc import Mapping
from functools import cache

import networkx

from trama.twin.marginals import table


def _patterns() -> dict[str, tuple[tuple[int, int], ...]]:
    edges: dict[str, list[tuple[int, int]]] = {}
    for row in table("covert_networks"):
        edges.setdefault(row["network"], []).append((int(row["source"]), int(row["target"])))
    return {name: tuple(pairs) for name, pairs in edges.items()}


PATTERNS: Mapping[str, tuple[tuple[int, int], ...]] = _patterns()
"""Edges by the name of the network."""


@cache
def cases_of(pattern: str) -> tuple[tuple[int, ...], ...]:
    """Return the groups of nodes that are suspects in one case each, sorted.

    The groups are the maximal cliques of the pattern. All suspects of a case are joined with each
    other, and every edge is in some case. So the co-offending graph of these cases is the pattern
    itself, with its size, degrees and clustering.

    Example: the edges (1, 2), (1, 3), (2, 3), (3, 4) give the cases (1, 2, 3) and (3, 4).
    """
    graph = networkx.Graph(PATTERNS[pattern])
    return tuple(sorted(tuple(sorted(clique)) for clique in networkx.find_cliques(graph)))
