"""The people in neither registry, as a range over the dependence between the registries."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trama.core.errors import BadParameter
from trama.overlap.capture import CaptureRange, capture_range, unseen
from trama.overlap.interval import Interval


def known(both: int) -> Interval:
    return Interval(both, both)


def test_the_range_of_a_known_table() -> None:
    found = capture_range(100, 80, known(40), most_odds_ratio=4)

    assert found.neither == Interval(58, 235)  # 60 * 40 / 41 = 58.5, and four times as many
    assert found.total == Interval(140 + 58, 140 + 235)
    assert found.odds_ratios == (1, 4)


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 900))
def test_independent_lists_give_the_estimate_of_chapman(
    only_a: int, only_b: int, both: int
) -> None:
    in_a, in_b = only_a + both, only_b + both
    chapman = (in_a + 1) * (in_b + 1) / (both + 1) - 1

    assert only_a + only_b + both + unseen(only_a, only_b, both, 1) == pytest.approx(chapman)


@given(st.integers(0, 300), st.integers(0, 300), st.data())
def test_the_range_holds_the_estimate_of_every_linkage_and_odds_ratio_within_it(
    only_a: int, only_b: int, data: st.DataObject
) -> None:
    low = data.draw(st.integers(0, 300))
    in_a, in_b = only_a + low, only_b + low
    high = data.draw(st.integers(low, min(in_a, in_b)))
    both = data.draw(st.integers(low, high))
    ratio = data.draw(st.floats(1, 8))

    found = capture_range(in_a, in_b, Interval(low, high), most_odds_ratio=8)
    neither = unseen(in_a - both, in_b - both, both, ratio)

    assert found.neither.low <= neither <= found.neither.high
    assert found.total.low <= in_a + in_b - both + neither <= found.total.high


def test_nobody_in_both_still_gives_a_range() -> None:
    assert capture_range(3, 2, known(0), most_odds_ratio=2).neither == Interval(6, 12)


def test_registries_that_avoid_each_other_lower_the_least() -> None:
    found = capture_range(100, 80, known(40), most_odds_ratio=4, least_odds_ratio=0.5)

    assert found.neither.low == 29


def test_the_warning_belongs_to_the_result_and_no_field_is_a_single_estimate() -> None:
    found = capture_range(100, 80, known(40), most_odds_ratio=4)

    assert [field.name for field in fields(CaptureRange)] == ["odds_ratios", "neither", "total"]
    assert "entre 1 y 4" in found.warning()
    assert "No cite un solo número" in found.warning()
    assert "Quote no single number" in found.warning("en")


@pytest.mark.parametrize("ratios", [(2, 1), (0, 1), (-1, 1), (1, float("inf")), (1, float("nan"))])
def test_odds_ratios_out_of_order_or_bounds_are_refused(ratios: tuple[float, float]) -> None:
    with pytest.raises(BadParameter):
        capture_range(10, 10, known(1), most_odds_ratio=ratios[1], least_odds_ratio=ratios[0])


def test_more_people_in_both_than_in_one_registry_are_refused() -> None:
    with pytest.raises(BadParameter):
        capture_range(10, 5, Interval(4, 6), most_odds_ratio=2)


@pytest.mark.parametrize("ends", [(2, 1), (-1, 1)])
def test_an_interval_out_of_order_or_below_zero_is_refused(ends: tuple[int, int]) -> None:
    with pytest.raises(BadParameter):
        Interval(*ends)
