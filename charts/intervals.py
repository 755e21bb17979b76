"""A chart of values with their intervals, a line for each: the dot is the value."""

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
    """A value with its interval; ``strong`` values are drawn dark, others grey."""

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
    """The chart, ready to be drawn. ``one`` is the place of no difference on a scale of ratios."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: float
    height: float
    one: float | None


def intervals(
    measured: Sequence[Measured], title: str, language: Language, *, ratios: bool = False
) -> Intervals:
    """Return the chart of values above 0; ``ratios`` have a scale of logarithms around 1."""
    low = min((one.low for one in measured), default=0.5 if ratios else 0.0)
    high = max((one.high for one in measured), default=2.0)
    ticks = _ratio_ticks(low, high) if ratios else _even_ticks(high)
    form = math.log if ratios else float
    start, end = form(ticks[0]), form(ticks[-1])
    room = WIDTH - _LABELS - _RIGHT

    def x(value: float) -> float:
        share = (form(min(max(value, ticks[0]), ticks[-1])) - start) / (end - start)
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
    return Intervals(title, bars, marks, WIDTH, height, x(1.0) if ratios else None)


def _ratio_ticks(low: float, high: float) -> list[float]:
    """Return ticks such as 0.25, 0.5, 1, 2, 4 that hold the values, and 1 in any case."""
    first = math.floor(math.log2(max(min(low, 0.5), 1 / 64)))
    last = math.ceil(math.log2(min(max(high, 2.0), 64)))
    return [2.0**power for power in range(first, last + 1)]


def _even_ticks(high: float) -> list[float]:
    """Return four to eight even ticks from 0, in steps of 1, 2 or 5."""
    rough = max(high, 1e-9) / 5
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(scale * size for size in (1, 2, 5, 10) if scale * size >= rough)
    return [round(step * number, 10) for number in range(math.ceil(high / step) + 1)]
