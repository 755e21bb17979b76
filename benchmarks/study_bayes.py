"""The rates of provinces by empirical Bayes, beside those of a whole Bayesian model (BYM2).

    uv pip install pymc nutpie
    python benchmarks/study_bayes.py [--draws 1000]

`trama study` smooths by moments, and its intervals take the prior as known. This model does not:
it has a prior for the spread of rates, and for the share of the spread that neighbours have in
common (Riebler, Sørbye, Simpson & Rue, Statistical Methods in Medical Research 25, 2016,
1145-1165). The script says how far the rates and intervals of both are apart, and exits with 1 if
the chains did not converge (R-hat of 1.02 or more, or fewer than 100 effective draws).

The libraries are no extra of Trama: together they bring 30 more, and the first model takes a
minute to compile.
"""

import argparse
import sys

import numpy as np
import nutpie
import pymc as pm
from arviz import ess, rhat

from trama.study.open_data_source import open_data
from trama.study.rates import PER, Numbers, global_rates
from trama.study.source import Source, Years, by_place, within
from trama.study.territory import Territory, territory

YEARS = Years(2017, 2022)  # those of which the open data know provinces
MOST_RHAT, LEAST_ESS = 1.02, 100
SEED = 2017


def model_of(victims: Numbers, people: Numbers, land: Territory) -> pm.Model:
    """Return the model: counts whose log rates are partly alike among neighbours."""
    contacts = land.contacts().toarray()
    laplacian = np.diag(contacts.sum(axis=1)) - contacts
    # The typical variance of the neighbours' part: with it, sigma has one meaning on every map.
    scale = float(np.exp(np.log(np.diag(np.linalg.pinv(laplacian))).mean()))
    with pm.Model() as model:
        level = pm.Normal("level", np.log(victims.sum() / people.sum()), 2)
        sigma = pm.HalfNormal("sigma", 1.5)
        shared = pm.Beta("shared", 0.5, 0.5)
        own = pm.Normal("own", 0, 1, shape=len(victims))
        near = pm.ICAR("near", W=contacts, zero_sum_stdev=0.001)
        spread = pm.math.sqrt(1 - shared) * own + pm.math.sqrt(shared / scale) * near
        rate = pm.Deterministic("rate", pm.math.exp(level + sigma * spread))
        pm.Poisson("victims", mu=rate * people, observed=victims)
    return model


def main() -> int:
    """Fit the model to the open data, compare it, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1_000)
    draws = parser.parse_args().draws
    source: Source = open_data()
    land = territory("PROVINCIA")
    counts = by_place(within(source.counts, YEARS), "PROVINCIA")
    victims = counts.reindex(land.frame.index, fill_value=0.0).to_numpy()
    years = YEARS.last - YEARS.first + 1
    people = land.frame["population"].to_numpy(float) * years
    compiled = nutpie.compile_pymc_model(model_of(victims, people, land))
    trace = nutpie.sample(compiled, draws=draws, chains=4, cores=2, seed=SEED, progress_bar=False)

    worst = float(rhat(trace).to_array().max())
    fewest = float(ess(trace).to_array().min())
    split = int(trace.sample_stats.diverging.sum())
    print(f"R-hat {worst:.3f}, effective draws {fewest:.0f}, divergent draws {split}")
    alike = trace.posterior["shared"].to_numpy().ravel()
    low, middle, high = np.quantile(alike, [0.025, 0.5, 0.975])
    print(
        f"share of the spread that neighbours have in common: {middle:.2f} ({low:.2f}-{high:.2f})"
    )

    drawn = PER * trace.posterior["rate"].stack(draw_=("chain", "draw")).to_numpy()
    ends = np.quantile(drawn, [0.025, 0.975], axis=1).T
    moments = global_rates(victims, people)
    wider = (ends[:, 1] - ends[:, 0]) / (moments["high"] - moments["low"]).to_numpy()
    known = victims > 0
    print(
        f"width of intervals beside ours, median: {np.median(wider[known]):.2f} with victims, "
        f"{np.median(wider[~known]):.2f} without"
    )
    for at in np.argsort(-drawn.mean(axis=1))[:8]:
        ours = moments.iloc[at]
        print(
            f"{land.frame['name'].iloc[at]}: {drawn[at].mean():.1f} "
            f"({ends[at, 0]:.1f}-{ends[at, 1]:.1f}), ours {ours['rate']:.1f} "
            f"({ours['low']:.1f}-{ours['high']:.1f})"
        )
    return 0 if worst < MOST_RHAT and fewest >= LEAST_ESS else 1


if __name__ == "__main__":
    sys.exit(main())
