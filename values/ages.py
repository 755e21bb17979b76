"""Ages in years, and their agreement with a date of birth and the date of the fact."""

import math
import re
from datetime import date
from functools import lru_cache

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.identifiers import writes_day_or_time
from trama.values.least_count import numbers_for_words
from trama.values.partial_date import PartialDate
from trama.values.word_tables import meanings

OLDEST = 110  # years; nobody older has been registered in Peru as a victim or a suspect
_YEARS = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25}  # in a unit
# Signs and words that make a number a bound or a guess. A label such as «V1» is no bound.
_BOUND_SIGN = re.compile(
    r"[<>\u2264\u2265±~≈*+?]|\d\s*(?:AÑOS|ANOS)?\s*(?:[-\u2010-\u2015/]|\bA|\bO|\bU)\s*\d"
)
_BOUND_WORD = re.compile(
    r"\b(?:MENOR(?:ES)?|MAYOR(?:ES)?|MENOS|MAS|DESDE|HASTA|ENTRE|APROX\w*|CASI|UN[OA]S|CERCA|ALREDEDOR"
    r"|ADULT[OA]S?|ADOLESCENTES?|NIN[OA]S?|NINEZ|JOVEN(?:ES)?|ANCIAN[OA]S?|INFANTES?|NNA|ADULT|MINOR"
    r"|CHILD|UNDER|OVER|ABOVE|BELOW|ABOUT|AROUND|CIRCA|POSIBLEMENTE|PRESUNTAMENTE|APARENTA|TERCERA)\b"
)
_AGE_TEXT = re.compile(r"[\dA-ZÑÁÉÍÓÚÃ.,;() ]+")  # the signs of an age in words and numbers
_PART = re.compile(r"(\d+(?:P\d+)?) ?([A-Z]*)")
_OLDEST_USUAL = 100  # years
_SAID_TWICE = re.compile(r"\b(\d+)(?: ANOS)? ?\( ?\1(?: ANOS)? ?\)")
_BESIDE = re.compile(r"\b(?:EDAD ?[:=]|CUMPLIDOS\b)")


def age(cell: Cell) -> Normalised[float]:
    """Return the age in years (``8 MESES`` is 0.67, ``1 año 3 meses`` 1.25).

    ``15 (quince)`` is 15.
    """
    if isinstance(cell, bool | date):
        return _unusable(DefectCode.UNREADABLE_AGE)
    return _age(text_of(cell))


def age_between(born: PartialDate, on: PartialDate) -> tuple[int, int]:
    """Return the least and the greatest age, in completed years, that both dates allow.

    An age is negative if the person was born after ``on``.
    """
    return _completed(born.last, on.first), _completed(born.first, on.last)


def check_age(years: float, born: PartialDate, on: PartialDate) -> Defect | None:
    """Return a defect if an age contradicts the dates of birth and fact, else None.

    One year of difference is allowed: a registry often writes the age on the day of registration.
    """
    least, greatest = age_between(born, on)
    if greatest < 0:
        return Defect(DefectCode.BORN_AFTER_FACT, Outcome.SET_ASIDE)
    if least - 1 <= math.floor(years) <= greatest + 1:
        return None
    allowed = str(least) if least == greatest else f"{least}-{greatest}"
    return Defect(DefectCode.AGE_CONTRADICTS_BIRTH, Outcome.SET_ASIDE, allowed)


@lru_cache(maxsize=4096)
def _age(written: str) -> Normalised[float]:
    if not written:
        return Normalised(None)
    upper = written.upper()
    if re.fullmatch(r"[-\u2010-\u2015\u2212] ?\d.*", upper):
        return _unusable(DefectCode.IMPLAUSIBLE_AGE)
    upper = re.sub(r"^[.,](?=\d)", "0.", upper)  # «.017» is no 17
    folded = fold(upper)
    if writes_day_or_time(upper):
        return _unusable(DefectCode.UNREADABLE_AGE)
    if _BOUND_SIGN.search(upper) or _BOUND_WORD.search(folded):
        return _unusable(DefectCode.AGE_BOUND if _is_bound(upper) else DefectCode.UNREADABLE_AGE)
    upper = _BESIDE.sub(" ", upper).strip()
    if any(map(str.isdigit, upper)):  # a word beside its digits; alone it is left to a person
        upper = _SAID_TWICE.sub(r"\1", numbers_for_words(upper)).strip()
    if not _AGE_TEXT.fullmatch(upper):
        return _unusable(DefectCode.UNREADABLE_AGE)
    # Folding parts words at every sign, so a decimal sign travels as a letter.
    whole = re.sub(r"(?<=\d)[.,]0+(?!\d)", "", upper)
    text = fold(re.sub(r"(?<=\d)[.,](?=\d)", "P", whole))
    total = _sum_of_parts(re.sub(r"\b(Y|DE|EDAD|CON)\b", " ", text).strip())
    if total is None:
        return _unusable(DefectCode.UNREADABLE_AGE)
    if total > OLDEST:
        return _unusable(DefectCode.IMPLAUSIBLE_AGE)
    return _told_if_unusual(round(total, 2), text)


def _is_bound(upper: str) -> bool:
    """Return whether a text bounds an age. A sign alone, such as «?», bounds nothing."""
    return bool(re.search(r"\d|[A-Z]{3}", upper))


def _told_if_unusual(years: float, text: str) -> Normalised[float]:
    """Return the age, with a defect if it is in decimals, or over a year in months or days.

    An age of 0 years, which forms fill in, and one over 100 are told too. «8 MESES» is how the age
    of a baby is written; «17 MESES» may be 17 years. A decimal age under one is set aside: 0,017 is
    17 over 1000, and no registry counts so.
    """
    if "P" in text and years < 1:
        return _unusable(DefectCode.IMPLAUSIBLE_AGE)
    in_years = text.isdecimal() or any(
        meanings("age_units").get(unit or "ANOS") == "year" for _, unit in _PART.findall(text)
    )
    usual = not in_years or 0 < years <= _OLDEST_USUAL
    if usual and (in_years or years < 1) and "P" not in text:
        return Normalised(years)
    unusual = Defect(DefectCode.AGE_UNUSUAL, Outcome.CORRECTED, f"{years:g}")
    return Normalised(years, (unusual,))


def _sum_of_parts(text: str) -> float | None:
    units = meanings("age_units")
    total, rest = 0.0, text
    seen: set[str] = set()
    while rest:
        match = _PART.match(rest)
        unit = units.get(match[2] or "ANOS") if match else None
        if match is None or unit is None or unit in seen:
            return None
        seen.add(unit)
        total += float(match[1].replace("P", ".")) * _YEARS[unit]
        rest = rest[match.end() :].strip()
    return total if seen else None


def _completed(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _unusable(code: DefectCode) -> Normalised[float]:
    return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))
