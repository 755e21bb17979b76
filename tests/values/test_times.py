"""The time of day beside a date."""

from datetime import date, datetime

import pytest

from trama.values.cells import Cell
from trama.values.times import time_of_day


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("04/01/2024 06:00", "06:00"),
        ("04/01/2024 9:30 p. m.", "21:30"),
        ("04/01/2024 12:15 AM", "00:15"),
        ("04/01/2024 12:15 PM", "12:15"),
        ("2024-01-04T16:05:59.123Z", "16:05"),
        ("04/01/2024 21:00 HRS", "21:00"),
        ("45295.25", "06:00"),
        ("1704390300000", "12:45"),
        (datetime.fromisoformat("2024-01-04T06:30"), "06:30"),
        ("04/01/2024 00:00:00", None),
        ("04/01/2024 25:00", None),
        ("04/01/2024", None),
        (datetime.fromisoformat("2024-01-04"), None),
        (date(2024, 1, 4), None),
        (None, None),
    ],
)
def test_the_time_is_read_and_midnight_is_none(cell: Cell, time: str | None) -> None:
    assert time_of_day(cell) == time
