"""The given names of two people: their order, their number, short forms and spellings."""

from enum import auto
from functools import lru_cache

from trama.compare.identity_fields import WrittenName
from trama.compare.sentences import Level
from trama.values.name_words import Likeness, NameWord, word_likeness


class GivenLevel(Level):
    """Levels of the given names."""

    SAME = auto()
    OTHER_ORDER = auto()
    SPELLED_OTHERWISE = auto()
    SHORT_FORM = auto()
    SLIP = auto()
    PART = auto()
    ONE_SHARED = auto()
    DIFFERENT = auto()
    NOTHING_TO_COMPARE = auto()


_LEVELS = {
    Likeness.SAME: GivenLevel.OTHER_ORDER,
    Likeness.PARTICLE: GivenLevel.SPELLED_OTHERWISE,
    Likeness.SOUND: GivenLevel.SPELLED_OTHERWISE,
    Likeness.SPELLING: GivenLevel.SPELLED_OTHERWISE,
    Likeness.SHORT: GivenLevel.SHORT_FORM,
    Likeness.SLIP: GivenLevel.SLIP,
}


def compare_given_names(one: WrittenName, other: WrittenName) -> GivenLevel:
    """Return how the given names agree.

    1. Names that are equal, or equal when joined (ROSALUZ, ROSA LUZ), or a short form of two
       (MARIBEL, MARIA ISABEL).
    2. Otherwise each name of the record with fewer is paired with the name most like it.
    3. If all are paired the least alike pair decides; PART if the other record has more names or
       one name is an initial. If some are paired, ONE_SHARED: sisters often share a given name.

    Example: (ROSA,) and (ROSA, LUZ) give PART; (ROSA, ELENA) and (ROSA, LUZ) give ONE_SHARED.
    """
    mine, theirs = one.given_words, other.given_words
    if not mine or not theirs:
        return GivenLevel.NOTHING_TO_COMPARE
    return given_level(mine, theirs) if len(mine) <= len(theirs) else given_level(theirs, mine)


@lru_cache(maxsize=65_536)
def given_level(few: tuple[NameWord, ...], many: tuple[NameWord, ...]) -> GivenLevel:
    """Return the level of given names; ``few`` has as many names as ``many``, or fewer."""
    # By text: a word that a long registry or another process made anew is no other word.
    if [word.text for word in few] == [word.text for word in many]:
        return GivenLevel.SAME
    joined, other_joined = ("".join(word.text for word in words) for words in (few, many))
    if len(few) != len(many) and joined == other_joined:
        return GivenLevel.SPELLED_OTHERWISE
    if len(few) == 1 and tuple(word.spelling for word in many) in few[0].short_pairs:
        return GivenLevel.SHORT_FORM
    paired, least, abbreviated = agreeing_given_names(few, many)
    return level_of_paired(len(paired), len(few), len(many), least, abbreviated=abbreviated)


def level_of_paired(
    paired: int, few: int, many: int, least: Likeness, *, abbreviated: bool
) -> GivenLevel:
    """Return the level of names that are not equal, of which so many are paired already."""
    if not paired:
        return GivenLevel.DIFFERENT
    if paired < few:
        return GivenLevel.ONE_SHARED
    return GivenLevel.PART if few < many or abbreviated else _LEVELS[least]


@lru_cache(maxsize=65_536)
def agreeing_given_names(
    few: tuple[NameWord, ...], many: tuple[NameWord, ...]
) -> tuple[tuple[tuple[NameWord, NameWord], ...], Likeness, bool]:
    """Return the pairs of names that agree, the least likeness, and whether one is an initial.

    ``few`` has as many names as ``many``, or fewer.
    """
    left = list(many)
    paired: list[tuple[NameWord, NameWord]] = []
    least, abbreviated = Likeness.SAME, False
    for word in few:
        best = min(left, key=lambda their: _likeness(word, their))
        likeness = _likeness(word, best)
        if likeness is Likeness.OTHER:
            continue
        left.remove(best)
        paired.append((word, best))
        least = max(least, likeness)
        abbreviated = abbreviated or (len(word.text) == 1) != (len(best.text) == 1)
    return tuple(paired), least, abbreviated


def _likeness(one: NameWord, other: NameWord) -> Likeness:
    if len(one.text) == 1 or len(other.text) == 1:
        return Likeness.SAME if one.text[0] == other.text[0] else Likeness.OTHER
    return word_likeness(one, other)
