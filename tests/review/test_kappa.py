"""Cohen's kappa and its interval, against a published table and against resampling."""

import random

import pytest

from trama.review.kappa import agreement


def answers(table: list[list[int]]) -> list[tuple[str, str]]:
    return [
        (f"{row}", f"{column}")
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def test_the_example_of_the_docstring() -> None:
    found = agreement(answers([[40, 10], [10, 40]]))

    assert (found.pairs, found.equal, found.percent) == (100, 80, 80.0)
    assert found.kappa == pytest.approx(0.6)
    assert (found.low, found.high) == pytest.approx((0.47, 0.73), abs=0.005)


def test_the_interval_is_as_wide_as_resampling_says() -> None:
    # The table of Fleiss, Levin and Paik 2003, section 18.1: kappa 0.68.
    table = answers([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    chance = random.Random(1)
    drawn = sorted(agreement(chance.choices(table, k=100)).kappa or 0.0 for _ in range(1_000))

    found = agreement(table)

    assert found.kappa == pytest.approx(0.676, abs=0.001)
    assert found.low == pytest.approx(drawn[50], abs=0.05)
    assert found.high == pytest.approx(drawn[950], abs=0.05)


def test_readers_who_always_agree_have_one_and_by_chance_none() -> None:
    assert agreement(answers([[5, 0], [0, 5]])).kappa == pytest.approx(1)
    assert agreement(answers([[25, 25], [25, 25]])).kappa == pytest.approx(0)


def test_without_answers_or_with_one_answer_alone_kappa_is_unknown() -> None:
    assert agreement([]).percent is None
    only = agreement([("same", "same")] * 9)
    assert (only.percent, only.kappa, only.low, only.high) == (100.0, None, None, None)
