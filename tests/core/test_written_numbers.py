"""Numbers as people read them in Spanish and in English."""

import pytest

from trama.core.errors import Language
from trama.core.written_numbers import number_text, percent_text


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        (0.5, "0,5", "0.5"),
        (12.0, "12", "12"),
        (2017, "2017", "2017"),
        (9_999.96, "9999,96", "9999.96"),
        (12_345, "12 345", "12,345"),
        (1_234_567.5, "1 234 567,5", "1,234,567.5"),
        (-3, "-3", "-3"),
        (0.12345, "0,1235", "0.1235"),
        (100, "100", "100"),
    ],
)
def test_a_number_loses_no_digit_that_counts(value: float, spanish: str, english: str) -> None:
    assert (number_text(value, "es"), number_text(value, "en")) == (spanish, english)


def test_decimals_that_are_asked_for_are_always_written() -> None:
    assert [number_text(2, "es", decimals) for decimals in (0, 1, 2)] == ["2", "2,0", "2,00"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("es", ("96,19 %", "90 %", "99,5 %")), ("en", ("96.19%", "90%", "99.5%"))],
)
def test_a_share_is_told_in_per_cent(language: Language, told: tuple[str, ...]) -> None:
    shares = (
        percent_text(0.9619, language, 2),
        percent_text(0.9, language),
        percent_text(0.995, language, None),
    )

    assert shares == told
