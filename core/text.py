"""The one folding of text into a key: what two ways of writing the same words have in common."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^A-Z0-9]+")


@lru_cache(maxsize=32_768)  # names of people and places recur in every row of every export
def fold(text: str) -> str:
    """Returns ``text`` in upper case, without accents (Ñ becomes N), words parted by one blank.

    >>> fold("  Ñuñoa, San-José ")
    'NUNOA SAN JOSE'
    """
    letters = text.upper()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", letters).strip()
