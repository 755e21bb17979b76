"""Partial dates: a day, a month, a year or an interval, as ISO 8601 text with its two bounds."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

PARTIAL_DATE = r"^[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"
"""A year, a month or a day, in the digits of ISO 8601 and in no others."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month, a year or an interval; ``first`` and ``last`` are its bounding days.

    ``text`` is ISO 8601: ``2017``, ``2017-03``, ``2017-03-05`` or ``2017-03-05/2017-03-09``.
    """

    first: date
    last: date
    text: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Return the partial date of its text.

        Raises:
            ValueError: the text has another form, the day does not exist, or an interval ends
                before it begins.
        """
        return _parsed(text)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Return the partial date of one day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def between(cls, begin: "PartialDate", end: "PartialDate") -> "PartialDate":
        """Return the interval from the first day of ``begin`` to the last of ``end``.

        Raises:
            ValueError: ``end`` ends before ``begin`` begins.
        """
        if begin.text == end.text:
            return begin
        return cls.parse(f"{begin.first.isoformat()}/{end.last.isoformat()}")

    def certainly_before(self, other: "PartialDate") -> bool:
        """Return whether every day of this date is before every day of the other date."""
        return self.last < other.first


def is_partial_date(text: str) -> bool:
    """Return whether the text is that of a partial date."""
    try:
        _parsed(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=16_384)  # the rows of a case repeat its days, and every step reads them again
def _parsed(text: str) -> PartialDate:
    begin, _, end = text.partition("/")
    first, last = _bounds(begin)
    if end:
        last = _bounds(end)[1]
        if last < first:
            raise ValueError("an interval ends before it begins")
    return PartialDate(first, last, text)


def _bounds(text: str) -> tuple[date, date]:
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError("not a partial date")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern requires it; mypy cannot know
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
