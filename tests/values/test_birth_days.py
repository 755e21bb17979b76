"""Days of birth that a date or an age allows."""

from datetime import date

from trama.values.birth_days import days_of_birth, whole_birth
from trama.values.partial_date import PartialDate

FACT = PartialDate.parse("2017-05-02")


def test_an_age_at_a_date_allows_the_days_of_a_year() -> None:
    days = days_of_birth(None, 16.0, FACT)

    assert days is not None
    assert abs(days[0] - date(2000, 5, 3).toordinal()) <= 1
    assert abs(days[1] - date(2001, 5, 2).toordinal()) <= 1


def test_a_birth_date_counts_before_an_age() -> None:
    day = date(2001, 3, 5).toordinal()

    assert days_of_birth(PartialDate.parse("2001-03-05"), 40.0, FACT) == (day, day)


def test_the_first_of_january_may_stand_for_the_year() -> None:
    new_year = PartialDate.parse("2001-01-01")
    whole_year = (date(2001, 1, 1).toordinal(), date(2001, 12, 31).toordinal())

    assert whole_birth(new_year) is None
    assert days_of_birth(new_year, None, None) == whole_year
    assert whole_birth(PartialDate.parse("2001-01-02")) == date(2001, 1, 2)
    assert whole_birth(PartialDate.parse("2001-03")) is None


def test_an_age_without_a_date_allows_any_day() -> None:
    assert days_of_birth(None, 16.0, None) is None
    assert days_of_birth(None, None, FACT) is None
