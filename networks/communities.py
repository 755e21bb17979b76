"""Communities: suspects tied more to one another than their ties as a whole would lead to expect.

The Leiden algorithm (Traag et al. 2019, Sci. Rep. 9:5233) looks for the highest modularity; its
communities hang together, which Louvain's need not. A connected part of the graph is divided by
itself: what happens in one part of the country changes no community in another.
"""

import graspologic_native
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from trama.networks.incidence import Numbers
from trama.networks.projection import Ties

_SEED = 2017  # any number: the same one gives the same communities
_ITERATIONS = 5  # each begins with the result of the last; five more gain 0.001 of modularity
_TRIALS = 5  # the best counts: of known networks of a hundred people, none has a better division
_WHOLE = 3  # suspects: so few who hang together have their highest modularity as one community


def communities(ties: Ties) -> Numbers:
    """Return the number of each suspect's community, from 0 in the order of first members.

    A suspect without ties is alone. The order of the rows that the ties came from is of no
    consequence, as an incidence numbers suspects by uid.

    Example: 0, 1 and 2 tied with one another, 3, 4 and 5 too, and a tie between 2 and 3:
    ``[0, 0, 0, 1, 1, 1]``.
    """
    table = ties.table()
    count, part = csgraph.connected_components(table, directed=False)
    order = np.argsort(part, kind="stable")  # each part is a block of the table
    table = table[order][:, order]
    table.sort_indices()
    ends = np.cumsum(np.bincount(part, minlength=count))
    found = np.zeros(ties.suspects, dtype=np.int64)
    begin = last = 0
    for end in ends.tolist():
        block = slice(begin, end)
        if end - begin <= _WHOLE:
            found[block] = last
        else:
            found[block] = last + _divided(table, begin, end)
        last = int(found[block].max()) + 1
        begin = end
    placed = np.empty_like(found)
    placed[order] = found
    return _in_order(placed)


def modularity(ties: Ties, community: Numbers) -> float:
    """Return the share of weight inside communities, less what the strengths alone would give."""
    total = float(ties.weight.sum())
    if not total:
        return 0.0
    one, other, weight = ties.pairs.one, ties.pairs.other, ties.weight
    inside = float(weight[community[one] == community[other]].sum()) / total
    ends = community[np.append(one, other)]
    strength = np.bincount(ends, np.tile(weight, 2))
    return inside - float(((strength / (2 * total)) ** 2).sum())


def _divided(table: sparse.csr_array, begin: int, end: int) -> Numbers:
    """Return the communities of the block of a table from one row to another."""
    own = slice(table.indptr[begin], table.indptr[end])
    _, found = graspologic_native.leiden_csr(
        (table.indptr[begin : end + 1] - table.indptr[begin]).astype(np.int64),
        (table.indices[own] - begin).astype(np.int32),
        table.data[own],
        end - begin,
        iterations=_ITERATIONS,
        trials=_TRIALS,
        seed=_SEED,
    )
    numbers = np.empty(end - begin, dtype=np.int64)
    numbers[list(found)] = list(found.values())  # the dictionary comes in any order
    return numbers


def _in_order(community: Numbers) -> Numbers:
    """Return communities numbered by their first members."""
    _, first, number = np.unique(community, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[number]
