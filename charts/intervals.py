"""A chart of ratios with their intervals, a line for each: the dot is the ratio."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trama.core.errors import Language
from trama.core.written_numbers import number_text

WIDTH = 620.0
_LINE = 24.0  # height of a line, in units of the drawing
_LABELS = 250.0  # width of the words at the left
_RIGHT = 30.0
_TOP, _BOTTOM = 14.0, 34.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A ratio with its interval; ``strong`` values are drawn dark, others grey."""

    label: str
    value: float
    low: float
    high: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the chart, in units of the drawing."""

    label: str
    y: float
    left: float
    right: float
    dot: float
    strong: bool
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Intervals:
    """The chart, ready to be drawn. ``one`` is the place of no difference."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: float
    height: float
    one: float


def intervals(measured: Sequence[Measured], title: str, language: Language) -> Intervals:
    """Return the chart of ratios, which are above 0, on a scale of logarithms around 1."""
    low = min((one.low for one in measured), default=0.5)
    high = max((one.high for one in measured), default=2.0)
    ticks = _ticks(low, high)
    start, end = math.log(ticks[0]), math.log(ticks[-1])
    room = WIDTH - _LABELS - _RIGHT

    def x(value: float) -> float:
        share = (math.log(min(max(value, ticks[0]), ticks[-1])) - start) / (end - start)
        return round(_LABELS + room * share, 1)

    bars = tuple(
        Bar(
            one.label,
            _TOP + _LINE * (number + 0.5),
            x(one.low),
            x(one.high),
            x(one.value),
            one.strong,
            number_text(one.value, language, 2),
        )
        for number, one in enumerate(measured)
    )
    marks = tuple(Tick(x(tick), number_text(tick, language)) for tick in ticks)
    height = _TOP + _LINE * len(measured) + _BOTTOM
    return Intervals(title, bars, marks, WIDTH, height, x(1.0))


def _ticks(low: float, high: float) -> list[float]:
    """Return ticks such as 0.25, 0.5, 1, 2, 4 that hold the values, and 1 in any case."""
    first = math.floor(math.log2(max(min(low, 0.5), 1 / 64)))
    last = math.ceil(math.log2(min(max(high, 2.0), 64)))
    return [2.0**power for power in range(first, last + 1)]
