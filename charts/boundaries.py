"""The boundaries of departments, provinces and districts as SVG paths; the projection of places."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Literal

from trama.charts.topology import Ring, outlines

Drawn = Literal["DEPARTAMENTO", "PROVINCIA", "DISTRITO"]
"""A level whose places are drawn with their outlines."""

DRAWN: Mapping[str, Drawn] = {
    "department": "DEPARTAMENTO",
    "province": "PROVINCIA",
    "district": "DISTRITO",
}
"""The drawn levels by the word with which a command asks for them."""

_FILES = {"DEPARTAMENTO": "departments", "PROVINCIA": "provinces", "DISTRITO": "districts"}

WIDTH, HEIGHT = 760.0, 900.0
MARGIN = 70.0
# Bounds of the drawing in degrees: west, south, east, north.
WEST, SOUTH, EAST, NORTH = -81.4, -18.4, -68.6, 0.0
# Plate carrée, true to scale along the parallel of the country's middle: 9.2° S.
STRETCH = math.cos(math.radians(9.2))


@dataclass(frozen=True, slots=True)
class Area:
    """A place of a drawn level: its uid (``PE-15``), its name and its outline as an SVG path."""

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
def areas(level: Drawn) -> tuple[Area, ...]:
    """Return the outlines of the places of a level, in the order of their uids.

    They are the boundaries of the explorer's map (their origin and licence lie beside them). The
    66 districts whose outline nobody has are points there, and are left out.
    """
    folder = files("trama.visualizations") / "static" / "explorer" / "places"
    text = (folder / f"{_FILES[level]}.json").read_text(encoding="utf-8")
    found = outlines(json.loads(text))
    return tuple(Area(uid, name, _path(rings)) for uid, name, rings in sorted(found))


def departments() -> tuple[Area, ...]:
    """Return the outlines of the 25 departments."""
    return areas("DEPARTAMENTO")


def _path(rings: Sequence[Ring]) -> str:
    """Return rings as a path; points that fall together on the drawing are drawn once."""
    pieces = []
    for ring in rings:
        points = (project(latitude, longitude) for longitude, latitude in ring)
        pieces.append("M" + "L".join(f"{x} {y}" for (x, y), _ in groupby(points)) + "Z")
    return "".join(pieces)
