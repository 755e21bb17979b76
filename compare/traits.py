"""The sex and the nationality of two people."""

from enum import auto

from trama.compare.identity_fields import ComparedIdentity
from trama.compare.sentences import Level


class SexLevel(Level):
    """Levels of the sex."""

    SAME = auto()
    OTHER = auto()
    NOTHING_TO_COMPARE = auto()


class NationalityLevel(Level):
    """Levels of the nationality."""

    SAME = auto()
    SAME_BY_BIRTHPLACE = auto()
    BIRTHPLACE_EXPLAINS = auto()
    OTHER = auto()
    NOTHING_TO_COMPARE = auto()


def compare_sexes(one: ComparedIdentity, other: ComparedIdentity) -> SexLevel:
    """Return whether the sexes agree."""
    if one.sex is None or other.sex is None:
        return SexLevel.NOTHING_TO_COMPARE
    return SexLevel.SAME if one.sex == other.sex else SexLevel.OTHER


def compare_nationalities(one: ComparedIdentity, other: ComparedIdentity) -> NationalityLevel:
    """Return whether the nationalities agree.

    The country of birth stands for an unknown nationality. A person may have two: another
    nationality is explained if it is that of the country of birth.
    """
    born, other_born = _country(one.birthplace), _country(other.birthplace)
    mine, theirs = one.nationality or born, other.nationality or other_born
    if mine is None or theirs is None:
        return NationalityLevel.NOTHING_TO_COMPARE
    if mine == theirs:
        stated = one.nationality and other.nationality
        return NationalityLevel.SAME if stated else NationalityLevel.SAME_BY_BIRTHPLACE
    if (born == theirs or other_born == mine) and (one.nationality and other.nationality):
        return NationalityLevel.BIRTHPLACE_EXPLAINS
    return NationalityLevel.OTHER


def _country(place: str | None) -> str | None:
    return place.partition("-")[0] if place else None
