"""The cleaning that every cell passes once."""

import unicodedata

import pytest

from trama.values.cell_damage import LONGEST_CELL, clean
from trama.values.defects import DefectCode


def test_letters_in_pieces_are_composed() -> None:
    pieces = unicodedata.normalize("NFD", "SINTÉTICO NÚÑEZ")

    cleaned = clean(pieces)

    assert len(pieces) > len(cleaned.text)
    assert (cleaned.text, cleaned.defect) == ("SINTÉTICO NÚÑEZ", None)


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x00", "\x7f", "\u202e", "\u2066", "\ud800"])
def test_a_control_character_is_removed_and_told(sign: str) -> None:
    cleaned = clean(f"RO{sign}SA")

    assert cleaned.text == cleaned.kept == "ROSA"
    assert cleaned.defect is not None
    assert cleaned.defect.code is DefectCode.CONTROL_CHARACTERS


@pytest.mark.parametrize("written", ["ROSA\nQUISPE", "ROSA\u00a0QUISPE", "\ufeffROSA", "Ñ", "<18"])
def test_layout_and_letters_are_no_damage(written: str) -> None:
    assert clean(written).defect is None


@pytest.mark.parametrize(
    "written",
    [
        "<b>ROSA</b>",
        "ROSA&nbsp;QUISPE",
        "O&#39;HIGGINS",
        '=HYPERLINK("http://ejemplo.invalid","ROSA")',
        "=1+1",
        "@SUM(A1)",
        "+CMD(1)",
        "javascript:alert(1)",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_a_formula_or_markup_is_set_aside_and_kept(written: str) -> None:
    cleaned = clean(written)

    assert (cleaned.text, cleaned.kept) == ("", written)
    assert cleaned.defect is not None
    assert cleaned.defect.code is DefectCode.FORMULA_OR_MARKUP


@pytest.mark.parametrize(
    "written", ["+51 987654321", "-3", "@rosa.x", "- ", "A & B", "#12", "< 14", "f.com/?a=1&b=2"]
)
def test_signs_of_values_are_no_formula(written: str) -> None:
    assert clean(written) == (written, written, None)


@pytest.mark.parametrize("written", ["#N/A", "#N/D", "#REF!", "#¡REF!", "#VALUE!", "#DIV/0!"])
def test_an_error_value_is_no_value(written: str) -> None:
    cleaned = clean(written)

    assert cleaned.text == ""
    assert cleaned.defect is not None
    assert cleaned.defect.code is DefectCode.FORMULA_ERROR


@pytest.mark.parametrize("sign", ["a", "ñ", "\U0001f600"])
def test_a_long_text_is_set_aside_and_a_text_at_the_bound_stays(sign: str) -> None:
    too_long = clean(sign * (LONGEST_CELL + 1))

    assert too_long.text == ""
    assert too_long.defect is not None
    assert too_long.defect.code is DefectCode.CELL_TOO_LONG
    assert clean(sign * LONGEST_CELL).defect is None
    assert len((sign * LONGEST_CELL).encode()) < 8167


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2028", "\u0085", "\ufeff"])
def test_an_invisible_sign_of_layout_is_told_too(sign: str) -> None:
    cleaned = clean(f"ROSA{sign} LUZ")

    assert " ".join(cleaned.text.split()) == "ROSA LUZ"
    assert cleaned.defect is not None
    assert cleaned.defect.code is DefectCode.CONTROL_CHARACTERS


@pytest.mark.parametrize(
    "written",
    ["-1+1", "+1+1", "{{7*7}}", "${jndi:ldap://x}", "[LA CHINA](http://x.invalid)", "＝1＋1"],
)
def test_sums_templates_and_links_are_no_values(written: str) -> None:
    cleaned = clean(written)

    assert cleaned.text == ""
    assert cleaned.kept == written
    assert cleaned.defect is not None
    assert cleaned.defect.code is DefectCode.FORMULA_OR_MARKUP


@pytest.mark.parametrize(
    "written", ["+51 987654321", "+51-1-4567890", "-12.04", "@ana1", "5+3 hijos", "[sic] ROSA"]
)
def test_telephones_and_accounts_are_no_formulas(written: str) -> None:
    assert clean(written).defect is None
