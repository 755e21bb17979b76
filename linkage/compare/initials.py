"""Initials of a minor or a protected person, against other initials or against a full name."""

from collections import Counter
from collections.abc import Iterator
from enum import auto
from functools import lru_cache
from itertools import combinations

from trama.linkage.compare.identity_fields import ComparedIdentity
from trama.linkage.compare.sentences import Level

_FEW = 3  # letters; fewer fit anybody
_DIGRAPHS = ("CH", "LL", "SH", "TS", "RR")  # an initial of two letters
_PARTICLE_INITIALS = frozenset("DL")

# Letters that begin one name in two spellings: HUAMAN and WAMAN, QUISPE and KISPE, YESICA, JESSICA.
_ALIKE = ("BV", "CKQ", "CSZ", "GHW", "GJX", "JY", "HJ", "IY", "LY", "EH", "AH", "OH")
_ALIKE_PAIRS = frozenset(a + b for group in _ALIKE for a in group for b in group)


class InitialsLevel(Level):
    """How initials agree with the other record."""

    SAME = auto()
    OTHER_ORDER = auto()
    FIT_FULL = auto()
    FIT_PART = auto()
    FIT_LOOSELY = auto()
    CONTRADICT = auto()
    NOTHING_TO_COMPARE = auto()


def compare_initials(one: ComparedIdentity, other: ComparedIdentity) -> InitialsLevel:
    """Return how initials agree, if a record has nothing else. «Las iniciales caben en el nombre…»

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
    elif short in _rotations(long):
        fits = InitialsLevel.OTHER_ORDER
    elif len(short) + 1 == len(long) and set(_rotations(short)) & set(_less_one(long)):
        fits = InitialsLevel.FIT_PART
    elif _differ_by_particle(short, long):
        fits = InitialsLevel.FIT_LOOSELY
    if fits is not InitialsLevel.CONTRADICT and len(short) < _FEW:
        return InitialsLevel.FIT_LOOSELY
    return fits


def _differ_by_particle(one: str, other: str) -> bool:
    """Return whether the letters are the same in any order, or one letter is a particle's."""
    lacking, more = Counter(one) - Counter(other), Counter(other) - Counter(one)
    if not lacking and not more:
        return True
    if lacking.total() != 1 or more.total() != 1:
        return False
    return not _PARTICLE_INITIALS.isdisjoint({*lacking, *more})


def _against_name(letters: str, full: ComparedIdentity) -> InitialsLevel:
    """Return the level of initials against a full name.

    1. All initials of the name, given names or surnames first, with or without particles.
    2. The initials lack a given name or a surname, or have one letter more.
    3. The letters stand in another order, or one letter is that of another spelling.

    Example: RQM and QMR fit QUISPE MAMANI, ROSA; RQM fits QUISPE MAMANI, ROSA LUZ in part.
    """
    whole, part = _layouts(full.paternal or "", full.maternal or "", full.given)
    if letters in whole:
        level = InitialsLevel.FIT_FULL
    elif letters in part or not whole.isdisjoint(_less_one(letters)):
        level = InitialsLevel.FIT_PART
    elif any(_nearly(letters, layout) for layout in whole):
        level = InitialsLevel.FIT_LOOSELY
    else:
        return InitialsLevel.CONTRADICT
    return InitialsLevel.FIT_LOOSELY if len(letters) < _FEW else level


def _nearly(letters: str, layout: str) -> bool:
    if sorted(letters) == sorted(layout):
        return True
    if len(letters) != len(layout):
        return False
    unlike = [a + b for a, b in zip(letters, layout, strict=True) if a != b]
    return len(unlike) == 1 and unlike[0] in _ALIKE_PAIRS


@lru_cache(maxsize=65_536)
def _layouts(
    paternal: str, maternal: str, given: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the initials of a whole name in each order, and those of a name with a part left out."""
    surnames = [text for text in (paternal, maternal) if text]
    whole = set(_orders(surnames, given))
    part: set[str] = set()
    for kept in range(1, len(given)):
        for some in combinations(given, kept):
            part.update(_orders(surnames, some))
    if len(surnames) > 1:
        for surname in surnames:
            part.update(_orders([surname], given))
    return frozenset(whole), frozenset(part)


def _orders(surnames: list[str], given: tuple[str, ...]) -> Iterator[str]:
    first = "".join(name[0] for name in given)
    lasts = [""]
    for surname in surnames:
        lasts = [last + initial for last in lasts for initial in _initials_of(surname)]
    for last in lasts:
        yield first + last
        yield last + first


def _initials_of(surname: str) -> set[str]:
    """Return the ways to abbreviate a surname: DE LA CRUZ is C, D or DLC; CHAVEZ is C or CH."""
    words = surname.split()
    digraph = {words[-1][:2]} if words[-1].startswith(_DIGRAPHS) else set()
    return {words[-1][0], words[0][0], "".join(word[0] for word in words), *digraph}


def _rotations(text: str) -> list[str]:
    return [text[cut:] + text[:cut] for cut in range(len(text))]


def _less_one(text: str) -> list[str]:
    return [text[:cut] + text[cut + 1 :] for cut in range(len(text))]
