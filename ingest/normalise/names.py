"""Names of people: two surnames, particles, initials, nicknames."""

from dataclasses import dataclass

from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, accents and Ñ kept, upper case.

    ``display`` is ``PATERNAL MATERNAL, GIVEN`` (or what there is of it). ``key`` is its folded form
    for comparing and is '' where only initials are known; ``initials`` is ``ABC`` and is '' where
    the name is known. ``age`` is what ``menor de iniciales A.B.C. (15)`` says, in years.
    """

    display: str
    paternal: str = ""
    maternal: str = ""
    given: str = ""
    key: str = ""
    initials: str = ""
    nickname: str = ""
    age: float | None = None


def person_name(cell: Cell) -> Normalised[PersonName]:
    """Returns the name in one cell: ``SURNAMES, GIVEN``, initials, or a nickname beside a name."""
    raise NotImplementedError


def person_name_parts(paternal: Cell, maternal: Cell, given: Cell) -> Normalised[PersonName]:
    """Returns the name in three cells; initials in any of them count as initials."""
    raise NotImplementedError


def nickname(cell: Cell) -> Normalised[str]:
    """Returns an alias without ``(a)`` and quotes, upper case; several are joined with `` / ``."""
    raise NotImplementedError
