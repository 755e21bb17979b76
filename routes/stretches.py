"""The stretches of a victim's stages that a pattern spells, and how sure each is.

A stretch is stages one after another, none left out. It fits a pattern if it can be cut into runs,
one for each step in order. A stretch that lies in a longer one does not count.

    pattern   captar en Cusco > transportar{0,2}
    stages    captar (Cusco) · transportar · transportar · recibir
    fits      the first three stages; not the first alone, nor the first two, which lie in them
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from trama.places.nesting import is_within
from trama.routes.language.filters import ADULT_AGE, Filters
from trama.routes.language.pattern import Pattern, Step
from trama.routes.lived import Codes, Lived, LivedStage

Stages = tuple[LivedStage, ...]


class Gap(StrEnum):
    """A value that is missing where a victim's stages would otherwise fit, or may fit."""

    STAGE = "stage"
    DATE = "date"
    AGE = "age"
    SEX = "sex"
    TRANSPORT = "transport"
    RECRUITMENT = "recruitment"
    PURPOSE = "purpose"
    MEANS = "means"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that fits, with the first and the last day on which it may have been lived.

    ``sure`` if its dates alone put its stages in this order, and all of them into the period.
    """

    stages: Stages
    since: str | None
    until: str | None
    sure: bool


def stretches(lived: Lived, pattern: Pattern) -> list[Stretch] | Gap | None:
    """Return the stretches of a victim's stages that fit a pattern, or what is missing for one.

    Return None if none fits, whatever is not known.
    """
    found: list[Stretch] = []
    gap: Gap | None = None
    for stages in fitting(lived.stages, pattern.steps):
        verdict = _verdict(lived, stages, pattern.filters)
        if isinstance(verdict, Stretch):
            found.append(verdict)
        else:
            gap = gap or verdict
    if found or gap:
        return found or gap
    bridged = fitting(lived.stages, _bridging(pattern.steps))
    verdicts = [_verdict(lived, stages, pattern.filters) for stages in bridged]
    return Gap.STAGE if any(isinstance(verdict, Stretch) for verdict in verdicts) else None


def may_fit(stages: Stages, pattern: Pattern) -> bool:
    """Return whether steps fit some stages, a stage between the ends perhaps missing."""
    return bool(fitting(stages, _bridging(pattern.steps)))


def fitting(stages: Stages, steps: Sequence[Step]) -> list[Stages]:
    """Return the longest stretches of stages that steps spell, in their order."""
    found: list[Stages] = []
    for run in _unbroken(stages):
        end_so_far = 0
        for at in range(len(run)):
            # Starts grow, so a stretch lies in an earlier one unless it ends behind all of them.
            end = max(_ends(run, at, steps), default=at)
            if end > max(at, end_so_far):
                found.append(run[at:end])
                end_so_far = end
    return found


def _unbroken(stages: Stages) -> Iterator[Stages]:
    """Yield the runs of stages whose order has no number missing and contradicts no date."""
    begin = 0
    for at, (one, other) in enumerate(pairwise(stages), start=1):
        if other.position != one.position + 1 or _before(other, one):
            yield stages[begin:at]
            begin = at
    yield stages[begin:]


def _before(one: LivedStage, other: LivedStage) -> bool:
    """Return whether dates alone say that a stage was lived before another."""
    return one.until is not None and other.since is not None and one.until < other.since


def _ends(run: Stages, begin: int, steps: Sequence[Step]) -> set[int]:
    """Return the places in a run behind a stretch that begins at ``begin`` and fits the steps."""
    ends = {begin}
    for step in steps:
        after: set[int] = set()
        for end in ends:
            for count in range(step.most + 1):
                if count >= step.least:
                    after.add(end + count)
                if end + count >= len(run) or not _fits(run[end + count], step):
                    break
        ends = after
    return ends


def _fits(stage: LivedStage, step: Step) -> bool:
    if stage.phase not in step.phases:
        return False
    place = stage.place
    return not step.places or (
        place is not None and any(is_within(place, around) for around in step.places)
    )


def _bridging(steps: Sequence[Step]) -> list[Step]:
    """Return the steps, those without a place between the ends no longer required.

    They find victims who passed the places asked for, and of whom a stage between is not known.
    """
    inner = range(1, len(steps) - 1)
    return [
        Step(step.verbs, step.phases, step.places, 0, step.most)
        if at in inner and not step.places
        else step
        for at, step in enumerate(steps)
    ]


def _verdict(lived: Lived, stages: Stages, filters: Filters) -> Stretch | Gap | None:
    """Return the stretch if it meets the filters, else what is not known, else None."""
    if filters.registry and lived.registry.isdisjoint(filters.registry):
        return None
    gap: Gap | None = None
    for met, missing in _asked(lived, stages, filters):
        if met is False:
            return None
        if met is None:
            gap = gap or missing
    days = [(one.since, one.until) for one in stages if one.since and one.until]
    low = min((since for since, _ in days), default=lived.since)
    high = max((until for _, until in days), default=lived.until)
    sure = all(_before(one, other) for one, other in pairwise(stages))
    if filters.since or filters.until:
        if low is None or high is None:
            return gap or Gap.DATE
        first, last = filters.since or low, filters.until or high
        if high < first or last < low:
            return None
        sure = sure and len(days) == len(stages) and first <= low and high <= last
    return gap or Stretch(stages, low, high, sure)


def _asked(lived: Lived, stages: Stages, filters: Filters) -> Iterator[tuple[bool | None, Gap]]:
    """Yield for each filter whether it is met, None if that is not known, and what is missing."""
    if filters.minor is not None:
        age = lived.age
        yield None if age is None else (age < ADULT_AGE) == filters.minor, Gap.AGE
    for asked, known, missing in (
        (filters.sex, lived.sex, Gap.SEX),
        (filters.transport, _of(stages, "transport"), Gap.TRANSPORT),
        (filters.recruitment, lived.recruitment | _of(stages, "recruitment"), Gap.RECRUITMENT),
        (filters.purpose, lived.purpose | _of(stages, "purpose"), Gap.PURPOSE),
        (filters.means, lived.means | _of(stages, "means"), Gap.MEANS),
        (filters.provision, _of(stages, "provision"), Gap.PROVISION),
    ):
        if asked:
            yield (not known.isdisjoint(asked) if known else None), missing


def _of(stages: Stages, name: str) -> Codes:
    return frozenset().union(*(getattr(stage, name) for stage in stages))
