"""Names on the map: larger places come first, and no name lies over another.

A telephone shows the map smaller and its letters larger, so fewer names fit there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from trama.visualizations.map_drawing import WIDTH, Dot

# Heights of letters in units of the drawing, equal to those in page.css.
ON_SCREEN, ON_TELEPHONE = 13.0, 22.0
# Mean width of a letter as a share of its height, with some air between letters.
LETTER_WIDTH = 0.6
AIR = 3.0


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


def named(dots: Sequence[Dot]) -> list[Dot]:
    """Return the dots, the largest first, each with its name if the name fits, else "".

    ``first`` is True if the name fits on a telephone too.
    """
    small = _placed(dots, ON_TELEPHONE, below_too=False)
    wide = _placed(dots, ON_SCREEN, below_too=True)
    return [
        replace(dot, name="") if at is None else replace(dot, label_y=at, first=on_telephone == at)
        for dot, at, on_telephone in zip(dots, wide, small, strict=True)
    ]


def _placed(dots: Sequence[Dot], size: float, *, below_too: bool) -> list[float | None]:
    """Return the base line of each name. Return None for a name that would lie over another
    name or a larger dot."""
    taken: list[_Box] = []
    lines: list[float | None] = []
    for dot in dots:
        taken.append(_Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y))
        free = (
            (line, box)
            for line, box in _spots(dot, size, below_too=below_too)
            if box.left >= 0 and box.right <= WIDTH and not _any(box, taken)
        )
        line, found = next(free, (None, None))
        lines.append(line)
        if found is not None:
            taken.append(found)
    return lines


def _spots(dot: Dot, size: float, *, below_too: bool) -> Iterator[tuple[float, _Box]]:
    if not dot.name:
        return
    half = len(dot.name) * size * LETTER_WIDTH / 2
    above = round(dot.y - dot.radius - AIR, 1)
    below = round(dot.y + dot.radius + size, 1)
    for line in (above, below) if below_too else (above,):
        yield line, _Box(dot.x - half, line - size, dot.x + half, line)


def _any(box: _Box, taken: Iterable[_Box]) -> bool:
    return any(box.touches(other) for other in taken)
