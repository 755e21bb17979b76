"""The true cases of a twin: the facts, before any registry wrote them down."""

from dataclasses import dataclass, field
from datetime import date

from trama.twin.geography import Spot
from trama.twin.people import TruePerson
from trama.twin.plan import Planted

IN_RETA = frozenset({"both", "reta"})
IN_SISTRA = frozenset({"both", "sistra"})


@dataclass(slots=True, eq=False)
class VictimIn:
    """A person as a victim of one case.

    ``age`` is in years on the day of the fact. ``bond`` and ``education`` are RETA's words.
    """

    person: TruePerson
    age: int
    origin: Spot
    bond: str
    education: str


@dataclass(slots=True, eq=False)
class SuspectIn:
    """A person as a suspect of one case; ``plate`` and ``company`` are '' for most suspects."""

    person: TruePerson
    role: str
    situation: str
    plate: str = ""
    company: str = ""


@dataclass(slots=True, eq=False)
class TrueStage:
    """One stage that some or all victims of a case lived.

    ``phase`` is CAPTACION, TRANSPORTE, RECEPCION, RETENCION or EXPLOTACION. A stage of one day has
    ``last`` equal to ``first``. Unknown texts are ''.
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
class Filing:
    """One registration or carpeta of a true case: who stands in it, and when it was filed.

    ``place`` is where RETA puts the fact. ``again`` is whether the registry already has the case.
    """

    number: str
    day: date
    place: Spot
    victims: list[VictimIn]
    suspects: list[SuspectIn]
    again: bool = False


@dataclass(slots=True, eq=False)
class TrueCase:
    """One true case.

    ``kind`` is both, reta or sistra: the registries that have it. RETA registers the case on
    ``registered``, SISTRA on ``entered``. ``received`` is the day the victims were received, which
    RETA gives as the date of the fact. They were exploited from ``began``, which decides the law
    that applies, to ``until``.

    ``purpose``, ``means``, ``recruitment`` and ``venue`` are RETA's words. ``real_purpose`` is the
    true purpose if RETA wrote NO IDENTIFICADO. ``venue_written`` is whether RETA wrote the venue.
    ``etapa`` and ``estado`` are SISTRA's; an ``excluded`` case is archived, dismissed or ended in
    acquittal. In a ``reserved`` case nobody wrote the victims' names. The first of
    ``registrations`` and of ``carpetas`` is the one filed first.
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
    reserved: bool = False
    victims: list[VictimIn] = field(default_factory=list)
    suspects: list[SuspectIn] = field(default_factory=list)
    stages: list[TrueStage] = field(default_factory=list)
    registrations: list[Filing] = field(default_factory=list)
    carpetas: list[Filing] = field(default_factory=list)

    @property
    def in_reta(self) -> bool:
        """Return whether RETA has the case."""
        return self.kind in IN_RETA

    @property
    def in_sistra(self) -> bool:
        """Return whether SISTRA has the case."""
        return self.kind in IN_SISTRA
