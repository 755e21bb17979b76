"""Cells of one name that hold the names of several people."""

import re
from functools import lru_cache

from trama.values.surnames import split_surnames, without_widowhood

_SIGN = re.compile(r"[/;|&+\n\r]|(?:^|\s)\d{1,2}\s*[.)-]\s+(?=[^\W\d])")
_WORD = re.compile(r"\s(?:Y|E(?=\sH?[IÍ])|AND)\s")  # «e» stands before i- and hi- only
_OTHERS = re.compile(
    r"[,;]?\s+(?:Y|AND)\s+(?:L[OA]S? )?(?:OTR[OA]S?|OTHERS?|\d+ (?:PERSONAS?|M[AÁ]S|OTR[OA]S))\b.*$"
    r"|\s+ET\.? AL\.?$",
    re.DOTALL,
)
_INITIALS = re.compile(r"(?:[A-ZÑ]\.\s?){2,}")
_ASIDE = re.compile(r"\([^)]*\)|\"[^\"]*\"|«[^»]*»|“[^”]*”|\b(?:ALIAS|APODAD[OA])\b.*$", re.DOTALL)
_LEAST_WORDS = 2  # of a name that is whole: a surname and a given name


@lru_cache(maxsize=4096)
def several_people(text: str) -> str | None:
    """Return the separator of the people in a cell, in upper case. Return None if it names one.

    1. Leave out what stands in brackets or quotes, and an alias.
    2. A sign separates people if two of its texts are whole names: two words, or initials.
    3. So does ``Y`` or ``E``, if all of its texts are whole names, or all are single words. Before
       the only comma it joins surnames.
    4. So do commas, if there are several.

    ``ANA PEREZ Y LUIS ROJAS`` gives ``Y``. ``ARCE Y RUIZ, ANA`` and ``LUIS ARCE Y RUIZ`` are one
    person each, and give None.
    """
    plain = _ASIDE.sub(" ", text.upper()).strip()
    signs = [sign.strip() or "\n" for sign in _SIGN.findall(plain)]
    if signs and sum(map(_is_whole, _SIGN.split(plain))) > 1:
        return signs[0] if not signs[0][0].isdigit() else "1."
    words: list[str] = [word.strip() for word in _WORD.findall(plain)]
    before, comma, _ = plain.partition(",")
    joins_surnames = plain.count(",") == 1 and _WORD.search(before + comma)
    parts = _WORD.split(plain)
    alike = all(map(_is_whole, parts)) or all(part.isalpha() for part in parts)
    if words and alike and not joins_surnames:
        return words[0]
    return "," if comma and sum(map(_is_whole, plain.split(","))) > 1 < plain.count(",") else None


def without_others(text: str) -> str:
    """Return the text without the mention of others whom it does not name: ``Y OTROS``."""
    match = _OTHERS.search(text.upper())
    return text[: match.start()].strip() if match else text


def is_whole_name(text: str) -> bool:
    """Return whether a text has the words of a whole name, or is initials."""
    return _is_whole(text.upper())


def _is_whole(text: str) -> bool:
    bare = without_widowhood(text.strip(" .,-\n"))
    if _INITIALS.fullmatch(text.strip() + " "):
        return True
    first, rest = split_surnames(bare.replace(",", " "))
    letters = sum(len(word) >= _LEAST_WORDS for word in f"{first} {rest}".split())
    return bool(first and rest) and letters >= _LEAST_WORDS
