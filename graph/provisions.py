"""Articles of the penal code: how people write them, and which number one has on a day.

Ley 31146 moved trafficking from art. 153 to 129-A on 2021-03-31: conduct before that day is
typified under the old number, the same conduct after it under the new one.
"""

import re
from datetime import date
from functools import cache

from trama.graph.codelists import Code, code_list

_ARTICLE = re.compile(r"(?<!\d)(\d{3})\s*-?\s*([A-ZÑ])?(?![A-ZÑ\d])")


def read_article(text: str) -> str | None:
    """Returns the uid of the article that ``text`` names (``Art. 153-A CP`` is ``CP-153-A``).

    None where it names none (``S/Art``) or one that the list does not have.
    """
    for number, letter in _ARTICLE.findall(text.upper().replace("CP", " ")):
        uid = f"CP-{number}-{letter}" if letter else f"CP-{number}"
        if uid in code_list("provision").codes:
            return uid
    return None


def in_force(uid: str, on: date | None) -> str:
    """Returns the uid under which the conduct of article ``uid`` is punished on a day.

    The article itself where no day is known, or where none of its numbers was in force then.
    """
    if on is None:
        return uid
    return next((code.code for code in _family(uid) if code.valid(on)), uid)


@cache
def _family(uid: str) -> tuple[Code, ...]:
    """Returns all numbers that one article has had, whichever of them ``uid`` is."""
    codes = code_list("provision").codes
    if uid not in codes:
        return ()
    oldest = codes[uid]
    while oldest.replaces is not None:
        oldest = codes[oldest.replaces]
    family = [oldest]
    while True:
        newer = next((c for c in codes.values() if c.replaces == family[-1].code), None)
        if newer is None:
            return tuple(family)
        family.append(newer)
