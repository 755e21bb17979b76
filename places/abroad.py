"""The search for a place in another country: the subdivision that names give, else the country.

A name counts only as ISO 3166-2 or our word list writes it: abroad the search guesses nothing.
"""

import re
from functools import lru_cache

from trama.core.text import fold
from trama.places.data_files import yaml_table
from trama.places.gazetteer import Place, gazetteer
from trama.places.match import PlaceMatch, label, match_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome

_LINKS = "DE|DEL|DO|DA|DOS|DAS|OF"
_CODE = re.compile(r"[A-Z]{2,3}")
_COUNTRY_ONLY = 0.8  # confidence in the country of a subdivision that nobody knows


@lru_cache(maxsize=4096)
def find_abroad(country: str, names: tuple[str, ...]) -> Normalised[PlaceMatch]:
    """Return the finest subdivision of a country that the names, coarsest first, lead to.

    1. Start at the country.
    2. For each name, step into the subdivision of that name. Pass over a name without a subdivision
       (a town). If several subdivisions have the name, stop and report them.
    3. If no name was a subdivision, return the country and report the first name.

    Example: ``find_abroad("CO", ("Antioquia", "Medellín"))`` gives ``CO-ANT``.
    """
    uid = country
    for name in names:
        places = subdivisions_in(uid, name)
        if len(places) > 1:
            hint = f"{name}: ¿{', '.join(label(place.uid) for place in places[:5])}?"
            defect = Defect(DefectCode.PLACE_AMBIGUOUS, Outcome.CORRECTED, hint)
            return Normalised(match_of((uid,), _COUNTRY_ONLY, "name"), (defect,), _COUNTRY_ONLY)
        uid = places[0].uid if places else uid
    first_name = next((name for name in names if fold(name)), "")
    if uid == country and first_name:
        return country_only(country, first_name)
    return Normalised(match_of((uid,), 1.0, "name"))


def subdivisions_in(uid: str, name: str) -> tuple[Place, ...]:
    """Return the subdivisions with a name inside a place abroad, of any number.

    If one of them contains all others (Madrid, the community and its province), return that one.
    """
    for key in _keys(name):
        named = gazetteer().named_abroad(key, uid.partition("-")[0])
        inside = [place for place in named if uid in gazetteer().within(place.uid)[1:]]
        if inside:
            coarsest = min(inside, key=lambda place: len(place.uid))
            nested = all(coarsest.uid in gazetteer().within(place.uid) for place in inside)
            return (coarsest,) if nested else tuple(inside)
    return _coded(uid, name)


def _coded(uid: str, name: str) -> tuple[Place, ...]:
    """Return the subdivision whose code stands in capitals: AM in BR is Amazonas."""
    code = f"{uid.partition('-')[0]}-{name}" if _CODE.fullmatch(name) else ""
    place = gazetteer().get(gazetteer().by_iso(code) or "") if code else None
    return (place,) if place and uid in gazetteer().within(place.uid)[1:] else ()


def country_only(country: str, subdivision: str) -> Normalised[PlaceMatch]:
    """Return the country of an unknown subdivision, and the defect that holds its text."""
    defect = Defect(
        DefectCode.UNKNOWN_SUBDIVISION, Outcome.CORRECTED, f"{subdivision}: ¿{label(country)}?"
    )
    match = match_of((country,), _COUNTRY_ONLY, "parent")
    return Normalised(match, (defect,), _COUNTRY_ONLY)


def _keys(name: str) -> list[str]:
    """Return the folded ways in which a list may write a name, the most literal first.

    ``Asturias, Principado de`` is also PRINCIPADO DE ASTURIAS; ``Araba/Álava`` is either name.
    """
    ways = [name]
    before, comma, after = name.rpartition(",")
    if comma:
        ways.append(f"{after} {before}")
    ways += name.split("/") if "/" in name else []
    return [key for way in ways for key in _without_level_words(fold(way))]


def _without_level_words(key: str) -> list[str]:
    """Return a folded name, then the name without a word for its level, then without its article.

    ``DEPARTAMENTO DE LA GUAJIRA`` gives itself, ``DE LA GUAJIRA``, ``LA GUAJIRA`` and ``GUAJIRA``.
    """
    words = "|".join(yaml_table("place_aliases.yaml")["level_words_abroad"])
    bare = re.sub(rf"^(?:{words}) ", "", key)
    without = [re.sub(rf"^(?:{article}) ", "", bare) for article in (_LINKS, "DE LA|DE LOS")]
    return list(dict.fromkeys((key, bare, *without))) if bare != key else [key]
