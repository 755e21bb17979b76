"""The names in a list of people that cannot be anything else: a company, a nickname or prose."""

import re
from collections.abc import Sequence
from functools import cache

from trama.core.text import fold
from trama.values.descriptions import is_nickname, tells_a_kind
from trama.values.known_names import known_given_names
from trama.values.names import person_name
from trama.values.several_people import several_people, without_others
from trama.values.surnames import name_units
from trama.values.word_tables import table

_MOST_WORDS = 8  # of a whole name with its particles; a longer text is prose


def are_sure_names(texts: Sequence[str], *, by_word: bool) -> bool:
    """Return whether each text is the whole name of another person, beyond doubt.

    1. Each text has a comma between surnames and given names. Unless a word parts the texts
       (``by_word``), each may have a known given name beside another word instead.
    2. No text has a word for a kind of people (``HIJA DE ANA SOTO``), or one of companies.
    3. No text has all words of another: two spellings of one person.

    >>> are_sure_names(["SOTO DIAZ, ANA", "ARCE RUIZ, LUIS"], by_word=True)
    True
    >>> are_sure_names(["TRANSPORTES SUR", "CARGA NORTE"], by_word=False)
    False
    """
    words = [frozenset(fold(text).split()) for text in texts]
    apart = not any(
        mine <= other for at, mine in enumerate(words) for other in words[:at] + words[at + 1 :]
    )
    alike = len({"," in text for text in texts}) == 1
    return apart and alike and all(_is_sure(text, by_word=by_word) for text in texts)


def _is_sure(text: str, *, by_word: bool) -> bool:
    folded = fold(text)
    if len(folded.split()) > _MOST_WORDS or _company().search(folded):
        return False
    if several_people(text) or without_others(text) != text:
        return False
    if tells_a_kind(text) or is_nickname(text.upper()):
        return False
    name = person_name(text)
    read = name.value
    if read is None or name.defects or not (read.paternal and read.given) or read.label:
        return False
    if text.count(",") == 1:
        return True
    units = [fold(unit) for unit in name_units(text.upper())]
    known = sum(unit in known_given_names() for unit in units)
    return not by_word and "," not in text and 0 < known < len(units)


@cache
def _company() -> re.Pattern[str]:
    fillers = table("fillers")
    return re.compile(rf"\b(?:{'|'.join((*fillers['company_words'], *fillers['venue_kinds']))})\b")
