"""Surnames from their words: particles, two surnames, a widow's married name."""

import re
from itertools import pairwise

from trama.core.text import fold
from trama.values.descriptions import describes
from trama.values.word_tables import table

# Words and signs of a name, up to a bracket, a quote, a number or a dash between blanks.
_NAME_ALONE = re.compile(r"(?:[^\W\d_]+(?:['.-][^\W\d_]*)*\.?(?:\s+|$))+(?![,\w])")
_WIDOW = re.compile(r"\s*\b(?:VDA|VIUDA|V DA)\b\.?\s+(?:DE|DEL)?\b.*$")


def without_widowhood(text: str) -> str:
    """Return a surname without ``VDA DE …``: only some records of a widow have her married name."""
    return _WIDOW.sub("", text).strip()


def surnames_in_capitals(text: str) -> str:
    """Return a name with a comma after its surnames, if capitals tell which words they are.

    1. Look at the words before a bracket, a quote or a number. Stop if there is a comma.
    2. Part them into words in capitals and words with a first capital; a particle belongs to the
       word after it.
    3. The words in capitals are surnames if they stand together, at the beginning or the end.

    >>> surnames_in_capitals("Rosa Elena QUISPE MAMANI (a) Chola")
    'QUISPE MAMANI, Rosa Elena (a) Chola'
    """
    head = _NAME_ALONE.match(text)
    if head is None or head[0].isupper():
        return text
    kinds: list[tuple[str, bool]] = []
    waiting: list[str] = []
    for word in head[0].split():
        if fold(word) in table("words")["particles"]:
            waiting.append(word)
            continue
        bare = word.replace("'", "").replace("-", "")
        if len(bare.strip(".")) == 1 and kinds:  # an initial belongs to the word before it
            kinds[-1] = (f"{kinds[-1][0]} {word}", kinds[-1][1])
            continue
        in_capitals = len(bare) > 1 and bare.isupper() and "." not in bare
        if not in_capitals and not all(part[:1].isupper() for part in word.split("-")):
            return text
        kinds.append((" ".join([*waiting, word]), in_capitals))
        waiting = []
    surnames = " ".join(words for words, in_capitals in kinds if in_capitals)
    given = " ".join(words for words, in_capitals in kinds if not in_capitals)
    changes = sum(one[1] != other[1] for one, other in pairwise(kinds))
    if waiting or changes != 1 or describes(given.upper()):
        return text
    return f"{surnames}, {given} {text[head.end() :].lstrip()}".strip()


def split_surnames(text: str) -> tuple[str, str]:
    """Return the father's and the mother's surname of the text before the comma.

    A married name stays with the mother's surname: ``ARCE RUIZ VDA DE SOTO`` gives ``ARCE`` and
    ``RUIZ VDA DE SOTO``.
    """
    widow = _WIDOW.search(text)
    units = name_units(text[: widow.start()] if widow else text)
    if not units:
        return text.strip(), ""
    suffix = f" {widow[0].strip()}" if widow else ""
    return units[0], (" ".join(units[1:]) + suffix).strip()


def split_whole_name(text: str, *, given_first: bool = False) -> tuple[tuple[str, ...], float]:
    """Return the parts of a name without a comma, and the confidence from 0 to 1.

    The parts are the paternal surname, the maternal surname and the given names. Registries write
    them in this order; forms of other bodies have the given names first (``given_first``).

    1. Cut a married name, and join the words into units (see ``name_units``).
    2. One unit may be any part: return it alone, with confidence 0.4.
    3. The second of two units counts as a given name but may be a surname: confidence 0.6.
    4. The first two of more units are the surnames (if ``given_first``, the last): confidence 0.8.

    Example: ``DE LA CRUZ FICTICIO PRUEBA ANA`` gives
    ``(("DE LA CRUZ", "FICTICIO", "PRUEBA ANA"), 0.8)``. If ``given_first``, ``ANA FICTICIO DE LA
    CRUZ`` gives ``(("FICTICIO", "DE LA CRUZ", "ANA"), 0.8)``.
    """
    units = name_units(without_widowhood(text))
    if len(units) <= 1:
        return (" ".join(units) or text,), 0.4
    if given_first:
        units = units[-2:] + units[:-2] if len(units) > 2 else units[::-1]
    if len(units) == 2:
        return (units[0], "", units[1]), 0.6
    return (units[0], units[1], " ".join(units[2:])), 0.8


def name_units(text: str) -> list[str]:
    """Return the words of a name, joined into units that are one surname or given name each.

    1. A particle (DE, LA, SAN) belongs to the word after it.
    2. ``Y`` between two units makes them one.
    3. Particles at the end belong to the last unit.

    Example: ``DE LA CRUZ ARCE Y RUIZ ANA`` gives ``["DE LA CRUZ", "ARCE Y RUIZ", "ANA"]``.
    """
    all_particles = frozenset(table("words")["particles"])
    units: list[str] = []
    particles: list[str] = []
    joins_back = False
    for word in text.split():
        if fold(word) == "Y" and units:
            joins_back = True
        elif fold(word) in all_particles:
            particles.append(word)
        else:
            unit = " ".join([*particles, word])
            particles = []
            if joins_back:
                unit = f"{units.pop()} Y {unit}"
                joins_back = False
            units.append(unit)
    if particles and units:
        units[-1] = " ".join([units[-1], *particles])
    elif particles:
        units = [" ".join(particles)]
    return units
