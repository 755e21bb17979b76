"""Days of birth that a birth date, or an age at a date, allows."""

from datetime import date

from trama.values.partial_date import PartialDate

DAYS_OF_A_YEAR = 365.25


def whole_birth(birth: PartialDate | None) -> date | None:
    """Return a birth date whose day is known: 1 January often stands for a year alone."""
    if birth is None or birth.first != birth.last or _new_year(birth):
        return None
    return birth.first


def days_of_birth(
    birth: PartialDate | None, age: float | None, on: PartialDate | None
) -> tuple[int, int] | None:
    """Return the first and the last possible day of birth, as ordinals. Return None if any.

    A birth date counts before an age in years ``on`` a date. Example: 16 years on 2017-05-02 allow
    2000-05-03 to 2001-05-02.
    """
    if birth is not None:
        last = birth.last.replace(month=12, day=31) if _new_year(birth) else birth.last
        return birth.first.toordinal(), last.toordinal()
    if age is None or on is None:
        return None
    first = on.first.toordinal() - (int(age) + 1) * DAYS_OF_A_YEAR
    return round(first) + 1, round(on.last.toordinal() - int(age) * DAYS_OF_A_YEAR)


def _new_year(birth: PartialDate) -> bool:
    return birth.first == birth.last and (birth.first.month, birth.first.day) == (1, 1)
