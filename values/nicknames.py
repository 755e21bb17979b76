"""Nicknames (CHATA): their sounds without titles and diminutives, and those that many have."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from trama.values.name_words import NameWord, given_word, is_slip, sound_key, surname_word
from trama.values.word_tables import table

_LEAST_FORGIVEN = 5  # letters: GATO and PATO are two nicknames
_SHORTEST_STEM = 3  # letters before a diminutive's ending
_DIMINUTIVES = (("SITA", "A"), ("SITO", "O"), ("ITA", "A"), ("ITO", "O"))  # as they sound


@dataclass(frozen=True, slots=True, eq=False)
class Nickname:
    """A folded nickname: ``bare`` without its title, ``sounds`` also without a diminutive.

    ``common`` is True if many people have it. ``given`` and ``surname`` are its words as a name.
    """

    text: str
    bare: str
    sounds: frozenset[str]
    common: bool
    given: NameWord
    surname: NameWord


@lru_cache(maxsize=16_384)
def nickname_of(text: str) -> Nickname:
    """Return the nickname of a folded text.

    Example: ``LA FLAQUITA`` has the bare text FLAQUITA, sounds like FLACA, and is common.
    """
    words = text.split()
    while len(words) > 1 and words[0] in table("common_aliases")["titles"]:
        words = words[1:]
    bare = " ".join(words)
    sounds = frozenset(_sounds(bare.replace(" ", "")))
    common = not sounds.isdisjoint(_common())
    return Nickname(text, bare, sounds, common, given_word(bare), surname_word(bare))


def alike_nicknames(one: Nickname, other: Nickname) -> bool:
    """Return whether two nicknames sound alike, or differ by a slip of typing."""
    if not one.sounds.isdisjoint(other.sounds):
        return True
    shortest = min(len(one.bare), len(other.bare))
    return shortest >= _LEAST_FORGIVEN and is_slip(one.bare, other.bare)


def _sounds(word: str) -> Iterator[str]:
    """Yield the sound of a word, and that of the word of which it is a diminutive."""
    sound = sound_key(word)
    yield sound
    for ending, gender in _DIMINUTIVES:
        stem = sound.removesuffix(ending)
        if stem != sound and len(stem) >= _SHORTEST_STEM:
            yield stem
            yield stem + gender


@cache
def _common() -> frozenset[str]:
    return frozenset(map(sound_key, table("common_aliases")["common"]))
