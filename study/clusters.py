"""Places whose neighbours are alike: Moran's I of rates, and hot spots with few false ones.

Rates of small places vary more, so they are standardised first (Assunção & Reis, Statistics in
Medicine 18, 1999, 2147-2162). Local p-values are two-sided, from permutations, and the share of
false hot spots is kept by Benjamini and Hochberg's rule (Caldas de Castro & Singer, Geographical
Analysis 38, 2006, 180-208).
"""

from dataclasses import dataclass

import esda
import numpy as np
from scipy import sparse
from scipy.stats import false_discovery_control

from trama.study.rates import Numbers
from trama.study.territory import Territory

FALSE_DISCOVERIES = 0.05
"""The expected share of false ones among hot and cold spots, and among factors."""

_KINDS = {
    (True, True): "hot",
    (False, True): "low_among_high",
    (False, False): "cold",
    (True, False): "high_among_low",
}


@dataclass(frozen=True, slots=True)
class Clustering:
    """Moran's I, what chance gives, and its one-sided p; for each place a kind or "", and its q.

    ``q`` is the p-value of a place after Benjamini and Hochberg.
    """

    moran: float
    expected: float
    p: float
    kinds: tuple[str, ...]
    q: tuple[float, ...]


def standardised(victims: Numbers, people: Numbers) -> Numbers:
    """Return the rates of places in standard errors of Assunção and Reis."""
    return np.asarray(esda.moran.assuncao_rate(victims, people), dtype=float)


def moran_p(
    values: Numbers, matrix: sparse.csr_matrix, draws: int, seed: int
) -> tuple[float, float]:
    """Return Moran's I of values, and the share of permutations that reach it.

    ``matrix`` has the row-standardised weights of `Territory.weights`.
    """
    centred = values - values.mean()
    denominator = centred @ centred
    if denominator == 0:
        return 0.0, 1.0
    observed = centred @ (matrix @ centred) / denominator
    generator = np.random.default_rng(seed)
    shuffled = generator.permuted(np.tile(centred, (draws, 1)), axis=1)
    drawn = np.einsum("ij,ij->i", shuffled, (matrix @ shuffled.T).T) / denominator
    return float(observed), float((1 + (drawn >= observed).sum()) / (draws + 1))


def clustering(
    victims: Numbers, people: Numbers, place: Territory, *, draws: int, seed: int
) -> Clustering:
    """Return how alike neighbours are, and the hot and cold spots.

    Every place needs people and a neighbour: without them its p-value would say nothing.
    """
    values = standardised(victims, people)
    matrix = place.weights().sparse
    moran, p = moran_p(values, matrix, draws, seed)
    centred = values - values.mean()
    around = matrix @ centred
    q = _adjusted(_local_p(centred, around, place, draws, seed))
    kinds = tuple(
        _KINDS[here > 0, there > 0] if value < FALSE_DISCOVERIES else ""
        for here, there, value in zip(centred, around, q, strict=True)
    )
    return Clustering(moran, -1 / (len(values) - 1), p, kinds, tuple(map(float, q)))


def _local_p(centred: Numbers, around: Numbers, place: Territory, draws: int, seed: int) -> Numbers:
    """Return the two-sided p of each place: how often other places in its neighbourhood do as much.

    The place stays where it is, and its neighbours are drawn from all others (Anselin's
    conditional permutation). esda has the same, and compiles 20 to 40 s in each process.
    """
    generator = np.random.default_rng(seed)
    count = len(centred)
    cards = np.diff(place.contacts().indptr)
    order = np.tile(np.arange(count - 1), (draws, 1))
    drawn = generator.permuted(order, axis=1)[:, : cards.max()]
    p = np.empty(count)
    for at, card in enumerate(cards):
        others = np.delete(centred, at)
        lags = others[drawn[:, :card]].mean(axis=1)
        larger = int((lags >= around[at]).sum())
        p[at] = min(1.0, 2 * (1 + min(larger, draws - larger)) / (draws + 1))
    return p


def _adjusted(p: Numbers) -> Numbers:
    """Return p-values after Benjamini and Hochberg; none of them may be missing."""
    return np.asarray(false_discovery_control(p), dtype=float)
