"""The charts of the overlap as shapes of SVG: bars by year, the waterfall, bars of lost cases.

Lengths are pixels. The charts are rectangles and lines, drawn here and not by a library. vl-convert
(Vega-Lite) draws as well, and brings 84 MB with a JavaScript engine; plotly.js adds 4.8 MB of
script to each page. These pages run no script to be drawn (`docs/overlap.md` has the measurements).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.visualizations.lettering import width_of, wrapped

RETA, SISTRA = "#0b7285", "#b44d12"
BOTH, ELSEWHERE, UNDECIDED = "#5f3dc4", "#b197fc", "#adb5bd"
MISSING = "#862e2e"

_PLOT, _TOP, _BELOW, _AXIS = 250, 26, 40, 52  # height of the bars, room above, below, at the left
_BAR, _GAP, _BETWEEN = 32, 4, 26
_ROW, _LABEL, _WIDTH, _VALUE = 30, 270, 430, 130  # of a chart of rows
_LETTERS = 12.5
_SIDES = ("reta", "sistra")
_MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; ``text`` is what pointers and screen readers read, ``href`` where it leads."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text; ``anchor`` is start, middle or end, as SVG has it."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line; ``kind`` is grid, whisker or step."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its size, its title for a screen reader, and its shapes from back to front."""

    title: str
    width: float
    height: float
    rects: Sequence[Rect]
    lines: Sequence[Line]
    labels: Sequence[Label]


Words = Mapping[str, str]
Document = Mapping[str, Any]


def year_chart(rows: Sequence[Document], words: Words, language: Language) -> Chart:
    """Return a bar of RETA and a bar of SISTRA for each row: in both at the foot, only at the top.

    A whisker is the interval of all who stand in both, in whatever row the other registry has them.
    """
    most = max((_known(row[f"in_{side}"]) for row in rows for side in _SIDES), default=0)
    top, ticks = _scale(most)
    rects, lines, labels = [], [], []
    totals = [number_text(_known(row[f"in_{side}"]), language) for row in rows for side in _SIDES]
    # No number over a bar reaches the number over the next.
    bar = max([_BAR, *(width_of(total, _LETTERS) for total in totals)])
    year = 2 * bar + _GAP + _BETWEEN
    axis = max(_AXIS, 18 + width_of(number_text(ticks[-1], language), _LETTERS))
    width = axis + len(rows) * year + 10
    for tick in ticks:
        y = _height(tick, top)
        lines.append(Line(axis - 6, y, width, y, "grid"))
        labels.append(Label(axis - 10, y + 4, number_text(tick, language), "end", "axis"))
    for number, row in enumerate(rows):
        left = axis + number * year + _BETWEEN / 2
        for place, side in enumerate(_SIDES):
            x = left + place * (bar + _GAP) + (bar - _BAR) / 2
            stack, whisker = _stack(row, side, x, top, words, language)
            rects += stack
            lines += whisker
            y = _height(_known(row[f"in_{side}"]), top) - 6
            labels.append(Label(x + _BAR / 2, y, totals[2 * number + place]))
        middle = left + bar + _GAP / 2
        labels.append(Label(middle, _TOP + _PLOT + 17, str(row["name"]), "middle", "name"))
    return Chart(words["years"], width, _TOP + _PLOT + _BELOW, rects, lines, labels)


def _stack(
    row: Document, side: str, x: float, top: float, words: Words, language: Language
) -> tuple[list[Rect], list[Line]]:
    only = row[f"only_{side}"]
    parts = (
        (_known(row["both"]["decided"]), BOTH, "both"),
        (_known(row[f"both_elsewhere_{side}"]["decided"]), ELSEWHERE, "elsewhere"),
        (_known(row[f"undecided_{side}"]), UNDECIDED, "undecided"),
        (_known(only["decided"]), RETA if side == "reta" else SISTRA, f"only_{side}"),
    )
    rects, foot = [], 0
    for count, colour, name in parts:
        if count:
            y = _height(foot + count, top)
            text = f"{row['name']} · {side.upper()} · {words[name]}: {number_text(count, language)}"
            rects.append(Rect(x, y, _BAR, _height(foot, top) - y, colour, text))
        foot += count
    total = _known(row[f"in_{side}"])
    low, high = only["low"], only["high"]
    if low is None or high is None or low == high:
        return rects, []
    middle, ends = x + _BAR / 2, (_height(total - high, top), _height(total - low, top))
    return rects, [
        Line(middle, *(ends[0], middle), ends[1], "whisker"),
        *(Line(middle - 6, y, middle + 6, y, "whisker") for y in ends),
    ]


def waterfall_chart(document: Document, words: Words, language: Language) -> Chart:
    """Return a row for the count of RETA, for each step that anybody takes, and for SISTRA."""
    steps = [s for s in document["steps"] if _size(s["leaving"]) or _size(s["coming"])]
    counts = [document["reta"], document["sistra"], *(s["before"] for s in steps)]
    most = max((_known(count) for count in counts), default=0) or 1
    rows = _Rows(most)
    rows.add("RETA", [(0, document["reta"], RETA)], number_text(document["reta"], language))
    shared = 0
    for step in steps:
        out, into = step["leaving"], step["coming"]
        to = record_address(document, step)
        open_ = step["step"] == "UNDECIDED"
        if step["registry"] == "RETA":
            bar = (step["after"], step["before"], UNDECIDED if open_ else RETA)
            rows.add(step["name"], [bar], f"−{_told(out, language)}", at=step["before"], to=to)
        elif step["registry"] == "SISTRA":
            bar = (step["before"], step["after"], UNDECIDED if open_ else SISTRA)
            rows.add(step["name"], [bar], f"+{_told(into, language)}", at=step["before"], to=to)
        else:
            size = _size(out)
            bar = (shared, shared + size, BOTH)
            rows.add(step["name"], [bar], f"= {_told(out, language)}", to=to)
            shared += size
    rows.add("SISTRA", [(0, document["sistra"], SISTRA)], number_text(document["sistra"], language))
    return rows.chart(words["waterfall"])


def step_anchor(step: Document) -> str:
    """Return the anchor of the records of a step, ``paso-LOST-RETA``."""
    return f"paso-{step['step']}-{step['registry'] or 'AMBOS'}"


def record_address(document: Document, step: Document) -> str:
    """Return where the records of a step stand in the page, "" if the page lists none."""
    anchor = step_anchor(step)
    known = {step_anchor(own) for own in document.get("records", ())}
    return f"#{anchor}" if anchor in known else ""


def lost_chart(groups: Sequence[Document], words: Words, language: Language) -> Chart:
    """Return a row for each of the first groups: its lost cases, and how many are truly missing."""
    shown = groups[:_MOST_ROWS]
    most = max((group["cases"] for group in shown), default=0) or 1
    rows = _Rows(most)
    for group in shown:
        bars = [(0, group["cases"], UNDECIDED), (0, group["expected_missing"], MISSING)]
        counts = (number_text(group[name], language) for name in ("cases", "oldest_days"))
        told = f"{' · '.join(counts)} {words['days']}"
        rows.add(group["name"] or words["unnamed"], bars, told)
    return rows.chart(words["lost"])


class _Rows:
    """A chart of rows: a label at the left, bars from left to right, a value at their end."""

    def __init__(self, most: float) -> None:
        self._most = most
        self._rects: list[Rect] = []
        self._lines: list[Line] = []
        self._labels: list[Label] = []
        self._number, self._right = 0, float(_LABEL + _WIDTH + _VALUE)

    def add(
        self,
        name: str,
        bars: Sequence[tuple[float, float, str]],
        value: str,
        *,
        at: float | None = None,
        to: str = "",
    ) -> None:
        """Add a row; a bar is its two ends and its colour. A thin line leads down to ``at``.

        A press on a bar leads ``to`` an address.
        """
        y = 6 + self._number * _ROW
        lines = wrapped(name, _LABEL - 14, _LETTERS, most=2)
        start = y + _ROW / 2 + 4 - 7 * (len(lines) - 1)
        self._labels += [
            Label(_LABEL - 8, start + 14 * line, text, "end", "name")
            for line, text in enumerate(lines)
        ]
        if at is not None:
            x = _LABEL + _WIDTH * at / self._most
            self._lines.append(Line(x, y - 5, x, y + 5, "step"))
        end = 0.0
        for first, last, colour in bars:
            x = _LABEL + _WIDTH * first / self._most
            width = max(_WIDTH * (last - first) / self._most, 1.5)
            self._rects.append(Rect(x, y + 5, width, _ROW - 10, colour, f"{name}: {value}", to))
            end = max(end, x + width)
        self._labels.append(Label(end + 6, y + _ROW / 2 + 4, value, "start", "value"))
        self._right = max(self._right, end + 10 + width_of(value, _LETTERS, bold=True))
        self._number += 1

    def chart(self, title: str) -> Chart:
        """Return the chart of the rows that were added."""
        height = 12 + self._number * _ROW
        axis = Line(_LABEL, 2, _LABEL, height - 2, "grid")
        return Chart(title, self._right, height, self._rects, [axis, *self._lines], self._labels)


def _known(count: int | None) -> int:
    """Return a count; one that the viewer may not see is drawn as nothing."""
    return count or 0


def _size(figure: Document) -> int:
    return _known(figure["decided"]) or 0


def _told(figure: Document, language: Language) -> str:
    """Return a figure with its interval, if the interval is wider: ``21 (18–21)``."""
    count, low, high = (figure[name] for name in ("decided", "low", "high"))
    told = number_text(_known(count), language)
    if low is None or high is None or low == high == count:
        return told
    return f"{told} ({number_text(low, language)}–{number_text(high, language)})"


def _height(count: float, top: float) -> float:
    return _TOP + _PLOT * (1 - count / top)


def _scale(most: int) -> tuple[float, list[int]]:
    """Return the count at the top of the axis, and its ticks: at most eight round numbers."""
    step = 1
    while most / step > 7:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    top = max(step, -(-most // step) * step)
    return top, list(range(0, top + 1, step))
