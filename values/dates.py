"""Dates of cells: texts, numbers and spreadsheet serials as partial dates."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from trama.core.text import fold
from trama.values.cells import DAY_ZERO, Cell, text_of
from trama.values.date_text import DateText, read_date
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.partial_date import PartialDate
from trama.values.word_tables import meanings

DateOrder = Literal["dmy", "mdy", "ymd"]
_LIMA = timezone(timedelta(hours=-5))  # no summer time since 1994
_DAY_MS = 86_400_000  # milliseconds of a day


@dataclass(frozen=True, slots=True)
class DateForm:
    """The form in which a source writes dates.

    Two-digit years up to ``pivot`` are 20xx, above it 19xx. Days before ``earliest`` or after
    ``latest`` (None: no bound) are set aside. ``serials``: a number of five digits is the serial of
    a day in a spreadsheet, which counts from ``day_zero``.
    """

    order: DateOrder = "dmy"
    pivot: int = 30
    earliest: date = date(1900, 1, 1)
    latest: date | None = None
    serials: bool = True
    day_zero: date = DAY_ZERO


DAY_FIRST = DateForm()

# Days that programs write where there is no date: day 0 or 1 of spreadsheets (1899-12-30 …), of
# Unix (1970-01-01), of databases (0001-01-01, 1753-01-01), and «for ever» (9999-12-31).
_FILLER_DAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "0001-01-01",
        "1111-11-11",
        "1753-01-01",
        "1800-01-01",
        "1899-12-30",
        "1899-12-31",
        "1900-01-01",
        "1900-01-02",
        "1901-01-01",
        "1904-01-01",
        "1970-01-01",
        "9999-12-31",
    )
)
_FILLER_PERIODS = frozenset(
    {"0001-01", "1111", "1111-11", "1753-01", "1800-01", "1899-12", "1900", "1900-01", "9999"}
    | {"9999-12"}
)


def partial_date(cell: Cell, form: DateForm = DAY_FIRST) -> Normalised[PartialDate]:
    """Return the date in a cell: a day, a month, a year or an interval.

    A day that does not exist, or lies outside the bounds of ``form``, is set aside. If the month of
    the source's order is over 12, the function swaps day and month, as a guess.
    """
    if isinstance(cell, bool):
        return _unusable(DefectCode.UNREADABLE_DATE)
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        value = PartialDate.of(day)
        return _out_of_bounds(value, form) or Normalised(value)
    return _read(text_of(cell), form)


def year_month(
    year: Cell, month: Cell = None, form: DateForm = DAY_FIRST
) -> Normalised[PartialDate]:
    """Return the month (a number, or a Spanish or English name) of a year; without it, the year."""
    whole_year = partial_date(year, form)
    if whole_year.value is None or len(whole_year.value.text) != 4:
        return whole_year if whole_year.defects else _unusable(DefectCode.UNREADABLE_DATE)
    name = fold(text_of(month))
    if not name:
        return whole_year
    number = meanings("months").get(name, name)
    if not number.isdecimal() or not 1 <= int(number) <= 12:
        defect = Defect(DefectCode.UNREADABLE_MONTH, Outcome.SET_ASIDE)
        return replace(whole_year, defects=(defect,))
    value = PartialDate.parse(f"{whole_year.value.text}-{int(number):02}")
    return _out_of_bounds(value, form) or Normalised(value)


def between(
    begin: Normalised[PartialDate], end: Normalised[PartialDate]
) -> Normalised[PartialDate]:
    """Return the interval of two dates; if it ends before it begins, the first date alone."""
    defects = (*begin.defects, *end.defects)
    if begin.value is None or end.value is None:
        return replace(begin if begin.value else end, defects=defects)
    try:
        interval = PartialDate.between(begin.value, end.value)
    except ValueError:
        reversed_ = Defect(DefectCode.INTERVAL_REVERSED, Outcome.SET_ASIDE)
        return replace(begin, defects=(*defects, reversed_))
    return Normalised(interval, defects, min(begin.confidence, end.confidence))


@lru_cache(maxsize=2048)
def _read(text: str, form: DateForm) -> Normalised[PartialDate]:
    if not text:
        return Normalised(None)
    date_text = _from_number(text, form) or read_date(text, form.order, form.pivot)
    if date_text is None:
        return _unusable(DefectCode.UNREADABLE_DATE)
    return _within(date_text, form)


def _from_number(text: str, form: DateForm) -> DateText | None:
    """Return the day of a serial or of milliseconds since 1970. Return None for another text."""
    whole, _, fraction = text.partition(".")
    if not whole.isdecimal() or (fraction and not fraction.isdecimal()):
        return None
    number = int(whole)
    if len(whole) in {11, 12, 13} and not fraction:
        return DateText(_epoch_day(number).isoformat())
    # Four digits are a year, six a year and month, eight a day; only five are a serial for sure.
    if form.serials and len(whole) == 5:
        return DateText((form.day_zero + timedelta(days=number)).isoformat())
    return None


def _epoch_day(milliseconds: int) -> date:
    # Midnight in UTC was a plain day before its export. Any other moment has its day in Lima.
    zone = UTC if milliseconds % _DAY_MS == 0 else _LIMA
    return datetime.fromtimestamp(milliseconds / 1000, zone).date()


def _within(date_text: DateText, form: DateForm) -> Normalised[PartialDate]:
    """Return the date if it lies within the bounds of ``form``, with the defects of its text."""
    if date_text.impossible:
        defect = Defect(DefectCode.IMPOSSIBLE_DATE, Outcome.SET_ASIDE, date_text.suggestion)
        return Normalised(None, (defect,))
    try:
        value = PartialDate.parse(date_text.text)
    except ValueError:
        return _unusable(DefectCode.IMPOSSIBLE_DATE)
    if outside := _out_of_bounds(value, form):
        return outside
    if date_text.swapped:
        defect = Defect(DefectCode.DATE_ORDER, Outcome.CORRECTED, value.text)
        return Normalised(value, (defect,), 0.8)
    if date_text.reversed_:
        return Normalised(value, (Defect(DefectCode.INTERVAL_REVERSED, Outcome.SET_ASIDE),))
    return Normalised(value)


def _out_of_bounds(value: PartialDate, form: DateForm) -> Normalised[PartialDate] | None:
    one_day = value.first == value.last and value.first in _FILLER_DAYS
    if one_day or value.text in _FILLER_PERIODS:
        return _unusable(DefectCode.FILLER_DATE)
    if value.last < form.earliest:
        return _unusable(DefectCode.DATE_TOO_EARLY)
    if form.latest is not None and value.first > form.latest:
        return _unusable(DefectCode.DATE_IN_THE_FUTURE)
    return None


def _unusable(code: DefectCode) -> Normalised[PartialDate]:
    return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))
