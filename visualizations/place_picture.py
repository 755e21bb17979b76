"""The picture of the ways between two places: each place once, each way a ribbon with a letter.

The letter of a way stands in the table too. A way's numbers stand at its beginning, where ways run
side by side, so no number can lie over another.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from trama.core.errors import Language
from trama.ontology.canonical_layer import Location
from trama.visualizations.flow_layout import Item, Layout, Leg, layout, legs_of
from trama.visualizations.lettering import width_of, wrapped
from trama.visualizations.scene import (
    INK,
    PAPER,
    Letters,
    Mark,
    Scene,
    Shape,
    arrowhead,
    box,
    column_of,
    height_of,
    hue,
)
from trama.visualizations.signs import ENDS, colour_of, counted, place_text

# Units are pixels. A port is where a way meets a place: as high as a label, so labels never touch.
PORT, PLACE_ROOM, PLACE_LEAST, EDGE = 26.0, 150.0, 90.0, 16.0
THINNEST, WIDEST = 2.0, 15.0
# Room of a letter before an arrival, and of the bend between two columns.
LETTER, BEND = 44.0, 110.0
SIZE, SMALL = 13.0, 12.0
# Ways: nobody follows more of them on a screen, and the table holds every way.
MOST_WAYS, MOST_PLACES = 12, 40


@dataclass(frozen=True, slots=True)
class Way:
    """A way that victims took: the uids of its places in order, its cases and victims."""

    places: Sequence[str]
    cases: int
    victims: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The ways to draw with their layout; ``left`` and ``right`` are the sides of each column.

    ``bends`` are the middles of the bends in each gap. A port's key is its place, its side (True:
    right), its way, its leg and whether the leg starts there.
    """

    ways: Sequence[Way]
    layout: Layout
    lines: Mapping[str, Sequence[str]]
    heights: Mapping[Item, float]
    ports: Mapping[tuple[str, bool, int, int, bool], float]
    left: Sequence[float]
    right: Sequence[float]
    bends: Sequence[float]
    labels: Sequence[str]
    language: Language


def letter(number: int) -> str:
    """Return the letter of a way: A to Z, then AA, AB and so on."""
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def drawn_ways(ways: Sequence[Way]) -> int:
    """Return how many ways the picture draws: the first, with at most ``MOST_PLACES`` places."""
    places: set[str] = set()
    for number, way in enumerate(ways[:MOST_WAYS]):
        places |= set(way.places)
        if number and len(places) > MOST_PLACES:
            return number
    return min(len(ways), MOST_WAYS)


def place_picture(
    ways: Sequence[Way],
    language: Language,
    here: str | None = None,
    links: Mapping[str, str] | None = None,
) -> Scene:
    """Return the drawing of the first ways, from their origins at the left to the right.

    The places where ways begin or end are marked, or ``here`` alone. ``links`` are the addresses
    of other pages, by uid of a place.
    """
    ways = [way for way in ways[: drawn_ways(ways)] if len(way.places) > 1]
    if not ways:
        return Scene()
    drawn = _laid_out(ways, language)
    scene = Scene(width=drawn.right[-1] + EDGE)
    most = max(way.victims for way in ways)
    # Narrow ways last, so that they lie over wide ways.
    for number in sorted(range(len(ways)), key=lambda number: -ways[number].victims):
        share = ways[number].victims / most if most else 0.0
        scene.marks.append(_ribbon(drawn, number, THINNEST + (WIDEST - THINNEST) * share))
    marked = {here} if here else {way.places[end] for way in ways for end in (0, -1)}
    to = links or {}
    scene.marks += [
        replace(_place(drawn, place, marked), href=to.get(place, ""))
        for place in drawn.layout.column
    ]
    scene.marks += [mark for number in range(len(ways)) for mark in _labels(drawn, number)]
    scene.height = _moved_into_view(drawn, scene)
    return scene


def _laid_out(ways: Sequence[Way], language: Language) -> _Drawn:
    """Return the ways with every place, port and column set."""
    paths = [way.places for way in ways]
    legs = legs_of(paths)
    uids = dict.fromkeys(place for path in paths for place in path)
    lines = {
        uid: wrapped(place_text(uid, language), PLACE_ROOM, SIZE, bold=True, most=5) for uid in uids
    }
    rough = layout(paths, {}, PORT)
    sides: dict[tuple[str, bool], list[tuple[int, int, bool]]] = defaultdict(list)
    for leg in legs:
        onward = rough.column[leg.end] > rough.column[leg.start]
        sides[leg.start, onward].append((leg.way, leg.number, True))
        sides[leg.end, not onward].append((leg.way, leg.number, False))
    heights: dict[Item, float] = {
        (uid,): max(
            height_of(len(lines[uid]), SIZE) + 18,
            PORT * max(len(sides[uid, side]) for side in (True, False)) + 8,
        )
        for uid in uids
    }
    placed = layout(paths, heights, PORT - 6)
    labels = [
        f"{counted(way.victims, 'victim', language)} · {counted(way.cases, 'case', language)}"
        for way in ways
    ]
    left, right, bends = _columns(placed, lines, legs, labels)
    ports = _ports(placed, sides, legs)
    return _Drawn(ways, placed, lines, heights, ports, left, right, bends, labels, language)


def _columns(
    placed: Layout,
    lines: Mapping[str, Sequence[str]],
    legs: Sequence[Leg],
    labels: Sequence[str],
) -> tuple[list[float], list[float], list[float]]:
    """Return the left and right sides of the columns, and the bends of the gaps between them.

    A gap has room for the labels at each of its sides, and for the bend between them.
    """
    widths = [
        max(
            [width_of(line, SIZE, bold=True) + 24 for item in column if len(item) == 1
             for line in lines[item[0]]] + [PLACE_LEAST]
        )
        for column in placed.columns
    ]  # fmt: skip
    gaps, after = [], []
    for gap in range(len(widths) - 1):
        rooms = {True: LETTER, False: LETTER}
        for leg in legs:
            first, last = placed.column[leg.start], placed.column[leg.end]
            onward = last > first
            if leg.number == 0 and gap == (first if onward else first - 1):
                rooms[onward] = max(rooms[onward], _label_width(labels[leg.way]) + 22)
        gaps.append(rooms[True] + BEND + rooms[False])
        after.append(rooms[True] + BEND / 2)
    starts = list(
        accumulate((width + gap for width, gap in zip(widths, gaps, strict=False)), initial=EDGE)
    )
    ends = [start + width for start, width in zip(starts, widths, strict=True)]
    return starts, ends, [end + room for end, room in zip(ends, after, strict=False)]


def _label_width(text: str) -> float:
    return 26 + width_of(text, SMALL) + 24


def _ports(
    placed: Layout,
    sides: Mapping[tuple[str, bool], Sequence[tuple[int, int, bool]]],
    legs: Sequence[Leg],
) -> dict[tuple[str, bool, int, int, bool], float]:
    """Return the height of each port, in the order of what lies at the other end of its leg."""
    known = {(leg.way, leg.number): leg for leg in legs}
    ports = {}
    for (place, side), ends in sides.items():

        def beyond(end: tuple[int, int, bool]) -> tuple[float, int]:
            stations = placed.stations(known[end[0], end[1]])
            return placed.middle[stations[1] if end[2] else stations[-2]], end[0]

        middle = placed.middle[(place,)]
        for row, end in enumerate(sorted(ends, key=beyond)):
            ports[(place, side, *end)] = middle + (row - (len(ends) - 1) / 2) * PORT
    return ports


def _ribbon(drawn: _Drawn, number: int, width: float) -> Mark:
    way, colour = drawn.ways[number], hue(number)
    shapes = []
    for leg in _legs(drawn, number):
        points = _points(drawn, leg)
        (x, y), (before, _) = points[-1], points[-2]
        head = (8 + width * 0.6) * (1 if x > before else -1)
        points[-1] = (x - head, y)
        shapes.append(
            Shape(_curve(points, drawn.bends), colour, width, opacity=0.75, kind="ribbon")
        )
        shapes.append(Shape(arrowhead(x, y, head, min(width + 8, PORT - 4)), fill=colour))
    places = " → ".join(place_text(uid, drawn.language) for uid in way.places)
    tip = f"{letter(number)}: {drawn.labels[number]}\n{places}"
    return Mark("way", shapes, tip=tip, keys=[f"w{number}"])


def _legs(drawn: _Drawn, number: int) -> list[Leg]:
    return [
        Leg(number, leg, start, end)
        for leg, (start, end) in enumerate(pairwise(drawn.ways[number].places))
        if start != end
    ]


def _points(drawn: _Drawn, leg: Leg) -> list[tuple[float, float]]:
    """Return the points of a leg: it crosses each column, and the rooms of labels, level."""
    column = drawn.layout.column
    onward = column[leg.end] > column[leg.start]
    out, into = (drawn.right, drawn.left) if onward else (drawn.left, drawn.right)
    start = drawn.ports[leg.start, onward, leg.way, leg.number, True]
    end = drawn.ports[leg.end, not onward, leg.way, leg.number, False]
    points = [(out[column[leg.start]], start)]
    for item in drawn.layout.stations(leg)[1:-1]:
        y = drawn.layout.middle[item]
        points += [(into[int(item[2])], y), (out[int(item[2])], y)]
    return [*points, (into[column[leg.end]], end)]


def _curve(points: Sequence[tuple[float, float]], bends: Sequence[float]) -> str:
    """Return a smooth path through points: level at each, bent only between columns."""
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2) in pairwise(points):
        if y1 != y2:
            middle = next(bend for bend in bends if min(x1, x2) < bend < max(x1, x2))
            half = BEND / 2 if x2 > x1 else -BEND / 2
            path += f"H{middle - half:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f}"
            path += f" {middle + half:.1f} {y2:.1f}"
        path += f"H{x2:.1f}"
    return path


def _place(drawn: _Drawn, place: str, marked: Collection[str]) -> Mark:
    column, middle = drawn.layout.column[place], drawn.layout.middle[(place,)]
    left, right = drawn.left[column], drawn.right[column]
    height = drawn.heights[(place,)]
    fill, line, ink = (ENDS, ENDS, PAPER) if place in marked else (PAPER, colour_of(Location), INK)
    lines = drawn.lines[place]
    text_top = middle - height_of(len(lines), SIZE) / 2
    letters = column_of(
        lines, (left + right) / 2, text_top, SIZE, bold=True, colour=ink, anchor="middle"
    )
    shape = Shape(box(left, middle - height / 2, right - left, height), line, 2, fill)
    keys = [f"w{number}" for number, way in enumerate(drawn.ways) if place in way.places]
    return Mark("place", [shape], letters, place_text(place, drawn.language), keys=keys)


def _labels(drawn: _Drawn, number: int) -> list[Mark]:
    """Return the labels of a way: its numbers where it begins, its letter at each arrival."""
    marks: list[Mark] = []
    column = drawn.layout.column
    colour, sign = hue(number), letter(number)
    for leg in _legs(drawn, number):
        onward = column[leg.end] > column[leg.start]
        if not marks:
            y = drawn.ports[leg.start, onward, leg.way, leg.number, True]
            side = drawn.right if onward else drawn.left
            text = drawn.labels[number]
            wide = _label_width(text) - 6
            x = side[column[leg.start]] + 8 if onward else side[column[leg.start]] - 8 - wide
            letters = [
                Letters(x + 13, y + 4.2, sign, SMALL, bold=True, colour=PAPER, anchor="middle"),
                Letters(x + 32, y + 4.2, text, SMALL),
            ]
            shapes = [
                Shape(box(x, y - 10, wide, 20, 10), colour, 1.5, PAPER),
                Shape(box(x, y - 10, 26, 20, 10), fill=colour),
            ]
            marks.append(Mark("label", shapes, letters, keys=[f"w{number}"]))
        elif len(drawn.ways) > 1:
            y = drawn.ports[leg.end, not onward, leg.way, leg.number, False]
            side = drawn.left if onward else drawn.right
            x = side[column[leg.end]] + (-36 if onward else 36)
            shapes = [Shape(box(x - 12, y - 10, 24, 20, 10), colour, 1.5, PAPER)]
            letters = [Letters(x, y + 4.2, sign, SMALL, bold=True, colour=colour, anchor="middle")]
            marks.append(Mark("label", shapes, letters, keys=[f"w{number}"]))
    return marks


def _moved_into_view(drawn: _Drawn, scene: Scene) -> float:
    """Return the height of the drawing; ``scene.top`` is set to where its view begins."""
    items = drawn.layout.middle.items()
    top = min(middle - drawn.heights.get(item, PORT) / 2 for item, middle in items) - EDGE
    bottom = max(middle + drawn.heights.get(item, PORT) / 2 for item, middle in items) + EDGE
    scene.top = top
    return bottom - top
