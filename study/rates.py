"""Rates of victims for the people of a place, smoothed by what other places tell of them.

Ten victims in a province of 8,000 people say less than their rate suggests. The smoothing is
Marshall's: empirical Bayes by the method of moments (Applied Statistics 40, 1991, 283-294). With
a gamma prior it has an interval too. The interval takes the prior as known, so it is a little too
short where few places are compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.stats import gamma

Numbers: TypeAlias = NDArray[np.float64]
PER = 100_000
"""Rates are of so many people."""

_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Prior:
    """The mean of the rates of places (victims a person), their variance beyond chance.

    ``people`` is the number of people of whom the mean is.
    """

    mean: float
    variance: float
    people: float


def prior_of(victims: Numbers, people: Numbers) -> Prior:
    """Return the prior that places have in common, by Marshall's moments."""
    mean = victims.sum() / people.sum()
    spread = (people * (victims / people - mean) ** 2).sum() / people.sum()
    beyond_chance = max(0.0, float(spread - mean / people.mean()))
    return Prior(float(mean), beyond_chance, float(people.sum()))


def smoothed(victims: Numbers, people: Numbers, priors: Sequence[Prior]) -> pd.DataFrame:
    """Return ``rate``, ``low`` and ``high`` for each place: victims per 100,000 people.

    ``priors`` has one for each place. The posterior is a gamma distribution, and its mean is
    Marshall's estimate. Without variance beyond chance all places have the rate of the prior.
    """
    rows = [_posterior(*place) for place in zip(victims, people, priors, strict=True)]
    return pd.DataFrame(rows, columns=["rate", "low", "high"]) * PER


def _posterior(victims: float, people: float, prior: Prior) -> tuple[float, float, float]:
    if prior.variance == 0:
        # No place differs from another: the one rate that they share, by Jeffreys' prior.
        shape, size = prior.mean * prior.people + 0.5, prior.people
    else:
        size = prior.mean / prior.variance
        shape, size = prior.mean * size + victims, size + people
    low, high = (float(gamma.ppf(at, shape, scale=1 / size)) for at in (_TAIL, 1 - _TAIL))
    return shape / size, low, high


def global_rates(victims: Numbers, people: Numbers) -> pd.DataFrame:
    """Return the rates of places, drawn towards the rate of all of them."""
    return smoothed(victims, people, [prior_of(victims, people)] * len(victims))


def local_rates(victims: Numbers, people: Numbers, contacts: sparse.csr_array) -> pd.DataFrame:
    """Return the rates of places, drawn towards the rate of each place and its neighbours.

    A neighbourhood without a known victim gets the prior of all places.
    """
    common = prior_of(victims, people)
    priors = []
    for place in range(len(victims)):
        start, end = contacts.indptr[place : place + 2]
        around = np.append(contacts.indices[start:end], place)
        seen = victims[around].sum() > 0
        priors.append(prior_of(victims[around], people[around]) if seen else common)
    return smoothed(victims, people, priors)
