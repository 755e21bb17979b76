"""The map of Peru in shades: a value for each department or province, or a circle for a place.

Shades are for rates. Counts of provinces and districts are circles: a province of the Amazon is a
hundred times as large as one of the coast, and its shade would hide them.

The main value is a `Map`, which `svg` of `drawing` turns into markup. The caller shows a table
with the same values beside it: a map alone says nothing to somebody who cannot see it.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trama.charts.boundaries import Drawn, areas, departments, project
from trama.charts.classes import UNKNOWN_COLOUR, Classes, classes_of, of_classes
from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.places.gazetteer import gazetteer
from trama.places.nesting import at_level, is_abroad

_LARGEST = 26.0  # radius of the largest circle, in units of the drawing
_SMALLEST = 3.0
_UNKNOWN = {"es": "sin dato", "en": "no data"}
_TO = {"es": "a", "en": "to"}

Number = Callable[[float], str]
"""A way to write a value for people: with its unit, its decimals."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a department or province, its colour and its sentence."""

    uid: str
    path: str
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A place smaller than a department; the area of the circle is in proportion to the value."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: a colour and the values that it stands for."""

    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """The shapes of a map, ready to be drawn.

    ``left_out`` is the number of places with a value that the map cannot show: places abroad,
    places without coordinates. ``borders`` are outlines drawn over the shapes: departments over
    their provinces.
    """

    title: str
    shapes: tuple[Shape, ...]
    circles: tuple[Circle, ...]
    legend: tuple[Key, ...]
    left_out: int
    borders: tuple[str, ...] = ()


def choropleth(  # noqa: PLR0913 - the options of a map
    values: Mapping[str, float | None],
    title: str,
    language: Language,
    *,
    write: Number | None = None,
    region: Callable[[str], str | None] | None = None,
    level: Drawn = "DEPARTAMENTO",
    unknown: str | None = None,
) -> Map:
    """Return the map of values by uid of a level (``PE-15``, ``PE-1501``). None stands for no data.

    ``write`` writes a value for people. ``region`` returns the key in ``values`` of a department,
    for values of macro-regions: all departments of one have its colour. ``unknown`` is the name of
    what has no value, "no data" if not given.
    """
    unknown = unknown or _UNKNOWN[language]
    write = write or (lambda value: number_text(value, language))
    of = region or (lambda uid: uid)
    drawn = areas(level)
    shown = {key for area in drawn if (key := of(area.uid)) is not None and key in values}
    classes = classes_of(value for key in shown if (value := values[key]) is not None)
    shapes = []
    for area in drawn:
        value = values.get(of(area.uid) or "")
        told = unknown if value is None else write(value)
        colour = classes.colour(value)
        shapes.append(Shape(area.uid, area.path, colour, f"{_place(area.uid)}: {told}"))
    left_out = len([key for key, value in values.items() if key not in shown and value is not None])
    legend = _legend(classes, language, write)
    if any(shape.colour == UNKNOWN_COLOUR for shape in shapes):
        legend = (*legend, Key(UNKNOWN_COLOUR, unknown))
    borders = tuple(area.path for area in departments()) if level == "PROVINCIA" else ()
    return Map(title, tuple(shapes), (), legend, left_out, borders)


def circle_map(
    values: Mapping[str, float | None],
    title: str,
    language: Language,
    *,
    write: Number | None = None,
) -> Map:
    """Return the map of values by uid of provinces or districts, as circles over the departments.

    The largest circles are drawn first, so that none hides a smaller one.
    """
    write = write or (lambda value: number_text(value, language))
    shapes = tuple(Shape(area.uid, area.path, "#fdfcf7", area.name) for area in departments())
    known = {uid: value for uid, value in values.items() if value}
    greatest = max(known.values(), default=0.0)
    circles, left_out = [], 0
    for uid, value in sorted(known.items(), key=lambda item: (-item[1], item[0])):
        point = None if is_abroad(uid) else gazetteer().coordinates(uid)
        if point is None or not uid.startswith("PE-"):
            left_out += 1
            continue
        radius = max(_SMALLEST, _LARGEST * math.sqrt(value / greatest))
        x, y = project(*point)
        circles.append(Circle(x, y, round(radius, 1), f"{_place(uid)}: {write(value)}"))
    legend = (Key("#b44d12", write(greatest)),) if circles else ()
    return Map(title, shapes, tuple(circles), legend, left_out)


def _name(uid: str) -> str:
    place = gazetteer().get(uid)
    return place.name if place else uid


def _place(uid: str) -> str:
    """Return the name of a place, and that of its department: Tambopata, Madre de Dios."""
    department = at_level(uid, "DEPARTAMENTO")
    return ", ".join(map(_name, dict.fromkeys([uid, department or uid])))


def _legend(classes: Classes, language: Language, write: Number) -> tuple[Key, ...]:
    keys = []
    for least, greatest, colour in of_classes(classes):
        ends = [write(least), *([write(greatest)] if greatest > least else [])]
        keys.append(Key(colour, f" {_TO[language]} ".join(ends)))
    return tuple(keys)
