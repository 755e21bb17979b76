"""The bits that rivals take from two cases: other cases of a registry that may be the same case.

A case is at most one case of another registry, unless that registry has it twice. So the pairs of
cases are the edges of a matching, as the pairs of people of two cases are.
"""

from collections.abc import Mapping, Sequence

import networkx
import numpy as np

from trama.graph.records import CaseKey
from trama.linkage.joint.case_blocks import Ends
from trama.linkage.joint.matching import Floats, Numbers, matching

LEAST_RIVAL_BITS = -10.0
"""Log2 odds under which two cases are no rivals of others: one in a thousand takes no odds away.
Without this bound the people who come back tie all cases, and each depends on each."""

_EVENS = 0.0  # log2 odds at which two cases count as one where cases compete


def rivals_of(cases: Sequence[Ends], bits: Floats) -> Floats:
    """Return by pair of cases the bits that its rivals take.

    ``cases`` are sorted. Cases that their registry likely has twice (`_had_twice`) are no rivals.
    Pairs that no way of pairs of ``LEAST_RIVAL_BITS`` connects do not change each other.
    """
    groups = networkx.connected_components(networkx.Graph(_had_twice(cases, bits)))
    first = {case: min(group) for group in groups for case in group}
    edges: dict[Ends, list[int]] = {}
    for number, (one, other) in enumerate(cases):
        if one.registry != other.registry and bits[number] >= LEAST_RIVAL_BITS:
            edges.setdefault((first.get(one, one), first.get(other, other)), []).append(number)
    if not edges:
        return np.zeros(len(cases))
    best = np.array([bits[numbers].max() for numbers in edges.values()])
    left, right, group = _numbered(list(edges))
    free = matching(best, left, right, group).free
    taken = np.zeros(len(cases))
    for numbers, lost in zip(edges.values(), free.tolist(), strict=True):
        taken[numbers] = lost
    return taken


def _had_twice(cases: Sequence[Ends], bits: Floats) -> list[Ends]:
    """Return the pairs of cases that their registry likely has twice.

    Two cases are two if another registry has a case of its own for each, whatever they share.

    Example: two carpetas of a week name the same suspects. The police have one registration of all
    their victims: it is one case, which was parted. They have one for each: these are two cases.
    """
    likely = [ends for ends, told in zip(cases, bits.tolist(), strict=True) if told >= _EVENS]
    within = {ends for ends in likely if ends[0].registry == ends[1].registry}
    partners = _partners(cases, bits)
    return [
        (one, other)
        for one, other in within
        for mine, theirs in [(partners.get(one, {}), partners.get(other, {}))]
        if all(
            mine[registry] == theirs[registry]
            or {(mine[registry], theirs[registry]), (theirs[registry], mine[registry])} & within
            for registry in mine.keys() & theirs.keys()
        )
    ]


def _partners(cases: Sequence[Ends], bits: Floats) -> Mapping[CaseKey, Mapping[str, CaseKey]]:
    """Return for a case the likeliest case of each other registry, if one is likelier than not."""
    partners: dict[CaseKey, dict[str, CaseKey]] = {}
    for number in np.argsort(bits, kind="stable").tolist():  # the likeliest last
        one, other = cases[number]
        if bits[number] >= _EVENS and one.registry != other.registry:
            partners.setdefault(one, {})[other.registry] = other
            partners.setdefault(other, {})[one.registry] = one
    return partners


def _numbered(edges: Sequence[Ends]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the numbers of the ends and of the group of each edge.

    A case has a number for each other registry: one case of each may be the same case.
    """
    nodes: dict[tuple[CaseKey, str], int] = {}
    ends = [
        (
            nodes.setdefault((one, other.registry), len(nodes)),
            nodes.setdefault((other, one.registry), len(nodes)),
        )
        for one, other in edges
    ]
    graph = networkx.Graph(ends)
    group_of = {
        node: number
        for number, group in enumerate(networkx.connected_components(graph))
        for node in group
    }
    left, right = np.array(ends, dtype=np.int64).T
    return left, right, np.array([group_of[one] for one, _ in ends], dtype=np.int64)
