"""The macro-regions of Peru: five groups of whole departments, as INEI's surveys have them.

INEI puts the provinces of Lima beside its capital into the centre (``macroregion_inei`` of the
UBIGEO table). Here the whole department of Lima is in LIMA_CALLAO. So a macro-region is a sum of
departments, and a place that is known only as Lima has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from trama.places.data_files import csv_rows

MACROREGION = "MACRORREGION"
"""The level of macro-regions; they are no nodes of the graph."""


@dataclass(frozen=True, slots=True)
class Macroregion:
    """A macro-region: its code, its names and the uids of its departments."""

    code: str
    name: str
    name_en: str
    departments: tuple[str, ...]


@cache
def macroregions() -> Mapping[str, Macroregion]:
    """Return the macro-regions by code, from north to south; the capital comes last."""
    rows = csv_rows("macroregions.csv")
    found = (
        Macroregion(row["code"], row["name"], row["name_en"], tuple(row["departments"].split("|")))
        for row in rows
    )
    return {region.code: region for region in found}


@cache
def region_of_department() -> Mapping[str, str]:
    """Return the code of the macro-region of each department."""
    return {uid: region.code for region in macroregions().values() for uid in region.departments}
