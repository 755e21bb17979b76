"""Outlines out of a TopoJSON file, in which places share the lines of their borders.

Specification: https://github.com/topojson/topojson-specification. No library that Trama needs
anyway reads it: GDAL's reader comes with no extra of ours but ``study``.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

Ring = list[Point]


def outlines(topology: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Ring]]]:
    """Yield the id, the name and the rings of each place that has an outline."""
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    for place in topology["objects"]["places"]["geometries"]:
        if place["type"] == "Point":
            continue
        polygons = place["arcs"] if place["type"] == "MultiPolygon" else [place["arcs"]]
        rings = [_ring(indices, arcs) for polygon in polygons for indices in polygon]
        yield place["id"], place["properties"]["name"], rings


def _points(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[Point]:
    """Return the points of an arc: each is told by its steps from the one before."""
    (across, down), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((west + x * across, south + y * down))
    return points


def _ring(indices: Sequence[int], arcs: Sequence[list[Point]]) -> Ring:
    """Return a ring of arcs; an arc ``~n`` is arc ``n`` backwards. Arcs share their end points."""
    ring: Ring = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += points[1:] if ring else points
    return ring
