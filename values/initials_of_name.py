"""Initials of a full name, as registries abbreviate it: given names first or surnames first."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

_DIGRAPHS = ("CH", "LL", "SH", "TS", "RR")  # an initial of two letters
_PARTICLE_INITIALS = frozenset("DL")

# Letters that begin one name in two spellings: HUAMAN and WAMAN, QUISPE and KISPE, YESICA, JESSICA.
_ALIKE = ("BV", "CKQ", "CSZ", "GHW", "GJX", "JY", "HJ", "IY", "LY", "EH", "AH", "OH")
_ALIKE_PAIRS = frozenset(a + b for group in _ALIKE for a in group for b in group)


@lru_cache(maxsize=65_536)
def layouts(
    paternal: str, maternal: str, given: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the initials of a folded name in each order, and those with a part left out."""
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


def differ_by_particle(one: str, other: str) -> bool:
    """Return whether the letters are the same in any order, or one letter is a particle's."""
    lacking, more = Counter(one) - Counter(other), Counter(other) - Counter(one)
    if not lacking and not more:
        return True
    if lacking.total() != 1 or more.total() != 1:
        return False
    return not _PARTICLE_INITIALS.isdisjoint({*lacking, *more})


def nearly(letters: str, layout: str) -> bool:
    """Return whether letters stand in another order, or one is that of another spelling."""
    if sorted(letters) == sorted(layout):
        return True
    if len(letters) != len(layout):
        return False
    unlike = [a + b for a, b in zip(letters, layout, strict=True) if a != b]
    return len(unlike) == 1 and unlike[0] in _ALIKE_PAIRS


def rotations(text: str) -> list[str]:
    """Return the letters with the first ones moved to the end, in every way."""
    return [text[cut:] + text[:cut] for cut in range(len(text))]


def less_one(text: str) -> list[str]:
    """Return the letters without one of them, in every way."""
    return [text[:cut] + text[cut + 1 :] for cut in range(len(text))]
