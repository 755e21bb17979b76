"""The stages of a case as lanes and boxes: a lane for each victim of each case, in the order lived.

Beyond about sixty boxes and people, like lanes become one lane that says how many people it holds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from trama.places.gazetteer import gazetteer

# Boxes and people: with more of them nobody can follow a line.
MOST_MARKS = 60


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
class Means:
    """A vehicle, company or establishment of a stage; ``label`` is its class, "" if unknown."""

    name: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of one victim, as the answer has it; ``victim`` is None if nobody is known.

    ``venue`` and ``transport`` are codes; ``uid`` of the case serves links and may be empty.
    """

    case: str
    victim: Who | None
    position: int
    phase: str
    date: str | None = None
    place: str | None = None
    venue: str | None = None
    transport: str | None = None
    used: Sequence[Means] = ()
    suspects: Sequence[Accused] = ()
    registries: Sequence[str] = ()
    case_uid: str = ""


@dataclass(slots=True)
class Box:
    """The stages that one box shows, and its column (from 0)."""

    column: int
    steps: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Lane:
    """The boxes of one victim, or of ``victims`` whose journeys are alike, in one case."""

    case: str
    victims: list[Who]
    boxes: list[Box]

    @property
    def chained(self) -> bool:
        """Return whether the boxes follow each other: the stages of nobody known do not."""
        return bool(self.victims)


Journey = tuple[str, Who | None, list[Step]]


def lanes_of(steps: Sequence[Step]) -> tuple[list[Lane], bool]:
    """Return the lanes of the stages, and whether lanes were joined because there are too many.

    1. Each victim of each case gets a lane.
    2. While there are more than ``MOST_MARKS`` boxes and people, lanes are joined that are equal;
       then those equal by department and phase, by phase, and at last by case.

    Example: 110 victims with four equal stages each (550 marks) become one lane of 110 victims.
    """
    journeys = _journeys(steps)
    people = len({accused.who.pseudonym for step in steps for accused in step.suspects})
    for alike in (_itself, _equal, _by_department, _by_phase, _by_case):
        lanes = _joined(journeys, alike)
        if sum(1 + len(lane.boxes) for lane in lanes) + people <= MOST_MARKS:
            break
        people = min(people, 10)
    return lanes, alike is not _itself


def _journeys(steps: Sequence[Step]) -> list[Journey]:
    """Return the stages of each victim in each case, in the order lived."""
    found: dict[tuple[str, str], Journey] = {}
    for step in steps:
        key = (step.case, step.victim.pseudonym if step.victim else "")
        found.setdefault(key, (step.case, step.victim, []))[2].append(step)
    cases = list(dict.fromkeys(step.case for step in steps))
    journeys = sorted(found.values(), key=lambda journey: cases.index(journey[0]))
    for _, _, own in journeys:
        own.sort(key=lambda step: step.position)
    return journeys


def _joined(journeys: Sequence[Journey], alike: Callable[[Journey], object]) -> list[Lane]:
    """Return the lanes of journeys; journeys with equal keys share one lane."""
    groups: dict[object, list[Journey]] = {}
    for journey in journeys:
        groups.setdefault((journey[0], journey[1] is None, alike(journey)), []).append(journey)
    lanes = [_lane(group, apart=alike in (_itself, _equal)) for group in groups.values()]
    used = sorted({filled.column for lane in lanes for filled in lane.boxes})
    for lane in lanes:
        for filled in lane.boxes:
            filled.column = used.index(filled.column)
    return lanes


def _lane(group: Sequence[Journey], *, apart: bool) -> Lane:
    """Return the lane of like journeys; ``apart``: stages of one position stand side by side."""
    boxes: dict[tuple[int, int], Box] = {}
    for _, _, steps in group:
        met: dict[int, int] = {}
        for step in steps:
            again = met.get(step.position, -1) + 1 if apart else 0
            met[step.position] = again
            boxes.setdefault((step.position, again), Box(0)).steps.append(step)
    ordered = [boxes[key] for key in sorted(boxes)]
    column = -1
    for key, filled in zip(sorted(boxes), ordered, strict=True):
        column = filled.column = max(key[0] - 1, column + 1)
    victims = [victim for _, victim, _ in group if victim is not None]
    return Lane(group[0][0], victims, ordered)


def _itself(journey: Journey) -> object:
    return journey[1].pseudonym if journey[1] else ""


def _equal(journey: Journey) -> object:
    return tuple((step.position, step.phase, step.date, step.place) for step in journey[2])


def _by_department(journey: Journey) -> object:
    return tuple((step.position, step.phase, _department(step.place)) for step in journey[2])


def _by_phase(journey: Journey) -> object:
    return tuple((step.position, step.phase) for step in journey[2])


def _by_case(_: Journey) -> object:
    return ""


def _department(place: str | None) -> str:
    return (place and gazetteer().at_level(place, "DEPARTAMENTO")) or place or ""


def accused_of(lanes: Sequence[Lane]) -> Mapping[str, tuple[Who, list[str], set[tuple[int, int]]]]:
    """Return for each suspect (by pseudonym): who, the roles, and the boxes (lane, number)."""
    found: dict[str, tuple[Who, list[str], set[tuple[int, int]]]] = {}
    for row, lane in enumerate(lanes):
        for number, filled in enumerate(lane.boxes):
            for step in filled.steps:
                for accused in step.suspects:
                    who = accused.who
                    entry = found.setdefault(who.pseudonym, (who, [], set()))
                    if accused.role and accused.role not in entry[1]:
                        entry[1].append(accused.role)
                    entry[2].add((row, number))
    return found
