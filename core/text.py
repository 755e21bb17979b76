"""The folding of a text into a key that ways of writing the same words share; one of two texts."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from trama.core.errors import Language

_NOT_WORD = re.compile(r"[^A-Z0-9]+")


def heading_form(text: str) -> str:
    """Return the heading of a column in upper case, with its signs and single blanks.

    >>> heading_form(" caso/finalidad_otro ")
    'CASO/FINALIDAD_OTRO'
    """
    return " ".join(unicodedata.normalize("NFC", text).upper().split())


def without_accents(text: str) -> str:
    """Return ``text`` without accents and with N for Ñ, as a keyboard without them types it."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@lru_cache(maxsize=32_768)  # names of people and places recur in every row of every export
def fold(text: str) -> str:
    """Return ``text`` in upper case, without accents (Ñ becomes N), with one blank between words.

    >>> fold("  Ñuñoa, San-José ")
    'NUNOA SAN JOSE'
    """
    letters = text.upper()
    if not letters.isascii():
        letters = without_accents(letters)
    return _NOT_WORD.sub(" ", letters).strip()


def unaccented(text: str) -> str:
    """Return ``text`` in upper case, without accents, with its signs and single blanks.

    >>> unaccented(" aprox.  tres\xa0niñas (3)")
    'APROX. TRES NINAS (3)'
    """
    return " ".join(without_accents(text.upper()).upper().split())


def speaker(language: Language) -> Callable[[str, str], str]:
    """Return what picks the Spanish or the English words.

    >>> speaker("en")("casos", "cases")
    'cases'
    """
    return lambda spanish, english: english if language == "en" else spanish
