"""Rows that are sums of the rows above them: «TOTAL», wherever it stands."""

import pytest

from trama.mapping.totals import is_sum_of_numbers, is_total


@pytest.mark.parametrize(
    "row",
    [("TOTAL", "40"), ("", "Total general:", "40", "", "12"), ("SUB TOTAL", "3"), ("SUMA", "3")],
)
def test_a_total_with_a_number_in_the_place_of_the_key_is_a_sum(row: tuple[str, ...]) -> None:
    assert is_total(row)
    assert is_sum_of_numbers(row)


@pytest.mark.parametrize(
    "row", [("TOTAL SINTETICO S.A.C.", "EXP-3-2024", "Lima"), ("1", "TOTAL", "40"), ("TOTAL", "")]
)
def test_a_row_with_words_of_its_own_is_data(row: tuple[str, ...]) -> None:
    assert not is_sum_of_numbers(row)
