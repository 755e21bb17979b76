"""The map of Peru in shades: a value for each department, province or district.

Shades of counts have a fault: a province of the Amazon is a hundred times as large as one of the
coast. So the districts of Lima and Callao are drawn again in an inset, and a district without a
known outline is a dot. The main value is a `Map`, which `map_svg` of `drawing` turns into markup.
The caller shows a table with the same values beside it: a map alone says nothing to somebody who
cannot see it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from trama.charts.boundaries import Area, Drawn, areas, departments, project
from trama.charts.classes import UNKNOWN_COLOUR, Classes, classes_of, of_classes
from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.places.gazetteer import gazetteer
from trama.places.nesting import at_level

_UNKNOWN = {"es": "sin dato", "en": "no data"}
_TO = {"es": "a", "en": "to"}
_IN_INSET = ("PE-1501", "PE-0701")  # the provinces of Lima and Callao

Number = Callable[[float], str]
"""A way to write a value for people: with its unit, its decimals."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a place, its colour and its sentence."""

    uid: str
    path: str
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place without a known outline, at its coordinates in the drawing."""

    x: float
    y: float
    colour: str
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
    their provinces. ``inset`` are the shapes that are drawn again, larger.
    """

    title: str
    shapes: tuple[Shape, ...]
    dots: tuple[Dot, ...]
    legend: tuple[Key, ...]
    left_out: int
    borders: tuple[Area, ...] = ()
    inset: tuple[Shape, ...] = ()


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
    outlined = {of(area.uid) for area in drawn}
    known = {key: value for key, value in values.items() if value is not None}
    points = _points(known, outlined) if level == "DISTRITO" else {}
    shown = {key: value for key, value in known.items() if key in outlined or key in points}
    classes = classes_of(shown.values())

    def shape(area: Area) -> Shape:
        value = known.get(of(area.uid) or "")
        told = unknown if value is None else write(value)
        return Shape(area.uid, area.path, classes.colour(value), f"{_place(area.uid)}: {told}")

    if level == "DISTRITO":  # most of the districts have no value: their departments lie beneath
        ground = [Shape(one.uid, one.path, UNKNOWN_COLOUR, one.name) for one in departments()]
        shapes = (*ground, *(shape(area) for area in drawn if area.uid in known))
    else:
        shapes = tuple(map(shape, drawn))
    legend = _legend(classes, language, write)
    if any(shape.colour == UNKNOWN_COLOUR for shape in shapes):
        legend = (*legend, Key(UNKNOWN_COLOUR, unknown))
    return Map(
        title,
        shapes,
        tuple(_dot(uid, *point, classes, shown[uid], write) for uid, point in points.items()),
        legend,
        len(known) - len(shown),
        () if level == "DEPARTAMENTO" else departments(),
        tuple(one for one in shapes if level == "DISTRITO" and one.uid.startswith(_IN_INSET)),
    )


def _dot(uid: str, x: float, y: float, classes: Classes, value: float, write: Number) -> Dot:
    return Dot(x, y, classes.colour(value), f"{_place(uid)}: {write(value)}")


def _points(
    uids: Iterable[str], outlined: Collection[str | None]
) -> dict[str, tuple[float, float]]:
    """Return where the places of Peru stand that have coordinates and no outline."""
    points = {}
    for uid in uids:
        if uid in outlined or not uid.startswith("PE-"):
            continue
        if at := gazetteer().coordinates(uid):
            points[uid] = project(*at)
    return points


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
