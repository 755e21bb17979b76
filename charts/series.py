"""Series of years: a line for each name, on one scale that begins at zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.core.errors import Language
from trama.core.written_numbers import number_text

_COLOURS = ("#0b5cad", "#b44d12", "#5f3dc4", "#2b8a3e", "#495057", "#a61e4d")
_DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 5", "1 4")
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 700.0, 12.0, 30.0
_WIDTH, _HEIGHT = 720.0, 320.0
_MOST_YEARS = 14  # written below the axis: more would touch


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line and its sentence."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line, its name, colour and dashes: it is told apart without colours too."""

    name: str
    path: str
    colour: str
    dashes: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The lines of a drawing, its ticks (heights and texts) and the years below."""

    title: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    width: float = _WIDTH
    height: float = _HEIGHT
    left: float = _LEFT
    right: float = _RIGHT


def series(
    named: Sequence[tuple[str, Mapping[int, float]]], title: str, language: Language
) -> Series:
    """Return the lines of values by year. A year without a value parts its line."""
    years = sorted({year for _, values in named for year in values})
    greatest = max((value for _, values in named for value in values.values()), default=0)
    step = _step(greatest)
    top = max(step, -(-greatest // step) * step)

    def x_of(year: int) -> float:
        if years[0] == years[-1]:
            return (_LEFT + _RIGHT) / 2
        return _LEFT + 14 + (_RIGHT - _LEFT - 28) * (year - years[0]) / (years[-1] - years[0])

    def y_of(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / top)

    lines = []
    for number, (name, values) in enumerate(named):
        dots = [
            (year, Dot(x_of(year), y_of(value), f"{name}, {year}: {number_text(value, language)}"))
            for year, value in sorted(values.items())
        ]
        style = number % len(_COLOURS)
        points = tuple(dot for _, dot in dots)
        lines.append(Line(name, _path(dots), _COLOURS[style], _DASHES[style], points))
    ticks = [
        (y_of(value), number_text(value, language)) for value in range(0, int(top) + 1, int(step))
    ]
    every = -(-len(years) // _MOST_YEARS) if years else 1
    below = [(x_of(year), str(year)) for year in years[::every]]
    return Series(title, tuple(lines), tuple(ticks), tuple(below))


def _path(dots: Sequence[tuple[int, Dot]]) -> str:
    """Return the path through the dots; a year between two that has no dot lifts the pen."""
    pieces, before = [], None
    for year, dot in dots:
        pen = "L" if before is not None and year == before + 1 else "M"
        pieces.append(f"{pen}{dot.x:.1f} {dot.y:.1f}")
        before = year
    return "".join(pieces)


def _step(greatest: float) -> float:
    """Return the distance of the ticks: 1, 2 or 5 by a power of ten, at most seven of them."""
    step = 1
    while greatest / step > 6:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step
