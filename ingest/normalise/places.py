"""Places: by code with its scheme, else by names, each guess with its confidence."""

from trama.ingest.findings import Normalised
from trama.ingest.normalise.cells import Cell, text_of
from trama.ingest.normalise.countries import country
from trama.ingest.normalise.place_codes import Scheme, find_by_code
from trama.ingest.normalise.place_match import PlaceMatch, PlaceNames
from trama.ingest.normalise.place_names import find_by_names
from trama.ingest.normalise.place_text import find_by_text

__all__ = [
    "PlaceMatch",
    "PlaceNames",
    "Scheme",
    "country",
    "place_by_code",
    "place_by_names",
    "place_by_text",
]


def place_by_code(
    code: Cell, scheme: Scheme, names: PlaceNames | None = None
) -> Normalised[PlaceMatch]:
    """Returns the place of a code (2, 4 or 6 digits, or ISO 3166), compared with names beside it.

    A zero lost at the left is put back. Where the code and sure names contradict one another the
    names hold, because 997 codes of one scheme are valid ones of another place in the other; the
    finding tells both. A code that no gazetteer has leaves the place to the names.
    """
    return find_by_code(text_of(code).upper(), scheme, names)


def place_by_names(names: PlaceNames) -> Normalised[PlaceMatch]:
    """Returns the place, or the set of places, that department, province and district name.

    A district outside the stated province or department is found there all the same, with less
    confidence; where the district is not found, the province or department stands for it.
    """
    return find_by_names(names)


def place_by_text(cell: Cell) -> Normalised[PlaceMatch]:
    """Returns the place of one text: ``[street - ]DEPARTMENT / PROVINCE / DISTRICT`` or abroad.

    The order may be the other way round; abroad (``VENEZUELA / ZULIA / MARACAIBO``) only the
    country is known. A name that is a department, its province and its district is the department.
    """
    return find_by_text(text_of(cell))
