"""Countries and nationalities: names, demonyms and ISO 3166 codes in Spanish and English."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.data_files import yaml_table
from trama.values.places.gazetteer import gazetteer


def country(cell: Cell) -> Normalised[str]:
    """Return the uid of the country of a name, a demonym or an ISO 3166-1 code."""
    return _country(fold(text_of(cell)))


@lru_cache(maxsize=4096)
def _country(key: str) -> Normalised[str]:
    if not key:
        return Normalised(None)
    uid = _uids_by_text().get(key)
    if uid is None and key not in yaml_table("nationalities.yaml")["not_codes"]:
        uid_of_code = _uids_by_code().get(key)
        uid = uid_of_code if uid_of_code and "-" not in uid_of_code else None
    if uid is None:
        return Normalised(None, (Defect(DefectCode.UNKNOWN_COUNTRY, Outcome.SET_ASIDE),))
    return Normalised(uid)


@cache
def _uids_by_code() -> Mapping[str, str]:
    return {code: place.uid for place in gazetteer() for code in (place.iso, place.iso3) if code}


@cache
def _uids_by_text() -> Mapping[str, str]:
    uids: dict[str, str] = {}
    for place in gazetteer():
        if place.level == "PAIS":
            uids.update({fold(place.name): place.uid, fold(place.name_en): place.uid})
    table = yaml_table("nationalities.yaml")
    for uid, names in table["names"].items():
        uids.update(dict.fromkeys(names, uid))
    for uid, demonyms in table["demonyms"].items():
        uids.update({form: uid for demonym in demonyms for form in _genders(demonym)})
    return uids


def _genders(demonym: str) -> Iterator[str]:
    yield demonym
    if demonym.endswith("O"):
        yield f"{demonym[:-1]}A"
    elif demonym[-1] in "SNL":
        yield f"{demonym}A"
