"""The stages that a victim lived in a case, with what filters ask of victim and case."""

from dataclasses import dataclass
from typing import NamedTuple

Codes = frozenset[str]


class LivedStage(NamedTuple):  # a pattern of a large graph makes a hundred thousand
    """One stage: its phase and place, its first and last possible day, and its codes.

    Codes that only say why a value is unknown are left out.
    """

    uid: str
    position: int
    phase: str
    place: str | None = None
    since: str | None = None
    until: str | None = None
    transport: Codes = frozenset()
    recruitment: Codes = frozenset()
    purpose: Codes = frozenset()
    means: Codes = frozenset()
    provision: Codes = frozenset()


@dataclass(frozen=True, slots=True)
class Lived:
    """One victim in one case: what is known of the victim there, and the stages in their order.

    ``since`` and ``until`` bound the fact of the case.
    """

    victim: str
    case: str
    stages: tuple[LivedStage, ...]
    sex: Codes = frozenset()
    age: float | None = None
    recruitment: Codes = frozenset()
    purpose: Codes = frozenset()
    means: Codes = frozenset()
    registry: Codes = frozenset()
    since: str | None = None
    until: str | None = None
