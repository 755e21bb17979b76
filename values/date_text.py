"""The date or interval that a text writes, in numbers or in Spanish or English words."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from trama.core.text import fold
from trama.values.word_tables import meanings


@dataclass(frozen=True, slots=True)
class DateText:
    """A partial date as ISO text.

    ``swapped``: the text had day and month in the opposite order. ``impossible``: the day does not
    exist; ``suggestion`` is the part of the date that does, '' if none. ``reversed_``: an interval
    ends before it begins; ``text`` is its beginning.
    """

    text: str
    swapped: bool = False
    impossible: bool = False
    reversed_: bool = False
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The digits of year, month and day as written; '' for a part that the text lacks."""

    year: str
    month: str = ""
    day: str = ""


_Reader = Callable[[str, str], _Parts | None]
_HALF, _HOURS = r"(?: ?[AP]\.? ?M\.?)", r"(?: ?(?:H|HS|HRS?|HORAS?)\b\.?)"
_CLOCK = (
    rf"\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?{_HALF}?"
    rf"(?: ?(?:Z|UTC|[+-]\d{{2}}(?::?\d{{2}})?))?{_HOURS}?"
)
_TIME = re.compile(
    rf"(?:[T ,]*(?:\bA )?(?:\bLAS )?{_CLOCK}|[ ,]+(?:(?:A )?LAS )?\d{{1,2}}(?:{_HALF}|{_HOURS}))$",
    re.IGNORECASE,
)
_HALF_ALONE = re.compile(r"(?<=\d) ?[AP]\.? ?M\.?$", re.IGNORECASE)  # 05/03/2018 a.m.
_BARE_YEAR = re.compile(r"^A[NÑ]O (?:DE )?(?=\d{4}$)", re.IGNORECASE)
_SPACED = re.compile(r"(\d{1,4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,4})")  # 05 / 03 / 2010
_WEEKDAY = re.compile(
    r"^(?:LUNES|MARTES|MI[EÉ]RCOLES|JUEVES|VIERNES|S[AÁ]BADO|DOMINGO"
    r"|MON|TUE|WED|THU|FRI|SAT|SUN)\b,? ?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_DAY_WORD_YEAR = re.compile(
    r"(?:EL )?(\d{1,2})(?:RO|ER|O)? ?(?:DE )?([A-Z]+) ?(?:DEL? )?(?:ANO )?(\d{4}|\d{2})"
)
_WORD_DAY_YEAR = re.compile(r"([A-Z]+) (\d{1,2}) (\d{4})")
_WORD_YEAR = re.compile(r"([A-Z]+) (?:DEL? )?(?:ANO )?(\d{4}|\d{2})")
_JOINED = re.compile(r"\d{8}|\d{6}")
_BETWEEN = re.compile(r"^(?:DEL?|DESDE(?: EL)?|ENTRE(?: EL)?) | (?:AL|A|HASTA(?: EL)?|Y(?: EL)?) ")


def read_date(text: str, order: str, pivot: int) -> DateText | None:
    """Return the date or interval that ``text`` writes. Return None if it writes no date.

    ``order`` is dmy, mdy or ymd; two-digit years up to ``pivot`` are 20xx.

    1. Cut a weekday from the beginning and a time from the end.
    2. Read the rest as one date: in numbers (``_by_numbers``), else in words (``_by_words``).
    3. Check the parts against the calendar (``_checked``): swap day and month if only that fits.
    4. If the rest is no date, split it into two ends and read each (``_interval``). The first end
       may lack the month or the year of the second.

    Example: ``Lunes, 5 de marzo del 2017 10:30`` gives the text ``2017-03-05``, and ``5 al 9 de
    marzo de 2017`` gives ``2017-03-05/2017-03-09``. ``31/02/2017`` is impossible, and suggests
    ``2017-02``.
    """
    plain = _WEEKDAY.sub("", _TIME.sub("", text).strip(" .,;"))
    plain = _BARE_YEAR.sub("", _HALF_ALONE.sub("", plain))
    if spaced := _SPACED.fullmatch(plain):
        first, sign, second, third = spaced.groups()
        plain = f"{first}{sign}{second}{sign}{third}"
    single = _single(plain, order, pivot)
    return single or _interval(plain, order, pivot)


def _single(text: str, order: str, pivot: int) -> DateText | None:
    for reader in (_by_numbers, _by_words):
        parts = reader(text, order)
        if parts is not None:
            return _checked(parts, pivot)
    return None


def _by_numbers(text: str, order: str) -> _Parts | None:
    if re.fullmatch(r"\d{4}", text):
        return _Parts(text)
    if match := _YEAR_FIRST.fullmatch(text):
        return _Parts(match[1], match[3], match[4] or "")
    if match := _MONTH_YEAR.fullmatch(text):
        return _Parts(match[2], match[1])
    if match := _NUMBERS.fullmatch(text):
        first, second, third = match[1], match[3], match[4]
        if order == "ymd" and len(third) == 2:
            return _Parts(first.zfill(2), second, third)
        day, month = (second, first) if order == "mdy" else (first, second)
        return _Parts(third, month, day)
    return _by_joined_numbers(text, order) if _JOINED.fullmatch(text) else None


def _by_joined_numbers(text: str, order: str) -> _Parts | None:
    if len(text) == 6:
        return _Parts(text[:4], text[4:]) if text[:2] in {"19", "20"} else None
    if text[:2] in {"19", "20"} and "01" <= text[4:6] <= "12":
        return _Parts(text[:4], text[4:6], text[6:])
    day, month = (text[2:4], text[:2]) if order == "mdy" else (text[:2], text[2:4])
    return _Parts(text[4:], month, day)


def _by_words(text: str, _order: str) -> _Parts | None:
    months = meanings("months")
    plain = fold(text)
    if match := _DAY_WORD_YEAR.fullmatch(plain):
        day, word, year = match[1], match[2], match[3]
    elif match := _WORD_DAY_YEAR.fullmatch(plain):
        word, day, year = match[1], match[2], match[3]
    elif match := _WORD_YEAR.fullmatch(plain):
        word, day, year = match[1], "", match[2]
    else:
        return None
    return _Parts(year, months[word], day) if word in months else None


def _checked(parts: _Parts, pivot: int) -> DateText:
    """Return the date of its parts, as fine as the calendar allows."""
    year = parts.year if len(parts.year) == 4 else _century(int(parts.year), pivot)
    month, day = int(parts.month or 0), int(parts.day or 0)
    # Some registries write 00 for a day or a month that is not known.
    if not month:
        return DateText(year) if not day else DateText("", impossible=True, suggestion=year)
    swapped = month > 12 >= day > 0
    if swapped:
        month, day = day, month
    if month > 12 or year == "0000":
        return DateText("", impossible=True, suggestion=year)
    if not day:
        return DateText(f"{year}-{month:02}", swapped)
    if day > calendar.monthrange(int(year), month)[1]:
        return DateText("", impossible=True, suggestion=f"{year}-{month:02}")
    return DateText(f"{year}-{month:02}-{day:02}", swapped)


def _century(year: int, pivot: int) -> str:
    return str(2000 + year if year <= pivot else 1900 + year)


def _interval(text: str, order: str, pivot: int) -> DateText | None:
    begin, end = _two_ends(text)
    if not end:
        return None
    last = _single(end, order, pivot)
    if last is None or last.impossible:
        return last
    first = _single(begin, order, pivot) or _completed(begin, end, order, pivot)
    if first is None or first.impossible:
        return first
    if first.text > last.text:
        return DateText(first.text, reversed_=True)
    return DateText(f"{first.text}/{last.text}", first.swapped or last.swapped)


def _two_ends(text: str) -> tuple[str, str]:
    """Return the two ends of an interval; '' twice if the text has no two ends."""
    if text.count("/") == 1 and "-" in text:  # ISO 8601: 2017-03-05/2017-03-09
        begin, _, end = text.partition("/")
        return begin, end
    if text.count(" - ") == 1:
        begin, _, end = text.partition(" - ")
        return begin.strip(), end.strip()
    if match := re.fullmatch(r"(\d{4})-(\d{4})", text):
        return match[1], match[2]
    ends = [part.strip() for part in _BETWEEN.split(text.upper()) if part.strip()]
    return (ends[0], ends[1]) if len(ends) == 2 else ("", "")


def _completed(begin: str, end: str, order: str, pivot: int) -> DateText | None:
    """Return the beginning of «5 al 9 de marzo de 2017» or «enero a marzo 2017»."""
    tail = fold(end)
    plain = fold(begin)
    year = tail.rsplit(" ", 1)[-1]
    months = [word for word in tail.split() if word in meanings("months")]
    if plain.isdecimal() and months:
        return _single(f"{plain} {months[0]} {year}", order, pivot)
    return _single(f"{plain} {year}", order, pivot)
