"""Countries and nationalities of cells: names, demonyms and ISO 3166-1 codes."""

from functools import lru_cache

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.gazetteer import gazetteer

# Codes of countries that mean no, yes, not applicable, no data or unnumbered in a cell of words.
_WORDS_NOT_CODES = frozenset({"NO", "SI", "NA", "ND", "NE", "SD", "SN", "S"})


def country(cell: Cell) -> Normalised[str]:
    """Return the uid of the country of a name, a demonym or an ISO 3166-1 code.

    The search is ``Gazetteer.country``. A cell differs from a declared country in one way: ``NO``
    and ``SI`` are words there, and no codes of Norway and Slovenia.
    """
    return _country(fold(text_of(cell)))


@lru_cache(maxsize=4096)
def _country(key: str) -> Normalised[str]:
    if not key:
        return Normalised(None)
    place = None if key in _WORDS_NOT_CODES else gazetteer().country(key)
    if place is None:
        return Normalised(None, (Defect(DefectCode.UNKNOWN_COUNTRY, Outcome.SET_ASIDE),))
    return Normalised(place.uid)
