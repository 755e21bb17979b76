"""How words join into surnames: particles, two surnames, a widow's married name."""

import re

from trama.core.text import fold
from trama.values.word_tables import table

_WIDOW = re.compile(r"\s*\b(?:VDA|VIUDA|V DA)\b\.?\s+(?:DE|DEL)?\b.*$")


def without_widowhood(text: str) -> str:
    """Returns a surname without ``VDA DE …``: the late husband's name comes and goes."""
    return _WIDOW.sub("", text).strip()


def split_surnames(text: str) -> tuple[str, str]:
    """Returns the father's and the mother's surname of what stands before the comma."""
    widow = _WIDOW.search(text)
    units = _units(text[: widow.start()] if widow else text)
    if not units:
        return text.strip(), ""
    suffix = f" {widow[0].strip()}" if widow else ""
    return units[0], (" ".join(units[1:]) + suffix).strip()


def split_whole_name(text: str) -> tuple[tuple[str, ...], float]:
    """Returns surnames and given names of a text without a comma, and how sure that is.

    Registries write surnames first. With two words the second may be a surname as well, and a
    single word may be anything.
    """
    units = _units(without_widowhood(text))
    if len(units) <= 1:
        return (" ".join(units) or text,), 0.4
    if len(units) == 2:
        return (units[0], "", units[1]), 0.6
    return (units[0], units[1], " ".join(units[2:])), 0.8


def _units(text: str) -> list[str]:
    particles = frozenset(table("words")["particles"])
    units: list[str] = []
    waiting: list[str] = []
    joins_back = False
    for word in text.split():
        if fold(word) == "Y" and units:
            joins_back = True
        elif fold(word) in particles:
            waiting.append(word)
        else:
            unit = " ".join([*waiting, word])
            waiting = []
            if joins_back:
                unit = f"{units.pop()} Y {unit}"
                joins_back = False
            units.append(unit)
    if waiting and units:
        units[-1] = " ".join([units[-1], *waiting])
    elif waiting:
        units = [" ".join(waiting)]
    return units
