"""Smoothed rates: Marshall's, as esda computes them, with intervals that narrow with people."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from trama.study.rates import PER, global_rates, local_rates, prior_of, smoothed

PEOPLE = np.array([5_000.0, 20_000.0, 80_000.0, 300_000.0, 1_000_000.0, 9_000.0])
VICTIMS = np.array([3.0, 0.0, 30.0, 25.0, 400.0, 9.0])


def test_rates_are_those_of_esda() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from esda.smoothing import Empirical_Bayes

        theirs = Empirical_Bayes(VICTIMS, PEOPLE).r.ravel()

    assert global_rates(VICTIMS, PEOPLE)["rate"].to_numpy() == pytest.approx(PER * theirs)


def test_local_rates_are_those_of_a_place_and_its_neighbours() -> None:
    # A path: 0 - 1 - 2 - 3 - 4 - 5.
    links = np.diag(np.ones(5), 1)
    contacts = sparse.csr_array(links + links.T)

    rates = local_rates(VICTIMS, PEOPLE, contacts)

    around = [1, 2, 3]
    prior = prior_of(VICTIMS[around], PEOPLE[around])
    alone = smoothed(VICTIMS[[2]], PEOPLE[[2]], [prior])
    assert rates.loc[2].tolist() == pytest.approx(alone.loc[0].tolist())


def test_where_nobody_is_seen_around_the_prior_of_all_is_taken() -> None:
    victims = np.array([0.0, 0.0, 90.0, 2.0])
    people = np.array([4_000.0, 5_000.0, 60_000.0, 50_000.0])
    contacts = sparse.csr_array(np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]))

    rates = local_rates(victims, people, contacts)

    assert rates["rate"][0] == pytest.approx(global_rates(victims, people)["rate"][0])
    assert rates["rate"][0] > 0


def test_places_that_differ_by_chance_alone_share_one_rate() -> None:
    people = np.full(40, 100_000.0)
    victims = np.tile([9.0, 10.0, 11.0, 10.0], 10)

    rates = global_rates(victims, people)

    assert rates["rate"].nunique() == 1
    assert (rates["low"] < 10).all()
    assert (rates["high"] > 10).all()


@given(st.lists(st.integers(0, 200), min_size=6, max_size=6))
def test_a_rate_lies_between_its_own_and_the_common_one_and_in_its_interval(
    counts: list[int],
) -> None:
    victims = np.array(counts, dtype=float)
    if victims.sum() == 0:
        return
    prior = prior_of(victims, PEOPLE)
    if prior.variance == 0:
        return

    rates = global_rates(victims, PEOPLE)

    crude, common = PER * victims / PEOPLE, PER * prior.mean
    assert (rates["rate"] >= np.minimum(crude, common) - 1e-9).all()
    assert (rates["rate"] <= np.maximum(crude, common) + 1e-9).all()
    assert (rates["low"] <= rates["rate"]).all()
