"""The residences or birthplaces of two people: nested, near, or a code of the other scheme."""

from enum import auto
from functools import lru_cache

from trama.compare.identity_fields import ComparedIdentity
from trama.compare.sentences import Level
from trama.places.distance import kilometres
from trama.places.nesting import path_to
from trama.places.other_scheme import same_code_elsewhere
from trama.places.place import HOME

_NEAR = 50.0  # kilometres; people of two such districts share a market town
_DISTRICT, _PROVINCE, _DEPARTMENT = 4, 3, 2  # uids on the path to a place of Peru


class PlaceLevel(Level):
    """Levels of two places."""

    SAME_PLACE = auto()
    OTHER_SCHEME = auto()
    SAME_PROVINCE = auto()
    NEAR = auto()
    SAME_DEPARTMENT = auto()
    SAME_COUNTRY = auto()
    OTHER_DEPARTMENT = auto()
    OTHER_COUNTRY = auto()
    NOTHING_TO_COMPARE = auto()


def compare_residences(one: ComparedIdentity, other: ComparedIdentity) -> PlaceLevel:
    """Return how the residences agree."""
    return _of_places(one.residence, other.residence)


def compare_birthplaces(one: ComparedIdentity, other: ComparedIdentity) -> PlaceLevel:
    """Return how the birthplaces agree."""
    return _of_places(one.birthplace, other.birthplace)


def _of_places(one: str | None, other: str | None) -> PlaceLevel:
    if one is None or other is None:
        return PlaceLevel.NOTHING_TO_COMPARE
    return place_level(one, other) if one <= other else place_level(other, one)


@lru_cache(maxsize=65_536)
def place_level(one: str, other: str) -> PlaceLevel:
    """Return how two places agree, by the finest place around both.

    A department and its district agree in the department. 997 RENIEC codes are valid INEI codes of
    another district: the same code in the other scheme is a level of its own.
    """
    path, other_path = path_to(one), path_to(other)
    if path[0] != other_path[0]:
        return PlaceLevel.OTHER_COUNTRY
    shared = sum(mine == theirs for mine, theirs in zip(path, other_path, strict=False))
    if path[0] != HOME:
        return _abroad(path, other_path, shared)
    if shared == _DISTRICT:
        return PlaceLevel.SAME_PLACE
    if len(path) == len(other_path) == _DISTRICT and same_code_elsewhere(one, other):
        return PlaceLevel.OTHER_SCHEME
    if shared == _PROVINCE:
        return PlaceLevel.SAME_PROVINCE
    if len(path) == len(other_path) == _DISTRICT:
        distance = kilometres(one, other)
        if distance is not None and distance <= _NEAR:
            return PlaceLevel.NEAR
    if shared == _DEPARTMENT:
        return PlaceLevel.SAME_DEPARTMENT
    coarse = min(len(path), len(other_path)) == 1
    return PlaceLevel.SAME_COUNTRY if coarse else PlaceLevel.OTHER_DEPARTMENT


def _abroad(path: tuple[str, ...], other: tuple[str, ...], shared: int) -> PlaceLevel:
    if min(len(path), len(other)) == 1:
        return PlaceLevel.SAME_COUNTRY
    if path == other:
        return PlaceLevel.SAME_PLACE
    return PlaceLevel.SAME_DEPARTMENT if shared > 1 else PlaceLevel.OTHER_DEPARTMENT
