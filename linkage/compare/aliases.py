"""The aliases of two suspects, against each other and against the other's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import auto
from functools import cache, lru_cache

from trama.linkage.compare.compare_tables import yaml_table
from trama.linkage.compare.identity_fields import ComparedIdentity
from trama.linkage.compare.name_words import (
    Likeness,
    NameWord,
    given_word,
    is_slip,
    sound_key,
    surname_word,
    word_likeness,
)
from trama.linkage.compare.sentences import Level

_LEAST_FORGIVEN = 5  # letters: GATO and PATO are two aliases


class AliasLevel(Level):
    """How the aliases agree."""

    SAME = auto()
    SPELLED_OTHERWISE = auto()
    NAMES_THE_OTHER = auto()
    SAME_COMMON = auto()
    DIFFERENT = auto()
    NOTHING_TO_COMPARE = auto()


@dataclass(frozen=True, slots=True, eq=False)
class _Alias:
    """An alias without its title: its text, its sound without a diminutive, and if many have it."""

    text: str
    bare: str
    sounds: frozenset[str]
    common: bool
    word: NameWord


def compare_aliases(one: ComparedIdentity, other: ComparedIdentity) -> AliasLevel:
    """Return how the aliases agree. «El alias coincide.»

    The best agreement counts. An alias may be the other's given name, its short form or surname.
    """
    if not one.aliases and not other.aliases:
        return AliasLevel.NOTHING_TO_COMPARE
    mine, theirs = tuple(map(_alias, one.aliases)), tuple(map(_alias, other.aliases))
    levels = [_of_aliases(alias, their) for alias in mine for their in theirs]
    best = min(levels, default=AliasLevel.NOTHING_TO_COMPARE, key=lambda level: level.value)
    if best in {AliasLevel.SAME, AliasLevel.SPELLED_OTHERWISE}:
        return best
    if _names(mine, other) or _names(theirs, one):
        return AliasLevel.NAMES_THE_OTHER
    return best


def _of_aliases(one: _Alias, other: _Alias) -> AliasLevel:
    alike = not one.sounds.isdisjoint(other.sounds) or (
        min(len(one.bare), len(other.bare)) >= _LEAST_FORGIVEN and is_slip(one.bare, other.bare)
    )
    if not alike:
        return AliasLevel.DIFFERENT
    if one.common and other.common:
        return AliasLevel.SAME_COMMON
    return AliasLevel.SAME if one.text == other.text else AliasLevel.SPELLED_OTHERWISE


def _names(aliases: tuple[_Alias, ...], person: ComparedIdentity) -> bool:
    return any(
        word_likeness(alias.word, given) in {Likeness.SAME, Likeness.SOUND, Likeness.SPELLING, Likeness.SHORT}
        for alias in aliases
        for given in person.given_words
    ) or any(
        word_likeness(surname_word(alias.bare), surname) in {Likeness.SAME, Likeness.SOUND}
        for alias in aliases
        for surname in person.surnames
    )


@lru_cache(maxsize=16_384)
def _alias(text: str) -> _Alias:
    words = text.split()
    while len(words) > 1 and words[0] in yaml_table("aliases")["titles"]:
        words = words[1:]
    bare = " ".join(words)
    sounds = frozenset(_sounds(bare.replace(" ", "")))
    return _Alias(text, bare, sounds, not sounds.isdisjoint(_common()), given_word(bare))


def _sounds(word: str) -> Iterator[str]:
    """Yield the sound of a word, and that of the word of which it is a diminutive."""
    sound = sound_key(word)
    yield sound
    for ending, gender in (("SITA", "A"), ("SITO", "O"), ("ITA", "A"), ("ITO", "O")):
        stem = sound.removesuffix(ending)
        if stem != sound and len(stem) >= 3:
            yield stem
            yield stem + gender


@cache
def _common() -> frozenset[str]:
    return frozenset(map(sound_key, yaml_table("aliases")["common"]))
