"""Measures of places: of two that tell the same, one is kept."""

from trama.study.factors import INSTEAD_OF_POVERTY, MODEL, told_apart
from trama.study.territory import territory

LAND = territory("PROVINCIA")


def test_of_factors_that_tell_the_same_the_later_goes() -> None:
    kept = told_apart(LAND, (*MODEL, *INSTEAD_OF_POVERTY))

    codes = [factor.code for factor in kept]
    assert codes[0] == "poverty"
    assert "food_vulnerability" not in codes
    assert told_apart(LAND, MODEL) == MODEL
