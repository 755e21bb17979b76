"""The builder of study/data from the published UBIGEO tables and boundaries.

    python tools/build_study_tables.py FOLDER_OF_TABLES [OUTPUT_FOLDER]

`territories.csv` has a row for each province and department: its measures, and whether it touches
another country. `neighbours.csv` has a row for each pair of provinces or departments that touch.
Both come from the limits of districts of 2007, brought to the provinces of today.
"""

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from trama.places.gazetteer import gazetteer
from trama.places.nesting import at_level

MEASURES = {
    "altitude": "altitude",
    "surface": "superficie",
    "poverty": "pct_pobreza_total",
    "idh": "idh_2019",
    "state_density": "indice_densidad_estado",
    "food_vulnerability": "indice_vulnerabilidad_alimentaria",
}
LEVELS = ("PROVINCIA", "DEPARTAMENTO")
# Degrees: the simplified outlines of neighbours leave gaps of up to about 500 m.
GAP = 0.005
# Degrees of shared outline, so that places that meet in a corner are no neighbours (about 1 km).
SHARED = 0.01
# Where the land border meets the sea, in longitude and latitude: Ecuador's (Boca de Capones) and
# Chile's (Concordia). West of the line between them along the outline lies the ocean.
NORTH_END, SOUTH_END = (-80.30, -3.39), (-70.38, -18.35)


def build(sources: Path) -> dict[str, str]:
    """Return the text of each file by its name."""
    outlines = {level: _outlines(sources, level) for level in LEVELS}
    border = _land_border(list(outlines["DEPARTAMENTO"].values()))
    rows, pairs = [], []
    for level in reversed(LEVELS):
        found = outlines[level]
        touching = {uid for uid, area in found.items() if _shared(area, border) > SHARED}
        rows += _rows(sources, level, touching)
        pairs += _pairs(found)
    names = ("uid", *MEASURES, "border")
    return {
        "territories.csv": _csv(names, rows),
        "neighbours.csv": _csv(("uid", "neighbour"), pairs),
    }


def _outlines(sources: Path, level: str) -> dict[str, BaseGeometry]:
    """Return the outline of each place of a level: that of its districts together."""
    path = sources / "peru_geojson" / "peru_distrital_simple.geojson"
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        place = gazetteer().by_code(feature["properties"]["IDDIST"], "INEI")
        if place is None or feature["geometry"] is None:
            continue
        uid = at_level(place.uid, level)
        assert uid is not None
        parts[uid].append(shape(feature["geometry"]).buffer(GAP))
    return {uid: shapely.union_all(areas) for uid, areas in sorted(parts.items())}


def _land_border(departments: Iterable[BaseGeometry]) -> BaseGeometry:
    """Return the part of the country's outline that lies on the side of other countries."""
    whole = shapely.union_all(list(departments))
    largest = max(getattr(whole, "geoms", [whole]), key=lambda area: area.area)
    ring = list(largest.exterior.coords)[:-1]
    ends = [_nearest(ring, end) for end in (NORTH_END, SOUTH_END)]
    first, last = sorted(ends)
    arcs = [LineString(ring[first : last + 1]), LineString(ring[last:] + ring[: first + 1])]
    return max(arcs, key=lambda arc: arc.centroid.x)


def _nearest(ring: list[tuple[float, ...]], point: tuple[float, float]) -> int:
    return int(np.argmin(np.hypot(*(np.array(ring)[:, :2] - np.array(point)).T)))


def _shared(area: BaseGeometry, border: BaseGeometry) -> float:
    return float(area.buffer(GAP).intersection(border).length)


def _pairs(outlines: Mapping[str, BaseGeometry]) -> list[tuple[str, str]]:
    uids, areas = list(outlines), list(outlines.values())
    tree = shapely.STRtree(areas)
    found = set()
    for here, there in zip(*tree.query(areas, predicate="intersects"), strict=True):
        if here < there and _touch(areas[here], areas[there]):
            found.add((uids[here], uids[there]))
    return sorted(found)


def _touch(area: BaseGeometry, other: BaseGeometry) -> bool:
    """Return whether two buffered outlines share a line, not only a corner."""
    # The strip in which they overlap has two long sides; in a corner it is as short as it is wide.
    return bool(area.intersection(other).length / 2 > SHARED + 4 * GAP)


def _rows(sources: Path, level: str, touching: set[str]) -> list[tuple[str, ...]]:
    name = level.casefold()
    path = sources / "ubigeo_peru" / f"aumentado_ubigeo_{name}.csv"
    digits = 2 if level == "DEPARTAMENTO" else 4
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            uid = f"PE-{row['inei'][:digits]}"
            assert gazetteer().get(uid) is not None, uid
            measures = (f"{float(row[column]):.6g}" for column in MEASURES.values())
            rows.append((uid, *measures, "1" if uid in touching else "0"))
    return sorted(rows)


def _csv(names: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("study/data")
    for file_name, content in build(Path(sys.argv[1])).items():
        (folder / file_name).write_text(content, encoding="utf-8")
