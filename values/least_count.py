"""Counts that are bounds: the least number of people or things that a text is sure of."""

import re

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.quantities import PLAIN, Signs, whole_count

_FOOTNOTE = re.compile(r"\s*(?:\*+|[†‡]+|\([a-z\d]\)|\[[a-z\d]\]|[¹²³])\s*$", re.IGNORECASE)
_MORE = re.compile(r"\s*(?:\+|(?:O|Y|A) MAS|(?:OR|AND) (?:MORE|OVER)|COMO MINIMO|POR LO MENOS)\s*$")
_AT_LEAST = re.compile(
    r"^(?:≥|>=|\+(?=\d)|(?:AL|POR LO|CUANDO) MENOS|(?:COMO )?MINIMO(?: DE)?|DESDE|A PARTIR DE|"
    r"NO MENOS DE|AT LEAST|NO FEWER THAN|MINIMUM(?: OF)?|MIN\.?)\s*(?=\d)"
)
_OVER = re.compile(r"^(?:>|(?:\+|MAS) DE(?: UNOS| UNAS)?|MORE THAN|OVER)\s*(?=\d)")
_ABOUT = re.compile(
    r"^(?:~|±|≈|APROX(?:IMADAMENTE|\.)?|CERCA DE|ALREDEDOR DE|UNOS|UNAS|CIRCA|CA\.?|"
    r"ABOUT|AROUND|SOME)\s*(?=\d)|\s*(?:APROX(?:IMADAMENTE|\.)?|\?)$"
)
_RANGE = re.compile(r"^(?:DE |ENTRE |FROM |BETWEEN )?(\d+)\s*(?:-|–|A|Y|O|TO|AND|OR)\s*(\d+)$")


def least_count(cell: Cell, signs: Signs = PLAIN) -> Normalised[int]:
    """Return the least number that a cell is sure of.

    1. A plain number is itself. A mark of a footnote (``1*``) does not count.
    2. ``15+`` and ``al menos 15`` give 15. ``más de 10`` gives 11. A range gives its first number.
    3. ``aprox. 5`` gives 5, with a defect: it may be fewer.
    4. Any other text, and an upper bound (``hasta 5``), is no number.
    """
    plain = whole_count(cell, signs)
    if plain.value is not None or not text_of(cell):
        return plain
    text = _FOOTNOTE.sub("", text_of(cell).upper())
    text = "".join(" " if sign.isspace() else _unaccented(sign) for sign in text).strip()
    bare, over = _OVER.subn("", text)
    bare = _AT_LEAST.sub("", _MORE.sub("", bare))
    bare, about = _ABOUT.subn("", bare)
    interval = _RANGE.fullmatch(bare)
    if interval and int(interval[1]) < int(interval[2]):
        return Normalised(int(interval[1]))
    number = whole_count(bare, signs)
    if number.value is None or not bare[:1].isdigit():
        return Normalised(None, plain.defects)
    if about:
        defect = Defect(DefectCode.COUNT_APPROXIMATE, Outcome.CORRECTED, str(number.value))
        return Normalised(number.value, (defect,), 0.8)
    return Normalised(number.value + 1 if over else number.value)


def _unaccented(sign: str) -> str:
    """Return a letter without its accent. Return a sign as it is."""
    return fold(sign) or sign
