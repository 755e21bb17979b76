"""Initials of a minor or a protected person, against other initials or against a full name."""

from enum import auto

from trama.compare.identity_fields import WrittenName
from trama.compare.sentences import Level
from trama.values.initials_of_name import (
    differ_by_particle,
    layouts,
    less_one,
    nearly,
    rotations,
)

_FEW = 3  # letters; fewer fit anybody


class InitialsLevel(Level):
    """Levels of initials beside the other record."""

    SAME = auto()
    OTHER_ORDER = auto()
    FIT_FULL = auto()
    FIT_PART = auto()
    FIT_LOOSELY = auto()
    CONTRADICT = auto()
    NOTHING_TO_COMPARE = auto()


def compare_initials(one: WrittenName, other: WrittenName) -> InitialsLevel:
    """Return how initials agree, if a record has nothing else.

    Registries write given names first (A.B.C.) or surnames first. Two letters fit anybody.
    """
    if one.initials and other.initials:
        return _both(one.initials, other.initials)
    short, full = (one, other) if one.initials else (other, one)
    if not short.initials or not full.shuffled:
        return InitialsLevel.NOTHING_TO_COMPARE
    return _against_name("".join(short.initials), full)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> InitialsLevel:
    """Return the level of two sets of initials; the order of the arguments is no matter."""
    short, long = sorted(("".join(one), "".join(other)), key=lambda text: (len(text), text))
    fits = InitialsLevel.CONTRADICT
    if short == long:
        fits = InitialsLevel.SAME
    elif short in rotations(long):
        fits = InitialsLevel.OTHER_ORDER
    elif len(short) + 1 == len(long) and set(rotations(short)) & set(less_one(long)):
        fits = InitialsLevel.FIT_PART
    elif differ_by_particle(short, long):
        fits = InitialsLevel.FIT_LOOSELY
    if fits is not InitialsLevel.CONTRADICT and len(short) < _FEW:
        return InitialsLevel.FIT_LOOSELY
    return fits


def _against_name(letters: str, full: WrittenName) -> InitialsLevel:
    """Return the level of initials against a full name.

    1. All initials of the name, given names or surnames first, with or without particles.
    2. The initials lack a given name or a surname, or have one letter more.
    3. The letters stand in another order, or one letter is that of another spelling.

    Example: RQM and QMR fit QUISPE MAMANI, ROSA; RQM fits QUISPE MAMANI, ROSA LUZ in part.
    """
    whole, part = layouts(full.paternal or "", full.maternal or "", full.given)
    if letters in whole:
        level = InitialsLevel.FIT_FULL
    elif letters in part or not whole.isdisjoint(less_one(letters)):
        level = InitialsLevel.FIT_PART
    elif any(nearly(letters, layout) for layout in whole):
        level = InitialsLevel.FIT_LOOSELY
    else:
        return InitialsLevel.CONTRADICT
    return InitialsLevel.FIT_LOOSELY if len(letters) < _FEW else level
