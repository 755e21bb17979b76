"""Evidence that two records are of two people: documents, ages, twins, siblings, generations."""

from enum import auto

from trama.compare.births import BirthLevel, compare_births, years_between
from trama.compare.documents import DocumentLevel, compare_documents
from trama.compare.given_names import GivenLevel, compare_given_names
from trama.compare.identity_fields import ComparedIdentity
from trama.compare.sentences import Level
from trama.compare.spellings import Pairing, pair_surnames

_GENERATION = 14.0  # years between a parent and a child, at the least


class ApartLevel(Level):
    """The strongest evidence against one person."""

    NOTHING_AGAINST = auto()
    SIBLINGS = auto()
    TWINS = auto()
    PARENT_AND_CHILD = auto()
    AGES_CANNOT_MEET = auto()
    TWO_DOCUMENTS = auto()
    NOTHING_TO_COMPARE = auto()


def compare_apart(one: ComparedIdentity, other: ComparedIdentity) -> ApartLevel:
    """Return the strongest evidence of two people.

    1. Two valid documents of a type that a person has once, not alike.
    2. A generation between people of one given name and surname, or ages that cannot meet.
    3. Both surnames and another given name: twins if born on one day, siblings otherwise.

    Example: QUISPE MAMANI, ROSA and QUISPE MAMANI, ELENA, both born on 2001-03-05, are TWINS.
    """
    documents = compare_documents(one, other)
    if documents is DocumentLevel.DIFFERENT:
        return ApartLevel.TWO_DOCUMENTS
    births = compare_births(one, other)
    pairing = pair_surnames(one, other).pairing
    given = compare_given_names(one, other)
    if pairing not in {Pairing.NONE, Pairing.UNKNOWN} and _a_generation(one, other, given):
        return ApartLevel.PARENT_AND_CHILD
    if births is BirthLevel.CANNOT_MEET:
        return ApartLevel.AGES_CANNOT_MEET
    other_given = given in {GivenLevel.DIFFERENT, GivenLevel.ONE_SHARED}
    same_surnames = pairing in {Pairing.STRAIGHT, Pairing.SWAPPED}
    if (other_given and same_surnames) or _other_first_letter(one, other, births):
        return ApartLevel.TWINS if births is BirthLevel.SAME_DAY else ApartLevel.SIBLINGS
    nothing = (
        documents is DocumentLevel.NOTHING_TO_COMPARE
        and births is BirthLevel.NOTHING_TO_COMPARE
        and not ((one.has_name or one.initials) and (other.has_name or other.initials))
    )
    return ApartLevel.NOTHING_TO_COMPARE if nothing else ApartLevel.NOTHING_AGAINST


def _a_generation(one: ComparedIdentity, other: ComparedIdentity, given: GivenLevel) -> bool:
    agree = given in {GivenLevel.SAME, GivenLevel.SPELLED_OTHERWISE, GivenLevel.PART}
    gap = years_between(one, other) if agree else None
    return gap is not None and gap >= _GENERATION


def _other_first_letter(one: ComparedIdentity, other: ComparedIdentity, births: BirthLevel) -> bool:
    """Return whether initials of one day of birth differ in the given name's letter alone."""
    mine, theirs = one.initials, other.initials
    if births is not BirthLevel.SAME_DAY or len(mine) != len(theirs) or len(mine) < 3:
        return False
    return mine != theirs and (mine[1:] == theirs[1:] or mine[:-1] == theirs[:-1])
