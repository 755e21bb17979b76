"""The true cases of a twin: what happened, before any registry wrote it down."""

from dataclasses import dataclass, field
from datetime import date

from trama.twin.geography import Spot
from trama.twin.people import TruePerson
from trama.twin.plan import Planted

IN_RETA = frozenset({"both", "reta"})
IN_SISTRA = frozenset({"both", "sistra"})


@dataclass(slots=True, eq=False)
class VictimIn:
    """A person's part as a victim of one case; texts are RETA's, '' where RETA has none."""

    person: TruePerson
    age: int
    origin: Spot
    bond: str
    education: str


@dataclass(slots=True, eq=False)
class SuspectIn:
    """A person's part as a suspect of one case."""

    person: TruePerson
    role: str
    situation: str
    plate: str = ""
    company: str = ""


@dataclass(slots=True, eq=False)
class TrueStage:
    """One stage that some or all victims of a case lived; ``phase`` is a code of that list.

    ``last`` is the day it ended, the same as ``first`` where it took no longer.
    """

    phase: str
    first: date
    last: date
    place: Spot
    victims: tuple[VictimIn, ...]
    suspects: tuple[SuspectIn, ...]
    transport: str = ""
    company: str = ""
    plate: str = ""
    establishment: str = ""


@dataclass(slots=True, eq=False)
class TrueCase:
    """One case: one set of facts, in RETA (registered), in SISTRA (entered), or in both.

    ``purpose``, ``means``, ``recruitment`` and ``venue`` are RETA's texts, ``venue_written``
    whether RETA wrote that one down; ``real_purpose`` is what the purpose turned out to be where
    RETA wrote NO IDENTIFICADO. The victims were ``received`` (the fact, as RETA dates it) and
    exploited from ``began``, which decides the law that applies, to ``until``.
    """

    id: str
    ordinal: int
    kind: str
    registered: date
    entered: date
    received: date
    began: date
    until: date
    destination: Spot
    scope: str
    purpose: str
    real_purpose: str
    means: str
    recruitment: str
    venue: str
    complainant: str
    handed_to: str
    etapa: str
    estado: str
    status_date: date
    excluded: bool
    planted: Planted
    venue_written: bool = False
    victims: list[VictimIn] = field(default_factory=list)
    suspects: list[SuspectIn] = field(default_factory=list)
    stages: list[TrueStage] = field(default_factory=list)

    @property
    def reta_number(self) -> str:
        """The number of the RETA registration, '' where there is none."""
        return f"SINT-{self.registered.year}-{self.ordinal + 1:06d}" if self.in_reta else ""

    @property
    def in_reta(self) -> bool:
        """Whether RETA has it."""
        return self.kind in IN_RETA

    @property
    def in_sistra(self) -> bool:
        """Whether SISTRA has it."""
        return self.kind in IN_SISTRA
