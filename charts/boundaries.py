"""The boundaries of Peru's departments as SVG paths, and the projection of places beside them."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WIDTH, HEIGHT = 760.0, 900.0
MARGIN = 70.0
# Bounds of the boundaries file in degrees: west, south, east, north.
WEST, SOUTH, EAST, NORTH = -81.4, -18.4, -68.6, 0.0
# Plate carrée, true to scale along the parallel of the country's middle: 9.2° S.
STRETCH = math.cos(math.radians(9.2))


@dataclass(frozen=True, slots=True)
class Area:
    """A department: its uid (``PE-15``), its name and its outline as an SVG path."""

    uid: str
    name: str
    path: str


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the point of a place in units of the drawing; y grows southwards."""
    scale = min(
        (WIDTH - 2 * MARGIN) / ((EAST - WEST) * STRETCH), (HEIGHT - 2 * MARGIN) / (NORTH - SOUTH)
    )
    x = MARGIN + (longitude - WEST) * STRETCH * scale
    y = MARGIN + (NORTH - latitude) * scale
    return round(x, 1), round(y, 1)


@cache
def departments() -> tuple[Area, ...]:
    """Return the outlines of the 25 departments, read from the shipped boundaries."""
    source = files("trama.charts") / "data" / "departments.geojson"
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    return tuple(_area(feature["properties"], feature["geometry"]) for feature in features)


def _area(properties: Mapping[str, str], geometry: Mapping[str, object]) -> Area:
    uid = f"PE-{properties['FIRST_IDDP']}"
    return Area(uid, properties["NOMBDEP"].title(), _path(geometry))


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
