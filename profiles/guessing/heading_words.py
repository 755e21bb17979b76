"""The words of headings: how they are parted, written out, corrected and cut to their stems.

They stand in heading_words.yaml. A stem is a word without its plural and its gender.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz.distance import OSA

from trama.core import safe_yaml
from trama.core.text import fold

_LEAST_TO_CORRECT = 5  # letters of a word that may be a slip of another
_SHORTEST_COMPOUND = 6  # letters of a word that may be two: DNIVIC
_SHORTEST_PART = 3  # letters of a part of such a word
_CAMEL = re.compile(r"(?<=[a-zñáéíóú])(?=[A-ZÑÁÉÍÓÚ])|(?<=[A-Za-z])(?=\d)")
_LETTERS = re.compile(r"\b([A-Z]) (?=[A-Z]\b)")


@cache
def words() -> Mapping[str, Any]:
    """Return the content of heading_words.yaml."""
    text = files("trama.profiles.guessing").joinpath("heading_words.yaml").read_text("utf-8")
    content: Mapping[str, Any] = safe_yaml.load(text)
    return content


def tokens_of(heading: str) -> tuple[list[str], str]:
    """Return the stems of the words that tell something, and the word that a slip was read as."""
    folded = _LETTERS.sub(r"\1", fold(_CAMEL.sub(" ", heading)))
    parts = folded.split()
    if parts and parts[0] == "F" and len(parts) > 1:
        parts[0] = "FECHA"
    parts = [each for part in parts for each in _compound(part)]
    written = [each for part in parts for each in _long(part).split()]
    numbers = set(words()["number_words"])
    telling = [each for each in written if each not in numbers and each not in words()["left_out"]]
    if not telling:
        telling = ["NUMERO"] if set(written) & numbers else []
    tokens, corrected = [], ""
    for stem in map(_stem, telling):
        known = _corrected(stem)
        corrected = known if known != stem else corrected
        tokens.append(known)
    return tokens, corrected


@cache
def _compound(word: str) -> tuple[str, ...]:
    """Return the known words of which a word is put together: DNIVICTIMA, NOMBRESYAPELLIDOS.

    Return the word itself if it is known, or no such words.
    """
    if len(word) < _SHORTEST_COMPOUND or _is_known(word):
        return (word,)
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first, rest = word[:cut], word[cut:]
        if not _is_known(first):
            continue
        linked = rest[1:] if rest.startswith("Y") else rest.removeprefix("DE")
        for ending in dict.fromkeys((rest, linked)):
            if _is_known(ending):
                return (first, ending)
            if len(more := _compound(ending)) > 1:
                return (first, *more)
    return (word,)


def _is_known(word: str) -> bool:
    return len(word) >= _SHORTEST_PART and (
        _long(word) != word or _stem(word) in vocabulary() or word in words()["left_out"]
    )


def _long(word: str) -> str:
    short: Mapping[str, str] = words()["short"]
    return short.get(word) or short.get(word.removesuffix("S")) or word


def _stem(word: str) -> str:
    """Return a word without its plural and its gender: AGRAVIADAS and AGRAVIADO are AGRAVIAD."""
    if len(word) > 5 and word.endswith("ES") and word[-3] in "RNLDZJ":
        word = word[:-2]
    elif len(word) > 3 and word.endswith("S"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "AEO" else word


@cache
def _corrected(stem: str) -> str:
    """Return the known word of which a stem is a slip by one sign. Return the stem without one."""
    if len(stem) < _LEAST_TO_CORRECT or stem in vocabulary():
        return stem
    near = [
        word
        for word in vocabulary()
        if len(word) >= _LEAST_TO_CORRECT and OSA.distance(stem, word, score_cutoff=1) <= 1
    ]
    return near[0] if len(near) == 1 else stem


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Return the stems of words."""
    return frozenset(_stem(text) for text in texts)


@cache
def subject_words() -> frozenset[str]:
    """Return the stems that name a person's part in a case."""
    return frozenset(stem for its in words()["subjects"].values() for stem in stems(its))


@cache
def moment_words() -> Mapping[str, frozenset[str]]:
    """Return the stems that name each moment of a place or a date."""
    return {moment: stems(its) for moment, its in words()["moments"].items()}


@cache
def phrases() -> Mapping[frozenset[str], tuple[str, ...]]:
    """Return the uses of each phrase: the set of its stems."""
    left_out = {*words()["left_out"], *words()["number_words"]}
    found: dict[frozenset[str], dict[str, None]] = {}
    for use, declared in words()["uses"].items():
        for phrase in declared["phrases"]:
            telling = [word for word in phrase.split() if word not in left_out] or ["NUMERO"]
            stems = [each for word in telling for each in map(_stem, _long(word).split())]
            found.setdefault(frozenset(stems), {})[use] = None
    return {phrase: tuple(uses) for phrase, uses in found.items()}


@cache
def vocabulary() -> frozenset[str]:
    """Return every known stem."""
    of_phrases = {stem for phrase in phrases() for stem in phrase}
    of_moments = {stem for its in moment_words().values() for stem in its}
    of_acts = stems(word for its in words()["acts"].values() for word in its)
    return of_acts | of_phrases | of_moments | subject_words()
