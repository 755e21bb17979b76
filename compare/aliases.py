"""The aliases of two suspects, against each other and against the other's name."""

from enum import auto

from trama.compare.identity_fields import WrittenName
from trama.compare.sentences import Level
from trama.values.name_words import Likeness, word_likeness
from trama.values.nicknames import Nickname, alike_nicknames, nickname_of

_NAMES = frozenset({Likeness.SAME, Likeness.SOUND, Likeness.SPELLING, Likeness.SHORT})


class AliasLevel(Level):
    """Levels of the aliases."""

    SAME = auto()
    SPELLED_OTHERWISE = auto()
    NAMES_THE_OTHER = auto()
    SAME_COMMON = auto()
    DIFFERENT = auto()
    NOTHING_TO_COMPARE = auto()


def compare_aliases(one: WrittenName, other: WrittenName) -> AliasLevel:
    """Return how the aliases agree.

    The best agreement counts. An alias may be the other's given name, its short form or surname.
    """
    if not one.aliases and not other.aliases:
        return AliasLevel.NOTHING_TO_COMPARE
    mine, theirs = tuple(map(nickname_of, one.aliases)), tuple(map(nickname_of, other.aliases))
    levels = [_of_aliases(alias, their) for alias in mine for their in theirs]
    best = min(levels, default=AliasLevel.NOTHING_TO_COMPARE, key=lambda level: level.value)
    if best in {AliasLevel.SAME, AliasLevel.SPELLED_OTHERWISE}:
        return best
    if _names(mine, other) or _names(theirs, one):
        return AliasLevel.NAMES_THE_OTHER
    return best


def _of_aliases(one: Nickname, other: Nickname) -> AliasLevel:
    if not alike_nicknames(one, other):
        return AliasLevel.DIFFERENT
    if one.common and other.common:
        return AliasLevel.SAME_COMMON
    return AliasLevel.SAME if one.text == other.text else AliasLevel.SPELLED_OTHERWISE


def _names(aliases: tuple[Nickname, ...], person: WrittenName) -> bool:
    """Return whether an alias is a given name of the person, its short form, or a surname."""
    given = ((alias.given, name) for alias in aliases for name in person.given_words)
    surnames = ((alias.surname, name) for alias in aliases for name in person.surnames)
    return any(word_likeness(*pair) in _NAMES for pair in (*given, *surnames))
