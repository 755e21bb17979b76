"""The classes of a map in shades: bounds between values, and a colour for each class."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

SHADES = ("#fff1d6", "#fdd49e", "#fdae61", "#e6692e", "#a63603")
"""Colours from the least to the greatest value; they differ in lightness, so also in print."""

UNKNOWN_COLOUR = "#e3e8ee"
"""The colour of a place without a value: grey, which no class has."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of values: class ``n`` holds values from ``bounds[n]`` up to below the next bound.

    ``bounds`` are values that occur; ``greatest`` is the last value of the last class.
    """

    bounds: tuple[float, ...]
    greatest: float

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
        return Classes((), 0.0)
    distinct = sorted(set(ordered))
    if len(distinct) <= most:
        return Classes(tuple(distinct), distinct[-1])
    starts = (ordered[number * len(ordered) // most] for number in range(most))
    return Classes(tuple(sorted({*starts, distinct[0]})), distinct[-1])


def of_classes(classes: Classes) -> list[tuple[float, float | None, str]]:
    """Return for each class its least value, the bound that it does not reach, and its colour.

    The last class has None for the bound, and reaches to ``classes.greatest``.
    """
    nexts = [*classes.bounds[1:], None]
    colours = _colours(len(classes.bounds))
    return list(zip(classes.bounds, nexts, colours, strict=True)) if classes.bounds else []
