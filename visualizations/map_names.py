"""Names and numbers on the map: the strongest come first, and none lies over another.

A telephone shows the map smaller and its letters larger, so fewer names fit there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from trama.charts.boundaries import HEIGHT, WIDTH
from trama.visualizations.lettering import width_of
from trama.visualizations.map_drawing import FIRST_LEGS, Arc, Dot

# Heights of letters in units of the drawing, equal to those in page.css.
ON_SCREEN, ON_TELEPHONE = 13.0, 22.0
# Air around a text in units of the drawing; the parts of a letter above and below its base line.
AIR = 3.0
ASCENT, DESCENT = 0.94, 0.24
# Air at each side of a number, as a share of its height: 12 and 9 must not read as 129.
BESIDE = 0.45


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


# Places that are named before any number is set: a map without them cannot be read.
NAMES_FIRST = 3
# Legs whose numbers are sought a place before the names of the other places.
NUMBERS_FIRST = 6


def labelled(dots: Sequence[Dot], arcs: Sequence[Arc]) -> tuple[list[Dot], list[Arc]]:
    """Return the dots and legs with the names and numbers for which there is room.

    The names of the largest places come first, then the numbers of the strongest legs, then the
    other names and numbers; places that the slider adds come last, and take no room before.
    ``small`` is the spot on a telephone, None if there is no room there.
    """
    wide, small = (_placed(dots, arcs, size) for size in (ON_SCREEN, ON_TELEPHONE))
    placed_dots = [
        replace(dot, name="")
        if (at := wide.names.get(row)) is None
        else replace(dot, label_x=at[0], label_y=at[1], anchor=at[2], small=small.names.get(row))
        for row, dot in enumerate(dots)
    ]
    placed_arcs = [
        replace(leg, number="")
        if (spot := wide.numbers.get(row)) is None
        else replace(leg, x=spot[0], y=spot[1], small=small.numbers.get(row))
        for row, leg in enumerate(arcs)
    ]
    return placed_dots, placed_arcs


_Spot = tuple[float, float, str]
"""The point of a text and its anchor."""


@dataclass(slots=True)
class _Placed:
    """The spot of each name and of each number, by row; ``taken`` is no longer free."""

    names: dict[int, _Spot] = field(default_factory=dict)
    numbers: dict[int, tuple[float, float]] = field(default_factory=dict)
    taken: list[_Box] = field(default_factory=list)


def _placed(dots: Sequence[Dot], arcs: Sequence[Arc], size: float) -> _Placed:
    first = sum(dot.rank < FIRST_LEGS for dot in dots)
    placed = _Placed(taken=[_disc(dot) for dot in dots[:first]])
    _place_names(placed, dots, range(min(NAMES_FIRST, first)), size)
    _place_numbers(placed, arcs, range(min(NUMBERS_FIRST, len(arcs))), size)
    _place_names(placed, dots, range(NAMES_FIRST, first), size)
    _place_numbers(placed, arcs, range(NUMBERS_FIRST, len(arcs)), size)
    placed.taken += [_disc(dot) for dot in dots[first:]]
    _place_names(placed, dots, range(first, len(dots)), size)
    return placed


def _disc(dot: Dot) -> _Box:
    return _Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)


def _place_names(placed: _Placed, dots: Sequence[Dot], rows: Iterable[int], size: float) -> None:
    for row in rows:
        dot = dots[row]
        if not dot.name:
            continue
        for spot in _spots(dot, size):
            box = _box(dot.name, spot, size)
            if _within(box) and not _any(box, placed.taken):
                placed.names[row] = spot
                placed.taken.append(box)
                break


def _spots(dot: Dot, size: float) -> list[_Spot]:
    """Return where the name of a dot may stand: above, below, at the right, at the left."""
    away = dot.radius + AIR
    return [
        (dot.x, round(dot.y - away - DESCENT * size, 1), "middle"),
        (dot.x, round(dot.y + away + size * 0.8, 1), "middle"),
        (round(dot.x + away, 1), round(dot.y + size * 0.35, 1), "start"),
        (round(dot.x - away, 1), round(dot.y + size * 0.35, 1), "end"),
    ]


def _within(box: _Box) -> bool:
    """Return whether a text lies in the drawing as a whole."""
    return box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= HEIGHT


def _box(name: str, spot: _Spot, size: float) -> _Box:
    x, line, anchor = spot
    wide = width_of(name, size)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return _Box(left, line - ASCENT * size, left + wide, line + DESCENT * size)


def _place_numbers(placed: _Placed, arcs: Sequence[Arc], rows: Iterable[int], size: float) -> None:
    for row in rows:
        leg = arcs[row]
        if not leg.number:
            continue
        half = width_of(leg.number, size, bold=True) / 2 + size * BESIDE
        for x, y in leg.spots:
            box = _Box(x - half, y - size * 0.65, x + half, y + size * 0.65)
            if _within(box) and not _any(box, placed.taken):
                placed.numbers[row] = (round(x, 1), round(y, 1))
                placed.taken.append(box)
                break


def _any(box: _Box, taken: Iterable[_Box]) -> bool:
    return any(box.touches(other) for other in taken)
