"""The lines that turn log2 odds into odds that come true: a part of the model.

Comparators are not independent, and few levels tell apart what is weak. So the odds of a model are
too sure in some places and too shy in others. A line for each situation mends both: truth on
further twins gives its start and its slope (`linkage.joint.calibrating`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from trama.graph.records import Kind


class Line(NamedTuple):
    """The calibrated bits of odds: ``start`` bits and ``slope`` times the bits that were told."""

    start: float = 0.0
    slope: float = 1.0

    def bits(self, told: float) -> float:
        """Return the calibrated bits."""
        return self.start + self.slope * told

    def told(self, bits: float) -> float:
        """Return the told bits whose calibrated bits are these."""
        return (bits - self.start) / self.slope


AS_GIVEN = Line()
"""The line that changes nothing."""


class InState(NamedTuple):
    """The lines of a pair of people: if their cases are one case, if they are two, and left apart.

    Within one case little tells who is who: nobody else is there. Between two cases the same
    agreement is mostly chance. ``apart`` is of the joint odds of a pair whose ends are in no
    group in the end: had they been one person, other records would often have told.
    """

    one: Line = AS_GIVEN
    two: Line = AS_GIVEN
    apart: Line = AS_GIVEN


def _as_told() -> dict[str, InState]:
    return {Kind.VICTIM.value: InState(), Kind.SUSPECT.value: InState()}


@dataclass(frozen=True, slots=True)
class Calibration:
    """The lines of pairs of cases, of two registries and within one, and of people by kind."""

    across: Line = AS_GIVEN
    within: Line = AS_GIVEN
    people: Mapping[str, InState] = field(default_factory=_as_told)

    def of_cases(self, *, same_registry: bool) -> Line:
        """Return the line of a pair of cases."""
        return self.within if same_registry else self.across

    def content(self) -> dict[str, Any]:
        """Return the content as the model's file keeps it."""
        return {
            "across": list(self.across),
            "within": list(self.within),
            "people": {kind: [list(line) for line in of] for kind, of in self.people.items()},
        }


AS_TOLD = Calibration()
"""The calibration that changes nothing: that of a model which saw no truth."""
