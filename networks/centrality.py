"""Centrality: how each suspect stands among the ties of others, and who is a broker.

networkit computes what scipy has not, on one thread: two would add up in another order each time.
"""

from dataclasses import dataclass

import networkit
import numpy as np
from scipy import sparse

from trama.networks.chance import Floats
from trama.networks.incidence import Numbers
from trama.networks.projection import Ties

_CLOSE = 1e-9  # PageRank: how near the last two rounds must come


@dataclass(frozen=True, slots=True, eq=False)
class Centrality:
    """Measures of each suspect, by number. Only `strength`, `rank` and `constraint` use weights.

    ``degree``       people with whom the suspect shares a case.
    ``strength``     the sum of the weights of these ties.
    ``between``      pairs of others whose shortest ways lead through the suspect; a pair with
                     several such ways counts in parts (Freeman 1977).
    ``rank``         PageRank: the share of a random walk along ties, by weight, that is spent here.
    ``core``         the highest k of a k-core, in which all are tied with k others or more.
    ``constraint``   Burt's: near 0 for who joins people that are strangers to one another, 1 for
                     who has one tie; NaN for who has none.
    """

    degree: Numbers
    strength: Floats
    between: Floats
    rank: Floats
    core: Numbers
    constraint: Floats

    @property
    def brokerage(self) -> Floats:
        """Return the pairs that each suspect stands between, by tie: much from few ties."""
        return self.between / np.maximum(self.degree, 1)


def centrality(ties: Ties) -> Centrality:
    """Return the measures of each suspect.

    Betweenness takes time by people times ties: seconds for ten thousand people, minutes for a
    hundred thousand who all hang together.
    """
    if not ties.suspects:  # networkit's betweenness of nobody ends the process
        nobody = np.zeros(0)
        none = nobody.astype(np.int64)
        return Centrality(none, nobody, nobody, nobody, none, nobody)
    table = ties.table()
    networkit.setNumberOfThreads(1)
    graph = networkit.GraphFromCoo(
        (ties.weight, (ties.pairs.one.astype(np.uint64), ties.pairs.other.astype(np.uint64))),
        n=ties.suspects,
        weighted=True,
    )
    steps = networkit.graphtools.toUnweighted(graph)
    between = networkit.centrality.Betweenness(steps).run().scores()
    core = networkit.centrality.CoreDecomposition(steps).run().scores()
    return Centrality(
        degree=np.diff(table.indptr).astype(np.int64),
        strength=np.asarray(table.sum(axis=1), dtype=np.float64),
        between=np.array(between) / 2,  # both directions of each pair were counted
        rank=_rank(graph),
        core=np.array(core, dtype=np.int64),
        constraint=_constraint(table),
    )


def _rank(graph: networkit.Graph) -> Floats:
    ranks = np.array(networkit.centrality.PageRank(graph, tol=_CLOSE).run().scores())
    # Whoever has no tie loses the walk; to scale the rest up is to let it begin anywhere.
    return np.asarray(ranks / ranks.sum(), dtype=np.float64)


def _constraint(table: sparse.csr_array) -> Floats:
    """Return the constraint of each suspect (Burt 1992).

    Each invests in others by weight. The constraint is the sum, over all with whom the suspect is
    tied, of the square of what the suspect invests in them directly or through a third.
    """
    strength = np.asarray(table.sum(axis=1), dtype=np.float64)
    invested = sparse.csr_array(sparse.diags_array(1 / np.where(strength, strength, 1)) @ table)
    tied = sparse.csr_array((np.ones(table.nnz), table.indices, table.indptr), shape=table.shape)
    through = (invested @ invested).multiply(tied)
    squares = (invested + through).power(2).sum(axis=1)
    return np.where(strength, squares, np.nan)
