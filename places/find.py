"""The search for a place: by a code with its scheme, by names, or by one text.

Each function returns a ``PlaceMatch`` with a confidence from 0 to 1, and the defects that it met.
"""

from trama.places.abroad import find_abroad
from trama.places.asked import ask_place, is_exact, near_places, places_like
from trama.places.bare_name import bare_rivals
from trama.places.by_code import Scheme, find_by_code, find_by_iso
from trama.places.by_columns import find_in_columns
from trama.places.by_text import find_by_text
from trama.places.countries import country
from trama.places.gazetteer import HOME
from trama.places.match import PlaceMatch, PlaceNames, full_name, label
from trama.places.nesting import is_abroad
from trama.values.cells import Cell, text_of
from trama.values.defects import Normalised

__all__ = [
    "PlaceMatch",
    "PlaceNames",
    "Scheme",
    "ask_place",
    "bare_rivals",
    "country",
    "full_name",
    "is_abroad",
    "is_exact",
    "label",
    "near_places",
    "place_by_code",
    "place_by_names",
    "place_by_text",
    "places_like",
]


def place_by_code(
    code: Cell, scheme: Scheme, names: PlaceNames | None = None, country_uid: str = ""
) -> Normalised[PlaceMatch]:
    """Return the place of a code (2, 4 or 6 digits, or ISO 3166), compared with names beside it.

    A zero lost at the left is restored. If the code contradicts sure names, the names win, because
    997 RENIEC codes are valid INEI codes of another district; the defect has both readings. If the
    gazetteer lacks the code, the names give the place. With a country abroad in ``country_uid``,
    ``ANT`` is as good as ``CO-ANT``.
    """
    if country_uid:
        return find_by_iso(text_of(code).upper(), country_uid)
    return find_by_code(text_of(code).upper(), scheme, names)


def place_by_names(names: PlaceNames, country_uid: str = HOME) -> Normalised[PlaceMatch]:
    """Return the place, or the set of places, that department, province and district name.

    A district outside the stated province or department still counts, with less confidence. If the
    district is unknown, the province or department takes its place. Abroad the names are a state
    and the places in it, spelt exactly. A cell may name its own parents or country (ATE, LIMA).
    """
    if is_abroad(country_uid):
        return find_abroad(country_uid, names.coarsest_first())
    return find_in_columns(names)


def place_by_text(cell: Cell, country_uid: str = HOME) -> Normalised[PlaceMatch]:
    """Return the place of one text: ``[street - ]DEPARTMENT / PROVINCE / DISTRICT`` or abroad.

    The levels may stand in the opposite order. Abroad (``VENEZUELA / ZULIA / MARACAIBO``) a state
    is the finest level. A name that a department, its province and its district share means the
    department. A text that names no country belongs to ``country_uid``.
    """
    return find_by_text(text_of(cell), country_uid)
