"""Answers from the uid of a place alone: which places contain it, and at which level.

A uid begins with the uid of every place that contains it. In Peru the length is the level
(``PE``, ``PE-15``, ``PE-1501``, ``PE-150132``); abroad dashes part the levels (``ES``, ``ES-CT``,
``ES-CT-B``).
"""

from functools import lru_cache
from itertools import accumulate

from trama.places.macroregions import MACROREGION, region_of_department
from trama.places.place import HOME

_LENGTHS = {"PAIS": 2, "DEPARTAMENTO": 5, "PROVINCIA": 7, "DISTRITO": 9}


@lru_cache(maxsize=4096)
def path_to(place: str) -> tuple[str, ...]:
    """Return the uids that lead to a place: its country first, the place itself last."""
    country, *codes = place.split("-")
    if country == HOME:
        return tuple(place[:length] for length in _LENGTHS.values() if length <= len(place))
    return tuple(accumulate(codes, lambda whole, code: f"{whole}-{code}", initial=country))


def is_within(place: str, around: str) -> bool:
    """Return whether a place is ``around`` or lies in it: ``PE-150132`` in ``PE-15``, in ``PE``.

    The gazetteer ensures that no uid begins with the uid of a place that does not contain it.
    """
    return place.startswith(around)


def is_abroad(uid: str | None) -> bool:
    """Return whether a uid is of a place outside Peru."""
    return uid is not None and uid.partition("-")[0] != HOME


def at_level(place: str | None, level: str) -> str | None:
    """Return the uid of the place of a level that contains a place. Return None if it is coarser.

    Abroad, the coarsest subdivision counts as a department (``ES-CT``), and the finest known as any
    finer level (``ES-CT-B``). A country abroad without a known subdivision counts as itself at
    every level. At the level MACRORREGION the result is the code of a macro-region of Peru, and
    abroad the country.
    """
    if place is None:
        return None
    country, *finer = path_to(place)
    if level == MACROREGION:
        department = place[: _LENGTHS["DEPARTAMENTO"]]
        return region_of_department().get(department) if country == HOME else country
    if country == HOME:
        return place[: _LENGTHS[level]] if len(place) >= _LENGTHS[level] else None
    if level == "PAIS" or not finer:
        return country
    return finer[0] if level == "DEPARTAMENTO" else place


def finest_at_level(place: str | None, level: str) -> str | None:
    """Return ``at_level``; at the level of districts the place itself, however coarse it is.

    A leg of a route on the level of districts joins the finest places known.
    """
    return place if level == "DISTRITO" else at_level(place, level)
