"""Damage that any cell may have: letters in pieces, control characters, markup, length."""

import re
import unicodedata
from typing import NamedTuple

from trama.values.defects import Defect, DefectCode, Outcome

# Characters. Four bytes each (UTF-8) stay under the 8,167 bytes that a range index of Neo4j holds.
LONGEST_CELL = 2000
# Cells without these signs need no look: nearly all cells of a file.
_SUSPECT = re.compile(r"[^ -~]|[<&]|^\s*[=#@+-]|javascript:", re.IGNORECASE)
_SILENT = "\u200b\u00ad\ufeff"  # signs of layout without a meaning, as word processors leave them
_ERROR_VALUE = re.compile(
    r"#(?:N/[AD]|¡?[A-ZÁÉÍÓÚÑ]{3,9}[!?]|¿[A-ZÁÉÍÓÚÑ]{3,9}\?|DIV/0!|¡DIV/0!)", re.IGNORECASE
)
_FORMULA = re.compile(r"\s*(?:=\s*\S|[@+-]\s*[A-Z][A-Z.]*\s*\(|[@=+-].*\|.*!)", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\s*/?\s*[a-z!][^<>]*>|<\s*(?:script|img|svg|iframe)\b|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"
    r"|javascript:|\bdata:text/html",
    re.IGNORECASE,
)


class CleanCell(NamedTuple):
    """A cell's text as it is to be read ('' if it is set aside), as it is kept, and its defect."""

    text: str
    kept: str
    defect: Defect | None = None


def clean(written: str) -> CleanCell:
    """Return the text of a cell without damage.

    1. Compose letters and accents (Unicode NFC): a Mac writes ``É`` as two signs.
    2. Remove control characters, direction marks and lone surrogates, and report them.
    3. Set aside an error value of a spreadsheet, a formula, and the markup of a web page.
    4. Set aside a text over ``LONGEST_CELL``. What is set aside is kept as it was written.

    Example: ``"RO\\x07SA"`` gives ``ROSA`` with control_characters; ``=HYPERLINK("x")`` gives ''.
    """
    if not _SUSPECT.search(written):
        if len(written) <= LONGEST_CELL:
            return CleanCell(written, written)
        return CleanCell("", written, _aside(DefectCode.CELL_TOO_LONG))
    text = unicodedata.normalize("NFC", written)
    visible = "".join(sign for sign in text if not _is_control(sign))
    plain = visible.strip()
    if _ERROR_VALUE.fullmatch(plain):
        return CleanCell("", visible, _aside(DefectCode.FORMULA_ERROR))
    if _FORMULA.match(plain) or _MARKUP.search(plain):
        return CleanCell("", visible, _aside(DefectCode.FORMULA_OR_MARKUP))
    if len(visible) > LONGEST_CELL:
        return CleanCell("", visible, _aside(DefectCode.CELL_TOO_LONG))
    if len(visible) == len(text) or not set(text) - set(visible) - set(_SILENT):
        return CleanCell(visible, visible)
    told = Defect(DefectCode.CONTROL_CHARACTERS, Outcome.CORRECTED, plain)
    return CleanCell(visible, visible, told)


def _is_control(sign: str) -> bool:
    """Return whether a sign is a control, format or surrogate character; line breaks stay."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in "\t\n\r"


def _aside(code: DefectCode) -> Defect:
    return Defect(code, Outcome.SET_ASIDE)
