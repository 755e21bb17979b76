"""The picture of pairs of people who share cases: a box a person, a line a pair, wide as its cases.

Beyond about sixty people those with the fewest cases are drawn as groups, with their number. So are
the weakest of a part so dense that its people can only stand on a circle.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import networkx as nx

from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.ontology.canonical_layer import Suspect
from trama.visualizations.lettering import width_of, wrapped
from trama.visualizations.network_layout import (
    Point,
    Size,
    circle_layout,
    crosses,
    net_layout,
    shelves,
)
from trama.visualizations.scene import (
    INK,
    PAPER,
    SOFT,
    Letters,
    Mark,
    Scene,
    Shape,
    add_crowd,
    box,
    column_of,
    height_of,
)
from trama.visualizations.signs import colour_of, counted
from trama.visualizations.stage_lanes import MOST_MARKS, Who

# Units are pixels.
ROOM, SMALL, EDGE, PAGE, GAP = 150.0, 12.0, 22.0, 1280.0, 46.0
THINNEST, WIDEST = 1.5, 8.0
# Groups of people that are drawn as one box each.
MOST_GROUPS = 10
# People of a circle: 14 always, up to 30 while their lines are no web in which nobody follows any.
ON_CIRCLE, MOST_ON_CIRCLE, MOST_LINES = 14, 30, 60
# Points of a line where its number may stand, from the middle outwards, and the least distance
# from a foreign line, on which a number would seem to be that line's.
ALONG = tuple(0.5 + side * step / 50 for step in range(21) for side in (1, -1) if step or side > 0)
APART = 5.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people and the number of the cases that they share."""

    one: Who
    other: Who
    cases: int


@dataclass(slots=True)
class _Net:
    """The people of a picture by key: who they are (several in a group), lines and sizes."""

    graph: "nx.Graph[str]"
    people: dict[str, list[Who]] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)


def network_picture(
    pairs: Sequence[Pair],
    language: Language,
    asked: str | None = None,
    links: Mapping[str, str] | None = None,
) -> tuple[Scene, bool]:
    """Return the drawing of pairs, and whether people were joined; ``asked`` is marked."""
    net, joined = _net(pairs, asked, language)
    laid = _laid(net)
    circles = [part for part, boxes in laid if boxes is None]
    if crowded := {one for part in circles for one in part[_on_circle(net.graph, part) :]}:
        net, joined = _net(pairs, asked, language, crowded)
        laid = _laid(net)
    most = max((pair.cases for pair in pairs), default=1)
    drawn = [_part(net, net.graph.subgraph(part), boxes, most, language) for part, boxes in laid]
    corners = shelves([(scene.width, scene.height) for scene, _ in drawn], PAGE, GAP)
    whole = Scene()
    for (part, boxes), (left, top) in zip(drawn, corners, strict=True):
        whole.marks += [replace(mark, at=(left + EDGE, top + EDGE)) for mark in part.marks]
        for person, (x, y) in boxes.items():
            at = (x + left + EDGE, y + top + EDGE)
            to = _leads_to(net, person, links or {}, whole, language)
            whole.marks.append(_person(net, person, at, person == asked, to))
            if person == asked:
                whole.start = at
        whole.width = max(whole.width, left + part.width + 2 * EDGE)
        whole.height = max(whole.height, top + part.height + 2 * EDGE)
    whole.breaks = sorted({top + EDGE - GAP / 2 for _, top in corners if top})
    return whole, joined


def _laid(net: _Net) -> list[tuple[list[str], dict[str, Point] | None]]:
    """Return the people of each connected part, strongest first, and the middles of their boxes.

    The middles are None if lines would run through boxes: then the people stand on a circle.
    """
    parts = sorted(nx.connected_components(net.graph), key=lambda part: (-len(part), min(part)))
    people = [[person for person in net.graph if person in part] for part in parts]
    return [(part, net_layout(net.graph.subgraph(part), net.sizes)) for part in people]


def _on_circle(graph: "nx.Graph[str]", part: Sequence[str]) -> int:
    """Return how many of the strongest people of a part a circle shows one by one."""
    for count in range(min(len(part), MOST_ON_CIRCLE), ON_CIRCLE, -1):
        if graph.subgraph(part[:count]).number_of_edges() <= MOST_LINES:
            return count
    return ON_CIRCLE


def _net(
    pairs: Sequence[Pair],
    asked: str | None,
    language: Language,
    crowded: Collection[str] = (),
) -> tuple[_Net, bool]:
    """Return the people and pairs, with the weakest people joined to groups if they do not fit.

    The people of ``crowded`` are joined to groups as well.
    """
    strength: dict[str, tuple[int, int]] = {}
    names: dict[str, str] = {}
    for pair in pairs:
        for who in (pair.one, pair.other):
            most, count = strength.get(who.pseudonym, (0, 0))
            strength[who.pseudonym] = (max(most, pair.cases), count + pair.cases)
            names[who.pseudonym] = who.name
    ranked = sorted(
        strength,
        key=lambda one: (one != asked, -strength[one][0], -strength[one][1], one),
    )
    kept = set(ranked if len(ranked) <= MOST_MARKS else ranked[: MOST_MARKS - MOST_GROUPS])
    kept -= set(crowded)
    whole: nx.Graph[str] = nx.Graph()
    whole.add_edges_from((pair.one.pseudonym, pair.other.pseudonym) for pair in pairs)
    group = _groups(whole, kept)
    net = _Net(nx.Graph())
    for person in ranked:
        net.people.setdefault(group.get(person, person), []).append(Who(person, names[person]))
        net.graph.add_node(group.get(person, person))
    for pair in pairs:
        ends = [group.get(who.pseudonym, who.pseudonym) for who in (pair.one, pair.other)]
        if ends[0] != ends[1]:
            alone = not any(who.pseudonym in group for who in (pair.one, pair.other))
            net.graph.add_edge(*ends, cases=pair.cases if alone else 0)
    for key, people in net.people.items():
        text = people[0].name if len(people) == 1 else counted(len(people), "suspect", language)
        lines = wrapped(text, ROOM, SMALL, bold=True, most=4)
        net.lines[key] = lines
        widest = max((width_of(line, SMALL, bold=True) for line in lines), default=0.0)
        net.sizes[key] = (widest + 20, height_of(len(lines), SMALL) + 14)
    return net, bool(group)


def _groups(whole: "nx.Graph[str]", kept: set[str]) -> dict[str, str]:
    """Return the group of each person who gets no box: people of one network share a group."""
    parts = sorted(nx.connected_components(whole), key=lambda part: -len(part - kept))
    group: dict[str, str] = {}
    for number, part in enumerate(parts):
        name = f"+{min(number, MOST_GROUPS - 1)}"
        group |= {person: name for person in part if person not in kept}
    return group


def _part(
    net: _Net,
    graph: "nx.Graph[str]",
    boxes: dict[str, Point] | None,
    most: int,
    language: Language,
) -> tuple[Scene, dict[str, Point]]:
    """Return the lines of a connected part at its own corner, and the middles of its boxes."""
    ends = boxes
    if boxes is None:
        ends, boxes = circle_layout(graph, net.sizes)
    assert ends is not None  # noqa: S101 - one of the two layouts
    left = min(x - net.sizes[person][0] / 2 for person, (x, _) in boxes.items())
    top = min(
        [y - net.sizes[person][1] / 2 for person, (_, y) in boxes.items()]
        + [y - 6 for _, y in ends.values()]
    )
    boxes = {person: (x - left, y - top) for person, (x, y) in boxes.items()}
    ends = {person: (x - left, y - top) for person, (x, y) in ends.items()}
    scene = Scene()
    taken = [(point, net.sizes[person]) for person, point in boxes.items()]
    pairs = sorted(graph.edges(data="cases"), key=lambda edge: -edge[2])
    scene.marks += [_leader(person, ends[person], boxes[person]) for person in boxes]
    for one, other, cases in pairs:
        said = counted(cases, "case", language) if cases else ""
        tip = f"{net.people[one][0].name} — {net.people[other][0].name}: {said}" if cases else ""
        scene.marks.append(_line((one, other), ends, cases / most, tip))
    lines = [(one, other) for one, other, _ in pairs]
    for one, other, cases in pairs:
        if cases and (label := _number((one, other), ends, cases, taken, lines, language)):
            scene.marks.append(label)
    scene.width = max(x + net.sizes[person][0] / 2 for person, (x, _) in boxes.items())
    scene.height = max(
        [y + net.sizes[person][1] / 2 for person, (_, y) in boxes.items()]
        + [y + 6 for _, y in ends.values()]
    )
    return scene, boxes


def _leader(person: str, dot: Point, middle: Point) -> Mark:
    """Return the dot of a person on a circle with its line to the box; nothing elsewhere."""
    if dot == middle:
        return Mark("leader")
    (x, y), (to_x, to_y) = dot, middle
    colour = colour_of(Suspect)
    shapes = [
        Shape(f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}", "#9aa5b1", 1),
        Shape(f"M{x - 5:.1f} {y:.1f}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", fill=colour),
    ]
    return Mark("leader", shapes, keys=[person])


def _line(pair: tuple[str, str], ends: Mapping[str, Point], share: float, tip: str) -> Mark:
    (x1, y1), (x2, y2) = (ends[person] for person in pair)
    width = THINNEST + (WIDEST - THINNEST) * share
    shape = Shape(
        f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", SOFT, round(width, 1), opacity=0.6, kind="line"
    )
    return Mark("pair", [shape], tip=tip, keys=pair)


def _number(
    pair: tuple[str, str],
    ends: Mapping[str, Point],
    cases: int,
    taken: list[tuple[Point, Size]],
    pairs: Sequence[tuple[str, str]],
    language: Language,
) -> Mark | None:
    """Return the number of a line where it touches nothing, None if there is no such point.

    A point away from foreign lines is taken before the others.
    """
    said = number_text(cases, language)
    wide = width_of(said, SMALL, bold=True) + 10
    (x1, y1), (x2, y2) = (ends[person] for person in pair)
    free = [
        (x, y)
        for share in ALONG
        for x, y in [(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)]
        if all(
            abs(x - other[0]) > (wide + size[0]) / 2 + 2
            or abs(y - other[1]) > (18 + size[1]) / 2 + 2
            for other, size in taken
        )
    ]
    if not free:
        return None
    foreign = [(ends[one], ends[other]) for one, other in pairs if (one, other) != pair]
    alone = (
        point
        for point in free
        if not any(crosses(*line, point, (wide, 18.0), APART) for line in foreign)
    )
    x, y = next(alone, free[0])
    taken.append(((x, y), (wide, 18.0)))
    shapes = [Shape(box(x - wide / 2, y - 9, wide, 18, 9), SOFT, 1, PAPER)]
    text = Letters(x, y + 4.2, said, SMALL, bold=True, anchor="middle")
    return Mark("label", shapes, [text], keys=pair)


def _leads_to(
    net: _Net, person: str, links: Mapping[str, str], scene: Scene, language: Language
) -> str:
    """Return where a box leads: to the page of a person, or to the list of the people of a group.

    The people of a group are added to the scene.
    """
    people = net.people[person]
    if len(people) == 1:
        return links.get(people[0].pseudonym, "")
    title = counted(len(people), "suspect", language)
    return add_crowd(scene, title, ((who.pseudonym, who.name) for who in people))


def _person(net: _Net, person: str, middle: Point, asked: bool, href: str) -> Mark:
    (x, y), (width, height) = middle, net.sizes[person]
    colour = colour_of(Suspect)
    group = len(net.people[person]) > 1
    fill, ink = (colour, PAPER) if asked else ("#eef2f6" if group else "#fffaf0", INK)
    shapes = [
        Shape(
            box(x - width / 2, y - height / 2, width, height), SOFT if group else colour, 1.8, fill
        )
    ]
    lines = net.lines[person]
    top = y - height_of(len(lines), SMALL) / 2 - 1
    letters = column_of(lines, x, top, SMALL, bold=True, colour=ink, anchor="middle")
    tip = "\n".join(who.name for who in net.people[person])
    return Mark("person", shapes, letters, tip, href, [person])
