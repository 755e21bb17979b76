"""The picture of the stages of a case: a lane and a hue for each victim, a line for each suspect.

A stage's box holds its phase, date, place and means. A suspect's line runs in the gutters between
the columns, so it meets no box but those of the suspect's own stages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trama.core.errors import Language
from trama.ontology.canonical_layer import Suspect
from trama.visualizations.gaps import gap_text
from trama.visualizations.lettering import width_of, wrapped
from trama.visualizations.scene import (
    SOFT,
    Letters,
    Mark,
    Scene,
    Shape,
    add_crowd,
    arrowhead,
    box,
    column_of,
    height_of,
    hue,
)
from trama.visualizations.signs import colour_of, counted, place_text, role_text
from trama.visualizations.stage_box import HEAD, BoxText, box_text, draw_box
from trama.visualizations.stage_lanes import MOST_MARKS, Lane, Step, Who, accused_of, lanes_of

# Units are pixels. A gutter holds the time between two stages, then a track for each suspect.
NAMES, BOX, GUTTER, TRACK = 156.0, 192.0, 34.0, 9.0
EDGE, BETWEEN, SUSPECT_GAP = 16.0, 10.0, 26.0
# Places that the title of a group says.
MOST_PLACES = 4
SIZE, SMALL = 13.0, 12.0


@dataclass(slots=True)
class Accusation:
    """Suspects of equal boxes that share a line: the lines of their label, their boxes, a row."""

    people: list[tuple[Who, list[str]]]
    boxes: set[tuple[int, int]]
    label: list[str] = field(default_factory=list)
    y: float = 0.0


@dataclass(slots=True)
class _Plan:
    """The lanes, their boxes' texts, and where columns, lanes and tracks lie.

    ``times`` are the texts between a box (lane, number) and the next box of its lane. ``breaks``
    are the heights between lanes and between suspects, where a sheet of paper may end.
    """

    lanes: Sequence[Lane]
    texts: Mapping[tuple[int, int], BoxText]
    accusations: Sequence[Accusation]
    lefts: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    tracks: dict[tuple[int, int], float] = field(default_factory=dict)
    hues: dict[str, str] = field(default_factory=dict)
    times: dict[tuple[int, int], str] = field(default_factory=dict)
    breaks: list[float] = field(default_factory=list)

    def column(self, at: tuple[int, int]) -> int:
        """Return the column of a box (lane, number)."""
        return self.lanes[at[0]].boxes[at[1]].column


def stage_picture(
    steps: Sequence[Step], language: Language, links: Mapping[str, str] | None = None
) -> tuple[Scene, bool]:
    """Return the drawing of the stages, and whether like victims were joined.

    ``links`` are the addresses of other pages, by case, pseudonym of a suspect and uid of a place.
    """
    if not steps:
        return Scene(), False
    lanes, joined = lanes_of(steps)
    accusations = _accusations(lanes, language)
    texts = {
        (row, number): box_text(filled.steps, BOX, language)
        for row, lane in enumerate(lanes)
        for number, filled in enumerate(lane.boxes)
    }
    plan = _Plan(lanes, texts, accusations, times=_times(lanes, language))
    scene = Scene()
    _place_columns(plan)
    bottom = _place_lanes(plan)
    scene.width = max(plan.lefts) + BOX + EDGE
    to = links or {}
    for row in range(len(lanes)):
        _draw_lane(scene, plan, row, language, to)
    scene.height = _draw_suspects(scene, plan, bottom, to, language)
    scene.breaks = plan.breaks[1:]
    for (row, number), text in texts.items():
        at = (plan.lefts[plan.column((row, number))], plan.tops[row])
        keys = [f"a{n}" for n, one in enumerate(accusations) if (row, number) in one.boxes]
        scene.marks.append(draw_box(text, at, (BOX, plan.heights[row]), [f"l{row}", *keys], to))
    return scene, joined


def _accusations(lanes: Sequence[Lane], language: Language) -> list[Accusation]:
    """Return the suspects, each with a line; too many suspects share the lines of equal boxes."""
    accused = accused_of(lanes)
    marks = sum(1 + len(lane.boxes) for lane in lanes) + len(accused)
    groups: dict[object, Accusation] = {}
    for pseudonym, (who, roles, boxes) in accused.items():
        key = frozenset(boxes) if marks > MOST_MARKS else pseudonym
        groups.setdefault(key, Accusation([], boxes)).people.append((who, roles))
    found = sorted(groups.values(), key=lambda one: (min(one.boxes), one.people[0][0].pseudonym))
    for one in found:
        one.label = [*_suspect_label(one, language), *_share(one, lanes, language)]
    return found


def _share(accusation: Accusation, lanes: Sequence[Lane], language: Language) -> list[str]:
    """Return how many victims of the joined lanes the stages of an accusation have, if not all."""
    keys = {who.pseudonym for who, _ in accusation.people}
    rows = sorted({row for row, _ in accusation.boxes})
    drawn = {who.pseudonym for row in rows for who in lanes[row].victims}
    own = {
        step.victim.pseudonym
        for row in rows
        for filled in lanes[row].boxes
        for step in filled.steps
        if step.victim and any(accused.who.pseudonym in keys for accused in step.suspects)
    }
    if len(own) == len(drawn):
        return []
    told = "con {} de {} víctimas" if language == "es" else "with {} of {} victims"
    return wrapped(told.format(len(own), len(drawn)), NAMES - 20, SMALL, most=2)


def _suspect_label(accusation: Accusation, language: Language) -> list[str]:
    if len(accusation.people) > 1:
        return [counted(len(accusation.people), "suspect", language)]
    ((who, roles),) = accusation.people
    said = [role_text(role, language) for role in roles] or [role_text(None, language)]
    room = NAMES - 20
    return [
        *wrapped(who.name, room, SMALL, bold=True, most=4),
        *(line for role in said for line in wrapped(role, room, SMALL, most=2)),
    ]


def _times(lanes: Sequence[Lane], language: Language) -> dict[tuple[int, int], str]:
    """Return the time after each box (lane, number), where the dates of both boxes are one."""
    times = {}
    for row, lane in enumerate(lanes):
        for number, boxes in enumerate(pairwise(lane.boxes)):
            before, after = ({step.date for step in filled.steps} for filled in boxes)
            if lane.chained and len(before) == len(after) == 1:
                times[row, number] = gap_text(before.pop(), after.pop(), language)
    return times


def _place_columns(plan: _Plan) -> None:
    """Set the left side of each column, and the track of each suspect in the gutter before it."""
    columns = 1 + max(filled.column for lane in plan.lanes for filled in lane.boxes)
    x = EDGE + NAMES
    for column in range(columns):
        here = [
            number
            for number, one in enumerate(plan.accusations)
            if any(plan.column(at) == column for at in one.boxes)
        ]
        times = [text for at, text in plan.times.items() if plan.column(at) == column - 1]
        written = max((width_of(text, SMALL) for text in times), default=0.0)
        x += max(GUTTER, written + 10) if column else 18
        for number in here:
            plan.tracks[number, column] = x
            x += TRACK
        x += 14 if here else 4
        plan.lefts.append(x)
        x += BOX


def _place_lanes(plan: _Plan) -> float:
    """Set the top and height of each lane; return the bottom of the last."""
    y = EDGE
    several = len({lane.case for lane in plan.lanes}) > 1
    for row, lane in enumerate(plan.lanes):
        plan.breaks.append(y - BETWEEN / 2)
        if several and (row == 0 or plan.lanes[row - 1].case != lane.case):
            y += height_of(len(_case_lines(plan, lane)), SMALL) + 14
        stubs = [
            sum((row, number) in one.boxes for one in plan.accusations)
            for number in range(len(lane.boxes))
        ]
        texts = [plan.texts[row, number].height for number in range(len(lane.boxes))]
        least = [HEAD + 8 + 7 * count for count in stubs]
        names = height_of(len(_lane_lines(lane, "es")), SIZE) + 14
        height = max(*texts, *least, names)
        plan.tops.append(y)
        plan.heights.append(height)
        y += height + BETWEEN
    return y


def _lane_lines(lane: Lane, language: Language) -> list[str]:
    if not lane.victims:
        text = "Sin víctima conocida" if language == "es" else "No known victim"
    elif len(lane.victims) == 1:
        text = lane.victims[0].name
    else:
        text = counted(len(lane.victims), "victim", language)
    return wrapped(text, NAMES - 20, SIZE, bold=True, most=4)


def _draw_lane(
    scene: Scene, plan: _Plan, row: int, language: Language, links: Mapping[str, str]
) -> None:
    lane = plan.lanes[row]
    top, height = plan.tops[row], plan.heights[row]
    if lane.victims:
        key = " ".join(victim.pseudonym for victim in lane.victims)
        colour = plan.hues.setdefault(key, hue(len(plan.hues)))
    else:
        colour = SOFT
    several = len({other.case for other in plan.lanes}) > 1
    if several and (row == 0 or plan.lanes[row - 1].case != lane.case):
        _draw_case_number(scene, plan, row, links)
    right = max(plan.lefts) + BOX + EDGE / 2
    shapes = [
        Shape(box(EDGE - 8, top - 4, right - EDGE + 8, height + 8), fill=colour, opacity=0.07),
        Shape(box(EDGE - 8, top - 4, 6, height + 8, 3), fill=colour),
    ]
    lines = _lane_lines(lane, language)
    letters = column_of(lines, EDGE + 6, top + 4, SIZE, bold=True, colour=colour)
    tip = "\n".join(victim.name for victim in lane.victims)
    href = ""
    if len(lane.victims) > 1:
        title = [counted(len(lane.victims), "victim", language), *([lane.case] if several else [])]
        title.append(_places(lane, language))
        people = ((who.pseudonym, who.name) for who in lane.victims)
        href = add_crowd(scene, " · ".join(filter(None, title)), people)
    scene.marks.append(Mark("lane", shapes, letters, tip, href, keys=[f"l{row}"]))
    if lane.chained:
        _draw_order(scene, plan, row, colour)


def _places(lane: Lane, language: Language) -> str:
    """Return the places of a lane in order, each once: groups of one case differ by them."""
    places = [step.place for filled in lane.boxes for step in filled.steps if step.place]
    named = [place_text(place, language) for place in dict.fromkeys(places)]
    return " → ".join([*named[:MOST_PLACES], *(["…"] if len(named) > MOST_PLACES else [])])


def _case_lines(plan: _Plan, lane: Lane) -> list[str]:
    """Return the number of a lane's case in lines that end before the first track."""
    room = min(plan.tracks.values(), default=max(plan.lefts) + BOX) - EDGE - 4
    return wrapped(lane.case, room, SMALL, bold=True, most=4)


def _draw_case_number(scene: Scene, plan: _Plan, row: int, links: Mapping[str, str]) -> None:
    lane = plan.lanes[row]
    lines = _case_lines(plan, lane)
    uid = lane.boxes[0].steps[0].case_uid
    above = plan.tops[row] - 8 - height_of(len(lines), SMALL)
    letters = column_of(lines, EDGE - 6, above, SMALL, bold=True, colour=SOFT)
    scene.marks.append(Mark("case", [], letters, lane.case, links.get(uid, "")))


def _draw_order(scene: Scene, plan: _Plan, row: int, colour: str) -> None:
    """Draw an arrow from each stage of a lane to the next, with the time between them."""
    lane = plan.lanes[row]
    y = plan.tops[row] + HEAD / 2
    begin = plan.lefts[lane.boxes[0].column]
    shapes = [Shape(f"M{EDGE + NAMES:.1f} {y}H{begin - 8:.1f}", colour, 2, kind="line")]
    shapes.append(Shape(arrowhead(begin, y, 9, 10), fill=colour))
    letters = []
    for number, (before, after) in enumerate(pairwise(lane.boxes)):
        start, end = plan.lefts[before.column] + BOX, plan.lefts[after.column]
        shapes.append(Shape(f"M{start:.1f} {y}H{end - 8:.1f}", colour, 2.5, kind="line"))
        shapes.append(Shape(arrowhead(end, y, 9, 11), fill=colour))
        if text := plan.times.get((row, number)):
            letters.append(Letters(start + 4, y - 5, text, SMALL, colour=colour))
    scene.marks.append(Mark("order", shapes, letters, keys=[f"l{row}"]))


def _draw_suspects(
    scene: Scene, plan: _Plan, bottom: float, links: Mapping[str, str], language: Language
) -> float:
    """Draw a row for each suspect beneath the lanes, with tracks up to the suspect's boxes."""
    colour = colour_of(Suspect)
    y = bottom + SUSPECT_GAP / 2
    for number, one in enumerate(plan.accusations):
        height = height_of(len(one.label), SMALL) + 10
        one.y = y + height / 2
        plan.breaks.append(y - 4)
        tracks = {column: x for (who, column), x in plan.tracks.items() if who == number}
        shapes = [
            Shape(f"M{EDGE + NAMES - 10:.1f} {one.y:.1f}H{max(tracks.values()):.1f}", colour, 1.5,
                  kind="line")
        ]  # fmt: skip
        for column, x in tracks.items():
            own = [at for at in one.boxes if plan.column(at) == column]
            ends = {at: _stub(plan, at, number) for at in own}
            shapes.append(
                Shape(f"M{x:.1f} {one.y:.1f}V{min(ends.values()):.1f}", colour, 1.5, kind="line")
            )
            shapes += [
                Shape(f"M{x:.1f} {end:.1f}H{plan.lefts[column]:.1f}", colour, 1.5, kind="line")
                for end in ends.values()
            ]
            shapes += [_dot(x, end, colour) for end in [one.y, *ends.values()]]
        shapes.append(Shape(box(EDGE - 8, y, NAMES, height), colour, 1.5, "#fffaf0"))
        letters = column_of(one.label, EDGE, y + 3, SMALL, colour=colour)
        tip = "\n".join(_who_and_roles(who, roles, language) for who, roles in one.people)
        if len(one.people) == 1:
            href = links.get(one.people[0][0].pseudonym, "")
        else:
            said = ((who.pseudonym, _who_and_roles(who, rs, language)) for who, rs in one.people)
            href = add_crowd(scene, one.label[0], said)
        scene.marks.append(Mark("suspect", shapes, letters, tip, href, [f"a{number}"]))
        y += height + 8
    return y + EDGE


def _who_and_roles(who: Who, roles: Sequence[str], language: Language) -> str:
    said = ", ".join(role_text(role, language) for role in roles) or role_text(None, language)
    return f"{who.name}: {said}"


def _stub(plan: _Plan, at: tuple[int, int], number: int) -> float:
    """Return the height at which a suspect's line meets a box, apart from the other suspects'."""
    own = [other for other, one in enumerate(plan.accusations) if at in one.boxes]
    room = plan.heights[at[0]] - HEAD - 4
    return plan.tops[at[0]] + HEAD + room * (own.index(number) + 1) / (len(own) + 1)


def _dot(x: float, y: float, colour: str) -> Shape:
    return Shape(f"M{x - 2.5:.1f} {y:.1f}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z", fill=colour)
