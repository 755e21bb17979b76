"""What a place of the gazetteer is, and its levels from the finest to the coarsest."""

from dataclasses import dataclass
from typing import Literal

UbigeoScheme = Literal["INEI", "RENIEC"]
PlaceLevel = Literal["DISTRITO", "PROVINCIA", "DEPARTAMENTO", "SUBDIVISION", "PAIS"]
LEVELS: tuple[PlaceLevel, ...] = ("DISTRITO", "PROVINCIA", "DEPARTAMENTO", "SUBDIVISION", "PAIS")
HOME = "PE"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; coordinates in degrees (WGS84), population of 2025 (INEI).

    ``other_names`` are how the published tables also write it. ``capital`` is its seat.
    ``created_after`` is a year by which the district did not exist yet (absent from the limits of
    that year), None where it did. ``current`` is False for a code that INEI no longer lists.
    A country's coordinates are those of its capital, to a tenth of a degree.
    """

    uid: str
    level: PlaceLevel
    name: str
    name_en: str
    name_key: str
    other_names: tuple[str, ...] = ()
    inei: str | None = None
    reniec: str | None = None
    iso: str | None = None
    iso3: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    parent: str | None = None
    capital: str | None = None
    created_after: int | None = None
    current: bool = True


@dataclass(frozen=True, slots=True)
class FormerCode:
    """A code that its scheme gave to a place before the place changed province.

    Older documents carry it; ``until`` is the year of the change where it is known.
    """

    scheme: str
    code: str
    uid: str
    until: int | None
    reason: str
