"""Places in other countries: the subdivision that a code or names say, else the country.

A name counts only as the list writes it: abroad nothing is guessed.
"""

import re
from functools import lru_cache

from trama.core.text import fold
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.data_files import yaml_table
from trama.values.places.gazetteer import Place, gazetteer
from trama.values.places.match import PlaceMatch, label, match_of

_COUNTRY_ONLY = 0.8  # confidence in the country where its subdivision was not understood


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
        return country_only(country, written)
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
    words = "|".join(yaml_table("place_aliases.yaml")["level_words_abroad"])
    bare = re.sub(rf"^(?:{words}) ", "", key)
    without = [re.sub(rf"^(?:{article}) ", "", bare) for article in ("DE|DEL|OF", "DE LA|DE LOS")]
    return list(dict.fromkeys((key, bare, *without))) if bare != key else [key]


def country_only(country: str, written: str) -> Normalised[PlaceMatch]:
    """Return the country, with a defect that holds the subdivision as written."""
    defect = Defect(
        DefectCode.UNKNOWN_SUBDIVISION, Outcome.CORRECTED, f"{written}: ¿{label(country)}?"
    )
    match = match_of((country,), _COUNTRY_ONLY, "parent")
    return Normalised(match, (defect,), _COUNTRY_ONLY)
