"""The association of victims with measures of their places: a count model that knows neighbours.

1. A negative binomial regression (NB2, maximum likelihood): the victims of each place, with its
   people as offset. Its errors alone would be too small, because neighbours are alike.
2. So the residuals are tested with Moran's I. While neighbours are still alike, the eigenvector of
   the neighbourhood that explains most of the residuals joins the model (Griffith & Peres-Neto,
   Ecology 87, 2006, 2603-2613; the forward search is that of `ME` in R's spatialreg).
3. The p-values of the factors are kept to a share of false ones with Benjamini and Hochberg's rule.
4. Beside it, a spatial error model (spreg's GM_Error_Het: Arraiz, Drukker, Kelejian & Prucha,
   Journal of Regional Science 50, 2010, 592-614) on Freeman-Tukey rates. It is Gaussian, so it
   is a check and gives no ratio. A factor counts as found if both agree in sign and the check has
   p < 0.05; it counts as a lead if only the count model finds it.

Simulated worlds say how often factors are found rightly and wrongly: benchmarks/study.py.
"""

import io
import warnings
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control
from scipy.stats import t as student
from spreg import GM_Error_Het
from statsmodels.api import add_constant
from statsmodels.discrete.discrete_model import NegativeBinomial, Poisson

from trama.study.clusters import FALSE_DISCOVERIES, moran_p
from trama.study.factors import Factor, design
from trama.study.rates import PER, Numbers
from trama.study.territory import Territory

STILL_ALIKE = 0.1
"""The p of Moran's I of residuals below which another eigenvector joins the model."""

MOST_EIGENVECTORS = 15
_SHARE_OF_GREATEST = 0.25  # of the greatest eigenvalue: weaker patterns are not neighbourhood
_Z = 1.959964  # of 95 % intervals
_CHECK = 0.05
_NO_OVERDISPERSION = 1e-6


@dataclass(frozen=True, slots=True)
class Effect:
    """The association of one step of a factor: victims times ``ratio``, from ``low`` to ``high``.

    ``p`` is of the count model, ``q`` after Benjamini and Hochberg. ``check_z`` and ``check_p``
    are of the spatial error model. ``verdict``: ``found``, ``lead`` or ``none``.
    """

    factor: Factor
    ratio: float
    low: float
    high: float
    p: float
    q: float
    check_z: float
    check_p: float

    @property
    def verdict(self) -> str:
        """Return whether the association is found, a lead, or none."""
        if self.q >= FALSE_DISCOVERIES:
            return "none"
        agrees = (self.ratio > 1) == (self.check_z > 0) and self.check_p < _CHECK
        return "found" if agrees else "lead"


@dataclass(frozen=True, slots=True)
class Association:
    """The effects of all factors, and what the model is like.

    ``alpha`` is the overdispersion of NB2; ``eigenvectors`` is their number; ``moran_before`` and
    ``moran_after`` are the p-values of Moran's I of the residuals; ``spatial_error`` is the
    coefficient of the check.
    """

    effects: tuple[Effect, ...]
    alpha: float
    eigenvectors: int
    moran_before: float
    moran_after: float
    spatial_error: float
    places: int


@dataclass(frozen=True, slots=True)
class _Fit:
    estimates: Numbers
    errors: Numbers
    p: Numbers
    residuals: Numbers
    alpha: float


def association(
    victims: Numbers,
    territory: Territory,
    factors: Sequence[Factor],
    *,
    draws: int = 999,
    seed: int = 2017,
) -> Association:
    """Return how victims go with the factors, over the places of a territory.

    ``victims`` has a number for each place, in the order of the territory's frame. All places have
    people and a neighbour.
    """
    measures = design(territory, factors)
    people = territory.frame["population"].to_numpy(float)
    fit, chosen, before, after = _filtered(victims, people, measures, territory, (draws, seed))
    check = _spatial_error(victims, people, measures, territory)
    count = len(factors)
    q = false_discovery_control(fit.p[1 : count + 1])
    effects = tuple(
        Effect(
            factor,
            *_ratio(float(fit.estimates[at]), float(fit.errors[at])),
            float(fit.p[at]),
            float(q[at - 1]),
            *check.z[at - 1],
        )
        for at, factor in enumerate(factors, 1)
    )
    return Association(effects, fit.alpha, chosen, before, after, check.error, len(victims))


def _ratio(estimate: float, error: float) -> tuple[float, float, float]:
    """Return a ratio of rates with its 95 % interval."""
    low, high = estimate - _Z * error, estimate + _Z * error
    return tuple(float(np.exp(np.clip(value, -50, 50))) for value in (estimate, low, high))  # type: ignore[return-value]


def _filtered(
    victims: Numbers,
    people: Numbers,
    measures: pd.DataFrame,
    territory: Territory,
    drawing: tuple[int, int],
) -> tuple[_Fit, int, float, float]:
    """Fit the count model, with eigenvectors until neighbours' residuals are no longer alike."""
    vectors = _eigenvectors(territory)
    matrix = territory.weights().sparse
    table = measures.to_numpy(float)
    fit = _negative_binomial(victims, people, table)
    before = after = moran_p(fit.residuals, matrix, *drawing)[1]
    chosen: list[int] = []
    while after < STILL_ALIKE and len(chosen) < min(MOST_EIGENVECTORS, vectors.shape[1]):
        strength = np.abs(vectors.T @ fit.residuals)
        strength[chosen] = -1
        chosen.append(int(strength.argmax()))
        fit = _negative_binomial(victims, people, np.hstack([table, vectors[:, chosen]]))
        after = moran_p(fit.residuals, matrix, *drawing)[1]
    return fit, len(chosen), before, after


def _eigenvectors(territory: Territory) -> Numbers:
    """Return the eigenvectors of the doubly centred neighbourhood, scaled to variance 1.

    Only patterns in which neighbours are alike are among them, the strongest first.
    """
    contacts = territory.contacts().toarray()
    size = len(contacts)
    centre = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(centre @ contacts @ centre)
    alike = values > _SHARE_OF_GREATEST * values.max()
    return np.asarray(vectors[:, alike][:, ::-1] * np.sqrt(size))


def _negative_binomial(victims: Numbers, people: Numbers, table: Numbers) -> _Fit:
    """Fit NB2 with people as exposure; without overdispersion it is a Poisson regression."""
    columns = add_constant(table, has_constant="add")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        poisson = Poisson(victims, columns, exposure=people).fit(disp=0, maxiter=200)
        excess = _excess(victims, poisson.predict())
        if excess < _NO_OVERDISPERSION:
            result, alpha = poisson, 0.0
        else:
            start = np.append(poisson.params, excess)
            model = NegativeBinomial(victims, columns, exposure=people)
            result = model.fit(start_params=start, disp=0, maxiter=500, method="bfgs")
            alpha = float(result.params[-1])
    expected = np.asarray(result.predict(), dtype=float)
    residuals = (victims - expected) / np.sqrt(expected + max(alpha, 0) * expected**2)
    # Maximum likelihood forgets that the coefficients were estimated from the same places.
    left = len(victims) - columns.shape[1]
    estimates = np.asarray(result.params, float)
    errors = np.asarray(result.bse, float) * np.sqrt(len(victims) / left)
    p = 2 * student.sf(np.abs(estimates / errors), left)
    return _Fit(estimates, errors, p, residuals, alpha)


def _excess(victims: Numbers, expected: Numbers) -> float:
    """Return the overdispersion by moments: Cameron and Trivedi's regression without constant."""
    return float((((victims - expected) ** 2 - victims) * 1.0).sum() / (expected**2).sum())


@dataclass(frozen=True, slots=True)
class _Check:
    """The z and p of each factor, and the coefficient of spatial error."""

    z: list[tuple[float, float]]
    error: float


def _spatial_error(
    victims: Numbers, people: Numbers, measures: pd.DataFrame, territory: Territory
) -> _Check:
    """Fit a spatial error model to Freeman-Tukey rates; its errors allow unequal variances."""
    rates = np.sqrt(PER * victims / people) + np.sqrt(PER * (victims + 1) / people)
    # spreg writes its own name to standard output.
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        model = GM_Error_Het(
            rates.reshape(-1, 1), measures.to_numpy(float), territory.weights(), vm=False
        )
    told = [(float(z), float(p)) for z, p in model.z_stat[1 : measures.shape[1] + 1]]
    return _Check(told, float(model.betas[-1, 0]))
