"""The interval from a reviewed sample."""

import random

import pytest

from trama.core.errors import BadParameter
from trama.overlap.interval import Interval
from trama.overlap.sample import Stratum, band, sampled_links, which_interval


def test_the_example_of_the_docstring() -> None:
    assert sampled_links([Stratum(100, 20, 10)]) == Interval(34, 66)


def test_without_enough_readings_there_is_no_interval() -> None:
    assert sampled_links([Stratum(100, 50, 10), Stratum(30, 9, 9)]) is None


def test_a_stratum_that_was_read_whole_is_known() -> None:
    assert sampled_links([Stratum(4, 4, 3), Stratum(0, 0, 0)]) == Interval(3, 3)


def test_the_interval_holds_the_truth_about_nine_times_in_ten() -> None:
    chance, held = random.Random(5), 0
    strata = ((400, 0.1), (200, 0.5), (100, 0.95))
    for _ in range(400):
        truth, read = 0, []
        for pairs, share in strata:
            same = [chance.random() < share for _ in range(pairs)]
            truth += sum(same)
            read.append(Stratum(pairs, 40, sum(chance.sample(same, 40))))
        found = sampled_links(read)
        assert found is not None
        held += found.low <= truth <= found.high

    assert held / 400 >= 0.87


@pytest.mark.parametrize(("probability", "stratum"), [(0.01, 0), (0.02, 0), (0.5, 2), (0.99, 3)])
def test_the_stratum_of_a_probability(probability: float, stratum: int) -> None:
    assert band(probability) == stratum


def test_more_same_than_read_is_refused() -> None:
    with pytest.raises(BadParameter):
        Stratum(10, 5, 6)


def test_the_sentence_says_where_the_interval_comes_from() -> None:
    drawn = which_interval("es", part=0.9, draws=1000)
    sampled = which_interval("en", part=0.9, draws=1000, read=120)

    assert "1000 enlaces completos" in drawn
    assert "120 pairs chosen at random" in sampled
