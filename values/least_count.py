"""Counts that are bounds: the least number of people or things that a text is sure of."""

import re
from datetime import date
from functools import cache

from trama.core.text import unaccented
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.quantities import PLAIN, Signs, whole_count
from trama.values.word_tables import meanings

_FOOTNOTE = re.compile(r"\s*(?:\*+|[†‡]+|\([a-z\d]\)|\[[a-z\d]\]|[¹²³])\s*$", re.IGNORECASE)
_MORE = re.compile(
    r"\s*(?:\+|(?:O|Y|A) MAS|(?:OR|AND) (?:MORE|OVER)|COMO MINIMO|(?:POR LO|AL|CUANDO) MENOS)\s*$"
)
_AT_LEAST = re.compile(
    r"^(?:≥|>=|\+(?=\d)|(?:AL|POR LO|CUANDO) MENOS|(?:COMO )?MINIMO(?: DE)?|DESDE|A PARTIR DE|"
    r"NO MENOS DE|AT LEAST|NO FEWER THAN|MINIMUM(?: OF)?|MIN\.?)\s*(?=\d)"
)
_OVER = re.compile(
    r"^(?:>|(?:\+|MAS|POR ENCIMA|SUPERIOR(?:ES)?) (?:DE|A)(?: UNOS| UNAS)?|MAYOR (?:DE|A|QUE)"
    r"|MORE THAN|OVER)\s*(?=\d)"
)
_NEAR = (
    r"~|±|≈|\+/-|APROX(?:IMAD(?:AMENTE|O|OS|A|AS)|\.)?|CERCA DE|ALREDEDOR DE|EN TORNO A|CASI|COMO"
    r"|CERCAN[OA]S? A|PROXIM[OA]S? A|UN(?:OS|AS)|CIRCA|CA?\.|CA|ABOUT|AROUND|SOME"
    r"|MAS O MENOS|COSA DE"
)
_ABOUT = re.compile(
    rf"^(?:(?:{_NEAR})(?: DE)?\s*)+(?=\(?\d)"
    r"|\s*[,(]?\s*(?:APROX(?:IMAD(?:AMENTE|O|OS|A|AS)|\.)?|MAS O MENOS|Y PICO|Y TANT[OA]S|±|\+/-"
    r"|\?)\)?$"
)
_NOUN = re.compile(
    r"\s+(?:PERSONAS?|VICTIMAS?|AGRAVIAD[OA]S?|MUJER(?:ES)?|HOMBRES?|VARON(?:ES)?"
    r"|MENOR(?:ES)?(?: DE EDAD)?|ADOLESCENTES?|NIN[OA]S?|ADULT[OA]S?|CASOS?|RESCATAD[OA]S?"
    r"|EXTRANJER[OA]S?|PEOPLE|VICTIMS?|WOMEN|MEN|MINORS?|CHILD(?:REN)?)(?=\s|$)"
)
_IN_WORDS = re.compile(r"(?<=\d)\s*\(\s*[A-Z ]+\s*\)")  # 3 (TRES)
_BRACKETS = re.compile(r"\(\s*(\d+)\s*\)")  # (20)
_TENS = re.compile(r"\b([3-9]0) Y ([1-9])\b")  # TREINTA Y CINCO, once its words are digits
_RANGE = re.compile(
    r"(?:ENTRE|BETWEEN) (?P<a>\d+) (?:Y|A|AND) (?P<b>\d+)"
    r"|(?:DE |FROM )?(?P<c>\d+)\s*(?:-|–|A|O|TO|OR)\s*(?P<d>\d+)"
)


def least_count(cell: Cell, signs: Signs = PLAIN) -> Normalised[int]:
    """Return the least number that a cell is sure of.

    1. A plain number is itself. A mark of a footnote (``1*``) does not count, and neither does a
       noun (``2 mujeres``). ``dos`` and ``3 (tres)`` are numbers too.
    2. ``15+`` and ``al menos 15`` give 15. ``más de 10`` gives 11.
    3. ``aprox. 5``, ``unas 5`` and ``media docena`` give the number, with a defect: it may be
       fewer. ``entre 5 y 10`` gives 5, with the same defect.
    4. Any other text, and an upper bound (``hasta 5``), is no number.
    """
    plain = whole_count(cell, signs)
    if plain.value is not None or not text_of(cell) or isinstance(cell, bool | date):
        return plain
    text = _FOOTNOTE.sub("", unaccented(text_of(cell)))
    text = _NOUN.sub("", _IN_WORDS.sub("", text), count=1)
    text, round_ = _round_numbers().subn(_round_number, text)
    text = numbers_for_words(text)
    bare, about = _ABOUT.subn("", text)
    bare, over = _OVER.subn("", _BRACKETS.sub(r"\1", bare))
    bare = _AT_LEAST.sub("", _MORE.sub("", bare))
    bare, about_after = _ABOUT.subn("", bare)
    if interval := _RANGE.fullmatch(bare):
        least, most = (int(end) for end in interval.groups() if end)
        return _about(least) if least < most else Normalised(None, plain.defects)
    number = whole_count(bare, signs)
    if number.value is None or not bare[:1].isdigit():
        return Normalised(None, plain.defects)
    if round_ or about or about_after:
        return _about(number.value)
    return Normalised(number.value + 1 if over else number.value)


def numbers_for_words(text: str) -> str:
    """Return a text without accents in which digits stand for the words of numbers.

    >>> numbers_for_words("TREINTA Y CINCO AÑOS")
    '35 ANOS'
    """
    digits = _number_words().sub(lambda word: meanings("numbers")[word[0]], unaccented(text))
    return _TENS.sub(lambda tens: str(int(tens[1]) + int(tens[2])), digits)


def _about(number: int) -> Normalised[int]:
    defect = Defect(DefectCode.COUNT_APPROXIMATE, Outcome.CORRECTED, str(number))
    return Normalised(number, (defect,), 0.8)


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(meanings("numbers")) + r")\b")


@cache
def _round_numbers() -> re.Pattern[str]:
    nouns = "|".join(sorted(meanings("round_numbers"), key=len, reverse=True))
    return re.compile(rf"^(.*?)(?:\bUNA? )?\b({nouns})\b(?: DE)?")


def _round_number(noun: re.Match[str]) -> str:
    return noun[1] + meanings("round_numbers")[noun[2]]
