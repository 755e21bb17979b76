"""The spans of a chain of stages that the steps of a pattern spell, in their order.

Chains of which each stage fits the same steps have the same spans. There are few kinds of chains
among the victims of a large graph, so each kind is searched once.

    steps     captar en Cusco > transportar{0,2}
    stages    captar (Cusco) · transportar · transportar · recibir
    kind      1 · 2 · 2 · 0: a bit for each step that a stage fits
    spans     0 to 3; not 0 to 1, nor 0 to 2, which lie in it
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trama.places.nesting import is_within
from trama.routes.language.pattern import Step
from trama.routes.lived import LivedStage

Stages = tuple[LivedStage, ...]
Span = tuple[int, int]
"""The positions of the first stage of a stretch and of the one behind its last."""

_Kind = tuple[int, ...]


class Fitting:
    """The steps of a pattern, with the spans of each kind of chain that was searched."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._fits: dict[tuple[str, str | None], int] = {}
        self._spans: dict[tuple[_Kind, Span], list[Span]] = {}

    def longest(self, stages: Stages) -> list[Stages]:
        """Return the longest stretches of stages that the steps spell, in their order."""
        kind = tuple([self._fitted(stage) for stage in stages])
        return [
            stages[begin:end]
            for run in unbroken(stages)
            for begin, end in self._spans_of(kind, run)
        ]

    def _fitted(self, stage: LivedStage) -> int:
        """Return a bit for each step that a stage fits."""
        key = (stage.phase, stage.place)
        bits = self._fits.get(key)
        if bits is None:
            fits = (_fits(stage, step) for step in self._steps)
            bits = self._fits[key] = sum(fit << at for at, fit in enumerate(fits))
        return bits

    def _spans_of(self, kind: _Kind, run: Span) -> list[Span]:
        spans = self._spans.get((kind, run))
        if spans is None:
            spans = self._spans[kind, run] = list(self._search(kind, run))
        return spans

    def _search(self, kind: _Kind, run: Span) -> Iterator[Span]:
        end_so_far = 0
        for at in range(*run):
            # Starts grow, so a stretch lies in an earlier one unless it ends behind all of them.
            end = max(self._ends(kind, at, run[1]), default=at)
            if end > max(at, end_so_far):
                yield at, end
                end_so_far = end

    def _ends(self, kind: _Kind, begin: int, last: int) -> set[int]:
        """Return the positions behind a stretch that begins at ``begin`` and fits the steps."""
        ends = {begin}
        for at, step in enumerate(self._steps):
            after: set[int] = set()
            for end in ends:
                for count in range(step.most + 1):
                    if count >= step.least:
                        after.add(end + count)
                    if end + count >= last or not kind[end + count] >> at & 1:
                        break
            ends = after
        return ends


def unbroken(stages: Stages) -> Iterator[Span]:
    """Yield the runs of stages whose order has no number missing and contradicts no date."""
    begin = 0
    for at, (one, other) in enumerate(pairwise(stages), start=1):
        if other.position != one.position + 1 or is_before(other, one):
            yield begin, at
            begin = at
    yield begin, len(stages)


def is_before(one: LivedStage, other: LivedStage) -> bool:
    """Return whether dates alone say that a stage was lived before another."""
    return one.until is not None and other.since is not None and one.until < other.since


def _fits(stage: LivedStage, step: Step) -> bool:
    if stage.phase not in step.phases:
        return False
    place = stage.place
    return not step.places or (
        place is not None and any(is_within(place, around) for around in step.places)
    )
