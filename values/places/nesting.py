"""What the uid of a place tells by itself: in which places it lies, on which levels.

Uids begin with those of the places that they lie in. Of Peru so many signs name a level (``PE``,
``PE-15``, ``PE-1501``, ``PE-150132``); abroad dashes part the levels (``ES``, ``ES-CT``,
``ES-CT-B``).
"""

from functools import lru_cache
from itertools import accumulate

from trama.values.places.place import HOME

_LENGTHS = {"PAIS": 2, "DEPARTAMENTO": 5, "PROVINCIA": 7, "DISTRITO": 9}


@lru_cache(maxsize=4096)
def path_to(place: str) -> tuple[str, ...]:
    """Returns the places in which a place lies: its country first, itself last."""
    country, *codes = place.split("-")
    if country == HOME:
        return tuple(place[:length] for length in _LENGTHS.values() if length <= len(place))
    return tuple(accumulate(codes, lambda whole, code: f"{whole}-{code}", initial=country))


def is_within(place: str, other: str) -> bool:
    """Returns whether a place is the other or lies in it: ``PE-150132`` in ``PE-15``, in ``PE``.

    The gazetteer sees to it that no uid begins with that of a place in which it does not lie.
    """
    return place.startswith(other)


def is_abroad(uid: str | None) -> bool:
    """Returns whether a uid is of a place outside Peru."""
    return uid is not None and uid.partition("-")[0] != HOME


def at_level(place: str | None, level: str) -> str | None:
    """Returns the uid of the place on a level, None where it is not known so finely.

    On the level of districts it is the finest known. Abroad the coarsest subdivision stands for a
    department and the finest known for a province; a country of which no more is known stands for
    itself on every level.
    """
    if place is None:
        return None
    if level == "DISTRITO":
        return place
    country, *finer = path_to(place)
    if country == HOME:
        return place[: _LENGTHS[level]] if len(place) >= _LENGTHS[level] else None
    if level == "PAIS" or not finer:
        return country
    return finer[0] if level == "DEPARTAMENTO" else place
