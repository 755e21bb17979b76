"""Identifiers: cells that hold a key, a document, a telephone or a plate, and their damage.

A spreadsheet turns an identifier into a value of another kind: 5-3 becomes a day, and a long number
becomes 3.05012E+13. Such a cell joins nothing, because the digits that told two cases or two people
apart are gone.
"""

import hashlib
import math
import re
from datetime import date
from functools import cache, lru_cache

from trama.core.text import fold, unaccented
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.fillers import is_filler, is_repeated_or_run
from trama.values.word_tables import meanings, table

LONGEST_IDENTIFIER = 200  # characters; a sentence is no identifier, and engines bound indexed texts
# Digits that a spreadsheet keeps of a number: the others become zeros (IEEE 754 double precision).
_KEPT_DIGITS = 15
_LOST_ZEROS = 2  # zeros after the kept digits: of a text, one zero may also be the last digit
_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AP]\.? ?M\.?)?"
_DAY = re.compile(
    r"(?:(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?:\d{4}|\d{2})"
    r"|(?:19|20)\d{2}[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})"
    r"|(?P<d3>\d{1,2}) (?P<m3>\d{1,2}) (?:19|20)\d{2}"
    rf")(?:[T ,]+{_TIME}Z?)?"
)
_TIME_ALONE = re.compile(_TIME, re.IGNORECASE)
_DAY_WORD = re.compile(r"(?:\d{1,2} (?:DE )?)?([A-Z]{3,10})(?: (?:DEL? )?(?:\d{4}|\d{2}))?")
_EXPONENT = re.compile(
    r"[+-]?(?:\d+[.,]\d+ ?E ?[+-]?\d+|\d+(?:[.,]\d+)? ?E ?[+-] ?\d+"
    r"|\d+[.,]\d+ ?[X×*·] ?10 ?(?:\^|\*\*)? ?[+-]?(?:\d+|[⁰¹²³⁴-⁹]+))",
    re.IGNORECASE,
)
_WHOLE_DECIMAL = re.compile(r"(\d{1,15})[.,]0+")
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+")
# Thousands in one sign and a decimal part in the other: 45,678,912.5, 45 678 912,50.
_GROUPED_DECIMAL = re.compile(
    r"[+-]?\d{1,3}(?P<sign>[.,'’ ])\d{3}(?:(?P=sign)\d{3})*(?!(?P=sign))[.,](?P<part>0+|\d{1,2})"
)
# Some registries number by year with a point: 2018.15, 15.2018.
_YEAR_AND_NUMBER = re.compile(r"(?:19|20)\d{2}\.\d+|\d+\.(?:19|20)\d{2}")
_LONG = re.compile(rf"\d{{{_KEPT_DIGITS + 1},}}")
_CELL_ENDS = re.compile(r'[;|\t"]+')
_WORDS_ALONE = re.compile(r"\W*[^\W\d_]{2}[^\d]*")  # a cell of words: it may be a person's name
# Signs that cover a digit or doubt it. A lone star beside a whole number is a mark.
_COVER = re.compile(r"[*?¿•…]|\.{2,}|_{2,}|_$")
_STARRED = re.compile(r"\*?[^*]*\d\*?")
_WHOLE_NUMBER = 8  # digits of the shortest document or telephone: below it a star covers a digit
_LEAST_ZEROS = 4  # zeros before a year that fill a form: fewer may count from 0
_YEAR_BEHIND = re.compile(r"[\s./-]+(?:19|20)\d{2}$")
_LOGICAL = frozenset({"TRUE", "FALSE", "VERDADERO", "FALSO"})


def identifier(cell: Cell) -> Normalised[str]:
    """Return the text of an identifier. Return None, with a defect, if its digits may be lost.

    1. Set aside a typed cell that is no whole number: a day, a decimal, true or false.
    2. Set aside a number of over 15 digits: a spreadsheet kept only the first 15.
    3. Set aside a text that writes a day, a time, a decimal, an exponent, or true and false. Set
       aside a text of over ``LONGEST_IDENTIFIER`` characters.
    4. Cut «.0» from a whole number, and report it: all of its digits are there. Thousands may be
       grouped (45,678,912.0).

    Example: ``3.05012E+13`` is set aside as lost_digits, and ``45678912.0`` gives ``45678912``.
    """
    if isinstance(cell, bool):
        return _aside(DefectCode.NOT_AN_IDENTIFIER)
    if isinstance(cell, int | float):
        return _of_number(cell)
    if cell is not None and not isinstance(cell, str):
        is_day = isinstance(cell, date)
        return _aside(DefectCode.IDENTIFIER_IS_DATE if is_day else DefectCode.NOT_AN_IDENTIFIER)
    return _of_text(text_of(cell))


def bounded(name: str) -> str:
    """Return a name, or 16 digits of its SHA-256 if it is longer than an identifier may be."""
    if len(name) <= LONGEST_IDENTIFIER:
        return name
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def holds_cells(cell: Cell) -> bool:
    """Return whether a key's cell holds further cells of its row: ``EXP-1;"QUISPE, ROSA";F``.

    A key is shown to everybody, and the other cells of its row are not. Several numbers in a cell
    (``123-2018; 124-2018``) are no row.
    """
    if not isinstance(cell, str):
        return False
    pieces = _CELL_ENDS.split(cell)
    if len(pieces) == 1 and cell.count(",") > 1:
        pieces = cell.split(",")
    return len(pieces) > 1 and any(map(_WORDS_ALONE.fullmatch, pieces))


def hides_digits(text: str) -> bool:
    """Return whether signs cover or doubt a part of a number: ``4567****``, ``45678912?``.

    A star before or after a whole number (``45678912*``) is the mark of a footnote.
    """
    if not _COVER.search(text):
        return False
    whole = sum(map(str.isdigit, text)) >= _WHOLE_NUMBER
    bare = text.replace("*", "") if whole and _STARRED.fullmatch(text) else text
    return _COVER.search(bare) is not None


@lru_cache(maxsize=4096)
def is_missing_key(text: str) -> bool:
    """Return whether a text in a key's place numbers nothing: «S/D», «N.N.», «ídem», «000», «?».

    Neither do nouns alone, nouns and a filler, nor a year beside them: «EXP. S/N», «S/N-2018».
    """
    if not text:
        return False
    return _numbers_nothing(text) or (
        (bare := _bare_key(text)) != text and (not bare or _numbers_nothing(bare))
    )


def _numbers_nothing(text: str) -> bool:
    long_number = text.isdecimal() and len(text) >= _WHOLE_NUMBER - 1
    return (
        not any(map(str.isalnum, text))
        or is_filler(text, "key")
        or (long_number and is_repeated_or_run(text))
    )


def _bare_key(text: str) -> str:
    """Return a key without the nouns before it and the year behind it: «EXP. S/N-2018» is «S/N».

    A year alone is a number: «EXP 2018» is «2018». So is the number 0 of a year: «000-2018».
    """
    bare = _key_nouns().sub("", unaccented(text))
    word = _YEAR_BEHIND.sub("", bare)
    return bare if word.isdecimal() and len(word) < _LEAST_ZEROS else word


@cache
def _key_nouns() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{'|'.join(table('fillers')['key_nouns'])})(?![A-Z])[\s.:°#-]*)+")


def _of_number(number: float) -> Normalised[str]:
    if not math.isfinite(number) or number != int(number) or number < 0:
        return _aside(DefectCode.NOT_AN_IDENTIFIER)
    if number >= 10**_KEPT_DIGITS:
        return _aside(DefectCode.LOST_DIGITS)
    return Normalised(str(int(number)))


@lru_cache(maxsize=4096)
def _of_text(written: str) -> Normalised[str]:
    text = written.strip("'`´ ")  # spreadsheets mark a text with an apostrophe
    if not text:
        return Normalised(None)
    if len(text) > LONGEST_IDENTIFIER:
        return _aside(DefectCode.CELL_TOO_LONG)
    if _EXPONENT.fullmatch(text) or _lost_its_end(text):
        return _aside(DefectCode.LOST_DIGITS)
    if writes_day_or_time(text):
        return _aside(DefectCode.IDENTIFIER_IS_DATE)
    if fold(text) in _LOGICAL:
        return _aside(DefectCode.NOT_AN_IDENTIFIER)
    if grouped := _GROUPED_DECIMAL.fullmatch(text):
        text = re.sub(r"[^\d+-]", "", text[: grouped.start("part") - 1]) + "." + grouped["part"]
    if whole := _WHOLE_DECIMAL.fullmatch(text):
        cut = Defect(DefectCode.DECIMAL_CUT, Outcome.CORRECTED, whole[1])
        return Normalised(whole[1], (cut,))
    if _DECIMAL.fullmatch(text) and not _YEAR_AND_NUMBER.fullmatch(text):
        return _aside(DefectCode.NOT_AN_IDENTIFIER)
    return Normalised(text)


def writes_day_or_time(text: str) -> bool:
    """Return whether a text writes a whole day, or a time, and nothing else.

    «05-2018» writes no day: many registries number their cases within a year. «mar-18» does,
    because a spreadsheet writes it for 3-18.
    """
    if match := _DAY.fullmatch(text):
        parts = {name[0]: int(found) for name, found in match.groupdict().items() if found}
        first, second = sorted((parts["d"], parts["m"]))
        return 1 <= first <= 12 and second <= 31
    if _TIME_ALONE.fullmatch(text):
        return True
    word = _DAY_WORD.fullmatch(fold(text))
    return word is not None and any(map(str.isdigit, text)) and word[1] in meanings("months")


def _lost_its_end(text: str) -> bool:
    end = text[_KEPT_DIGITS:]
    return bool(_LONG.fullmatch(text)) and len(end) >= _LOST_ZEROS and not end.strip("0")


def _aside(code: DefectCode) -> Normalised[str]:
    return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))
