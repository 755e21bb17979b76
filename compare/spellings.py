"""The spelling of two people's surnames, paired straight or in changed order."""

from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from trama.compare.identity_fields import WrittenName
from trama.compare.sentences import Level
from trama.values.name_words import Likeness, NameWord, word_likeness


class SpellingLevel(Level):
    """Levels of the spelling of the surnames."""

    IDENTICAL = auto()
    COMPOUND = auto()
    SAME_SOUND = auto()
    OTHER_SPELLING = auto()
    SLIP = auto()
    DIFFERENT = auto()
    NOTHING_TO_COMPARE = auto()


class Pairing(IntEnum):
    """Pairs of surnames that agree, by their fields."""

    STRAIGHT = auto()
    SWAPPED = auto()
    ONE_MISSING = auto()
    ONE_DIFFERS = auto()
    NONE = auto()
    UNKNOWN = auto()


class Surnames(NamedTuple):
    """The pairing of two people's surnames, the least likeness, and the pairs that agree."""

    pairing: Pairing
    likeness: Likeness
    agreeing: tuple[tuple[NameWord, NameWord], ...]


_LEVELS = {
    Likeness.SAME: SpellingLevel.IDENTICAL,
    Likeness.PARTICLE: SpellingLevel.COMPOUND,
    Likeness.SOUND: SpellingLevel.SAME_SOUND,
    Likeness.SPELLING: SpellingLevel.OTHER_SPELLING,
    Likeness.SLIP: SpellingLevel.SLIP,
}
_UNKNOWN = Surnames(Pairing.UNKNOWN, Likeness.OTHER, ())


def compare_spellings(one: WrittenName, other: WrittenName) -> SpellingLevel:
    """Return how alike the surnames are written.

    Both surnames must agree, as far as both records have two.
    """
    return level_of_spelling(pair_surnames(one, other))


def level_of_spelling(paired: Surnames) -> SpellingLevel:
    """Return how alike surnames are written that are paired already."""
    if paired.pairing is Pairing.UNKNOWN:
        return SpellingLevel.NOTHING_TO_COMPARE
    if paired.pairing in {Pairing.ONE_DIFFERS, Pairing.NONE}:
        return SpellingLevel.DIFFERENT
    return _LEVELS[paired.likeness]


def pair_surnames(one: WrittenName, other: WrittenName) -> Surnames:
    """Return which surnames of two people agree.

    1. A husband's surname counts as the mother's if it is like the other person's second surname:
       ``DE SOTO`` may be either.
    2. Two surnames on both sides: pair them straight, then in changed order, or one.
    3. One surname on a side: it may agree with either surname of the other side.

    Example: QUISPE MAMANI and MAMANI QISPE are SWAPPED; QUISPE and QUISPE MAMANI are ONE_MISSING.
    """
    mine, theirs = one.surnames, other.surnames
    if (one.married_word or other.married_word) and len(mine) + len(theirs) == 3:
        mine, theirs = _with_married(one, other), _with_married(other, one)
    return pair_words(mine, theirs) if mine and theirs else _UNKNOWN


@lru_cache(maxsize=65_536)
def pair_words(mine: tuple[NameWord, ...], theirs: tuple[NameWord, ...]) -> Surnames:
    """Return which of two people's surnames agree; each person has one or two."""
    if len(mine) == 1 or len(theirs) == 1:
        pairs = [(word, their) for word in mine for their in theirs]
        best = min(pairs, key=lambda pair: word_likeness(*pair))
        likeness = word_likeness(*best)
        if likeness is Likeness.OTHER:
            return Surnames(Pairing.NONE, likeness, ())
        return Surnames(Pairing.ONE_MISSING, likeness, (best,))
    straight = _paired(Pairing.STRAIGHT, ((mine[0], theirs[0]), (mine[1], theirs[1])))
    if straight.pairing is Pairing.STRAIGHT:
        return straight
    swapped = _paired(Pairing.SWAPPED, ((mine[0], theirs[1]), (mine[1], theirs[0])))
    return min(straight, swapped, key=lambda paired: paired.pairing)


def _paired(pairing: Pairing, pairs: tuple[tuple[NameWord, NameWord], ...]) -> Surnames:
    likenesses = [word_likeness(*pair) for pair in pairs]
    agreeing = tuple(
        pair
        for pair, likeness in zip(pairs, likenesses, strict=True)
        if likeness is not Likeness.OTHER
    )
    worst = max(likenesses)
    if len(agreeing) == len(pairs):
        return Surnames(pairing, worst, agreeing)
    return Surnames(Pairing.ONE_DIFFERS if agreeing else Pairing.NONE, worst, agreeing)


def _with_married(one: WrittenName, other: WrittenName) -> tuple[NameWord, ...]:
    """Return the surnames, a husband's as the second if the other's second is like it."""
    married, theirs = one.married_word, other.maternal_word
    if one.maternal_word or not married or not theirs:
        return one.surnames
    alike = word_likeness(married, theirs) is not Likeness.OTHER
    return (*one.surnames, married) if alike else one.surnames
