"""Places in other countries: the subdivision that a code or names say, else the country.

A name counts only as the list writes it: abroad nothing is guessed.
"""

import re
from functools import lru_cache

from trama.core.text import fold
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.gazetteer import HOME, Place, gazetteer
from trama.values.places.match import PlaceMatch, label, match_of
from trama.values.word_tables import table

_COUNTRY_ONLY = 0.8  # confidence in the country where its subdivision was not understood


def is_abroad(uid: str | None) -> bool:
    """Returns whether a uid is of a place outside Peru."""
    return uid is not None and uid.partition("-")[0] != HOME


@lru_cache(maxsize=4096)
def find_by_iso(code: str, country: str = "") -> Normalised[PlaceMatch]:
    """Returns the place of an ISO 3166 code; of a country given beside it, ``ANT`` is enough.

    Where the country has no such subdivision, the country stays and a defect says so.
    """
    known = gazetteer()
    uid = (known.by_iso(f"{country}-{code}") if country else None) or known.by_iso(code)
    if uid is not None:
        return Normalised(match_of((uid,), 1.0, "code"))
    uid = country or known.by_iso(code.partition("-")[0])
    if uid is None:
        return Normalised(None, (Defect(DefectCode.UNKNOWN_COUNTRY, Outcome.SET_ASIDE),))
    return _country_only(uid, code)


@lru_cache(maxsize=4096)
def find_abroad(country: str, names: tuple[str, ...]) -> Normalised[PlaceMatch]:
    """Returns the finest subdivision that names, the coarsest first, say of a country abroad.

    A name that is none (a town) says nothing; where none is one, the country stays and a defect
    says so.
    """
    uid = country
    for name in names:
        found = subdivisions_in(uid, name)
        if len(found) > 1:
            hint = f"{name}: ¿{', '.join(label(place.uid) for place in found[:5])}?"
            defect = Defect(DefectCode.PLACE_AMBIGUOUS, Outcome.CORRECTED, hint)
            return Normalised(match_of((uid,), _COUNTRY_ONLY, "name"), (defect,), _COUNTRY_ONLY)
        uid = found[0].uid if found else uid
    written = next((name for name in names if fold(name)), "")
    if uid == country and written:
        return _country_only(country, written)
    return Normalised(match_of((uid,), 1.0, "name"))


def subdivisions_in(uid: str, name: str) -> tuple[Place, ...]:
    """Returns the subdivisions inside a place abroad that a name means: none, one, or several.

    Of several that lie in one another (Madrid, the community and its province) it is the coarsest.
    """
    for key in _readings(fold(name)):
        named = gazetteer().named_abroad(key, uid.partition("-")[0])
        inside = [one for one in named if one.uid != uid and uid in gazetteer().within(one.uid)]
        if inside:
            coarsest = min(inside, key=lambda one: len(one.uid))
            held = all(coarsest.uid in gazetteer().within(one.uid) for one in inside)
            return (coarsest,) if held else tuple(inside)
    return ()


def _readings(key: str) -> list[str]:
    """A name as it is, then without a word for its level: DEPARTAMENTO DE LA GUAJIRA."""
    words = "|".join(table("place_aliases")["level_words_abroad"])
    bare = re.sub(rf"^(?:{words}) ", "", key)
    without = [re.sub(rf"^(?:{article}) ", "", bare) for article in ("DE|DEL|OF", "DE LA|DE LOS")]
    return list(dict.fromkeys((key, bare, *without))) if bare != key else [key]


def _country_only(country: str, written: str) -> Normalised[PlaceMatch]:
    defect = Defect(
        DefectCode.UNKNOWN_SUBDIVISION, Outcome.CORRECTED, f"{written}: ¿{label(country)}?"
    )
    match = match_of((country,), _COUNTRY_ONLY, "parent")
    return Normalised(match, (defect,), _COUNTRY_ONLY)
