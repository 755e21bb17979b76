"""Quantities with the signs of their source."""

import pytest

from trama.values.cells import Cell
from trama.values.defects import Normalised
from trama.values.quantities import PLAIN, Signs, quantity, whole_count

COMMA = Signs(decimal=",", thousands=".")
ENGLISH = Signs(decimal=".", thousands=",")


@pytest.mark.parametrize(
    ("cell", "signs", "number"),
    [
        ("1.234,5", COMMA, 1234.5),
        ("1.234.567", COMMA, 1234567),
        ("12,5", COMMA, 12.5),
        ("1,234", ENGLISH, 1234),
        ("1234", ENGLISH, 1234),
        ("12.5", PLAIN, 12.5),
        ("1 234", PLAIN, 1234),
        ("-3", PLAIN, -3),
        (3, PLAIN, 3),
        (3.5, COMMA, 3.5),
    ],
)
def test_a_number_is_read_with_the_signs_of_its_source(
    cell: Cell, signs: Signs, number: float
) -> None:
    assert quantity(cell, signs) == Normalised(float(number))


@pytest.mark.parametrize(
    ("cell", "signs"),
    [
        ("1,5", ENGLISH),
        ("1.23", COMMA),
        ("12.5", COMMA),
        ("doce", PLAIN),
        ("1,234", PLAIN),
        (True, PLAIN),
        (float("nan"), PLAIN),
        (float("inf"), PLAIN),
    ],
)
def test_what_is_no_number_with_these_signs_is_set_aside(cell: Cell, signs: Signs) -> None:
    found = quantity(cell, signs)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["not_a_number"]


def test_an_empty_cell_is_unknown_and_not_zero() -> None:
    assert quantity("") == quantity(None) == Normalised(None)
    assert whole_count(None) == Normalised(None)
    assert quantity("0") == Normalised(0.0)


@pytest.mark.parametrize("cell", ["2.5", -1, 0.5])
def test_a_count_is_whole_and_not_negative(cell: Cell) -> None:
    found = whole_count(cell)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["not_a_count"]


def test_a_count_from_a_spreadsheet_is_an_int() -> None:
    assert whole_count(3.0) == Normalised(3)


@pytest.mark.parametrize("cell", ["9" * 400, 10**400, "1" + "0" * 12, -1e12, 1e300, float("nan")])
def test_a_number_larger_than_any_statistic_is_set_aside(cell: Cell) -> None:
    assert quantity(cell).defects[0].code == "not_a_number"


def test_the_largest_number_of_a_statistic_is_kept() -> None:
    assert quantity("999999999999.5") == Normalised(999999999999.5)
