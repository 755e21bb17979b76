"""Countries and nationalities in cells: names, demonyms and ISO 3166-1 codes."""

import re
from functools import lru_cache

from trama.core.text import fold
from trama.places.gazetteer import Place, gazetteer
from trama.places.spellings import has_spelling
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome

# Texts that mean no, yes, not applicable, no data or unnumbered in a cell, though most of them
# are codes of countries too (NO is Norway, SI Slovenia).
_WORDS_NOT_CODES = frozenset({"NO", "SI", "NA", "ND", "NE", "SD", "SN", "S"})
# Parts of an address, such as manzana, lote and interior: beside a place they are no codes.
_ADDRESS_NOT_CODES = frozenset({"MZ", "LT", "KM", "CA", "CL", "AV", "ST", "INT", "PJ", "DEP", "SC"})
_STREETS = frozenset({"CA", "CL"})  # calle: those of them that have a name behind them
_FORM_OF_STATE = re.compile(
    r"^(?:THE )?(?:REP|REPUBLICA|REPUBLIC|REINO|KINGDOM|PAIS)"
    r"(?: (?:FEDERAL|FEDERATIVA|ISLAMICA|BOLIVARIANA|UNIDA|ARABE|POPULAR))?"
    r" (?:DE LA|DE|DEL|OF THE|OF) "
)


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
    place = None if key in _WORDS_NOT_CODES else _of_words(key)
    if place is None:
        return Normalised(None, (Defect(DefectCode.UNKNOWN_COUNTRY, Outcome.SET_ASIDE),))
    return Normalised(place.uid)


@lru_cache(maxsize=16_384)
def country_named(text: str) -> str | None:
    """Return the uid of the country that a name beside other names means. Return None if none.

    A name that Peru has too (Granada, San Martín, Santa Lucía) is no country: the place of Peru is
    meant. ``Irán, República Islámica de`` is turned round. A word of fewer than four letters is an
    abbreviation; ``country_coded`` reads codes.
    """
    key = fold(text)
    if len(key) < 4 or has_spelling(key):
        return None
    before, _, after = text.partition(",")
    place = _of_words(key) or (_of_words(fold(f"{after} {before}")) if after else None)
    return place.uid if place else None


def country_coded(text: str, *, last: bool = False) -> str | None:
    """Return the uid of a country by its ISO 3166-1 code in capitals, for the ends of a text.

    ``last`` is true at the end of a text, where CL is Chile: a street has its name behind it.
    """
    key = fold(text)
    if text.strip(" .") != key or len(key) not in {2, 3} or has_spelling(key):
        return None
    if key in _WORDS_NOT_CODES or (key in _ADDRESS_NOT_CODES and not (last and key in _STREETS)):
        return None
    place = gazetteer().country(key)
    return place.uid if place else None


def _of_words(key: str) -> Place | None:
    """Return the country of a folded name, with or without its form of state before it."""
    known = gazetteer()
    return known.country(key) or known.country(_FORM_OF_STATE.sub("", key, count=1))
