"""The sentence about figures outside their intervals."""

import pytest

from trama.overlap.answers.overlap_words import OUTSIDE, outside


def figure(decided: int | None, low: int | None, high: int | None) -> dict[str, int | None]:
    return {"decided": decided, "low": low, "high": high}


@pytest.mark.parametrize("told", [figure(143, 144, 148), figure(7, 2, 6)])
def test_a_figure_outside_its_interval_is_told(told: dict[str, int | None]) -> None:
    assert outside([figure(5, 4, 6), told], "es") == OUTSIDE[0]


@pytest.mark.parametrize(
    "within", [figure(143, 140, 148), figure(4, 4, 4), figure(3, None, None), figure(None, 10, 20)]
)
def test_a_figure_within_its_interval_or_without_one_is_not_told(
    within: dict[str, int | None],
) -> None:
    assert outside([within], "es") == ""
