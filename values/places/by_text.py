"""One text with a place in it, and perhaps a street before it, to the place it means."""

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

_SURE = 0.8  # a piece that is less surely a place is a street


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pieces of a text from the coarsest place to the finest, and what stood before them.

    ``abroad`` is the uid of the country in which they lie where they do not name it themselves.
    """

    places: tuple[str, ...]
    address: str
    abroad: str = ""


@lru_cache(maxsize=4096)
def find_by_text(text: str, country_uid: str = HOME) -> Normalised[PlaceMatch]:
    """Returns the place that a text means; its street, if any, goes into ``address``.

    A text that names no country is of the one given.
    """
    if not fold(text):
        return Normalised(None)
    named = any(_country(part) for part in re.split(r"[/,]|\s-\s", text))
    abroad = country_uid if is_abroad(country_uid) and not named else ""
    pieces = _by_slashes(text, abroad) if "/" in text else _by_signs(text, abroad)
    if pieces is None:
        return no_match(text)
    found = find_abroad(pieces.abroad, pieces.places) if pieces.abroad else _place_of(pieces.places)
    if found.value is None:
        return found
    return replace(found, value=replace(found.value, address=pieces.address))


def _place_of(places: tuple[str, ...]) -> Normalised[PlaceMatch]:
    foreign = _country(places[0])
    if foreign and foreign != HOME:
        return find_abroad(foreign, places[1:])
    if foreign:
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
    # A street may hold a slash itself (S/N): blanks around the sign tell the levels apart.
    parts = re.split(r"\s+/\s+" if " / " in text else "/", text)
    parts = [part.strip() for part in parts if fold(part)]
    street, _, first = parts[0].rpartition(" - ")
    if abroad:
        return _Pieces((first.strip(), *parts[1:]), street.strip(" -,"), abroad)
    if not street and not _is_top(parts[0]):
        street, _, first = _street_and_top(parts[0])
    places = (first.strip(), *parts[1:])
    if _ends_abroad((first, *parts[1:])) or (not _is_top(first) and _is_top(parts[-1])):
        coarser = parts[:0:-1]
        if _is_place(street.rpartition(" - ")[2], coarser):  # no street: a district and its town
            street, places = "", (parts[0], *parts[1:])
        places = tuple(reversed(places))
    return _Pieces(places, street.strip(" -,"))


def _street_and_top(part: str) -> tuple[str, str, str]:
    """Returns street and department where only a comma or a dash without blanks parts them."""
    match = re.fullmatch(r"(.*[-,])\s*([^-,]+)", part)
    return (match[1], "", match[2]) if match and _is_top(match[2]) else ("", "", part)


def _by_signs(text: str, abroad: str) -> _Pieces | None:
    """Returns the pieces of a text without slashes: places stand at one end, the street before."""
    parts = [part.strip() for part in re.split(r"\s+-\s+|,", text) if fold(part)]
    if len(parts) == 1:
        parts = _by_dashes(parts[0])
    if abroad or _ends_abroad(parts):
        return _town_first(parts, abroad or _country(parts.pop()) or "")
    if _is_top(parts[0]):
        return _Pieces(tuple(parts[:3]), "")
    taken: list[str] = []
    while parts and len(taken) < 3 and _is_place(parts[-1], taken):
        taken.append(parts.pop())
    return _Pieces(tuple(taken), ", ".join(parts)) if taken else None


def _ends_abroad(parts: Sequence[str]) -> bool:
    """Returns whether the last piece is a country abroad, and no place of Peru stands first.

    AMAZONAS is here; before COLOMBIA it is there.
    """
    uid = _country(parts[-1])
    if not uid or not is_abroad(uid) or _country(parts[0]):
        return False
    return not _is_top(parts[0]) or any(subdivisions_in(uid, part) for part in parts[:-1])


def _town_first(parts: list[str], abroad: str) -> _Pieces:
    """Returns the pieces where towns stand before their states: what is no state is the address."""
    uid, names = abroad, []
    while parts and (found := subdivisions_in(uid, parts[-1])):
        names.append(parts.pop())
        uid = found[0].uid
    return _Pieces(tuple(names), ", ".join(parts), abroad)


def _by_dashes(text: str) -> list[str]:
    parts = [part.strip() for part in text.split("-") if fold(part)]
    known = all(_is_place(part, []) for part in parts)
    return parts if len(parts) > 1 and known and not gazetteer().named(fold(text)) else [text]


def _is_place(part: str, coarser: list[str]) -> bool:
    if _is_top(part):
        return not coarser or bool(search(fold(part), Scope()))
    departments = tuple(uid for one in coarser if (uid := department_named(fold(one))))
    hit = search(fold(part), Scope(departments=tuple(uid[:5] for uid in departments)))
    return hit is not None and (hit.confidence >= _SURE or len(hit.rivals) > 1)


def _is_top(part: str) -> bool:
    """Returns whether a piece names a country or a department."""
    return bool(_country(part) or department_named(fold(part)))


def _country(part: str) -> str | None:
    # San Martín, Santa Lucía and Granada are countries too, and a code of three letters is more
    # often an abbreviation: here the Peruvian place is meant.
    key = fold(part)
    return None if len(key) < 4 or place_index().by_text.get(key) else country(part).value
