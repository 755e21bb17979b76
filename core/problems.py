"""The problems of a file that a person wrote: each with its line, in Spanish and in English."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from trama.core.errors import DeclarationError

_FEWEST_LETTERS = 4  # a shorter beginning fits too many words to suggest any of them
_MOST_WORDS = 30  # a longer list of the words that exist helps nobody


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A part of a file that breaks the format: its line (from 1), and what is wrong with it."""

    line: int
    es: str
    en: str


def declaration_error(file: str, problems: Iterable[Problem]) -> DeclarationError:
    """Return the error that names every problem of a file, each with its line."""
    first, *others = sorted(set(problems))
    return DeclarationError(
        where=f"{file}:{first.line}",
        why_es="; ".join([first.es, *(f"{file}:{it.line}: {it.es}" for it in others)]),
        why_en="; ".join([first.en, *(f"{file}:{it.line}: {it.en}" for it in others)]),
    )


def unknown_word(word: str, known: Iterable[str]) -> tuple[str, str]:
    """Return the Spanish and the English complaint about a word that does not exist.

    It suggests up to three words that begin so, else the nearest word, else it lists the words.
    """
    words = list(known)
    begun = [name for name in words if len(word) >= _FEWEST_LETTERS and name.startswith(word)]
    close = begun[:3] or difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        es, en = (
            " o ".join(f"«{name}»" for name in close),
            " or ".join(f"“{name}”" for name in close),
        )
        return (
            f"«{word}» no existe; ¿quiso decir {es}?",
            f"“{word}” does not exist; did you mean {en}?",
        )
    some = ", ".join(words[:_MOST_WORDS])
    return f"«{word}» no existe; se espera: {some}", f"“{word}” does not exist; expected: {some}"
