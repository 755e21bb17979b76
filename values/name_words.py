"""Words of names: the keys that other spellings share, and the likeness of two words.

A ``NameWord`` is one surname (``DE LA CRUZ``) or one given name. It is made once for each text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from trama.core.text import fold
from trama.values.known_names import (
    families,
    known_given_names,
    known_surnames,
    rules,
    short_forms,
)
from trama.values.word_tables import table

_SAINTS = frozenset(
    {"SAN", "SANTA", "SANTO", "ST", "SAINT"}
)  # a part of the surname, never left out

# Letters of the shortest word in which a slip is forgiven: ANA and ADA are two names.
_SHORTEST_FORGIVEN = 4

# Letters from which the first may be a slip: NILDA and HILDA are two names.
_FIRST_FORGIVEN = 6

LONG = 10
"""Letters from which two slips are forgiven: CHUQUIMAMANI has twelve."""

_GENDERS = frozenset("AO")
_DIMINUTIVES = (("CITA", "A"), ("CITO", "O"), ("ITOS", "OS"), ("ITA", "A"), ("ITO", "O"))
_SHORTEST_STEM = 3  # letters before a diminutive's ending: ANITA has a shorter stem, and is a name


class Likeness(IntEnum):
    """Likeness of two words, from the same word to another word."""

    SAME = 0
    PARTICLE = 1
    SOUND = 2
    SPELLING = 3
    SHORT = 4
    SLIP = 5
    OTHER = 6


@dataclass(frozen=True, slots=True, eq=False)
class NameWord:
    """A surname or a given name with its keys.

    ``parts`` are the words without particles, ``joined`` all words without blanks. ``sound`` is
    equal for spellings that sound alike, ``spelling`` for competing orthographies. ``known`` is
    True for a name of the package's tables, ``given`` for a given name. ``short_for`` has the
    spelling keys of the given names that the word may be short for, ``short_pairs`` of two each.
    """

    text: str
    parts: tuple[str, ...]
    joined: str
    sound: str
    spelling: str
    known: bool
    given: bool = False
    short_for: frozenset[str] = frozenset()
    short_pairs: frozenset[tuple[str, ...]] = frozenset()


def folded_name(text: str) -> str:
    """Return a folded name in which an apostrophe parts no word: ``Q'ESPE`` gives ``QESPE``."""
    for sign in "'’´`ʼ":
        text = text.replace(sign, "")
    return fold(text)


@cache
def droppable_particles() -> frozenset[str]:
    """Return the particles that a registry may leave out of a surname (DE, LA), no saints."""
    return frozenset(table("words")["particles"]) - _SAINTS | {"Y"}


@lru_cache(maxsize=65_536)
def surname_word(text: str) -> NameWord:
    """Return the word of a folded surname."""
    sound = sound_key("".join(_core(text)))
    return _surname(text, sound, spelling_key(sound, "surname"))


@lru_cache(maxsize=65_536)
def given_word(text: str) -> NameWord:
    """Return the word of a folded given name."""
    return _given(text, sound_key(text), _given_key(text))


def surname_words(texts: Sequence[str]) -> list[NameWord]:
    """Return the words of many folded surnames: seven times as fast as one after another."""
    sounds = _sound_keys(["".join(_core(text)) for text in texts])
    spellings = _applied(("spelling", "surname"), sounds)
    return list(map(_surname, texts, sounds, spellings))


def given_words(texts: Sequence[str]) -> list[NameWord]:
    """Return the words of many folded given names."""
    return list(map(_given, texts, _sound_keys(texts), given_keys(texts)))


def given_keys(texts: Sequence[str]) -> list[str]:
    """Return the spelling keys that folded words have as given names."""
    firsts = [
        families().get(text) or first
        for text, first in zip(texts, _applied(("given_first",), texts), strict=True)
    ]
    return _applied(("spelling", "given"), _sound_keys(firsts))


def _core(text: str) -> tuple[str, ...]:
    """Return the words of a surname without particles."""
    parts = tuple(part for part in text.split() if part not in droppable_particles())
    return parts or tuple(text.split())


def _surname(text: str, sound: str, spelling: str) -> NameWord:
    parts = _core(text)
    known = known_surnames().get("".join(parts))
    # A Spanish surname has one orthography but for its sound: PEÑA and PIÑA are two.
    spanish = known is not None and known.group == "spanish"
    key = f"={sound}" if spanish else spelling
    return NameWord(text, parts, text.replace(" ", ""), sound, key, known is not None)


def _given(text: str, sound: str, spelling: str) -> NameWord:
    fulls = full_names(text)
    short_for = frozenset(_given_key(full[0]) for full in fulls if len(full) == 1)
    pairs = frozenset(tuple(map(_given_key, full)) for full in fulls if len(full) > 1)
    known = text in known_given_names()
    return NameWord(text, (text,), text, sound, spelling, known, True, short_for, pairs)


@lru_cache(maxsize=65_536)
def sound_key(word: str) -> str:
    """Return the key of the words that sound like a folded word.

    >>> sound_key("HUAMAN") == sound_key("WAMAN") == sound_key("GUAMAN")
    True
    """
    key = families().get(word, word)
    for pattern, replacement in rules("sound"):
        key = pattern.sub(replacement, key)
    return key


def spelling_key(sound: str, stage: str) -> str:
    """Return the key of the competing spellings of a sound; ``stage`` is surname or given."""
    key = sound
    for pattern, replacement in (*rules("spelling"), *rules(stage)):
        key = pattern.sub(replacement, key)
    return key


def _sound_keys(words: Sequence[str]) -> list[str]:
    """Return ``sound_key`` of each word."""
    return _applied(("sound",), [families().get(word, word) for word in words])


def _applied(stages: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return each word after the rules of some stages. Each rule runs over one text, a word a line.

    No rule matches the end of a line, so no word reads its neighbour.
    """
    text = "\n".join(words)
    for stage in stages:
        for pattern, replacement in rules(stage):
            text = re.sub(pattern.pattern, replacement, text, flags=re.MULTILINE)
    return text.split("\n") if words else []


@lru_cache(maxsize=262_144)  # two surnames meet in many pairs of records
def word_likeness(one: NameWord, other: NameWord) -> Likeness:
    """Return how alike two surnames or two given names are.

    1. The same word, or the same but for particles and parts of a compound.
    2. The same sound, the same name in another orthography, or a short form of the other.
    3. A slip: one letter changed, missing, added or swapped, two in a long word. The first letter
       of a short word is no slip, nor A for O at the end (JULIA).
    4. Two names that the package knows are no slips of each other (ROJAS, ROSAS). Two given names
       are no two orthographies of one (PAULA, PAOLA).

    Example: QUISPE and QISPI are one name in two orthographies; QUISPE and QUISPW differ by a slip.
    """
    if one is other or one.text == other.text:
        return Likeness.SAME
    if one.sound == other.sound:
        particle = one.parts == other.parts or one.joined == other.joined
        return Likeness.PARTICLE if particle else Likeness.SOUND
    if one.joined == other.joined or _compound(one.parts, other.parts):
        return Likeness.PARTICLE
    if one.spelling == other.spelling and not (one.given and one.known and other.known):
        return Likeness.SPELLING
    if (one.short_for or other.short_for) and _short(one, other):
        return Likeness.SHORT
    if is_slip(one.joined, other.joined) and not (one.known and other.known):
        return Likeness.SLIP
    return Likeness.OTHER


def is_slip(one: str, other: str) -> bool:
    """Return whether two words differ by a slip of typing, not by a final A, O or their lack."""
    shortest, longest = sorted((one, other), key=len)
    first_differs = one[0] != other[0] and len(shortest) < _FIRST_FORGIVEN
    if len(shortest) < _SHORTEST_FORGIVEN or first_differs:
        return False
    most = 2 if len(shortest) >= LONG else 1
    if OSA.distance(one, other, score_cutoff=most) > most:
        return False
    if one[:-1] == other[:-1]:
        return not {one[-1], other[-1]} <= _GENDERS
    return not (longest[:-1] == shortest and longest[-1] in _GENDERS)


def _compound(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one surname is the first part of a compound that the other is."""
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long[0] not in _SAINTS and short == long[: len(short)]


def _short(one: NameWord, other: NameWord) -> bool:
    mine, theirs = one.short_for | {one.spelling}, other.short_for | {other.spelling}
    return not mine.isdisjoint(theirs)


@lru_cache(maxsize=65_536)
def _given_key(word: str) -> str:
    text = word
    for pattern, replacement in rules("given_first"):
        text = pattern.sub(replacement, text)
    return spelling_key(sound_key(families().get(word, text)), "given")


def full_names(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the given names, each as its words, that a short form or a diminutive stands for."""
    return short_forms().get(word, ()) + _full_of_diminutive(word)


def _full_of_diminutive(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the names that a diminutive stands for.

    JUANITA stands for JUANA, CARMENCITA for CARMEN, LUCHITO for LUCHO and so for LUIS.
    """
    for ending, gender in _DIMINUTIVES:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            stem = stem[:-2] + "C" if stem.endswith("QU") else stem
            fulls = [stem] if ending.startswith("C") else [stem + gender, stem + "E"]
            known = [full for full in fulls if full in known_given_names() or full in short_forms()]
            longer = [name for full in known for name in short_forms().get(full, ())]
            return (*((full,) for full in known or (stem, stem + gender)), *longer)
    return ()
