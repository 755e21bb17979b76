"""The time of day, beside a date or in a cell of its own, as ``HH:MM``, 24 hours."""

import re
from datetime import UTC, datetime, timedelta, timezone

from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome

_LIMA = timezone(timedelta(hours=-5))  # no summer time since 1994
_DAY_MS = 86_400_000  # milliseconds of a day
_DAY_MINUTES = 24 * 60
_HALF = r"(?: ?([AP])\.? ?M\.?)"
_UNIT = r"(?: ?(?:H|HS|HRS?|HORAS?)\b\.?)"
_MINUTES = (
    rf":(\d{{2}})(?::\d{{2}}(?:[.,]\d+)?)?{_HALF}?"
    rf"(?: ?(?:Z|UTC|[+-]\d{{2}}(?::?\d{{2}})?))?{_UNIT}?"
)
_WRITTEN = re.compile(
    rf"(?:^|[T ,]+(?:(?:A )?LAS )?|(?<![\d:T]))(\d{{1,2}})(?:{_MINUTES}|{_HALF}|{_UNIT})$",
    re.IGNORECASE,
)
# In a column of hours also «10.30», «10h30» and «1030».
_ALONE = re.compile(r"(\d{1,2}) ?[.hH] ?([0-5]\d)|(\d{1,2})([0-5]\d)?")
_BEFORE = re.compile(r"[\d/.-]*|APROX\w*\.?|A LAS", re.IGNORECASE)  # a date, or words for «about»
_NOON = re.compile(r"(?:AL? )?MEDIOD[IÍ]A|12(?:[:.]00)? ?M\.?", re.IGNORECASE)
_MIDNIGHT = re.compile(r"(?:A )?(?:LA )?MEDIANOCHE|0|0?0[:.]00(?:[:.]00)?|24[:.]00", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"0?[.]\d+")
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
        return _clock(*_hour_and_minute(match))
    if match := _SERIAL.fullmatch(text):
        return _clock(*divmod(round(float(f"0.{match[1]}") * _DAY_MINUTES), 60))
    if _MILLISECONDS.fullmatch(text) and int(text) % _DAY_MS:
        moment = datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(_LIMA)
        return _clock(moment.hour, moment.minute)
    return None


def writes_no_clock(cell: Cell) -> bool:
    """Return whether a cell writes a time that no clock shows: 25:61."""
    match = None if isinstance(cell, datetime) else _WRITTEN.search(text_of(cell))
    if match is None:
        return False
    hour, minute = _hour_and_minute(match)
    return minute > 59 or hour > 24 or (hour == 24 and minute > 0)


def clock_time(cell: Cell) -> Normalised[str]:
    """Return the time of day in a cell that holds nothing else. It is None at midnight.

    «10:30», «3 p. m.», «22 h», «10.30», «10h30», «mediodía», and the part of a day by which a
    spreadsheet writes a time: 0.4375 is 10:30.
    """
    text = text_of(cell)
    part = float(text) if _PART_OF_DAY.fullmatch(text) else None
    if part is not None:
        return Normalised(_clock(*divmod(round(part * _DAY_MINUTES), 60)))
    if not text or _MIDNIGHT.fullmatch(text):
        return Normalised(None)
    if _NOON.fullmatch(text):
        return Normalised("12:00")
    written = _WRITTEN.search(text)
    if alone := _ALONE.fullmatch(text):
        time = _clock(int(alone[1] or alone[3]), int(alone[2] or alone[4] or 0))
    elif written and not _BEFORE.fullmatch(text[: written.start()].strip()):
        time = None
    else:
        time = time_of_day(cell)
    told = (Defect(DefectCode.UNREADABLE_TIME, Outcome.SET_ASIDE),)
    return Normalised(time, () if time else told)


def _hour_and_minute(match: re.Match[str]) -> tuple[int, int]:
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or match[4] or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "P" else 0)
    return hour, minute


def _clock(hour: int, minute: int) -> str | None:
    """Return the time, None at midnight or if no clock shows it."""
    if hour > 23 or minute > 59 or hour == minute == 0:
        return None
    return f"{hour:02}:{minute:02}"
