"""The explorer's boundary files know every place of the gazetteer by our own uids."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from shapely import Point, Polygon, union_all

from trama.places.gazetteer import gazetteer

PLACES = Path(__file__).parents[2] / "visualizations" / "static" / "explorer" / "places"
LEVELS = {"departments": "DEPARTAMENTO", "provinces": "PROVINCIA", "districts": "DISTRITO"}
# Bounds of Peru in degrees, with a tenth to spare: west, south, east, north.
WEST, SOUTH, EAST, NORTH = -81.5, -18.5, -68.5, 0.1


@cache
def boundaries(name: str) -> dict[str, Any]:
    topology: dict[str, Any] = json.loads((PLACES / f"{name}.json").read_text(encoding="utf-8"))
    return topology


def geometries(name: str) -> list[dict[str, Any]]:
    return list(boundaries(name)["objects"]["places"]["geometries"])


@pytest.mark.parametrize(("name", "level"), LEVELS.items())
def test_each_place_of_a_level_has_an_outline_or_a_point(name: str, level: str) -> None:
    known = {place.uid: place.name for place in gazetteer().places(level)}

    drawn = {one["id"]: one["properties"]["name"] for one in geometries(name)}

    assert len(known) in (25, 196, 1892)
    assert drawn == known
    assert len(geometries(name)) == len(known)


def test_only_districts_are_points_and_the_attribution_says_how_many() -> None:
    points = [one["id"] for one in geometries("districts") if one["type"] == "Point"]

    assert {one["type"] for one in geometries("provinces")} <= {"Polygon", "MultiPolygon"}
    assert {one["type"] for one in geometries("departments")} <= {"Polygon", "MultiPolygon"}
    assert f"{len(points)} districts have no outline" in (PLACES / "ATTRIBUTION.md").read_text()
    created = {place.uid for place in gazetteer() if place.created_after}
    made_since = created.intersection(points)
    assert f"{len(made_since)} of them made after 2007" in (PLACES / "ATTRIBUTION.md").read_text()


def provinces_of_districts() -> dict[str, Any]:
    """Return each province's outline in degrees, by uid: its districts' outlines together."""
    topology = boundaries("districts")
    (wide, high), (west, south) = (topology["transform"][key] for key in ("scale", "translate"))
    arcs: list[list[tuple[float, float]]] = []
    for steps in topology["arcs"]:
        x = y = 0
        arcs.append([])
        for right, up in steps:
            x, y = x + right, y + up
            arcs[-1].append((x * wide + west, y * high + south))
    parts: dict[str, list[Any]] = defaultdict(list)
    for one in geometries("districts"):
        if one["type"] == "Point":
            continue
        for rings in [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]:
            line = [at for arc in rings[0] for at in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
            parts[one["id"][: len("PE-0101")]].append(Polygon(line).buffer(0))
    return {province: union_all(polygons) for province, polygons in parts.items()}


def test_each_seat_of_a_district_lies_in_its_province() -> None:
    # A tenth of a degree is 11 km: islands of Lake Titicaca lie 6 km off their province's outline.
    near = 0.1
    outlines = provinces_of_districts()

    far = {
        one["id"]: round(distance, 2)
        for one in geometries("districts")
        if (distance := outlines[one["id"][:7]].distance(Point(one["properties"]["seat"]))) > near
    }

    assert len(outlines) == 196
    assert far == {}


@pytest.mark.parametrize("name", LEVELS)
def test_each_seat_lies_in_peru(name: str) -> None:
    seats = {one["id"]: one["properties"]["seat"] for one in geometries(name)}

    outside = {
        uid: seat
        for uid, seat in seats.items()
        if not (WEST < seat[0] < EAST and SOUTH < seat[1] < NORTH)
    }
    assert seats
    assert not outside


def test_two_departments_share_the_arcs_of_their_border() -> None:
    cusco, puno = (arcs_of(geometries("departments"), uid) for uid in ("PE-08", "PE-21"))

    assert cusco & puno


def test_countries_are_ours_and_the_neighbours_are_among_them() -> None:
    ours = {place.uid for place in gazetteer().places("PAIS")}

    drawn = [one["id"] for one in geometries("countries") if "id" in one]

    assert {"EC", "CO", "BR", "BO", "CL", "PE"} <= set(drawn) <= ours
    assert len(drawn) == len(set(drawn))


def test_the_districts_fit_in_a_megabyte() -> None:
    assert (PLACES / "districts.json").stat().st_size <= 1_000_000


def arcs_of(places: list[dict[str, Any]], uid: str) -> set[int]:
    place = next(one for one in places if one["id"] == uid)
    return set(flat(place["arcs"]))


def flat(arcs: list[Any] | int) -> list[int]:
    if isinstance(arcs, int):
        return [arcs if arcs >= 0 else ~arcs]
    return [number for arc in arcs for number in flat(arc)]
