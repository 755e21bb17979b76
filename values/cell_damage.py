"""Damage that any cell may have: letters in pieces, control characters, markup, length."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from trama.values.defects import Defect, DefectCode, Outcome

# Characters. Four bytes each (UTF-8) stay under the 8,167 bytes that a range index of Neo4j holds.
LONGEST_CELL = 2000
# Cells without these signs need no look: nearly all cells of a file.
_SUSPECT = re.compile(r"[^ -~]|[<&{\]]|^[\s\"'“”«]*[=#@+-]|javascript:", re.IGNORECASE)
_SHORT = 60  # characters of a cell that may repeat: codes, dates, places, names
_LINE_BREAKS = {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}  # as word processors write them
_ERROR_VALUE = re.compile(
    r"#(?:N/[AD]|¡?[A-ZÁÉÍÓÚÑ]{3,9}[!?]|¿[A-ZÁÉÍÓÚÑ]{3,9}\?|DIV/0!|¡DIV/0!)", re.IGNORECASE
)
# The last form is a sum of short numbers (-1+1); longer numbers may be telephones.
_FORMULA = re.compile(
    r"[\s\"'“”«]*(?:[=\uff1d]\s*\S|[@+-]\s*[A-Z][A-Z.]*\s*\(|[@+-].*\|.*!"
    r"|[@+-]\s*\d{1,3}(?:\s*[+*^]\s*\d{1,3})+$)",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<\s*/?\s*[a-z!][^<>]*>|<\s*(?:script|img|svg|iframe)\b|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"
    r"|javascript:|\bdata:text/html|\{\{.*\}\}|\$\{.*\}|\]\(\s*[a-z]+:",
    re.IGNORECASE,
)


class CleanCell(NamedTuple):
    """A cell's text as it is to be read ('' if it is set aside), as it is kept, and its defect."""

    text: str
    kept: str
    defect: Defect | None = None


def clean(written: str) -> CleanCell:
    """Return the text of a cell without damage.

    Most cells repeat from row to row: the answers for short ones are remembered.

    1. Compose letters and accents (Unicode NFC): a Mac writes ``É`` as two signs.
    2. Remove control characters, direction marks and lone surrogates, and report them.
    3. Set aside an error value of a spreadsheet, a formula, and the markup of a web page.
    4. Set aside a text over ``LONGEST_CELL``. A cell set aside is kept as it was written.

    Example: ``"RO\\x07SA"`` gives ``ROSA`` with control_characters; ``=HYPERLINK("x")`` gives ''.
    """
    return _remembered(written) if len(written) <= _SHORT else _clean(written)


def _clean(written: str) -> CleanCell:
    if not _SUSPECT.search(written):
        if len(written) <= LONGEST_CELL:
            return CleanCell(written, written)
        return CleanCell("", written, _aside(DefectCode.CELL_TOO_LONG))
    text = unicodedata.normalize("NFC", written.removeprefix("\ufeff"))  # of a file put in a file
    visible = text
    if not text.isprintable():  # as every text with a control or a line break
        visible = "".join(sign for sign in text.translate(_LINE_BREAKS) if not _is_control(sign))
    plain = visible.strip()
    if _ERROR_VALUE.fullmatch(plain):
        return CleanCell("", visible, _aside(DefectCode.FORMULA_ERROR))
    if _FORMULA.match(plain) or _MARKUP.search(plain):
        return CleanCell("", visible, _aside(DefectCode.FORMULA_OR_MARKUP))
    if len(visible) > LONGEST_CELL:
        return CleanCell("", visible, _aside(DefectCode.CELL_TOO_LONG))
    if visible == text:
        return CleanCell(visible, visible)
    told = Defect(DefectCode.CONTROL_CHARACTERS, Outcome.CORRECTED, plain)
    return CleanCell(visible, visible, told)


_remembered = lru_cache(maxsize=8192)(_clean)


def _is_control(sign: str) -> bool:
    """Return whether a sign is a control, format or surrogate character; line breaks stay."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in "\t\n\r"


def _aside(code: DefectCode) -> Defect:
    return Defect(code, Outcome.SET_ASIDE)
