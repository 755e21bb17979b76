"""The map of Peru as SVG shapes: boundaries, places and legs in one projection."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ABROAD = "abroad"
WIDTH, HEIGHT = 760.0, 900.0
MARGIN = 70.0
# Bounds of the boundaries file in degrees: west, south, east, north.
WEST, SOUTH, EAST, NORTH = -81.4, -18.4, -68.6, 0.0
# Plate carrée, true to scale along the parallel of the country's middle: 9.2° S.
STRETCH = math.cos(math.radians(9.2))


@dataclass(frozen=True, slots=True)
class Area:
    """A department: its name and its outline as an SVG path."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map; ``kind`` is ``abroad`` for another country.

    ``name`` stands on the base line ``label_y``; a telephone shows it only if ``first`` is True.
    """

    x: float
    y: float
    radius: float
    name: str
    text: str
    kind: str = "inside"
    label_y: float = 0.0
    first: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A leg, bent to its right, so that the way back lies beside it."""

    path: str
    width: float
    opacity: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The shapes that the template of the map draws."""

    areas: Sequence[Area]
    places: Sequence[Dot]
    legs: Sequence[Arc]
    width: float = WIDTH
    height: float = HEIGHT


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the point of a place in units of the drawing; y grows southwards."""
    scale = min(
        (WIDTH - 2 * MARGIN) / ((EAST - WEST) * STRETCH), (HEIGHT - 2 * MARGIN) / (NORTH - SOUTH)
    )
    x = MARGIN + (longitude - WEST) * STRETCH * scale
    y = MARGIN + (NORTH - latitude) * scale
    return round(x, 1), round(y, 1)


def within_frame(point: tuple[float, float]) -> tuple[tuple[float, float], bool]:
    """Return the point, moved to the frame if it lies outside, and whether it was moved.

    A country far away stands at the edge, in its true direction from the middle of the map.
    """
    x, y = point
    middle_x, middle_y = WIDTH / 2, HEIGHT / 2
    edge = MARGIN / 2
    far = max(abs(x - middle_x) / (middle_x - edge), abs(y - middle_y) / (middle_y - edge))
    if far <= 1:
        return point, False
    return (
        round(middle_x + (x - middle_x) / far, 1),
        round(middle_y + (y - middle_y) / far, 1),
    ), True


def arc(start: tuple[float, float], end: tuple[float, float], gap: float = 0.0) -> str:
    """Return the SVG path from one point to another, bent by a sixth of its length.

    The path ends ``gap`` before the other point, at the edge of the place's dot.
    """
    (x1, y1), (x2, y2) = start, end
    bend_x = (x1 + x2) / 2 - (y2 - y1) / 6
    bend_y = (y1 + y2) / 2 + (x2 - x1) / 6
    distance = math.hypot(x2 - bend_x, y2 - bend_y)
    if distance > gap:
        x2 = round(x2 - (x2 - bend_x) * gap / distance, 1)
        y2 = round(y2 - (y2 - bend_y) * gap / distance, 1)
    return f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {x2} {y2}"


@cache
def departments() -> tuple[Area, ...]:
    """Return the outlines of the 25 departments, read from the shipped boundaries."""
    source = files("trama.visualizations") / "data" / "departments.geojson"
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    return tuple(Area(f["properties"]["NOMBDEP"].title(), _path(f["geometry"])) for f in features)


def _path(geometry: Mapping[str, object]) -> str:
    coordinates = geometry["coordinates"]
    polygons = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    assert isinstance(polygons, list)  # noqa: S101 - GeoJSON, and our own file
    pieces = []
    for polygon in polygons:
        for ring in polygon:
            points = (project(latitude, longitude) for longitude, latitude, *_ in ring)
            pieces.append("M" + "L".join(f"{x} {y}" for x, y in points) + "Z")
    return "".join(pieces)
