"""Distances between places of Peru, in kilometres."""

import math

from trama.places.gazetteer import gazetteer

_A_DEGREE = 111.0  # kilometres of a degree of latitude


def kilometres(uid: str, other: str) -> float | None:
    """Return the distance between two places. Return None if one has no coordinates.

    Peru lies within 18 degrees of the equator: a flat map is near enough to compare distances.
    """
    here, there = gazetteer().coordinates(uid), gazetteer().coordinates(other)
    if here is None or there is None:
        return None
    north = (here[0] - there[0]) * _A_DEGREE
    east = (here[1] - there[1]) * _A_DEGREE * math.cos(math.radians(here[0]))
    return math.hypot(north, east)
