"""The picture of the stages of a case: from left to right as lived, with places and suspects.

Victims with an equal stage (order, phase, date, place) share its node.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trama.core.errors import Language
from trama.graph.ontology.canonical_layer import Location, Suspect, Victim
from trama.visualizations.network_drawing import DrawnEdge, DrawnNode, Subgraph
from trama.visualizations.signs import (
    NEUTRAL,
    code_text,
    colour_of,
    phase_colour,
    place_text,
    role_text,
)

# Units of the drawing: about a pixel each before the drawing is fitted to the window.
COLUMN, LANE, PLACE_BELOW, CASE_ABOVE = 250.0, 175.0, 62.0, 46.0
PERSON_ROW, PERSON_WIDTH, VICTIM_ROW, VICTIM_WIDTH = 88.0, 215.0, 50.0, 180.0
VICTIM_ROWS = 3

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """A person: the pseudonym identifies them, ``name`` is the text in the picture."""

    pseudonym: str
    name: str


@dataclass(frozen=True, slots=True)
class Accused:
    """A suspect of a stage, with the code of their role if the case gives one."""

    who: Who
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of one victim, as the answer has it; ``victim`` is None if nobody is known."""

    case: str
    victim: Who | None
    position: int
    phase: str
    date: str | None = None
    place: str | None = None
    details: Sequence[str] = ()
    suspects: Sequence[Accused] = ()

    @property
    def key(self) -> Key:
        """The key of a box: stages of two victims with equal keys share one box."""
        return (self.case, self.position, self.phase, self.date or "", self.place or "")


@dataclass(slots=True)
class _Drawing:
    nodes: list[DrawnNode] = field(default_factory=list)
    edges: list[DrawnEdge] = field(default_factory=list)


def stage_picture(steps: Sequence[Step], language: Language) -> Subgraph:
    """Return the drawing: victims, then their stages by column with places beneath, suspects.

    A node's first column is 0 (victims); the stage at ``position`` n stands in column n.
    """
    stages = {key: f"s{number}" for number, key in enumerate(_ordered(steps))}
    lanes = _lanes(steps)
    drawing = _Drawing()
    _draw_stages(drawing, steps, stages, lanes, language)
    _draw_victims(drawing, steps, stages, lanes)
    _draw_case_numbers(drawing, steps, lanes)
    _draw_order(drawing, steps, stages)
    _draw_suspects(drawing, steps, stages, language)
    return Subgraph(drawing.nodes, drawing.edges)


def _ordered(steps: Iterable[Step]) -> dict[Key, None]:
    return dict.fromkeys(step.key for step in sorted(steps, key=lambda step: step.position))


def _lanes(steps: Sequence[Step]) -> Mapping[Key, int]:
    """Return the lane of each stage: its first victim's lane, or the next free lane."""
    lanes: dict[Key, int] = {}
    taken: set[tuple[int, int]] = set()
    for journey in _journeys(steps).values():
        wanted = next((lanes[step.key] for step in journey if step.key in lanes), 0)
        for step in journey:
            if step.key in lanes:
                continue
            lane = wanted
            while (step.position, lane) in taken:
                lane += 1
            lanes[step.key] = lane
            taken.add((step.position, lane))
            wanted = lane
    return lanes


def _journeys(steps: Sequence[Step]) -> dict[tuple[str, str], list[Step]]:
    """Return the steps of each victim in each case, in the order lived."""
    journeys: dict[tuple[str, str], list[Step]] = {}
    for number, step in enumerate(steps):
        # No chain holds a stage without a known victim.
        owner = step.victim.pseudonym if step.victim else f"?{number}"
        journeys.setdefault((step.case, owner), []).append(step)
    for journey in journeys.values():
        journey.sort(key=lambda step: step.position)
    return journeys


def _draw_stages(
    drawing: _Drawing,
    steps: Sequence[Step],
    stages: Mapping[Key, str],
    lanes: Mapping[Key, int],
    language: Language,
) -> None:
    by_key = {step.key: step for step in reversed(steps)}
    victims: dict[Key, set[str]] = {}
    for step in steps:
        victims.setdefault(step.key, set()).update({step.victim.name} if step.victim else ())
    for key, name in stages.items():
        step = by_key[key]
        x, y = step.position * COLUMN, lanes[key] * LANE
        phase = code_text("phase", step.phase, language)
        undated = "sin fecha" if language == "es" else "no date"
        label = f"{step.position}. {phase}\n{step.date or undated}"
        text = "\n".join([label, *step.details, *sorted(victims[key])])
        colour = phase_colour(step.phase)
        drawing.nodes.append(DrawnNode(name, label, text, colour, "box", x, y))
        place = place_text(step.place, language)
        if place:
            below = DrawnNode(
                f"{name}p", place, place, colour_of(Location), "box", x, y + PLACE_BELOW, pale=True
            )
            drawing.nodes.append(below)
            drawing.edges.append(DrawnEdge(name, below.id, dashed=True, arrow=False, width=1))


def _draw_victims(
    drawing: _Drawing,
    steps: Sequence[Step],
    stages: Mapping[Key, str],
    lanes: Mapping[Key, int],
) -> None:
    """Draw the victims at the left, each beside the lane of their first stage."""
    names: dict[str, str] = {}
    height: dict[int, int] = {}
    for journey in _journeys(steps).values():
        first = journey[0]
        who = first.victim
        if who is None:
            continue
        if who.pseudonym not in names:
            name = names[who.pseudonym] = f"v{len(names)}"
            lane = lanes[first.key]
            height[lane] = height.get(lane, -1) + 1
            column, row = divmod(height[lane], VICTIM_ROWS)
            # Every other column stands lower, so that arrows do not run through the next box.
            y = lane * LANE + (row + column % 2 / 2) * VICTIM_ROW
            colour = colour_of(Victim)
            spot = (-column * VICTIM_WIDTH, y)
            drawing.nodes.append(DrawnNode(name, who.name, who.name, colour, "ellipse", *spot))
        ends = (names[who.pseudonym], stages[first.key])
        drawing.edges.append(DrawnEdge(*ends, width=1, dashed=True))


def _draw_case_numbers(drawing: _Drawing, steps: Sequence[Step], lanes: Mapping[Key, int]) -> None:
    """Draw the case number above the first stage of each case, if there are several cases."""
    journeys = _journeys(steps)
    cases = {case: journey[0] for (case, _), journey in reversed(journeys.items())}
    if len(cases) < 2:
        return
    for number, (case, first) in enumerate(cases.items()):
        spot = (first.position * COLUMN, lanes[first.key] * LANE - CASE_ABOVE)
        drawing.nodes.append(DrawnNode(f"c{number}", case, case, NEUTRAL, "text", *spot))


def _draw_order(drawing: _Drawing, steps: Sequence[Step], stages: Mapping[Key, str]) -> None:
    """Draw an arrow from each stage to the next; its width grows with its victims."""
    passed: dict[tuple[str, str], int] = {}
    for journey in _journeys(steps).values():
        for before, after in pairwise(journey):
            ends = (stages[before.key], stages[after.key])
            passed[ends] = passed.get(ends, 0) + 1
    for (start, end), victims in passed.items():
        label = str(victims) if victims > 1 else ""
        drawing.edges.append(DrawnEdge(start, end, label, 1.5 + min(victims, 12) / 2))


def _draw_suspects(
    drawing: _Drawing, steps: Sequence[Step], stages: Mapping[Key, str], language: Language
) -> None:
    """Draw the suspects in rows beneath everything, each near their stages."""
    tied: dict[str, dict[str, float]] = {}
    labels: dict[str, dict[str, None]] = {}
    for step in steps:
        for accused in step.suspects:
            who = accused.who
            tied.setdefault(who.pseudonym, {})[stages[step.key]] = step.position * COLUMN
            lines = labels.setdefault(who.pseudonym, {who.name: None})
            if accused.role:
                lines[role_text(accused.role, language)] = None
    floor = max((node.y for node in drawing.nodes), default=0.0) + 1.6 * PERSON_ROW
    rows: list[float] = []
    wanted = {person: sum(at.values()) / len(at) for person, at in tied.items()}
    for number, person in enumerate(sorted(tied, key=lambda one: (wanted[one], one))):
        x, name = wanted[person], f"a{number}"
        row = next((taken for taken, end in enumerate(rows) if end <= x), len(rows))
        rows[row : row + 1] = [x + PERSON_WIDTH]
        said = list(labels[person])
        label = "\n".join(said if len(said) > 1 else [*said, role_text(None, language)])
        y = floor + row * PERSON_ROW
        colour = colour_of(Suspect)
        drawing.nodes.append(DrawnNode(name, label, label, colour, "box", x, y, pale=True))
        drawing.edges += [DrawnEdge(name, stage, width=1, dashed=True) for stage in tied[person]]
