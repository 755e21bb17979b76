"""The classes of a map in shades: bounds between values, and a colour for each class."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

SHADES = ("#fff1d6", "#fdd49e", "#fdae61", "#e6692e", "#a63603")
"""Colours from the least to the greatest value; they differ in lightness, so also in print."""

UNKNOWN_COLOUR = "#e3e8ee"
"""The colour of a place without a value: grey, which no class has."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of values: class ``n`` holds values from ``bounds[n]`` up to below the next bound.

    ``bounds`` and ``ends`` are the least and the greatest value of each class that occur.
    """

    bounds: tuple[float, ...]
    ends: tuple[float, ...]

    def colour(self, value: float | None) -> str:
        """Return the colour of a value, grey if there is none."""
        if value is None:
            return UNKNOWN_COLOUR
        number = max(bisect_right(self.bounds, value) - 1, 0)
        return _colours(len(self.bounds))[number]


def _colours(count: int) -> tuple[str, ...]:
    """Return so many of the shades, spread from the palest to the darkest."""
    if count <= 1:
        return SHADES[-2:-1]
    last = len(SHADES) - 1
    return tuple(SHADES[round(number * last / (count - 1))] for number in range(count))


def classes_of(values: Iterable[float], most: int = len(SHADES)) -> Classes:
    """Return at most ``most`` classes of about as many places each (quantiles).

    Equal values are always in one class, so there may be fewer classes.

    Example: 1, 1, 1, 2, 9 in three classes have the bounds 1, 2 and 9.
    """
    ordered = sorted(values)
    if not ordered:
        return Classes((), ())
    distinct = sorted(set(ordered))
    starts = {ordered[number * len(ordered) // most] for number in range(most)}
    bounds = distinct if len(distinct) <= most else sorted({*starts, distinct[0]})
    ends = [ordered[bisect_left(ordered, bound) - 1] for bound in bounds[1:]]
    return Classes(tuple(bounds), (*ends, distinct[-1]))


def of_classes(classes: Classes) -> list[tuple[float, float, str]]:
    """Return for each class its least and its greatest value, and its colour."""
    colours = _colours(len(classes.bounds)) if classes.bounds else ()
    return list(zip(classes.bounds, classes.ends, colours, strict=True))
