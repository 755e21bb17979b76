"""Places of people in a picture of pairs: no box over another, no line through a foreign box."""

import math
from collections.abc import Mapping, Sequence

import networkx as nx

from trama.visualizations.flow_layout import spread

# Units are pixels: least air around a box, radius per person of a circle, rounds of pushing.
AIR, ROUND_ROOM, ROUNDS = 34.0, 15.0, 120
# Sizes of the picture that are tried, the densest first.
STRETCHES = (0.5, 0.75, 1.0, 1.3)
# People, and lines a person, from which on lines always run through boxes: all trials of a network
# of 60 people with 190 pairs failed, in 17 s.
MANY, DENSE = 12, 2.5
Point = tuple[float, float]
Size = tuple[float, float]


def net_layout(graph: "nx.Graph[str]", sizes: Mapping[str, Size]) -> dict[str, Point] | None:
    """Return the middle of each person's box, or None if lines would run through foreign boxes.

    1. A spring layout (Fruchterman and Reingold 1991), always from the same start.
    2. Boxes that overlap are pushed apart, and boxes under a foreign line out of its way.
    """
    if len(graph) <= 2:
        x, places = 0.0, {}
        for person in graph:
            places[person] = (x + sizes[person][0] / 2, 0.0)
            x += sizes[person][0] + 90
        return places
    if len(graph) > MANY and graph.number_of_edges() > DENSE * len(graph):
        return None
    start = {person: _on_circle(row, len(graph), 1.0) for row, person in enumerate(graph)}
    found = nx.spring_layout(graph, pos=start, seed=7, iterations=120, weight=None)
    wide = max(width for width, _ in sizes.values()) + AIR
    for stretch in STRETCHES:
        scale = wide * math.sqrt(len(graph)) * stretch
        places = {person: (x * scale * 1.3, y * scale) for person, (x, y) in found.items()}
        for _ in range(ROUNDS):
            pushed = _push_apart(places, sizes)
            if not _push_off_lines(graph, places, sizes) and not pushed:
                return {person: (float(x), float(y)) for person, (x, y) in places.items()}
    return None


def circle_layout(
    graph: "nx.Graph[str]", sizes: Mapping[str, Size]
) -> tuple[dict[str, Point], dict[str, Point]]:
    """Return the dots of people on a circle, and the middles of their boxes left and right of it.

    A line between two dots of a circle meets no third dot, however many lines there are.
    """
    order = list(nx.dfs_preorder_nodes(graph))
    radius = max(130.0, ROUND_ROOM * len(order))
    dots = {person: _on_circle(row + 0.5, len(order), radius) for row, person in enumerate(order)}
    boxes: dict[str, Point] = {}
    for side in (-1, 1):
        here = sorted(
            (p for p in order if (dots[p][0] >= 0) == (side > 0)), key=lambda p: dots[p][1]
        )
        heights = [sizes[person][1] - 8 for person in here]
        middles = spread([dots[person][1] for person in here], heights)
        for person, y in zip(here, middles, strict=True):
            boxes[person] = (side * (radius + 70 + sizes[person][0] / 2), y)
    return dots, boxes


def _on_circle(row: float, of: int, radius: float) -> Point:
    angle = 2 * math.pi * row / of - math.pi / 2
    return radius * math.cos(angle), radius * math.sin(angle)


def _push_apart(places: dict[str, Point], sizes: Mapping[str, Size]) -> bool:
    """Move overlapping boxes apart along the shorter way; return whether any overlapped."""
    pushed = False
    people = list(places)
    for row, one in enumerate(people):
        for other in people[row + 1 :]:
            (x1, y1), (x2, y2) = places[one], places[other]
            over_x = (sizes[one][0] + sizes[other][0]) / 2 + AIR - abs(x2 - x1)
            over_y = (sizes[one][1] + sizes[other][1]) / 2 + AIR - abs(y2 - y1)
            if over_x <= 0 or over_y <= 0:
                continue
            pushed = True
            if over_x < over_y:
                step = (over_x / 2 + 0.5) * (1 if x2 >= x1 else -1)
                places[one], places[other] = (x1 - step, y1), (x2 + step, y2)
            else:
                step = (over_y / 2 + 0.5) * (1 if y2 >= y1 else -1)
                places[one], places[other] = (x1, y1 - step), (x2, y2 + step)
    return pushed


def _push_off_lines(
    graph: "nx.Graph[str]", places: dict[str, Point], sizes: Mapping[str, Size]
) -> bool:
    """Move boxes off the lines of other people; return whether any stood on one."""
    pushed = False
    for start, end in graph.edges:
        for person, middle in places.items():
            if person in (start, end):
                continue
            if crosses(places[start], places[end], middle, sizes[person]):
                pushed = True
                places[person] = _off_line(places[start], places[end], middle)
    return pushed


def crosses(start: Point, end: Point, middle: Point, size: Size, air: float = 8.0) -> bool:
    """Return whether a line meets a box with some air around it (Liang and Barsky 1984)."""
    (x1, y1), (x2, y2) = start, end
    half_x, half_y = size[0] / 2 + air, size[1] / 2 + air
    low, high = 0.0, 1.0
    for delta, origin, least, most in (
        (x2 - x1, x1, middle[0] - half_x, middle[0] + half_x),
        (y2 - y1, y1, middle[1] - half_y, middle[1] + half_y),
    ):
        if abs(delta) < 1e-9:
            if not least <= origin <= most:
                return False
            continue
        first, last = sorted(((least - origin) / delta, (most - origin) / delta))
        low, high = max(low, first), min(high, last)
    return low <= high


def _off_line(start: Point, end: Point, middle: Point) -> Point:
    (x1, y1), (x2, y2), (x, y) = start, end, middle
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    across_x, across_y = -(y2 - y1) / length, (x2 - x1) / length
    side = 1 if (x - x1) * across_x + (y - y1) * across_y >= 0 else -1
    return x + side * across_x * 12, y + side * across_y * 12


def shelves(sizes: Sequence[Size], width: float, gap: float) -> list[Point]:
    """Return the left upper corners of parts set in rows no wider than ``width`` if they can be."""
    corners, x, y, tall = [], 0.0, 0.0, 0.0
    for wide, high in sizes:
        if x and x + wide > width:
            x, y, tall = 0.0, y + tall + gap, 0.0
        corners.append((x, y))
        x, tall = x + wide + gap, max(tall, high)
    return corners
