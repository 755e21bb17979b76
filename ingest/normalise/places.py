"""Places: by code with its scheme, else by names, each guess with its confidence."""

from dataclasses import dataclass
from typing import Literal

from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell

Scheme = Literal["INEI", "RENIEC", "ISO"]


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Where a text or code points.

    ``uid`` is the Location's uid; of a set of places it is the finest one that holds them all.
    ``places`` has the one place or the set, sorted. ``level`` is a code of place_level.
    ``method`` says how it was found: code, name, alias, capital, parent, fuzzy, set.
    ``address`` is the street that stood before the place in the same cell, '' if none.
    """

    uid: str
    places: tuple[str, ...]
    level: str
    confidence: float
    method: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What a row says of a place in words: department, province, district ('' where it is silent)."""

    department: str = ""
    province: str = ""
    district: str = ""


def place_by_code(
    code: Cell, scheme: Scheme, names: PlaceNames | None = None
) -> Normalised[PlaceMatch]:
    """Returns the place of a code (2, 4 or 6 digits, or ISO 3166), compared with names beside it."""
    raise NotImplementedError


def place_by_names(names: PlaceNames) -> Normalised[PlaceMatch]:
    """Returns the place, or the set of places, that department, province and district name."""
    raise NotImplementedError


def place_by_text(cell: Cell) -> Normalised[PlaceMatch]:
    """Returns the place of one text: ``[street - ]DEPARTMENT / PROVINCE / DISTRICT`` or abroad."""
    raise NotImplementedError


def country(cell: Cell) -> Normalised[str]:
    """Returns the uid of the country that a name, a demonym or an ISO 3166-1 code says."""
    raise NotImplementedError
