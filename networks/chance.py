"""Chance: the cases that two suspects share though nothing but place and year brings them there.

Within a stratum each suspect keeps the number of cases, and each case the number of suspects; all
else is exchanged. The bipartite configuration model says how likely each suspect then stands in
each case (Saracco et al. 2015, Sci. Rep. 5:10595):

    P(suspect i in case j) = x_i y_j / (1 + x_i y_j)

Cases are independent of one another in it, so that the number of cases that two suspects share is a
sum of rare events, and Poisson's tail with the same mean is near. It is above what exact draws
give, as a suspect of one case in a stratum shares no two there: it orders groups, and draws decide.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from trama.networks.incidence import Incidence, Numbers, Pairs

Floats = NDArray[np.float64]

_CLOSE = 1e-9  # cases: how near the mean margins must come to the true ones
_MOST_ROUNDS = 100_000


class Chance:
    """The mean number of cases that two suspects share by chance, for the margins of an incidence.

    Suspects with as many cases in a stratum are alike there, and cases with as many suspects too:
    one equation is solved for each number, and one mean is kept for each pair of numbers.
    """

    def __init__(self, incidence: Incidence) -> None:
        strata = len(incidence.strata)
        stratum = incidence.stratum[incidence.case]
        entries = (np.ones(len(stratum), dtype=np.int64), (incidence.suspect, stratum))
        self._cases_of = sparse.csr_array(entries, shape=(len(incidence.suspects), strata))
        self._cases_of.sum_duplicates()
        by_stratum = sparse.csc_array(self._cases_of)
        sizes = np.bincount(incidence.case, minlength=len(incidence.cases))
        sized = sparse.csc_array(
            (sizes, (np.arange(len(sizes)), incidence.stratum)), shape=(len(sizes), strata)
        )
        sized.eliminate_zeros()  # a case that lost its suspects
        means = [
            mean_shared(own, facing)
            for own, facing in zip(_columns(by_stratum), _columns(sized), strict=True)
        ]
        self._width = np.array([len(mean) for mean in means], dtype=np.int64)
        self._size = np.bincount(stratum, minlength=len(incidence.strata))
        self._begin = np.cumsum([0, *(mean.size for mean in means)])[:-1]
        self._means: Floats = np.concatenate([np.zeros(0), *(mean.ravel() for mean in means)])

    def means(self, pairs: Pairs) -> Floats:
        """Return, for each pair, the mean number of cases shared by chance."""
        one, other = self._cases_of[pairs.one], self._cases_of[pairs.other]
        in_both = (one > 0).multiply(other > 0)
        own, facing = (_sorted(one.multiply(in_both)), _sorted(other.multiply(in_both)))
        rows = np.repeat(np.arange(len(pairs)), np.diff(own.indptr))
        at = self._begin[own.indices] + own.data * self._width[own.indices] + facing.data
        return np.bincount(rows, self._means[at], minlength=len(pairs)).astype(np.float64)

    def usual(self) -> float:
        """Return the mean of two suspects with one case each in a stratum: the median of strata.

        Each stratum weighs as many times as it has accusations.
        """
        if not len(self._begin):
            return 0.0
        ones = self._means[self._begin + self._width + 1]
        order = np.argsort(ones)
        half = np.searchsorted(np.cumsum(self._size[order]), self._size.sum() / 2)
        return float(ones[order][half])

    def odds(self, pairs: Pairs) -> Floats:
        """Return, for each pair, the probability that chance gives as many shared cases or more."""
        return odds_of(pairs.shared, self.means(pairs))


def odds_of(shared: Numbers, means: Floats) -> Floats:
    """Return the probability of as many shared cases or more, where chance gives these means."""
    return np.asarray(stats.poisson.sf(shared - 1, means), dtype=np.float64)


def _columns(table: sparse.csc_array) -> list[Numbers]:
    """Return the values of each column, without zeros."""
    return np.split(table.data, table.indptr[1:-1])[: table.shape[1]]


def _sorted(table: sparse.csr_array) -> sparse.csr_array:
    table = sparse.csr_array(table)
    table.sort_indices()
    return table


def mean_shared(cases_of: Numbers, size_of: Numbers) -> Floats:
    """Return the mean that two suspects share in one stratum, by the cases that each has in it.

    ``cases_of`` has the number of cases of each suspect of the stratum, ``size_of`` the number of
    suspects of each case. Example: four suspects of one case each, two cases of two suspects. Each
    suspect stands in each case with probability 1/2, and two share 1/4 + 1/4 of a case.
    """
    rows, columns = _Margin.of(cases_of), _Margin.of(size_of)
    degrees = rows.degree.astype(np.int64)
    chances = np.zeros((max(degrees, default=0) + 1, len(columns.degree)))
    weight = columns.weight.copy()
    chances[degrees] = _probabilities(rows, columns)
    means: Floats = (chances * weight) @ chances.T
    return means


def _probabilities(rows: "_Margin", columns: "_Margin") -> Floats:
    """Return the probability of each class of rows in each class of columns.

    A row in every column is no chance, nor is a column that nobody is left for: such are settled
    first, again and again, as the model has no finite weights for them.
    """
    chances = np.zeros((len(rows.degree), len(columns.degree)))
    while _settle(rows, columns, chances) or _settle(columns, rows, chances.T):
        pass
    if rows.open.any():
        chances[np.ix_(rows.open, columns.open)] = _solved(rows.left(), columns.left())
    return chances


def _settle(rows: "_Margin", columns: "_Margin", chances: Floats) -> bool:
    """Settle the open rows that stand in no open column or in all. Return False if none do."""
    full = rows.open & (rows.degree == columns.number())
    settled = full | (rows.open & (rows.degree == 0))
    chances[np.ix_(full, columns.open)] = 1
    columns.degree[columns.open] -= rows.weight[full].sum()
    rows.open &= ~settled
    return bool(settled.any())


def _solved(rows: "_Margin", columns: "_Margin") -> Floats:
    """Return x y / (1 + x y) for the weights x and y with which the margins are met on average.

    Fixed-point iteration over classes. `bicm` solves the same, and is the oracle of the tests: it
    compiles for nine seconds in each process, and knows no strata.
    """
    x = rows.degree / np.sqrt((rows.degree * rows.weight).sum())
    y = columns.degree / np.sqrt((columns.degree * columns.weight).sum())
    for _ in range(_MOST_ROUNDS):
        x = rows.degree / ((columns.weight * y) / (1 + np.outer(x, y))).sum(axis=1)
        y = columns.degree / ((rows.weight * x) / (1 + np.outer(y, x))).sum(axis=1)
        product = np.outer(x, y)
        chances: Floats = product / (1 + product)
        if np.abs((chances * columns.weight).sum(axis=1) - rows.degree).max() < _CLOSE:
            break
    return chances


@dataclass(slots=True)
class _Margin:
    """One side of a stratum, by class: how many entries a row has, and how many rows have so many.

    ``open`` marks the classes that are not settled; ``degree`` has the entries still to be given.
    """

    degree: Floats
    weight: Floats
    open: NDArray[np.bool_]

    @staticmethod
    def of(counts: Numbers) -> "_Margin":
        degree, weight = np.unique(counts, return_counts=True)
        return _Margin(degree.astype(float), weight.astype(float), np.ones(len(degree), bool))

    def number(self) -> float:
        """Return the number of open rows."""
        return float(self.weight[self.open].sum())

    def left(self) -> "_Margin":
        """Return the open classes."""
        kept = self.open
        return _Margin(self.degree[kept], self.weight[kept], self.open[kept])
