"""A number as people quote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trama.core.errors import BadParameter
from trama.figures.quoted import Quoted, read_quoted


@pytest.mark.parametrize("written", ["1465", "1,465", "1.465", "1 465", "1'465", " 1465 "])
def test_a_count_is_read_however_its_thousands_stand_apart(written: str) -> None:
    assert read_quoted(written) == Quoted(1465)


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("70 %", Quoted(70, is_share=True)),
        ("70%", Quoted(70, is_share=True)),
        ("51,9 %", Quoted(51.9, is_share=True, decimals=1)),
        ("51.87%", Quoted(51.87, is_share=True, decimals=2)),
        ("+15 %", Quoted(15, is_share=True, signed=True)),
        ("-15 por ciento", Quoted(-15, is_share=True, signed=True)),
        ("15 per cent", Quoted(15, is_share=True)),
    ],
)
def test_a_percentage_keeps_its_decimals_and_its_sign(written: str, quoted: Quoted) -> None:
    assert read_quoted(written) == quoted


@pytest.mark.parametrize(
    "written",
    [
        "",
        "mil",
        "-5",
        "−5",
        "0",
        "000",
        "1,46",
        "1.465.2",
        "1,465.000",
        "12345678901",
        "١٢",
        "5 %%",
    ],
)
def test_what_is_no_count_and_no_percentage_is_refused(written: str) -> None:
    with pytest.raises(BadParameter) as refused:
        read_quoted(written)
    assert refused.value.facts["name"] == "number"


@given(st.integers(1, 999_999_999), st.sampled_from([",", ".", " ", "\u00a0", "\u202f"]))
def test_every_count_is_read_with_and_without_groups(number: int, mark: str) -> None:
    assert read_quoted(f"{number:,}".replace(",", mark)).value == number
    assert read_quoted(str(number)).value == number
