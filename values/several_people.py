"""Cells of one name that hold the names of several people."""

import re
from collections.abc import Sequence
from functools import lru_cache

from trama.core.text import fold
from trama.values.descriptions import describes, is_nickname
from trama.values.known_names import known_given_names, known_surnames
from trama.values.surnames import split_surnames, split_whole_name, without_widowhood

_SIGN = re.compile(
    r"[/;|&+\n\r•·▪]|(?:^|\s)\(?(?:\d{1,2}\s*[.)-]|[A-H]\))\s*(?=[^\W\d]{2})"
    r"|\s[-\u2010-\u2015]+\s"
)
# «e» stands before i- and hi- only.
_WORD = re.compile(r"\s(?:Y|E(?=\sH?[IÍ])|AND|CON|JUNTO (?:A|CON)|MÁS|MAS)\s")
_OTHERS = re.compile(
    r"[,;]?\s+(?:Y|AND)\s+(?:L[OA]S? )?(?:OTR[OA]S?|OTHERS?|\d+ (?:PERSONAS?|M[AÁ]S|OTR[OA]S)"
    r"|SUS?\s+[^\W\d_]+(?=$|\s+(?:DE|MENOR(?:ES)?)\b))\b.*$"
    r"|\s+ET\.? AL\.?$",
    re.DOTALL,
)
_BRACKETED_NUMBER = re.compile(r"\((\d{1,2})\)\s*(?=[^\W\d_]{2})")  # «(1) Ana Pérez (2) Luis Rojas»
# People of one surname: «los hermanos Quispe».
_GROUP = re.compile(
    r"(?:L[OA]S? )?(HERMAN[OA]S|HNOS|ESPOSOS|SEÑORES|FAMILIA|CLAN)\b\.?(?: DEL?)? (?=\w{3})"
)
_INITIALS = re.compile(r"(?:[A-ZÑ]\.\s?){2,}")
_ASIDE = re.compile(r"\([^)]*\)|\"[^\"]*\"|«[^»]*»|“[^”]*”|\b(?:ALIAS|APODAD[OA])\b.*$", re.DOTALL)
_LEAST_WORDS = 2  # of a name that is whole: a surname and a given name


@lru_cache(maxsize=4096)
def several_people(text: str) -> str | None:
    """Return the separator of the people in a cell, in upper case. Return None if it names one.

    1. Leave out what stands in brackets or quotes, and an alias.
    2. A word for a group (``LOS HERMANOS QUISPE``) tells of several people.
    3. A sign separates people if two of its texts are whole names: two words, or initials.
    4. So does ``Y`` or ``E``, if all of its texts are whole names, or all are single words. Before
       the only comma it joins surnames; after it, it parts given names.
    5. So do commas, if there are several, or if whole names stand on both sides of the only one.

    ``ANA PEREZ Y LUIS ROJAS`` gives ``Y``. ``ARCE Y RUIZ, ANA`` and ``LUIS ARCE Y RUIZ`` are one
    person each, and give None.
    """
    plain = _ASIDE.sub(" ", _BRACKETED_NUMBER.sub(r"\1) ", text.upper())).strip()
    group = _GROUP.match(plain)
    if group and "," not in plain and not describes(plain):
        return group[1]
    signs = [sign.strip() or "\n" for sign in _SIGN.findall(plain)]
    if signs and sum(map(_is_whole, _SIGN.split(plain))) > 1:
        return signs[0] if not signs[0][0].isdigit() else "1."
    words: list[str] = [word.strip() for word in _WORD.findall(plain)]
    before, comma, after = plain.partition(",")
    only_comma = plain.count(",") == 1
    if only_comma and words and _WORD.search(after):
        return words[-1]
    joins_surnames = only_comma and _WORD.search(before + comma)
    if words and not joins_surnames and _are_alike(_WORD.split(plain)):
        return words[0]
    names = plain.split(",")
    if only_comma:
        apart = all(map(_has_all_parts, names)) and not _are_surnames_and_given(*names)
        return "," if apart else None
    return "," if len(names) > 1 and sum(map(_is_whole, names)) > 1 else None


def _are_alike(parts: Sequence[str]) -> bool:
    """Return whether all texts are whole names, or single words, or one of them is a nickname."""
    if all(map(_is_whole, parts)) or all(part.isalpha() for part in parts):
        return True
    return any(is_nickname(part) for part in parts)


def without_others(text: str) -> str:
    """Return the text without the mention of others whom it does not name: ``Y OTROS``."""
    match = _OTHERS.search(text.upper())
    return text[: match.start()].strip() if match else text


def is_whole_name(text: str) -> bool:
    """Return whether a text has the words of a whole name, or is initials."""
    return _is_whole(text.upper())


def _has_all_parts(text: str) -> bool:
    """Return whether a text has two surnames and a given name: more than stands before a comma."""
    parts, _ = split_whole_name(text.strip())
    return len(parts) > 1 and all(parts)


def _are_surnames_and_given(before: str, after: str) -> bool:
    """Return whether long texts are one name: DE LA CRUZ ARCE SOTO, MARÍA DE LOS ÁNGELES LUZ."""
    first, given = fold(before).split()[0], fold(after).split()
    begins = first not in known_given_names() and given[0] in known_given_names()
    return begins and known_surnames().keys().isdisjoint(given)


def _is_whole(text: str) -> bool:
    bare = without_widowhood(text.strip(" .,-\n"))
    if _INITIALS.fullmatch(text.strip() + " "):
        return True
    first, rest = split_surnames(bare.replace(",", " "))
    letters = sum(len(word) >= _LEAST_WORDS for word in f"{first} {rest}".split())
    return bool(first and rest) and letters >= _LEAST_WORDS
