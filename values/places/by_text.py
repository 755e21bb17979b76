"""The place of one text, which may begin with a street: ``AV. GRAU 1 - CUSCO / ANTA / ANTA``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from trama.core.text import fold
from trama.values.defects import Normalised
from trama.values.places.abroad import find_abroad, subdivisions_in
from trama.values.places.by_names import department_named, find_by_names
from trama.values.places.countries import country
from trama.values.places.gazetteer import HOME, gazetteer
from trama.values.places.match import PlaceMatch, PlaceNames, match_of, no_match
from trama.values.places.nesting import is_abroad
from trama.values.places.search import Scope, search
from trama.values.places.spellings import place_index

_SURE = 0.8  # confidence; a piece that is less surely a place is part of the street


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The names of places in a text, the coarsest first, and the street before them.

    ``abroad`` is the uid of the country that contains the places, '' if they lie in Peru or begin
    with the name of their country.
    """

    places: tuple[str, ...]
    address: str
    abroad: str = ""


@lru_cache(maxsize=4096)
def find_by_text(text: str, country_uid: str = HOME) -> Normalised[PlaceMatch]:
    """Return the place of a text, with the street before it as ``address``.

    A text that names no country belongs to ``country_uid``.

    1. Part the text: at its slashes if it has any, else at commas and dashes.
    2. Take the names from the end where a country or department stands; the rest is the street.
    3. Abroad, follow the names to the finest subdivision (``find_abroad``).
    4. In Peru, read the names as department, province and district (``find_by_names``). A single
       name is a department before it is a district: LIMA is ``PE-15``.

    Example: ``AV. SINTETICA 123 - MADRE DE DIOS / TAMBOPATA / INAMBARI`` gives ``PE-170102`` with
    the address ``AV. SINTETICA 123``; so it does with the three names in the opposite order.
    """
    if not fold(text):
        return Normalised(None)
    names_country = any(_country(part) for part in re.split(r"[/,]|\s-\s", text))
    abroad = country_uid if is_abroad(country_uid) and not names_country else ""
    pieces = _by_slashes(text, abroad) if "/" in text else _by_signs(text, abroad)
    if pieces is None:
        return no_match(text)
    if pieces.abroad:
        answer = find_abroad(pieces.abroad, pieces.places)
    else:
        answer = _place_of(pieces.places)
    if answer.value is None:
        return answer
    return replace(answer, value=replace(answer.value, address=pieces.address))


def _place_of(places: tuple[str, ...]) -> Normalised[PlaceMatch]:
    first_country = _country(places[0])
    if first_country and first_country != HOME:
        return find_abroad(first_country, places[1:])
    if first_country:
        if len(places) == 1:
            return Normalised(match_of((HOME,), 1.0, "name"))
        places = places[1:]
    if len(places) == 1:
        return _single(places[0])
    department, *rest = places[:3]
    if len(rest) == 1 and not gazetteer().named(fold(rest[0]), "PROVINCIA"):
        return find_by_names(PlaceNames(department, "", rest[0]), one_place=True)
    return find_by_names(PlaceNames(department, *rest), one_place=True)


def _single(name: str) -> Normalised[PlaceMatch]:
    uid = department_named(fold(name))
    if uid:
        return Normalised(match_of((uid,), 1.0, "name"))
    return find_by_names(PlaceNames(district=name))


def _by_slashes(text: str, abroad: str) -> _Pieces:
    """Return the pieces of a text whose levels stand between slashes.

    1. Split the text. In the first part, `` - `` parts the street from the first name.
    2. If the country is known to be abroad, the names stand in order.
    3. Without `` - ``, a comma or a plain dash may part the street from a department.
    4. If the names end with a country or department and do not begin with one, reverse them. Then a
       name before `` - `` in the first part may be a district, and the name after it its town.

    Example: ``AV. GRAU 123 - ANTA / ANTA / CUSCO`` gives CUSCO, ANTA, ANTA and the street.
    """
    # A street may hold a slash itself (S/N): blanks around the sign tell the levels apart.
    parts = re.split(r"\s+/\s+" if " / " in text else "/", text)
    parts = [part.strip() for part in parts if fold(part)]
    street, _, first = parts[0].rpartition(" - ")
    if abroad:
        return _Pieces((first.strip(), *parts[1:]), street.strip(" -,"), abroad)
    if not street and not _is_top(parts[0]):
        street, first = _street_and_top(parts[0])
    places = (first.strip(), *parts[1:])
    if _ends_abroad((first, *parts[1:])) or (not _is_top(first) and _is_top(parts[-1])):
        coarser = parts[:0:-1]
        if _is_place(street.rpartition(" - ")[2], coarser):  # no street: a district and its town
            street, places = "", (parts[0], *parts[1:])
        places = tuple(reversed(places))
    return _Pieces(places, street.strip(" -,"))


def _street_and_top(part: str) -> tuple[str, str]:
    """Return street and department that only a comma or a dash without blanks parts."""
    match = re.fullmatch(r"(.*[-,])\s*([^-,]+)", part)
    return (match[1], match[2]) if match and _is_top(match[2]) else ("", part)


def _by_signs(text: str, abroad: str) -> _Pieces | None:
    """Return the pieces of a text without slashes. Return None if no piece is a place.

    1. Split at commas and at dashes between blanks; a single part, at its plain dashes.
    2. Abroad, the country stands last and towns before their states.
    3. If a country or department stands first, the names stand in order and there is no street.
    4. Otherwise take up to three places from the end; the parts before them are the street.

    Example: ``AV. BRASIL 123, BREÑA`` gives the place BREÑA and the street ``AV. BRASIL 123``.
    """
    parts = [part.strip() for part in re.split(r"\s+-\s+|,", text) if fold(part)]
    if len(parts) == 1:
        parts = _by_dashes(parts[0])
    if abroad or _ends_abroad(parts):
        return _town_first(parts, abroad or _country(parts.pop()) or "")
    if _is_top(parts[0]):
        return _Pieces(tuple(parts[:3]), "")
    places: list[str] = []
    while parts and len(places) < 3 and _is_place(parts[-1], places):
        places.append(parts.pop())
    return _Pieces(tuple(places), ", ".join(parts)) if places else None


def _ends_abroad(parts: Sequence[str]) -> bool:
    """Return whether the last piece is a country abroad, and the first is no place of Peru.

    AMAZONAS alone is a department of Peru; before COLOMBIA it is a department there. GEORGIA alone
    is a country; before ESTADOS UNIDOS it is a state.
    """
    uid = _country(parts[-1])
    if not uid or not is_abroad(uid) or _country(parts[0]) == HOME:
        return False
    return not _is_top(parts[0]) or any(subdivisions_in(uid, part) for part in parts[:-1])


def _town_first(parts: list[str], abroad: str) -> _Pieces:
    """Return the pieces of a text with towns before their states; a town goes into the address."""
    uid, names = abroad, []
    while parts and (places := subdivisions_in(uid, parts[-1])):
        names.append(parts.pop())
        uid = places[0].uid
    return _Pieces(tuple(names), ", ".join(parts), abroad)


def _by_dashes(text: str) -> list[str]:
    """Return the parts between dashes if all of them are places, else the text alone."""
    parts = [part.strip() for part in text.split("-") if fold(part)]
    all_places = all(_is_place(part, []) for part in parts)
    return parts if len(parts) > 1 and all_places and not gazetteer().named(fold(text)) else [text]


def _is_place(part: str, coarser: list[str]) -> bool:
    if _is_top(part):
        return not coarser or bool(search(fold(part), Scope()))
    departments = tuple(uid for name in coarser if (uid := department_named(fold(name))))
    hit = search(fold(part), Scope(departments=tuple(uid[:5] for uid in departments)))
    return hit is not None and (hit.confidence >= _SURE or len(hit.rivals) > 1)


def _is_top(part: str) -> bool:
    """Return whether a piece names a country or a department."""
    return bool(_country(part) or department_named(fold(part)))


def _country(part: str) -> str | None:
    # San Martín, Santa Lucía and Granada are countries too, and a code of three letters is more
    # often an abbreviation: the Peruvian place is meant.
    key = fold(part)
    return None if len(key) < 4 or place_index().by_text.get(key) else country(part).value
