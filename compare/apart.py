"""Evidence that two records are of two people: documents, ages, twins, siblings, generations."""

from enum import auto
from typing import NamedTuple

from trama.compare.births import BirthLevel, compare_births, years_between
from trama.compare.documents import DocumentLevel, compare_documents
from trama.compare.given_names import GivenLevel, compare_given_names
from trama.compare.identity_fields import ComparedIdentity, WrittenName
from trama.compare.sentences import Level
from trama.compare.spellings import Pairing, pair_surnames

GENERATION_YEARS = 14.0  # between a parent and a child, at the least


class ApartLevel(Level):
    """The strongest evidence against one person."""

    NOTHING_AGAINST = auto()
    SIBLINGS = auto()
    TWINS = auto()
    PARENT_AND_CHILD = auto()
    AGES_CANNOT_MEET = auto()
    TWO_DOCUMENTS = auto()
    NOTHING_TO_COMPARE = auto()


class ComparedParts(NamedTuple):
    """The agreement of the parts of two names.

    ``other_first_letter``: initials differ in the given name's letter alone. ``named``: both
    records give a name or initials.
    """

    pairing: Pairing
    given: GivenLevel
    other_first_letter: bool
    named: bool


def compare_apart(one: ComparedIdentity, other: ComparedIdentity) -> ApartLevel:
    """Return the strongest evidence of two people.

    1. Two valid documents of a type that a person has once, not alike.
    2. A generation between people of one given name and surname, or ages that cannot meet.
    3. Both surnames and another given name: twins if born on one day, siblings otherwise.

    Example: QUISPE MAMANI, ROSA and QUISPE MAMANI, ELENA, both born on 2001-03-05, are TWINS.
    """
    return apart_level(
        compare_documents(one, other),
        compare_births(one, other),
        a_generation_between(one, other),
        compared_parts(one, other),
    )


def apart_level(
    documents: DocumentLevel, births: BirthLevel, generation: bool, parts: ComparedParts
) -> ApartLevel:
    """Return the level of what was compared; ``generation`` tells of a generation's years."""
    if documents is DocumentLevel.DIFFERENT:
        return ApartLevel.TWO_DOCUMENTS
    agree = parts.given in {GivenLevel.SAME, GivenLevel.SPELLED_OTHERWISE, GivenLevel.PART}
    if parts.pairing not in {Pairing.NONE, Pairing.UNKNOWN} and agree and generation:
        return ApartLevel.PARENT_AND_CHILD
    if births is BirthLevel.CANNOT_MEET:
        return ApartLevel.AGES_CANNOT_MEET
    other_given = parts.given in {GivenLevel.DIFFERENT, GivenLevel.ONE_SHARED}
    same_surnames = parts.pairing in {Pairing.STRAIGHT, Pairing.SWAPPED}
    same_day = births is BirthLevel.SAME_DAY
    if (other_given and same_surnames) or (same_day and parts.other_first_letter):
        return ApartLevel.TWINS if same_day else ApartLevel.SIBLINGS
    nothing = (
        documents is DocumentLevel.NOTHING_TO_COMPARE
        and births is BirthLevel.NOTHING_TO_COMPARE
        and not parts.named
    )
    return ApartLevel.NOTHING_TO_COMPARE if nothing else ApartLevel.NOTHING_AGAINST


def compared_parts(one: WrittenName, other: WrittenName) -> ComparedParts:
    """Return how the parts of two names agree."""
    letters = _other_first_letter(one, other)
    named = bool((one.has_name or one.initials) and (other.has_name or other.initials))
    pairing = pair_surnames(one, other).pairing
    return ComparedParts(pairing, compare_given_names(one, other), letters, named)


def a_generation_between(one: ComparedIdentity, other: ComparedIdentity) -> bool:
    """Return whether the years between two births are those between a parent and a child."""
    gap = years_between(one, other)
    return gap is not None and gap >= GENERATION_YEARS


def _other_first_letter(one: WrittenName, other: WrittenName) -> bool:
    """Return whether initials differ in the given name's letter alone."""
    mine, theirs = one.initials, other.initials
    if len(mine) != len(theirs) or len(mine) < 3:
        return False
    return mine != theirs and (mine[1:] == theirs[1:] or mine[:-1] == theirs[:-1])
