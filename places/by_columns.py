"""The place of the columns of a row, whose cells may hold more than their own level."""

import re
from dataclasses import replace
from functools import lru_cache

from trama.places.abroad import find_abroad
from trama.places.asked import is_exact
from trama.places.by_names import find_by_names
from trama.places.by_text import read_text
from trama.places.countries import country_named
from trama.places.match import PlaceMatch, PlaceNames
from trama.places.nesting import is_abroad
from trama.values.defects import Normalised

_OWN_PARENTS = re.compile(r"[,(]")


@lru_cache(maxsize=4096)
def find_in_columns(names: PlaceNames) -> Normalised[PlaceMatch]:
    """Return the place of department, province and district, each as its cell has it.

    1. A country abroad in the department's column has the other cells as its subdivisions.
    2. A district's cell that names its own parents (JULIACA (PUNO)) is read as a text, if the row
       names no other parents.
    3. Otherwise read the three names (``find_by_names``).

    Example: ``PlaceNames("LIMA", "", "San Miguel, Lima")`` gives ``PE-150136``, whose parent
    in the cell confirms the column.
    """
    country = country_named(names.department) if names.department else None
    if country and is_abroad(country):
        return find_abroad(country, tuple(filter(None, (names.province, names.district))))
    if _OWN_PARENTS.search(names.district):
        found = read_text(names.district)
        match = found.match
        parents = replace(names, district="")
        stated = find_by_names(parents).value if parents.coarsest_first() else None
        if match and is_abroad(match.uid) and stated is None:
            return Normalised(match, found.defects, match.confidence)
        if match and is_exact(found) and (stated is None or match.uid.startswith(stated.uid)):
            return Normalised(match, found.defects, match.confidence)
    return find_by_names(names)
