"""Cells of a table or a CSV: nothing in them runs, nothing is unseen."""

import pytest

from trama.core.safe_cells import spreadsheet_text, visible

FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "\u22121"]
BLANKS = ["", " ", "\t", "\r", "\n", "\u00a0", "\u3000", "\r\n\t "]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_stays_a_text_whatever_stands_before(formula: str, blank: str) -> None:
    cell = spreadsheet_text(blank + formula)

    assert cell.lstrip().startswith("'")
    assert cell.endswith(formula)


@pytest.mark.parametrize("sign", [";", ",", "|"])
def test_a_formula_after_a_separator_stays_a_text(sign: str) -> None:
    assert spreadsheet_text(f"A{sign} =1") == f"A{sign} '=1"
    assert spreadsheet_text(f'A{sign}"=1') == f"A{sign}\"'=1"


@pytest.mark.parametrize("text", ["-", "A-B", "2017-03", "ROSA (SINTÉTICA)", "x@y.pe", "Ñandú", ""])
def test_usual_texts_stay_as_they_are(text: str) -> None:
    assert spreadsheet_text(text) == text


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x9b", "\u200b", "\u200f", "\u202e", "\u2066"]
)
def test_signs_that_nobody_sees_are_spelled_out(sign: str) -> None:
    assert visible(f"A{sign}B") == f"A⟨U+{ord(sign):04X}⟩B"
    assert visible(f"A{sign}B").isprintable()


def test_half_a_letter_can_be_written() -> None:
    assert visible("A\ud800").encode() == "A⟨U+D800⟩".encode()


@pytest.mark.parametrize("space", ["\t", "\n", "\r\n", "\x0b", "\u2028", "\x85"])
def test_a_text_is_one_line(space: str) -> None:
    assert visible(f"A{space}B") == "A B"
