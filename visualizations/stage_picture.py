"""The picture of what the victims of a case lived: stages from left to right, places, suspects.

Victims who went through the same stage (order, phase, date, place) share its node.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trama.graph.canonical_layer import Location, Suspect, Victim
from trama.graph.errors import Language
from trama.visualizations.network_shapes import DrawnEdge, DrawnNode, Subgraph
from trama.visualizations.signs import (
    code_text,
    colour_of,
    phase_colour,
    place_text,
    role_text,
)

# Units of the drawing: about a pixel each before it is fitted to the window.
COLUMN, LANE, PLACE_BELOW = 250.0, 165.0, 62.0
PERSON_ROW, PERSON_WIDTH, VICTIM_ROW, VICTIM_WIDTH = 72.0, 215.0, 50.0, 180.0

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """A person: the pseudonym tells them apart, ``name`` is what is written of them."""

    pseudonym: str
    name: str


@dataclass(frozen=True, slots=True)
class Accused:
    """A suspect attached to a stage, with the code of their role where the case gives one."""

    who: Who
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of one victim, as the answer has it; ``victim`` is None where none is known."""

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
        """Returns what two victims' stages have in common when they are drawn as one."""
        return (self.case, self.position, self.phase, self.date or "", self.place or "")


@dataclass(slots=True)
class _Drawing:
    nodes: list[DrawnNode] = field(default_factory=list)
    edges: list[DrawnEdge] = field(default_factory=list)


def stage_picture(steps: Sequence[Step], language: Language) -> Subgraph:
    """Returns the drawing: victims, then their stages by column with places beneath, suspects.

    A node's first column is 0 (victims); the stage at ``position`` n stands in column n.
    """
    stages = {key: f"s{number}" for number, key in enumerate(_ordered(steps))}
    lanes = _lanes(steps)
    drawing = _Drawing()
    _draw_stages(drawing, steps, stages, lanes, language)
    _draw_victims(drawing, steps, stages, lanes)
    _draw_order(drawing, steps, stages)
    _draw_suspects(drawing, steps, stages, language)
    return Subgraph(drawing.nodes, drawing.edges)


def _ordered(steps: Iterable[Step]) -> dict[Key, None]:
    return dict.fromkeys(step.key for step in sorted(steps, key=lambda step: step.position))


def _lanes(steps: Sequence[Step]) -> Mapping[Key, int]:
    """Returns the lane of each stage: that of its first victim, moved on where it is taken."""
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
    """Returns the steps of each victim in each case, in the order lived."""
    journeys: dict[tuple[str, str], list[Step]] = {}
    for number, step in enumerate(steps):
        # A stage without a known victim is chained to nobody's.
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
    """Writes the victims at the left, each beside the lane of their first stage."""
    names: dict[str, str] = {}
    height: dict[int, int] = {}
    journeys = _journeys(steps)
    several = len({case for case, _ in journeys}) > 1
    for (case, _), journey in journeys.items():
        first = journey[0]
        if first.victim is None:
            continue
        who = first.victim
        if who.pseudonym not in names:
            name = names[who.pseudonym] = f"v{len(names)}"
            lane = lanes[first.key]
            row = height[lane] = height.get(lane, -1) + 1
            x, y = -(row // 3) * VICTIM_WIDTH, lane * LANE + (row % 3) * VICTIM_ROW
            drawing.nodes.append(
                DrawnNode(name, who.name, who.name, colour_of(Victim), "ellipse", x, y)
            )
        ends = (names[who.pseudonym], stages[first.key])
        drawing.edges.append(DrawnEdge(*ends, case if several else "", width=1, dashed=True))


def _draw_order(drawing: _Drawing, steps: Sequence[Step], stages: Mapping[Key, str]) -> None:
    """Writes the arrows from each stage to the next, as wide as the victims who went that way."""
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
    """Writes the suspects in rows beneath everything, each near the stages they are tied to."""
    tied: dict[Accused, dict[str, float]] = {}
    for step in steps:
        for accused in step.suspects:
            tied.setdefault(accused, {})[stages[step.key]] = step.position * COLUMN
    floor = max((node.y for node in drawing.nodes), default=0.0) + 1.6 * PERSON_ROW
    rows: list[float] = []
    wanted = {accused: sum(at.values()) / len(at) for accused, at in tied.items()}
    for number, accused in enumerate(sorted(tied, key=lambda one: (wanted[one], one.who.name))):
        x = wanted[accused]
        row = next((r for r, end in enumerate(rows) if end <= x), len(rows))
        if row == len(rows):
            rows.append(x)
        rows[row] = x + PERSON_WIDTH
        label = f"{accused.who.name}\n{role_text(accused.role, language)}"
        node = DrawnNode(
            f"a{number}",
            label,
            label,
            colour_of(Suspect),
            "box",
            x,
            floor + row * PERSON_ROW,
            pale=True,
        )
        drawing.nodes.append(node)
        drawing.edges += [
            DrawnEdge(node.id, stage, width=1, dashed=True) for stage in tied[accused]
        ]
