"""Counts that are bounds: the least number of people or things that a text is sure of."""

import re
from datetime import date
from functools import cache

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.quantities import PLAIN, Signs, whole_count
from trama.values.word_tables import meanings

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
_NOUN = re.compile(
    r"\s+(?:PERSONAS?|VICTIMAS?|AGRAVIAD[OA]S?|MUJER(?:ES)?|HOMBRES?|VARON(?:ES)?"
    r"|MENOR(?:ES)?(?: DE EDAD)?|ADOLESCENTES?|NIN[OA]S?|ADULT[OA]S?|CASOS?|RESCATAD[OA]S?"
    r"|EXTRANJER[OA]S?|PEOPLE|VICTIMS?|WOMEN|MEN|MINORS?|CHILD(?:REN)?)(?=\s|$)"
)
_IN_WORDS = re.compile(r"(?<=\d)\s*\(\s*[A-Z ]+\s*\)")  # 3 (TRES)
_RANGE = re.compile(
    r"(?:ENTRE|BETWEEN) (?P<a>\d+) (?:Y|AND) (?P<b>\d+)"
    r"|(?:DE |FROM )?(?P<c>\d+)\s*(?:-|–|A|O|TO|OR)\s*(?P<d>\d+)"
)


def least_count(cell: Cell, signs: Signs = PLAIN) -> Normalised[int]:
    """Return the least number that a cell is sure of.

    1. A plain number is itself. A mark of a footnote (``1*``) does not count, and neither does a
       noun (``2 mujeres``). ``dos`` and ``3 (tres)`` are numbers too.
    2. ``15+`` and ``al menos 15`` give 15. ``más de 10`` gives 11. A range gives its first number.
    3. ``aprox. 5`` gives 5, with a defect: it may be fewer.
    4. Any other text, and an upper bound (``hasta 5``), is no number.
    """
    plain = whole_count(cell, signs)
    if plain.value is not None or not text_of(cell) or isinstance(cell, bool | date):
        return plain
    text = _FOOTNOTE.sub("", text_of(cell).upper())
    text = "".join(" " if sign.isspace() else _unaccented(sign) for sign in text).strip()
    text = _NOUN.sub("", _IN_WORDS.sub("", text), count=1)
    text = _number_words().sub(lambda word: str(meanings("numbers")[word[0]]), text)
    bare, over = _OVER.subn("", text)
    bare = _AT_LEAST.sub("", _MORE.sub("", bare))
    bare, about = _ABOUT.subn("", bare)
    if interval := _RANGE.fullmatch(bare):
        least, most = (int(end) for end in interval.groups() if end)
        return Normalised(least) if least < most else Normalised(None, plain.defects)
    number = whole_count(bare, signs)
    if number.value is None or not bare[:1].isdigit():
        return Normalised(None, plain.defects)
    if about:
        defect = Defect(DefectCode.COUNT_APPROXIMATE, Outcome.CORRECTED, str(number.value))
        return Normalised(number.value, (defect,), 0.8)
    return Normalised(number.value + 1 if over else number.value)


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(meanings("numbers")) + r")\b")


def _unaccented(sign: str) -> str:
    """Return a letter without its accent. Return a sign as it is."""
    return fold(sign) or sign
