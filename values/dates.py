"""Dates: whatever a cell holds, to a partial date that says how much of it is known."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.date_text import DateText, read_date
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.partial_date import PartialDate
from trama.values.word_tables import meanings

DateOrder = Literal["dmy", "mdy", "ymd"]
_LIMA = timezone(timedelta(hours=-5))  # no summer time since 1994
_DAY_MS = 86_400_000
_SPREADSHEET_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a source writes dates.

    ``pivot``: two-digit years up to it are 20xx, above it 19xx. Days before ``earliest`` or after
    ``latest`` (None: no bound) are set aside. ``serials``: a number may be a spreadsheet's serial.
    """

    order: DateOrder = "dmy"
    pivot: int = 30
    earliest: date = date(1900, 1, 1)
    latest: date | None = None
    serials: bool = True


DAY_FIRST = DateForm()


def partial_date(cell: Cell, form: DateForm = DAY_FIRST) -> Normalised[PartialDate]:
    """Returns the date in a cell: a day, a month, a year or an interval.

    A day that does not exist or lies outside ``form``'s bounds is set aside. A month over 12 where
    the order of the source puts the month is read the other way round, as a guess.
    """
    if isinstance(cell, bool):
        return _unusable(DefectCode.UNREADABLE_DATE)
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        value = PartialDate.of(day)
        return _out_of_bounds(value, form) or Normalised(value)
    return _read(text_of(cell), form)


def year_month(year: Cell, month: Cell = None) -> Normalised[PartialDate]:
    """Returns the month (a number or a Spanish or English name) of a year, or the year."""
    found = partial_date(year)
    if found.value is None or len(found.value.text) != 4:
        return found if found.defects else _unusable(DefectCode.UNREADABLE_DATE)
    written = fold(text_of(month))
    if not written:
        return found
    number = meanings("months").get(written, written)
    if not number.isdecimal() or not 1 <= int(number) <= 12:
        return replace(found, defects=(Defect(DefectCode.UNREADABLE_MONTH, Outcome.SET_ASIDE),))
    return Normalised(PartialDate.parse(f"{found.value.text}-{int(number):02}"))


def between(
    begin: Normalised[PartialDate], end: Normalised[PartialDate]
) -> Normalised[PartialDate]:
    """Returns the interval of two dates; one that ends before it begins keeps the first date."""
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
    found = _from_number(text, form) or read_date(text, form.order, form.pivot)
    if found is None:
        return _unusable(DefectCode.UNREADABLE_DATE)
    return _within(found, form)


def _from_number(text: str, form: DateForm) -> DateText | None:
    whole, _, fraction = text.partition(".")
    if not whole.isdecimal() or (fraction and not fraction.isdecimal()):
        return None
    number = int(whole)
    if len(whole) in {11, 12, 13} and not fraction:
        return DateText(_epoch_day(number).isoformat())
    # Four digits are a year, six a year and month, eight a day; only five are a serial for sure.
    if form.serials and len(whole) == 5:
        return DateText((_SPREADSHEET_EPOCH + timedelta(days=number)).isoformat())
    return None


def _epoch_day(milliseconds: int) -> date:
    # A moment that is midnight in UTC was a plain day when it was exported; any other is a moment
    # and its day is that of Lima.
    zone = UTC if milliseconds % _DAY_MS == 0 else _LIMA
    return datetime.fromtimestamp(milliseconds / 1000, zone).date()


def _within(found: DateText, form: DateForm) -> Normalised[PartialDate]:
    if found.impossible:
        defect = Defect(DefectCode.IMPOSSIBLE_DATE, Outcome.SET_ASIDE, found.suggestion)
        return Normalised(None, (defect,))
    try:
        value = PartialDate.parse(found.text)
    except ValueError:
        return _unusable(DefectCode.IMPOSSIBLE_DATE)
    if outside := _out_of_bounds(value, form):
        return outside
    if found.swapped:
        defect = Defect(DefectCode.DATE_ORDER, Outcome.CORRECTED, value.text)
        return Normalised(value, (defect,), 0.8)
    if found.reversed_:
        return Normalised(value, (Defect(DefectCode.INTERVAL_REVERSED, Outcome.SET_ASIDE),))
    return Normalised(value)


def _out_of_bounds(value: PartialDate, form: DateForm) -> Normalised[PartialDate] | None:
    if value.last < form.earliest:
        return _unusable(DefectCode.DATE_TOO_EARLY)
    if form.latest is not None and value.first > form.latest:
        return _unusable(DefectCode.DATE_IN_THE_FUTURE)
    return None


def _unusable(code: DefectCode) -> Normalised[PartialDate]:
    return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))
