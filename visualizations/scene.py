"""A drawing as SVG shapes: texts, boxes and paths in marks; a mark has a tooltip and a link.

Units are pixels of a drawing at its own size. y grows downwards.
"""

import colorsys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

INK, SOFT, PAPER, FAINT = "#1f2933", "#52606d", "#ffffff", "#d9e2ec"
# Height of a line of text as a share of the size of its letters.
LEADING = 1.3
# Heights as shares of the width from which a drawing is printed upright, and on several sheets.
HIGH, LONG = 0.65, 1.15
# Heights as shares of the width: a sheet of an upright A4 page, the first below the head.
SHEET, FIRST_SHEET = 1.4, 0.75
# Least contrast of text on white, WCAG 2.2 AA.
CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of text; ``y`` is its base line, ``anchor`` as SVG has it (start, middle, end)."""

    x: float
    y: float
    text: str
    size: float = 13.0
    bold: bool = False
    colour: str = INK
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: ``d`` as SVG has it, with its line and its filling; "none" is no colour."""

    d: str
    stroke: str = "none"
    width: float = 1.0
    fill: str = "none"
    opacity: float = 1.0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Shapes and texts that are one thing; ``keys`` name the things that light up with this one.

    ``tip`` appears under the pointer or at the keyboard's focus, ``href`` is a page beside this.

    The whole mark is moved by ``at``.
    """

    kind: str
    shapes: Sequence[Shape] = ()
    letters: Sequence[Letters] = ()
    tip: str = ""
    href: str = ""
    keys: Sequence[str] = ()
    at: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Crowd:
    """People whom one box of a drawing stands for; its mark leads to ``anchor`` in the page.

    ``people`` are pseudonyms with the names in the drawing, and ``title`` says where they belong.
    """

    anchor: str
    title: str
    people: Sequence[tuple[str, str]]


@dataclass(slots=True)
class Scene:
    """The marks of a drawing, the first lowest.

    The view begins at x = 0 and y = ``top``; ``width`` and ``height`` hold all marks. ``breaks``
    are the heights at which a sheet of paper may end: no box and no text lies across them.
    ``crowds`` are the boxes that stand for several people.
    ``start`` is the point that a window too small for the drawing shows at first.
    """

    width: float = 0.0
    height: float = 0.0
    top: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)
    crowds: list[Crowd] = field(default_factory=list)
    start: tuple[float, float] | None = None

    @property
    def sheets(self) -> list[tuple[float, float]]:
        """The top and height of each sheet of paper of a long drawing; none of another drawing.

        A sheet ends at the last break that it has room for. Example: a drawing 100 wide and 300
        high with breaks at 80, 160 and 240 has the sheets (0, 80), (80, 80) and (160, 140).
        """
        if "long" not in self.form or not self.breaks:
            return []
        ends = [*sorted(self.breaks), self.top + self.height]
        sheets: list[tuple[float, float]] = []
        start, room = self.top, self.width * FIRST_SHEET
        for here, after in pairwise([*ends, float("inf")]):
            if after > start + room:
                sheets.append((start, here - start))
                start, room = here, self.width * SHEET
        return sheets

    @property
    def form(self) -> str:
        """The form of its paper: "" is landscape, "high" upright, "high long" several sheets."""
        share = self.height / self.width if self.width else 0.0
        if share < HIGH:
            return ""
        return "high" if share < LONG else "high long"


def add_crowd(scene: Scene, title: str, people: Iterable[tuple[str, str]]) -> str:
    """Add the people of a box to a scene; return the address of their list in the page."""
    crowd = Crowd(f"personas-{len(scene.crowds) + 1}", title, list(people))
    scene.crowds.append(crowd)
    return f"#{crowd.anchor}"


def box(x: float, y: float, width: float, height: float, radius: float = 6.0) -> str:
    """Return the path of a box with round corners."""
    r = min(radius, width / 2, height / 2)
    return (
        f"M{x + r:.1f} {y:.1f}H{x + width - r:.1f}a{r} {r} 0 0 1 {r} {r}V{y + height - r:.1f}"
        f"a{r} {r} 0 0 1 -{r} {r}H{x + r:.1f}a{r} {r} 0 0 1 -{r} -{r}V{y + r:.1f}"
        f"a{r} {r} 0 0 1 {r} -{r}z"
    )


def arrowhead(x: float, y: float, length: float, width: float) -> str:
    """Return the path of an arrowhead with its tip at a point.

    It points to the right, to the left if ``length`` is negative.
    """
    return f"M{x:.1f} {y:.1f}L{x - length:.1f} {y - width / 2:.1f}V{y + width / 2:.1f}z"


def column_of(  # noqa: PLR0913 - text has that many properties
    lines: Sequence[str],
    x: float,
    top: float,
    size: float = 13.0,
    *,
    bold: bool = False,
    colour: str = INK,
    anchor: str = "start",
) -> list[Letters]:
    """Return lines of text one under the other; the first begins at ``top``."""
    return [
        Letters(x, top + size + row * size * LEADING, line, size, bold, colour, anchor)
        for row, line in enumerate(lines)
    ]


def height_of(lines: int, size: float = 13.0) -> float:
    """Return the height of lines of text one under the other."""
    return lines * size * LEADING


def hue(number: int) -> str:
    """Return the colour of the thing with that number, readable on white (4.5:1).

    Neighbours lie a golden angle apart, so that no two of the first dozen look alike.
    """
    turn = (0.58 + number * 0.381966) % 1.0
    light = 0.42
    while True:
        colour = colorsys.hls_to_rgb(turn, light, 0.62)
        if 1.05 / (luminance(colour) + 0.05) >= CONTRAST + 0.3:
            return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
        light -= 0.02


def luminance(colour: tuple[float, float, float]) -> float:
    """Return the relative luminance of a colour (red, green, blue from 0 to 1), WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
