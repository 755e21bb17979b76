"""The births of two people: birth dates, and ages at a date."""

from datetime import date
from enum import auto

from rapidfuzz.distance import OSA

from trama.compare.identity_fields import ComparedIdentity
from trama.compare.sentences import Level
from trama.values.birth_days import DAYS_OF_A_YEAR

# Years between the days of birth that two records allow.
_OF_AN_AGE = 1.0  # an age is often that of another day than the fact's
_OF_TWO_AGES = 0.5  # two ages allow a year each already
NEAR_YEARS = 2.0  # a year told wrong, or counted from another day
APART_YEARS = 8.0  # an age guessed by sight is seldom further off

_CENTURY = 100  # years: 1901 typed for 2001

# Years between two ages without a date: the registries began in 2004.
_UNDATED_NEAR, _UNDATED_APART = 1.0, 25.0


class BirthLevel(Level):
    """Levels of birth dates and ages."""

    SAME_DAY = auto()
    DAY_AND_MONTH_SWAPPED = auto()
    FITS = auto()
    ONE_PART_OFF = auto()
    AGE_FITS = auto()
    YEAR_AGREES = auto()
    NEAR = auto()
    APART = auto()
    CANNOT_MEET = auto()
    NOTHING_TO_COMPARE = auto()


def compare_births(one: ComparedIdentity, other: ComparedIdentity) -> BirthLevel:
    """Return how birth dates and ages agree.

    1. Two whole dates: equal, day and month swapped, one part another, only the year equal.
    2. Otherwise the days of birth that each record allows: a month, a year, or an age at a date.
       They overlap, or lie so many years apart.
    3. Ages without a date: a year apart at most, or further than the registries are old.

    Example: 2001-03-05 fits 16 years on 2017-05-02, and 17 years too; 22 years are APART.
    """
    if one.born_on and other.born_on:
        level = date_level(one.born_on, other.born_on)
        if level:
            return level
    gap = years_between(one, other)
    if gap is None:
        return _of_undated_ages(one.age, other.age)
    aged = (one.birth is None) + (other.birth is None)
    if gap == 0 and not aged:
        return BirthLevel.FITS
    if aged and gap <= (_OF_TWO_AGES if aged == 2 else _OF_AN_AGE):
        return BirthLevel.AGE_FITS
    if gap <= NEAR_YEARS + (_OF_AN_AGE if aged else 0):
        return BirthLevel.NEAR
    return BirthLevel.APART if gap <= APART_YEARS else BirthLevel.CANNOT_MEET


def years_between(one: ComparedIdentity, other: ComparedIdentity) -> float | None:
    """Return the years between the days of birth that two records allow, 0 if they overlap.

    Return None if a record allows any day.
    """
    if one.born is None or other.born is None:
        return None
    days = max(one.born[0] - other.born[1], other.born[0] - one.born[1], 0)
    return days / DAYS_OF_A_YEAR


def date_level(one: date, other: date) -> BirthLevel | None:
    """Return the level of two whole dates. Return None if only their distance says something."""
    if one == other:
        return BirthLevel.SAME_DAY
    same_year = one.year == other.year
    if same_year and (one.day, one.month) == (other.month, other.day):
        return BirthLevel.DAY_AND_MONTH_SWAPPED
    agreeing = same_year + (one.month == other.month) + (one.day == other.day)
    if agreeing == 2 and (same_year or _year_mistyped(one.year, other.year)):
        return BirthLevel.ONE_PART_OFF
    return BirthLevel.YEAR_AGREES if same_year else None


def _year_mistyped(one: int, other: int) -> bool:
    return abs(one - other) in {1, _CENTURY} or OSA.distance(str(one), str(other)) == 1


def _of_undated_ages(age: float | None, other: float | None) -> BirthLevel:
    if age is None or other is None:
        return BirthLevel.NOTHING_TO_COMPARE
    if abs(age - other) <= _UNDATED_NEAR:
        return BirthLevel.AGE_FITS
    far = abs(age - other) > _UNDATED_APART
    return BirthLevel.CANNOT_MEET if far else BirthLevel.NOTHING_TO_COMPARE
