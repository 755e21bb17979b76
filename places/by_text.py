"""The place of one text, whatever its order and signs: ``Av. Grau 1, Ate, Lima (Perú)``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from trama.core.text import fold
from trama.places.abroad import subdivisions_in
from trama.places.by_chain import place_of_pieces
from trama.places.countries import country_coded, country_named
from trama.places.gazetteer import HOME, gazetteer
from trama.places.match import (
    FoundPlace,
    PlaceMatch,
    ambiguous,
    found_place,
    match_of,
    not_found,
)
from trama.places.nesting import is_abroad
from trama.places.pieces import Piece, pieces_of
from trama.places.towns_abroad import place_in_country
from trama.values.defects import Normalised

_SUBDIVISION_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")  # ISO 3166-2: CO-ANT, PE-MDD


@dataclass(frozen=True, slots=True)
class _Stated:
    """The countries that a text names, and its other pieces."""

    countries: tuple[str, ...]
    pieces: list[Piece]
    coarse_first: bool = False


@lru_cache(maxsize=4096)
def find_by_text(text: str, country_uid: str = HOME) -> Normalised[PlaceMatch]:
    """Return the place of a text, as a cell's reader needs it (see ``read_text``)."""
    found = read_text(text, country_uid)
    confidence = found.match.confidence if found.match else 1.0
    return Normalised(found.match, found.defects, confidence)


@lru_cache(maxsize=4096)
def read_text(text: str, country_uid: str = HOME) -> FoundPlace:
    """Return the place of a text, with the street before it, its defects and its rivals.

    A text that names no country belongs to ``country_uid``.

    1. Part the text into its pieces, and take the country out, wherever it stands.
    2. Abroad, follow the names to the finest subdivision.
    3. In Peru, take the longest run of pieces of which each lies in the next (``chains``).
    4. Report every piece that is neither a place of the run nor a street.

    Example: ``Av. Sintética 100, San Miguel, Lima, Perú`` gives ``PE-150136`` with the address
    ``Av. Sintética 100``: of the places named San Miguel, only one lies in a Lima.
    """
    if not fold(text):
        return FoundPlace(None)
    coded = gazetteer().by_iso(text.strip()) if _SUBDIVISION_CODE.fullmatch(text.strip()) else None
    if coded:
        return found_place(match_of((coded,), 1.0, "code"))
    pieces = pieces_of(text, country_uid if is_abroad(country_uid) else "")
    stated = _stated(pieces)
    if len(stated.countries) > 1:
        return ambiguous(text, stated.countries)
    country = stated.countries[0] if stated.countries else country_uid
    if is_abroad(country):
        return place_in_country(country, stated.pieces, coarse_first=stated.coarse_first)
    if stated.pieces:
        return place_of_pieces(text, stated.pieces, country_stated=bool(stated.countries))
    return found_place(match_of((HOME,), 1.0, "name")) if stated.countries else not_found(text)


def _stated(pieces: list[Piece]) -> _Stated:
    """Return the countries that the pieces name, and the pieces without them.

    GEORGIA alone is a country; before ESTADOS UNIDOS it is a state, as the first MÉXICO is in
    MÉXICO, MÉXICO. Two countries of which neither has the other as its part are both stated.
    """
    named = {n: uid for n, piece in enumerate(pieces) if (uid := _country(pieces, n))}
    for outer in (max(named), min(named)) if named else ():
        others = [n for n in named if n != outer]
        if all(subdivisions_in(named[outer], pieces[n].text) for n in others):
            named = {outer: named[outer]}
            break
    uids = tuple(dict.fromkeys(named.values()))
    rest = [piece for n, piece in enumerate(pieces) if n not in named]
    first_street = next((n for n, piece in enumerate(pieces) if not piece.is_street), 0)
    return _Stated(uids, rest, coarse_first=first_street in named)


def _country(pieces: Sequence[Piece], number: int) -> str | None:
    piece = pieces[number]
    if piece.level:
        return None
    last = number == len(pieces) - 1
    at_an_end = len(pieces) > 1 and (number == 0 or last)
    coded = country_coded(piece.text, last=last) if at_an_end else None
    return country_named(piece.text) or coded
