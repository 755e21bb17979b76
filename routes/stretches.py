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

from trama.routes.fitting import Fitting, Stages, is_before
from trama.routes.language.filters import ADULT_AGE, Filters
from trama.routes.language.pattern import Pattern, Step
from trama.routes.lived import Codes, Lived

_CODES = ("sex", "transport", "recruitment", "purpose", "means", "provision")
"""The lists of which a filter may ask for codes, by their names in filters, victims and stages."""


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


class Matcher:
    """A pattern, as the chains of one victim after another are held against it."""

    def __init__(self, pattern: Pattern) -> None:
        self._filters = pattern.filters
        self._exact = Fitting(pattern.steps)
        self._bridged = Fitting(_bridging(pattern.steps))

    def may_fit(self, stages: Stages) -> bool:
        """Return whether steps fit some stages, a stage between the ends perhaps missing."""
        return bool(self._bridged.longest(stages))

    def stretches(self, lived: Lived) -> list[Stretch] | Gap | None:
        """Return the stretches of a victim's stages that fit, or what is missing for one.

        Return None if none fits, whatever is not known.
        """
        found: list[Stretch] = []
        gap: Gap | None = None
        for stages in self._exact.longest(lived.stages):
            verdict = _verdict(lived, stages, self._filters)
            if isinstance(verdict, Stretch):
                found.append(verdict)
            else:
                gap = gap or verdict
        if found or gap:
            return found or gap
        bridged = self._bridged.longest(lived.stages)
        verdicts = [_verdict(lived, stages, self._filters) for stages in bridged]
        return Gap.STAGE if any(isinstance(verdict, Stretch) for verdict in verdicts) else None


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
    sure = all(is_before(one, other) for one, other in pairwise(stages))
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
    for name in _CODES:
        if asked := getattr(filters, name):
            known = _known(lived, stages, name)
            yield (not known.isdisjoint(asked) if known else None), Gap(name)


def _known(lived: Lived, stages: Stages, name: str) -> Codes:
    """Return the codes that the victim in the case, or one of some stages, has of a list."""
    return frozenset().union(*(getattr(one, name, ()) for one in (lived, *stages)))
