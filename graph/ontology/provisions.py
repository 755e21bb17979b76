"""Articles of the penal code: how people write them, and which number one has on a day.

Ley 31146 moved trafficking from art. 153 to 129-A on 2021-03-31: conduct before that day is
typified under the old number, the same conduct after it under the new one.
"""

from datetime import date
from functools import cache

from trama.graph.ontology.codelists import Code, code_list
from trama.values.partial_date import PartialDate

PROVISIONS = "provision"


def read_article(text: str) -> str | None:
    """Returns the uid of the article that ``text`` names (``Art. 153-A CP`` is ``CP-153-A``).

    The first one where it names several. None where it names none (``S/Art``) or none that the
    list has.
    """
    code = code_list(PROVISIONS).find(text)
    return code.code if code else None


def in_force(uid: str, on: date | PartialDate | None) -> str:
    """Returns the uid under which the conduct of article ``uid`` is punished at a date.

    The article itself where no date is known, where it was in force on some day of a partial date,
    and where none of its numbers was.
    """
    family = _family(uid)
    if on is None or any(code.code == uid and code.valid(on) for code in family):
        return uid
    return next((code.code for code in family if code.valid(on)), uid)


def renumberings() -> tuple[tuple[str, str], ...]:
    """Returns the pairs (older uid, newer uid), in the order of the list."""
    codes = code_list(PROVISIONS).codes.values()
    return tuple((code.replaces, code.code) for code in codes if code.replaces)


@cache
def _family(uid: str) -> tuple[Code, ...]:
    """Returns all numbers that one article has had, the oldest first, whichever ``uid`` is."""
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
