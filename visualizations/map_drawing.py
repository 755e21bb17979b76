"""The map of Peru as SVG shapes: places and legs beside the boundaries of departments."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trama.charts.boundaries import HEIGHT, MARGIN, WIDTH, Area

ABROAD = "abroad"
# Legs drawn at first: more hide the map.
FIRST_LEGS = 25


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map; ``kind`` is ``abroad`` for another country.

    ``name`` stands at ``label_x`` on the base line ``label_y``, with its ``anchor`` as SVG has it.
    A telephone shows it at ``small``, or not at all.
    ``rank`` is that of the place's strongest leg, from 0; ``href`` is the page of the place.
    """

    x: float
    y: float
    radius: float
    name: str
    text: str
    kind: str = "inside"
    label_x: float = 0.0
    label_y: float = 0.0
    anchor: str = "middle"
    small: tuple[float, float, str] | None = None
    rank: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Arc:
    """A leg, bent to its right, so that the way back lies beside it; ``head`` is its arrowhead.

    ``number`` stands at ``x`` and ``y`` if there is room; a telephone shows it at
    ``small``, or not at all.
    ``spots`` are points of the leg at which the number may stand; ``href`` is the page of its ways.
    """

    path: str
    head: str
    width: float
    opacity: float
    text: str
    rank: int
    spots: Sequence[tuple[float, float]] = ()
    number: str = ""
    x: float = 0.0
    y: float = 0.0
    small: tuple[float, float] | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The shapes that the template of the map draws; ``shown`` legs are drawn at first."""

    areas: Sequence[Area]
    places: Sequence[Dot]
    legs: Sequence[Arc]
    shown: int
    width: float = WIDTH
    height: float = HEIGHT


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


@dataclass(frozen=True, slots=True)
class Bent:
    """A bent line from one place to another: its path, its arrowhead, and points along it."""

    path: str
    head: str
    spots: Sequence[tuple[float, float]]


# Bends of legs between the same two points, as shares of the usual bend.
TURNS = (1.0, 0.5, 1.5, 0.2, 2.0, 0.75, 1.25)
# Where along a leg its number may stand, the best first; 0 is the start, 1 the end.
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)


def bent(
    start: tuple[float, float],
    end: tuple[float, float],
    width: float,
    gap: float = 0.0,
    turn: int = 0,
) -> Bent:
    """Return a leg as wide as ``width``, bent by a sixth of its length.

    The line ends ``gap`` before the other place, at the edge of its dot. Legs of one direction
    between the same points bend otherwise with each ``turn``, so that none hides another. The
    arrowhead grows with the line, and is never longer than a third of the leg.
    """
    (x1, y1), (x2, y2) = start, end
    bend_x, bend_y = _bend(start, end, TURNS[turn % len(TURNS)] / 6)
    distance = math.hypot(x2 - bend_x, y2 - bend_y)
    if distance > gap:
        x2 -= (x2 - bend_x) * gap / distance
        y2 -= (y2 - bend_y) * gap / distance
    distance = math.hypot(x2 - bend_x, y2 - bend_y) or 1.0
    along_x, along_y = (x2 - bend_x) / distance, (y2 - bend_y) / distance
    length = min(5 + 1.3 * width, math.hypot(x2 - x1, y2 - y1) / 3)
    half = (2.5 + 0.9 * width) * length / (5 + 1.3 * width)
    neck_x, neck_y = x2 - along_x * length, y2 - along_y * length
    head = (
        f"M{x2:.1f} {y2:.1f}L{neck_x - along_y * half:.1f} {neck_y + along_x * half:.1f}"
        f"L{neck_x + along_y * half:.1f} {neck_y - along_x * half:.1f}Z"
    )
    spots = [
        (
            (1 - t) ** 2 * x1 + 2 * t * (1 - t) * bend_x + t**2 * neck_x,
            (1 - t) ** 2 * y1 + 2 * t * (1 - t) * bend_y + t**2 * neck_y,
        )
        for t in ALONG
    ]
    path = f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {neck_x:.1f} {neck_y:.1f}"
    return Bent(path, head, spots)


def _bend(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    """Return the point towards which a leg is bent; a leg at the frame bends less."""
    (x1, y1), (x2, y2) = start, end
    while True:
        x = (x1 + x2) / 2 - (y2 - y1) * share
        y = (y1 + y2) / 2 + (x2 - x1) * share
        # The leg itself goes half as far as its bend.
        apex_x, apex_y = (x1 + 2 * x + x2) / 4, (y1 + 2 * y + y2) / 4
        inside = 12 <= apex_x <= WIDTH - 12 and 12 <= apex_y <= HEIGHT - 12
        if inside or abs(share) < 0.01:
            return x, y
        share *= 0.7
