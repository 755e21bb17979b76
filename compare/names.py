"""The names of two people as a whole: surnames, given names and initials together."""

from enum import auto

from trama.compare.given_names import GivenLevel, compare_given_names
from trama.compare.identity_fields import WrittenName
from trama.compare.initials import InitialsLevel, compare_initials
from trama.compare.sentences import Level
from trama.compare.spellings import Pairing, Surnames, pair_surnames
from trama.values.name_words import (
    Likeness,
    NameWord,
    given_word,
    surname_word,
    word_likeness,
)


class NameLevel(Level):
    """Levels of two whole names."""

    SAME = auto()
    SPELLED_OTHERWISE = auto()
    SLIP = auto()
    SURNAMES_SWAPPED = auto()
    FIELDS_EXCHANGED = auto()
    GIVEN_PART = auto()
    SURNAME_MISSING = auto()
    MARRIED_NAME = auto()
    INITIALS_FIT = auto()
    INITIALS_FIT_LOOSELY = auto()
    FRAGMENT_FITS = auto()
    FRAGMENT_DIFFERS = auto()
    ONE_SURNAME_DIFFERS = auto()
    GIVEN_DIFFERS = auto()
    INITIALS_CONTRADICT = auto()
    DIFFERENT = auto()
    NOTHING_TO_COMPARE = auto()


_OF_INITIALS = {
    InitialsLevel.FIT_LOOSELY: NameLevel.INITIALS_FIT_LOOSELY,
    InitialsLevel.CONTRADICT: NameLevel.INITIALS_CONTRADICT,
    InitialsLevel.NOTHING_TO_COMPARE: NameLevel.NOTHING_TO_COMPARE,
}
_AGREE = frozenset(GivenLevel) - {
    GivenLevel.ONE_SHARED,
    GivenLevel.DIFFERENT,
    GivenLevel.NOTHING_TO_COMPARE,
}
_BOTH_SURNAMES = frozenset({Pairing.STRAIGHT, Pairing.SWAPPED})


def compare_names(one: WrittenName, other: WrittenName) -> NameLevel:
    """Return how two names agree as a whole.

    1. Initials on a side: the initials decide.
    2. A name of one word on a side: it fits if it is like any word of the other. If not, it may be
       a nickname that stands where the name belongs: two whole names that differ tell more.
    3. Pair the surnames and compare the given names. If either does not agree, see if the words of
       one name are words of the other in other fields, then if one surname agrees.
    4. If both agree, the weakest part decides: a husband's surname, a missing surname, surnames in
       changed order, fewer given names, a slip, another spelling.

    Example: QUISPE, ROSA and QUISPE MAMANI, ROSA LUZ give SURNAME_MISSING.
    """
    if not one.has_name or not other.has_name:
        level = compare_initials(one, other)
        return _OF_INITIALS.get(level, NameLevel.INITIALS_FIT)
    if one.fragment or other.fragment:
        alike = any(_alike(word, their) for word in _words(one) for their in _words(other))
        return NameLevel.FRAGMENT_FITS if alike else NameLevel.FRAGMENT_DIFFERS
    return level_of_names(one, other, pair_surnames(one, other), compare_given_names(one, other))


def level_of_names(
    one: WrittenName, other: WrittenName, surnames: Surnames, given: GivenLevel
) -> NameLevel:
    """Return the level of two names of words, whose parts are compared already."""
    if parts_agree(surnames.pairing, given):
        return _agreeing(one, other, surnames, given)
    if elsewhere := _in_other_fields(one, other):
        return elsewhere
    if surnames.pairing in _BOTH_SURNAMES and given is not GivenLevel.NOTHING_TO_COMPARE:
        return NameLevel.GIVEN_DIFFERS
    if surnames.pairing is Pairing.ONE_DIFFERS and given in _AGREE:
        return NameLevel.ONE_SURNAME_DIFFERS
    return _of_parts(surnames, given)


def parts_agree(pairing: Pairing, given: GivenLevel) -> bool:
    """Return whether surnames and given names agree, each in its own field."""
    return given in _AGREE and pairing in {*_BOTH_SURNAMES, Pairing.ONE_MISSING}


def _of_parts(surnames: Surnames, given: GivenLevel) -> NameLevel:
    """Return the level of names of which only surnames, or only given names, are known."""
    if given is GivenLevel.NOTHING_TO_COMPARE and surnames.pairing is Pairing.UNKNOWN:
        return NameLevel.NOTHING_TO_COMPARE
    no_given = given is GivenLevel.NOTHING_TO_COMPARE and surnames.agreeing
    no_surname = surnames.pairing is Pairing.UNKNOWN and given in _AGREE
    return NameLevel.FRAGMENT_FITS if no_given or no_surname else NameLevel.DIFFERENT


def _agreeing(
    one: WrittenName, other: WrittenName, surnames: Surnames, given: GivenLevel
) -> NameLevel:
    missing = surnames.pairing is Pairing.ONE_MISSING
    if one.married != other.married or (one.married and missing):
        return NameLevel.MARRIED_NAME
    if missing:
        return NameLevel.SURNAME_MISSING
    if surnames.pairing is Pairing.SWAPPED:
        return NameLevel.SURNAMES_SWAPPED
    if given is GivenLevel.PART:
        return NameLevel.GIVEN_PART
    if surnames.likeness is Likeness.SLIP or given is GivenLevel.SLIP:
        return NameLevel.SLIP
    if surnames.likeness is Likeness.SAME and given is GivenLevel.SAME:
        return NameLevel.SAME
    return NameLevel.SPELLED_OTHERWISE


def _in_other_fields(one: WrittenName, other: WrittenName) -> NameLevel | None:
    """Return the level of a name whose words, two at least, are all words of the other, wherever.

    If no word is a given name of the longer name, only surnames agree: a sister has them too.
    Return None if a word is no word of the other.
    """
    few, many = (one, other) if len(one.shuffled) <= len(other.shuffled) else (other, one)
    if len(few.shuffled) < 2:
        return None
    left: list[str | None] = list(many.loose)
    surnames = len(many.surnames)
    matched = set()
    for word in few.loose:
        if word not in left:
            return None
        place = left.index(word)
        left[place] = None
        matched.add(place)
    whole = min(matched) < surnames <= max(matched)
    return NameLevel.FIELDS_EXCHANGED if whole else NameLevel.FRAGMENT_FITS


def _words(identity: WrittenName) -> tuple[NameWord, ...]:
    if identity.fragment:
        return surname_word(identity.fragment), given_word(identity.fragment)
    return *identity.surnames, *identity.given_words


def _alike(one: NameWord, other: NameWord) -> bool:
    return word_likeness(one, other) is not Likeness.OTHER
