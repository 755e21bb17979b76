"""Dates: every way a cell holds one, and what is set aside."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from trama.values.cells import Cell
from trama.values.dates import DateForm, between, partial_date, year_month
from trama.values.defects import Normalised, Outcome
from trama.values.partial_date import PartialDate

MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("05/03/2017", "2017-03-05"),
        ("5-3-17", "2017-03-05"),
        ("15.03.2017", "2017-03-15"),
        ("05 03 2017", "2017-03-05"),
        ("05032017", "2017-03-05"),
        ("20170305", "2017-03-05"),
        ("2017-03-05", "2017-03-05"),
        ("2017/03/05", "2017-03-05"),
        ("2017-03-05T10:20:30Z", "2017-03-05"),
        ("2017-03-05 10:20:30.123-05:00", "2017-03-05"),
        ("05/03/2017 05:00:00", "2017-03-05"),
        ("05/03/2017 5:00 p.m.", "2017-03-05"),
        ("05-MAR-17", "2017-03-05"),
        ("05-mar-2017", "2017-03-05"),
        ("5 de marzo de 2017", "2017-03-05"),
        ("5 de marzo del 2017", "2017-03-05"),
        ("Lunes, 5 de marzo del 2017", "2017-03-05"),
        ("1° de marzo de 2017", "2017-03-01"),
        ("1ro de marzo de 2017", "2017-03-01"),
        ("March 5, 2017", "2017-03-05"),
        ("SETIEMBRE 2018", "2018-09"),
        ("SEPTIEMBRE 2018", "2018-09"),
        ("set-18", "2018-09"),
        ("sep 2018", "2018-09"),
        ("marzo de 2017", "2017-03"),
        ("03/2017", "2017-03"),
        ("2017-03", "2017-03"),
        ("201703", "2017-03"),
        ("2017", "2017"),
        (2017, "2017"),
        (2017.0, "2017"),
        ("00/03/2017", "2017-03"),
        ("00/00/2017", "2017"),
        (42799, "2017-03-05"),
        (42799.0, "2017-03-05"),
        (42799.75, "2017-03-05"),
        ("42799", "2017-03-05"),
        (date(2017, 3, 5), "2017-03-05"),
        (datetime(2017, 3, 5, 23, 59), "2017-03-05"),  # noqa: DTZ001 - a cell has no time zone
        ("1488690000000", "2017-03-05"),
        (1488672000000, "2017-03-05"),
        ("del 5 al 9 de marzo de 2017", "2017-03-05/2017-03-09"),
        ("05/03/2017 - 09/03/2017", "2017-03-05/2017-03-09"),
        ("05/03/2017 al 09/03/2017", "2017-03-05/2017-03-09"),
        ("entre marzo y abril de 2017", "2017-03/2017-04"),
        ("enero a marzo 2017", "2017-01/2017-03"),
        ("5 de marzo al 9 de abril de 2017", "2017-03-05/2017-04-09"),
        ("2017-03-05/2017-03-09", "2017-03-05/2017-03-09"),
        ("2017-2018", "2017/2018"),
    ],
)
def test_a_cell_says_a_partial_date(cell: Cell, text: str) -> None:
    found = partial_date(cell)

    assert found.value is not None
    assert (found.value.text, found.defects, found.confidence) == (text, (), 1.0)


@pytest.mark.parametrize(
    ("cell", "code", "suggestion"),
    [
        ("31/02/2017", "impossible_date", "2017-02"),
        ("29/02/2017", "impossible_date", "2017-02"),
        ("13/13/2017", "impossible_date", "2017"),
        ("05/00/2017", "impossible_date", "2017"),
        ("00/00/0000", "impossible_date", ""),
        ("5/3", "unreadable_date", ""),
        ("ayer", "unreadable_date", ""),
        ("5 de brumario de 2017", "unreadable_date", ""),
        (True, "unreadable_date", ""),
        (3.5, "unreadable_date", ""),
        ("05/03/1817", "date_too_early", ""),
    ],
)
def test_what_is_no_possible_date_is_set_aside(cell: Cell, code: str, suggestion: str) -> None:
    found = partial_date(cell)

    assert found.value is None
    (defect,) = found.defects
    assert (defect.code, defect.outcome) == (code, Outcome.SET_ASIDE)
    assert defect.suggestion == suggestion


def test_an_empty_cell_says_nothing() -> None:
    assert partial_date(None) == partial_date("  ") == Normalised(None)


@pytest.mark.parametrize(
    ("order", "text"), [("dmy", "2003-02-01"), ("mdy", "2003-01-02"), ("ymd", "2001-02-03")]
)
def test_the_profile_says_the_order_of_a_date(order: str, text: str) -> None:
    found = partial_date("01/02/03", DateForm(order=order))  # type: ignore[arg-type]

    assert found.value is not None
    assert found.value.text == text


def test_a_month_over_twelve_is_read_the_other_way_round_as_a_guess() -> None:
    found = partial_date("03/25/2017")

    assert found.value is not None
    assert found.value.text == "2017-03-25"
    assert found.confidence < 1
    assert [(f.code, f.outcome) for f in found.defects] == [("date_order", Outcome.CORRECTED)]


@pytest.mark.parametrize(("pivot", "year"), [(30, "1995"), (99, "2095")])
def test_the_profile_says_the_century_of_two_digits(pivot: int, year: str) -> None:
    found = partial_date("05/03/95", DateForm(pivot=pivot))

    assert found.value is not None
    assert found.value.text == f"{year}-03-05"


def test_a_date_after_the_latest_is_set_aside_but_its_year_may_reach_beyond() -> None:
    form = DateForm(latest=date(2026, 11, 24))

    assert partial_date("25/11/2026", form).defects[0].code == "date_in_the_future"
    assert partial_date("2026", form).value is not None


def test_a_source_without_serials_reads_none() -> None:
    assert partial_date("42799", DateForm(serials=False)).defects[0].code == "unreadable_date"


def test_an_interval_that_ends_before_it_begins_keeps_its_beginning() -> None:
    found = partial_date("09/03/2017 - 05/03/2017")

    assert found.value is not None
    assert found.value.text == "2017-03-09"
    assert [defect.code for defect in found.defects] == ["interval_reversed"]


def test_every_day_is_read_alike_from_all_its_forms() -> None:
    # Arrange: the oracle is the calendar itself
    chance = random.Random(129)
    days = [date(1950, 1, 1) + timedelta(days=chance.randrange(27_000)) for _ in range(300)]

    assert days
    for day in days:
        forms: list[Cell] = [
            day,
            f"{day:%d/%m/%Y}",
            f"{day.day}-{MONTHS[day.month - 1]}-{day.year}",
            (day - date(1899, 12, 30)).days,
            int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
            if day.year > 1973
            else day.isoformat(),
        ]
        # Act
        read = {found.value.text for form in forms if (found := partial_date(form)).value}

        # Assert
        assert read == {day.isoformat()}


@pytest.mark.parametrize(
    ("year", "month", "text"),
    [
        (2017, 1, "2017-01"),
        ("2017", "12", "2017-12"),
        (2017.0, 3.0, "2017-03"),
        ("2017", "Setiembre", "2017-09"),
        ("2017", None, "2017"),
    ],
)
def test_year_and_month_in_two_cells(year: Cell, month: Cell, text: str) -> None:
    found = year_month(year, month)

    assert found.value is not None
    assert found.value.text == text


def test_a_month_that_is_none_leaves_the_year() -> None:
    found = year_month(2017, 13)

    assert found.value is not None
    assert found.value.text == "2017"
    assert [defect.code for defect in found.defects] == ["unreadable_month"]
    assert year_month("05/03/2017", 3).value is None


def test_two_cells_make_an_interval() -> None:
    begin, end = partial_date("05/03/2017"), partial_date("marzo 2017")

    assert between(begin, end).value == PartialDate.parse("2017-03-05/2017-03-31")
    assert between(begin, partial_date(None)).value == begin.value
    assert between(partial_date(None), end).value == end.value
    reversed_ = between(partial_date("2018"), partial_date("2017"))
    assert reversed_.value == PartialDate.parse("2018")
    assert [defect.code for defect in reversed_.defects] == ["interval_reversed"]


@pytest.mark.parametrize("cell", ["1900-01", "01/1900", "9999-12", "enero de 1900"])
def test_the_month_of_a_filler_day_is_a_filler(cell: str) -> None:
    found = partial_date(cell)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["filler_date"]


@pytest.mark.parametrize(
    ("text", "date_text"),
    [
        ("05MAR2018", "2018-03-05"),
        ("05/03/2018 a.m.", "2018-03-05"),
        ("05/03/2018.", "2018-03-05"),
        ("Mon Mar 05 2018", "2018-03-05"),
        ("año 2018", "2018"),
    ],
)
def test_more_ways_to_write_a_date(text: str, date_text: str) -> None:
    value = partial_date(text).value

    assert value is not None
    assert value.text == date_text
