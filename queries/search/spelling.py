"""The ways of writing one name: folded words, beginnings that sound alike, likeness (0 to 1)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from trama.core.text import fold
from trama.values.name_words import full_names

MOST_WORDS = 6  # words of a search that count: no name in the registries has more that differ
LEAST_WORD = 0.70  # below, two words are two names: ROJAS and RAMOS have 0.60
LEAST_NAME = 0.80  # mean over the words: QUISPE MAMANY and QUISPE MAMANI have 0.92
_BY_SOUND = 0.95  # a word that only sounds alike counts a little less than the same letters
_BY_INITIAL = 0.80  # an initial fits many names
_ARTICLES = frozenset({"EL", "LA", "LAS", "LOS"})
_PARTICLES = _ARTICLES | {"DE", "DEL", "Y", "VDA"}
_ANNOUNCED = re.compile(
    r"(?:^|(?<=\s))\s*(?:\(\s*a\s*\)|(?:alias|apodad[oa]|apodo|a\.?k\.?a)\b\.?)\s*:?\s*(?=\w)",
    re.IGNORECASE,
)
# Beginnings that Spanish pronounces alike, at least somewhere in Peru.
_ALIKE = (
    ("B", "V"),
    ("QU", "K", "C"),
    ("CE", "SE", "ZE"),
    ("CI", "SI", "ZI"),
    ("S", "Z"),
    ("LL", "Y"),
    ("HU", "GU", "W", "U"),
    ("GE", "JE"),
    ("GI", "JI"),
    ("HA", "A"),
    ("HE", "E"),
    ("HI", "I"),
    ("HO", "O"),
    ("I", "Y"),
)
# Letters of one sound, in the order in which they are replaced.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"QU(?=[EI])|Q", "K"),
        (r"C(?=[EI])|Z|X", "S"),
        (r"CH", "X"),
        (r"C", "K"),
        (r"(?:H|G|^)U(?=[AEIO])", "W"),
        (r"G(?=[EI])", "J"),
        (r"V", "B"),
        (r"LL|Y", "I"),
        (r"PH", "F"),
        (r"H", ""),
        (r"(.)\1", r"\1"),
    )
)


def words_of(text: str) -> tuple[str, ...]:
    """Return the distinct folded words of a text, without particles if other words are there.

    >>> words_of("Rosa de la Cruz")
    ('ROSA', 'CRUZ')
    """
    written = tuple(dict.fromkeys(fold(text).split()))
    telling = tuple(word for word in written if word not in _PARTICLES)
    return (telling or written)[:MOST_WORDS]


def unannounced(text: str) -> str:
    """Return a text without the words that announce a nickname.

    >>> unannounced("(a) Chata"), unannounced("Quispe alias: La Chata")
    ('Chata', 'Quispe La Chata')
    """
    return _ANNOUNCED.sub("", text)


def fuller_forms(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words with one of them, a short form or a diminutive, in full.

    >>> [*fuller_forms(("QUISPE", "PEPE"))]
    [('QUISPE', 'JOSE')]
    """
    for number, word in enumerate(words):
        for full in full_names(word):
            yield (*words[:number], *full, *words[number + 1 :])


def without_article(nickname: str) -> str:
    """Return a folded nickname without the article before it: who is LA CHATA is also CHATA."""
    article, _, rest = nickname.partition(" ")
    return rest if rest and article in _ARTICLES else nickname


def beginnings(word: str) -> tuple[str, ...]:
    """Return the first two letters of a word, and those of words that sound like it.

    >>> beginnings("KISPE")
    ('KI', 'QU', 'CI')
    """
    found = {word[:2]: None}
    for alike in _ALIKE:
        for own in alike:
            if word.startswith(own):
                found |= {(other + word[len(own) :])[:2]: None for other in alike}
    return tuple(found)


def near_beginnings(word: str) -> tuple[str, ...]:
    """Return the beginnings of a word, and of those in which its first letters may be a slip.

    A letter may stand twice, or beside its place: CRARASCO is looked up as CARASCO and RCARASCO.
    """
    slips = (word[1:], word[:1] + word[2:], word[1:2] + word[:1] + word[2:])
    written = (word, *(slip for slip in slips if len(slip) > 1))
    return tuple(dict.fromkeys(begin for way in written for begin in beginnings(way)))


def likeness(asked: Sequence[str], name: Sequence[str]) -> float:
    """Return how alike the words asked are to words of a name: 1 the same, 0 not alike.

    The order does not count, nor do words of the name that nobody asked for.

    1. Take the words asked from the longest. Each takes the word of the name most like it.
    2. Return 0 if a word has none that is like it, or if the mean over all letters is too low.

    Example: KISPE ROSA and QUISPE MAMANI ROSA have 0.97: ROSA is the same, KISPE sounds alike.
    """
    left = list(name)
    total = 0.0
    for word in sorted(asked, key=len, reverse=True):
        best = max(left, key=lambda other: _alike(word, other), default="")
        if not (ratio := word_likeness(word, best)):
            return 0.0
        left.remove(best)
        total += ratio * len(word)
    mean = total / max(1, sum(map(len, asked)))
    return mean if mean >= LEAST_NAME else 0.0


def word_likeness(word: str, other: str) -> float:
    """Return how alike a word asked is to a word of a name, 0 if they are two words."""
    ratio = _alike(word, other)
    return ratio if ratio >= LEAST_WORD else 0.0


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) == 1:
        return _BY_INITIAL if other.startswith(word) else 0.0
    written = fuzz.ratio(word, other) / 100
    heard = fuzz.ratio(_sound(word), _sound(other)) / 100 * _BY_SOUND
    return max(written, heard)


@lru_cache(maxsize=16_384)  # words of names recur
def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    return word
