"""The time of day beside a date."""

from datetime import date, datetime, time

import pytest

from trama.values.cells import Cell
from trama.values.times import clock_time, time_of_day, writes_no_clock


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("04/01/2024 06:00", "06:00"),
        ("04/01/2024 9:30 p. m.", "21:30"),
        ("04/01/2024 12:15 AM", "00:15"),
        ("04/01/2024 12:15 PM", "12:15"),
        ("2024-01-04T16:05:59.123Z", "16:05"),
        ("04/01/2024 21:00 HRS", "21:00"),
        ("04/01/2024 3 pm", "15:00"),
        ("04/01/2024 22 h", "22:00"),
        ("04/01/2024 a las 10:30", "10:30"),
        ("2024-01-04 10:30:00+00", "10:30"),
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


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("10:30", "10:30"),
        ("10.30", "10:30"),
        ("10h30", "10:30"),
        ("1030", "10:30"),
        ("3 p. m.", "15:00"),
        ("22:15 h", "22:15"),
        ("10 horas", "10:00"),
        ("aprox. 10:30", "10:30"),
        ("mediodía", "12:00"),
        ("12:00 m", "12:00"),
        (0.4375, "10:30"),
        ("0.4375", "10:30"),
        (time(10, 30), "10:30"),
        (datetime.fromisoformat("1899-12-30T10:30"), "10:30"),
        ("00:00", None),
        ("medianoche", None),
        (time(0, 0), None),
        ("", None),
    ],
)
def test_a_cell_of_an_hour_alone(cell: Cell, read: str | None) -> None:
    assert (clock_time(cell).value, clock_time(cell).defects) == (read, ())


@pytest.mark.parametrize("cell", ["noche", "10:00 a 12:00", "25:00", "10-30", "10:75", "A.B.C."])
def test_what_is_no_hour_is_told(cell: Cell) -> None:
    answer = clock_time(cell)

    assert answer.value is None
    assert [defect.code for defect in answer.defects] == ["unreadable_time"]


@pytest.mark.parametrize(
    ("cell", "impossible"),
    [
        ("05/03/2019 25:61", True),
        ("05/03/2019 24:30", True),
        ("05/03/2019 24:00", False),
        ("05/03/2019 10:30", False),
        ("05/03/2019", False),
        (datetime.fromisoformat("2024-01-04T06:30"), False),
    ],
)
def test_a_time_that_no_clock_shows_is_known_as_such(cell: Cell, impossible: bool) -> None:
    assert writes_no_clock(cell) is impossible
