"""The time of day beside a date in a cell, as ``HH:MM``, 24 hours."""

import re
from datetime import UTC, datetime, timedelta, timezone

from trama.values.cells import Cell, text_of

_LIMA = timezone(timedelta(hours=-5))  # no summer time since 1994
_DAY_MS = 86_400_000  # milliseconds of a day
_DAY_MINUTES = 24 * 60
_WRITTEN = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?: ?([AP])\.? ?M\.?)?"
    r"(?: ?(?:Z|[+-]\d{2}:?\d{2}))?(?: HRS?\.?| HORAS)?$",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}\.(\d+)")
_MILLISECONDS = re.compile(r"\d{11,13}")


def time_of_day(cell: Cell) -> str | None:
    """Return the time of day of a cell. Return None without a time, or at midnight.

    Programs write midnight where they know the day alone.

    >>> time_of_day("04/01/2024 9:30 p. m."), time_of_day("2024-01-04T00:00:00")
    ('21:30', None)
    """
    if isinstance(cell, datetime):
        return _clock(cell.hour, cell.minute)
    text = text_of(cell)
    if match := _WRITTEN.search(text):
        hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").upper()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "P" else 0)
        return _clock(hour, minute)
    if match := _SERIAL.fullmatch(text):
        return _clock(*divmod(round(float(f"0.{match[1]}") * _DAY_MINUTES), 60))
    if _MILLISECONDS.fullmatch(text) and int(text) % _DAY_MS:
        moment = datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(_LIMA)
        return _clock(moment.hour, moment.minute)
    return None


def _clock(hour: int, minute: int) -> str | None:
    """Return the time, None at midnight or if no clock shows it."""
    if hour > 23 or minute > 59 or hour == minute == 0:
        return None
    return f"{hour:02}:{minute:02}"
