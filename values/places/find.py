"""Places: by code with its scheme, else by names, each guess with its confidence."""

from trama.values.cells import Cell, text_of
from trama.values.defects import Normalised
from trama.values.places.abroad import find_abroad
from trama.values.places.by_code import Scheme, find_by_code, find_by_iso
from trama.values.places.by_names import find_by_names
from trama.values.places.by_text import find_by_text
from trama.values.places.countries import country
from trama.values.places.gazetteer import HOME
from trama.values.places.match import PlaceMatch, PlaceNames, label
from trama.values.places.nesting import is_abroad

__all__ = [
    "PlaceMatch",
    "PlaceNames",
    "Scheme",
    "country",
    "is_abroad",
    "label",
    "place_by_code",
    "place_by_names",
    "place_by_text",
]


def place_by_code(
    code: Cell, scheme: Scheme, names: PlaceNames | None = None, country_uid: str = ""
) -> Normalised[PlaceMatch]:
    """Returns the place of a code (2, 4 or 6 digits, or ISO 3166), compared with names beside it.

    A zero lost at the left is put back. Where the code and sure names contradict one another the
    names hold, because 997 codes of one scheme are valid ones of another place in the other; the
    defect tells both. A code that no gazetteer has leaves the place to the names. Of a country
    abroad, ``ANT`` is as good as ``CO-ANT``.
    """
    if country_uid:
        return find_by_iso(text_of(code).upper(), country_uid)
    return find_by_code(text_of(code).upper(), scheme, names)


def place_by_names(names: PlaceNames, country_uid: str = HOME) -> Normalised[PlaceMatch]:
    """Returns the place, or the set of places, that department, province and district name.

    A district outside the stated province or department is found there all the same, with less
    confidence; where the district is not found, the province or department stands for it. Abroad
    they are a state and what lies in it, by their exact names.
    """
    if is_abroad(country_uid):
        return find_abroad(country_uid, names.coarsest_first())
    return find_by_names(names)


def place_by_text(cell: Cell, country_uid: str = HOME) -> Normalised[PlaceMatch]:
    """Returns the place of one text: ``[street - ]DEPARTMENT / PROVINCE / DISTRICT`` or abroad.

    The order may be the other way round; abroad (``VENEZUELA / ZULIA / MARACAIBO``) a state is as
    fine as it goes. A name that is a department, its province and its district is the department.
    A text that names no country is of the one given.
    """
    return find_by_text(text_of(cell), country_uid)
