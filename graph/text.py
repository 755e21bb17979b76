"""The one folding of text into a key: what two ways of writing the same words have in common."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^A-Z0-9]+")


def fold(text: str) -> str:
    """Returns ``text`` in upper case, without accents (Ñ becomes N), words parted by one blank.

    >>> fold("  Ñuñoa, San-José ")
    'NUNOA SAN JOSE'
    """
    plain = unicodedata.normalize("NFKD", text.upper())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", letters).strip()
