"""Countries and nationalities in cells: names, demonyms and ISO 3166-1 codes."""

from functools import lru_cache

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.gazetteer import gazetteer

# Texts that mean no, yes, not applicable, no data or unnumbered in a cell, though most of them
# are codes of countries too (NO is Norway, SI Slovenia).
_WORDS_NOT_CODES = frozenset({"NO", "SI", "NA", "ND", "NE", "SD", "SN", "S"})


def country(cell: Cell) -> Normalised[str]:
    """Return the uid of the country that a name, a demonym or an ISO 3166-1 code means.

    ``Gazetteer.country`` searches. An empty cell gives no value and no defect; a text that means no
    country gives ``UNKNOWN_COUNTRY``. In a cell the words of ``_WORDS_NOT_CODES`` are no codes; in
    the country that a profile declares they are.
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
