"""A place of the gazetteer, the levels from the finest to the coarsest, and former codes."""

from dataclasses import dataclass
from typing import Literal

UbigeoScheme = Literal["INEI", "RENIEC"]
PlaceLevel = Literal["DISTRITO", "PROVINCIA", "DEPARTAMENTO", "SUBDIVISION", "PAIS"]
LEVELS: tuple[PlaceLevel, ...] = ("DISTRITO", "PROVINCIA", "DEPARTAMENTO", "SUBDIVISION", "PAIS")
HOME = "PE"  # uid of the country of every place whose text names no other country


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; coordinates in degrees (WGS84), population of 2025 (INEI).

    ``other_names`` are further spellings in the published tables. ``capital`` is the place's seat.
    ``created_after`` is a year whose published limits lack the district, None if they have it.
    ``current`` is False for a code that INEI no longer lists. A country has the coordinates of its
    capital, to a tenth of a degree.
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
    """A code that a scheme gave to a place before the place changed province.

    Older documents carry the code. ``until`` is the year of the change, None if unknown.
    """

    scheme: str
    code: str
    uid: str
    until: int | None
    reason: str
