"""Countries and nationalities: names, demonyms and ISO 3166 codes in Spanish and English."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.data_files import yaml_table
from trama.values.places.gazetteer import gazetteer


def country(cell: Cell) -> Normalised[str]:
    """Returns the uid of the country that a name, a demonym or an ISO 3166-1 code says."""
    return _country(fold(text_of(cell)))


@lru_cache(maxsize=4096)
def _country(key: str) -> Normalised[str]:
    if not key:
        return Normalised(None)
    uid = _texts().get(key)
    if uid is None and key not in yaml_table("nationalities.yaml")["not_codes"]:
        code = _codes().get(key)
        uid = code if code and "-" not in code else None
    if uid is None:
        return Normalised(None, (Defect(DefectCode.UNKNOWN_COUNTRY, Outcome.SET_ASIDE),))
    return Normalised(uid)


@cache
def _codes() -> Mapping[str, str]:
    return {code: place.uid for place in gazetteer() for code in (place.iso, place.iso3) if code}


@cache
def _texts() -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for place in gazetteer():
        if place.level == "PAIS":
            texts.update({fold(place.name): place.uid, fold(place.name_en): place.uid})
    written = yaml_table("nationalities.yaml")
    for uid, names in written["names"].items():
        texts.update(dict.fromkeys(names, uid))
    for uid, demonyms in written["demonyms"].items():
        texts.update({form: uid for demonym in demonyms for form in _genders(demonym)})
    return texts


def _genders(demonym: str) -> Iterator[str]:
    yield demonym
    if demonym.endswith("O"):
        yield f"{demonym[:-1]}A"
    elif demonym[-1] in "SNL":
        yield f"{demonym}A"
