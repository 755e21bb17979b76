"""The box of a stage: phase and order in its head, then date, place, transport and means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.core.errors import Language
from trama.core.written_dates import day_text
from trama.ontology.lookup import legend
from trama.visualizations.lettering import wrapped
from trama.visualizations.scene import (
    INK,
    PAPER,
    SOFT,
    Letters,
    Mark,
    Shape,
    box,
    column_of,
    height_of,
)
from trama.visualizations.signs import (
    NEUTRAL,
    code_text,
    codes_text,
    label_text,
    phase_colour,
    place_text,
)
from trama.visualizations.stage_lanes import Means, Step

# Units are pixels: the height of the head, the air around the text, the room of a symbol.
HEAD, AIR, SYMBOL = 26.0, 9.0, 16.0
HEADING, SMALL = 11.5, 12.0


@dataclass(frozen=True, slots=True)
class BoxText:
    """The lines of a box, its colour, its tooltip, the uid of its place, and its height."""

    head: str
    lines: Sequence[tuple[str, bool]]
    means: Sequence[tuple[str, Sequence[str]]]
    colour: str
    tip: str
    place: str
    height: float


def box_text(steps: Sequence[Step], width: float, language: Language) -> BoxText:
    """Return the text of the box of some stages: one, or like stages of several victims."""
    phases = list(dict.fromkeys(step.phase for step in steps))
    names = ", ".join(code_text("phase", phase, language) for phase in phases)
    room = width - 2 * AIR
    (head, *_) = wrapped(f"{steps[0].position} · {names}", room + 8, HEADING, bold=True, most=1)
    places = list(dict.fromkeys(step.place for step in steps if step.place))
    undated = "sin fecha" if language == "es" else "no date"
    unplaced = "sin lugar" if language == "es" else "no place"
    by_name = [place_text(place, language) for place in places]
    lines = [
        (line, False) for line in wrapped(_dates(steps, language) or undated, room, SMALL, most=2)
    ]
    lines += [
        (line, True) for line in wrapped(", ".join(by_name) or unplaced, room, SMALL, bold=True)
    ]
    ways = _codes(steps, "venue", language) + _codes(steps, "transport", language)
    lines += [(line, False) for text in ways for line in wrapped(text, room, SMALL, most=2)]
    used = list(dict.fromkeys(means for step in steps for means in step.used))
    means = [(one.label, wrapped(one.name, room - SYMBOL, SMALL, most=6)) for one in used[:4]]
    tall = len(lines) + sum(len(own) for _, own in means)
    details = [
        f"{steps[0].position}. {names}",
        _dates(steps, language) or undated,
        *by_name,
        *ways,
        *(_means_text(one, language) for one in used),
        *dict.fromkeys(step.victim.name for step in steps if step.victim),
        codes_text(
            "registry", list(dict.fromkeys(r for s in steps for r in s.registries)), language
        ),
    ]
    return BoxText(
        head,
        lines,
        means,
        phase_colour(phases[0]),
        "\n".join(detail for detail in details if detail),
        places[0] if len(places) == 1 else "",
        HEAD + height_of(tall, SMALL) + AIR,
    )


def draw_box(
    text: BoxText,
    at: tuple[float, float],
    size: tuple[float, float],
    keys: Sequence[str],
    links: Mapping[str, str],
) -> Mark:
    """Return the mark of a box with its left upper corner at ``at``."""
    (x, y), (width, height) = at, size
    shapes = [
        Shape(box(x, y, width, height), text.colour, 2, PAPER),
        Shape(box(x, y, width, HEAD), fill=text.colour),
    ]
    letters = [Letters(x + AIR, y + 17.5, text.head, HEADING, bold=True, colour=PAPER)]
    top = y + HEAD + 1
    for line, bold in text.lines:
        letters += column_of([line], x + AIR, top, SMALL, bold=bold, colour=INK if bold else SOFT)
        top += height_of(1, SMALL)
    for label, lines in text.means:
        shapes.append(_symbol(label, x + AIR + 5, top + height_of(1, SMALL) / 2 + 1))
        letters += column_of(lines, x + AIR + SYMBOL, top, SMALL)
        top += height_of(len(lines), SMALL)
    return Mark("stage", shapes, letters, text.tip, links.get(text.place, ""), keys)


def _symbol(label: str, x: float, y: float) -> Shape:
    """Return the symbol of a vehicle, company or establishment as the ontology's legend has it."""
    declared = legend().get(label)
    colour = declared.colour if declared else NEUTRAL
    if declared and declared.symbol == "diamond":
        return Shape(f"M{x - 5.5} {y}l5.5 -5.5l5.5 5.5l-5.5 5.5z", fill=colour)
    return Shape(box(x - 4.5, y - 4.5, 9, 9, 1), fill=colour)


def _means_text(means: Means, language: Language) -> str:
    return f"{label_text(means.label, language)}: {means.name}" if means.label else means.name


def _dates(steps: Sequence[Step], language: Language) -> str:
    dates = sorted({step.date for step in steps if step.date})
    ends = dict.fromkeys((dates[0], dates[-1])) if dates else ()
    return " … ".join(day_text(date, language) for date in ends)


def _codes(steps: Sequence[Step], name: str, language: Language) -> list[str]:
    codes = dict.fromkeys(getattr(step, name) for step in steps if getattr(step, name))
    return ["; ".join(code_text(name, code, language) for code in codes)] if codes else []
