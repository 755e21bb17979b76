"""The articles of the penal code: how people write them, and their numbers on a day.

Ley 31146 moved trafficking from art. 153 to 129-A on 2021-03-31. Conduct before that day is
typified under the old number, and conduct from that day on under the new number.
"""

from datetime import date
from functools import cache

from trama.ontology.codelists import Code, code_list
from trama.values.partial_date import PartialDate

PROVISIONS = "provision"


def read_article(text: str) -> str | None:
    """Return the uid of the first article that ``text`` names (``Art. 153-A CP`` is ``CP-153-A``).

    Return None if ``text`` names no article (``S/Art``), or no article of the list.
    """
    code = code_list(PROVISIONS).find(text)
    return code.code if code else None


def in_force(uid: str, on: date | PartialDate | None) -> str:
    """Return the uid of the number that article ``uid`` has on a date.

    Return ``uid`` itself if no date is known, or if no number of the article was in force. Also
    return it if it was in force on some day of a partial date.

    Example: ``in_force("CP-153", date(2021, 3, 31))`` is ``CP-129-A``.
    """
    family = _family(uid)
    if on is None or any(code.code == uid and code.valid(on) for code in family):
        return uid
    return next((code.code for code in family if code.valid(on)), uid)


def renumberings() -> tuple[tuple[str, str], ...]:
    """Return the pairs (older uid, newer uid), in the order of the list."""
    codes = code_list(PROVISIONS).codes.values()
    return tuple((code.replaces, code.code) for code in codes if code.replaces)


def first_number(uid: str) -> str:
    """Return the first number that the article has had; ``uid`` itself if no list has it.

    Example: ``first_number("CP-129-A")`` is ``CP-153``.
    """
    family = _family(uid)
    return family[0].code if family else uid


@cache
def _family(uid: str) -> tuple[Code, ...]:
    """Return all numbers that the article has had, the oldest first; ``uid`` may be any of them."""
    listed = code_list(PROVISIONS)
    if uid not in listed.codes:
        return ()
    oldest = listed.codes[uid]
    while oldest.replaces is not None:
        oldest = listed.codes[oldest.replaces]
    family = [oldest]
    while (newer := listed.successor(family[-1].code)) is not None:
        family.append(newer)
    return tuple(family)
