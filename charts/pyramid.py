"""The pyramid of ages: a bar to the left and one to the right for each band, the youngest below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.charts.choropleth import Key
from trama.core.errors import Language
from trama.core.written_numbers import number_text

LEFT_COLOUR, RIGHT_COLOUR = "#0b7285", "#b4611a"
"""The colours of the two sides; they differ in lightness too."""

_ROW, _BAR = 34.0, 24.0  # heights of a band and of its bars, in units of the drawing
_MIDDLE = 96.0  # width of the names of bands
_ROOM = 52.0  # width beside the longest bar, for its number


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and its sentence."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text of the drawing."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars and texts of a drawing."""

    title: str
    width: float
    height: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    legend: tuple[Key, ...]


def pyramid(
    bands: Sequence[tuple[str, str]],
    sides: Sequence[tuple[str, Mapping[str, float]]],
    title: str,
    language: Language,
) -> Bars:
    """Return the pyramid of two sides, each a name and its values by band.

    ``bands`` are codes and names, the youngest first. Both sides have one scale.
    """
    width, half = 640.0, (640.0 - _MIDDLE) / 2
    (left, left_values), (right, right_values) = sides
    greatest = max([*left_values.values(), *right_values.values()], default=0) or 1
    bars, marks = [], []
    for number, (code, name) in enumerate(reversed(bands)):
        y = 10 + number * _ROW
        marks.append(Mark(width / 2, y + _BAR / 2 + 4, name))
        for value, at_left in ((left_values.get(code), True), (right_values.get(code), False)):
            if value is None:
                continue
            length = (half - _ROOM) * value / greatest
            x = half - length if at_left else half + _MIDDLE
            side, colour = (left, LEFT_COLOUR) if at_left else (right, RIGHT_COLOUR)
            told = number_text(value, language)
            bars.append(Bar(x, y, length, _BAR, colour, f"{side}, {name}: {told}"))
            edge = x - 6 if at_left else x + length + 6
            anchor = "end" if at_left else "start"
            marks.append(Mark(edge, y + _BAR / 2 + 4, told, anchor, "value"))
    legend = (Key(LEFT_COLOUR, left), Key(RIGHT_COLOUR, right))
    return Bars(title, width, 10 + len(bands) * _ROW, tuple(bars), tuple(marks), legend)
