"""The time between two stages, as exact as their dates are: ``+3 días``, ``≈ +2 meses``."""

from trama.core.errors import Language
from trama.values.partial_date import PartialDate

_UNITS = {
    "day": {"es": ("día", "días"), "en": ("day", "days")},
    "month": {"es": ("mes", "meses"), "en": ("month", "months")},
    "year": {"es": ("año", "años"), "en": ("year", "years")},
}

# Signs of an ISO date that is known to the day, and to the month.
DAY, MONTH = 10, 7


def gap_text(before: str | None, after: str | None, language: Language) -> str:
    """Return the time from one stage's date to the next, "" if nobody can say how long it was.

    Days are exact; with an interval of days there are a least and a most number of days. With a
    month or a year it is about so many months or years. Two dates of one month or year, and
    intervals that overlap, say nothing.
    Example: 2017-03-02 and 2017-03-05 give ``+3 días``; 2017-03-02 and 2017-03-05/2017-03-09 give
    ``+3 a 7 días``; 2017 and 2019-05 give ``≈ +2 años``.
    """
    if not before or not after:
        return ""
    try:
        start, end = PartialDate.parse(before), PartialDate.parse(after)
    except ValueError:
        return ""
    exactness = min(len(part) for text in (before, after) for part in text.split("/"))
    if exactness == DAY:
        least, most = (end.first - start.last).days, (end.last - start.first).days
        if least < 0 < most:
            return ""
        return _days(least, most, language)
    if "/" in before + after:
        return ""
    years = end.first.year - start.first.year
    if exactness == MONTH:
        return _about(12 * years + end.first.month - start.first.month, "month", language)
    return _about(years, "year", language)


def _days(least: int, most: int, language: Language) -> str:
    if least == most == 0:
        return "el mismo día" if language == "es" else "the same day"
    if least == most:
        return _written(most, "day", language)
    to = "a" if language == "es" else "to"
    return f"{_signed(least)} {to} {_written(most, 'day', language).lstrip('+')}"


def _about(number: int, unit: str, language: Language) -> str:
    return f"≈ {_written(number, unit, language)}" if number else ""


def _written(number: int, unit: str, language: Language) -> str:
    return f"{_signed(number)} {_UNITS[unit][language][abs(number) != 1]}"


def _signed(number: int) -> str:
    return f"{'−' if number < 0 else '+'}{abs(number)}"
