"""Bands of ages: each age in one, in order."""

from trama.values.age_bands import BANDS, MINORS, age_band


def test_bands_follow_one_another_and_minors_are_below_eighteen() -> None:
    bands = [age_band(age) for age in range(111)]

    assert list(dict.fromkeys(bands)) == list(BANDS)
    assert {age_band(age) for age in range(18)} == MINORS
    assert age_band(18) not in MINORS
