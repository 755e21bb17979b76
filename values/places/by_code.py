"""Codes of places, to the place they mean in their scheme, checked against names beside them."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.abroad import country_only, find_abroad
from trama.values.places.by_names import find_by_names
from trama.values.places.gazetteer import Place, gazetteer
from trama.values.places.match import (
    UNREMARKABLE,
    PlaceMatch,
    PlaceNames,
    label,
    match_of,
)
from trama.values.places.nesting import is_abroad

Scheme = Literal["INEI", "RENIEC", "ISO"]
_CONTRADICTED = 0.6  # confidence in a place that code and names do not agree on
_DIGITS = frozenset({2, 4, 6})


@lru_cache(maxsize=4096)
def find_by_code(code: str, scheme: Scheme, names: PlaceNames | None) -> Normalised[PlaceMatch]:
    """Returns the place of a code; names beside it confirm it, contradict it or stand in for it."""
    found = _by_iso(code) if scheme == "ISO" else _by_ubigeo(code, scheme)
    named = _beside(found.value, names) if names else Normalised(None)
    if found.value is None:
        return replace(named, defects=(*found.defects, *named.defects))
    if named.value is None or _agree(found.value, named.value):
        return _finer_abroad(found, named)
    written = names and (names.district or names.province or names.department)
    hint = f"{written}: ¿{label(named.value.uid)}?"
    return _contradicted(found, named.value, hint, _other_scheme(code, scheme, named.value))


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
    return country_only(uid, code)


def _by_iso(code: str) -> Normalised[PlaceMatch]:
    return find_by_iso(code) if code else Normalised(None)


def _beside(found: PlaceMatch | None, names: PlaceNames) -> Normalised[PlaceMatch]:
    """Returns the place that names beside a code say: in the country of the code, if abroad."""
    if found is None or not is_abroad(found.uid):
        return find_by_names(names)
    return find_abroad(found.uid.partition("-")[0], names.coarsest_first())


def _by_ubigeo(code: str, scheme: Scheme) -> Normalised[PlaceMatch]:
    digits = re.sub(r"\.0$", "", code).strip()
    if not digits:
        return Normalised(None)
    if not digits.isdecimal() or len(digits) > 6:
        return Normalised(None, (Defect(DefectCode.UBIGEO_FORM, Outcome.SET_ASIDE),))
    defects: tuple[Defect, ...] = ()
    if len(digits) not in _DIGITS:
        digits = digits.zfill(len(digits) + 1)
        defects = (Defect(DefectCode.UBIGEO_LOST_ZERO, Outcome.CORRECTED, digits),)
    place = _place(digits, scheme)
    if place is None:
        return Normalised(None, (_unknown(digits, scheme),))
    return Normalised(match_of((place.uid,), 1.0, "code"), defects)


def _place(digits: str, scheme: Scheme) -> Place | None:
    # 150000 and 150100 are how some tables write a department and a province.
    bare = re.sub(r"^(\d\d)0000$|^(\d{4})00$", r"\1\2", digits)
    return None if scheme == "ISO" else gazetteer().by_code(bare, scheme)


def _unknown(digits: str, scheme: Scheme) -> Defect:
    other: Scheme = "RENIEC" if scheme == "INEI" else "INEI"
    place = _place(digits, other)
    hint = f"¿{other} {digits}: {label(place.uid)}?" if place else ""
    return Defect(DefectCode.UBIGEO_UNKNOWN, Outcome.SET_ASIDE, hint)


def _agree(coded: PlaceMatch, named: PlaceMatch) -> bool:
    """Returns whether one holds the other: names are often coarser than the code."""
    for uid in named.places:
        if coded.uid in gazetteer().within(uid) or uid in gazetteer().within(coded.uid):
            return True
    return False


def _finer_abroad(
    found: Normalised[PlaceMatch], named: Normalised[PlaceMatch]
) -> Normalised[PlaceMatch]:
    """Returns the place of a code, or the finer one that names tell of a country abroad."""
    code, names = found.value, named.value
    if code and names and is_abroad(code.uid) and code.uid in gazetteer().within(names.uid)[1:]:
        return replace(named, defects=(*found.defects, *named.defects))
    return found


def _contradicted(
    found: Normalised[PlaceMatch], named: PlaceMatch, hint: str, other_hint: str
) -> Normalised[PlaceMatch]:
    assert found.value is not None  # noqa: S101 - the caller has asked; mypy cannot know
    sure = named.confidence >= UNREMARKABLE
    outcome = Outcome.CORRECTED if sure else Outcome.SET_ASIDE
    defect = Defect(DefectCode.UBIGEO_NAME_MISMATCH, outcome, hint + other_hint)
    match = replace(named if sure else found.value, confidence=_CONTRADICTED)
    return Normalised(match, (*found.defects, defect), _CONTRADICTED)


def _other_scheme(code: str, scheme: Scheme, named: PlaceMatch) -> str:
    """Returns a hint where the code, read in the other scheme, is what the names say."""
    if scheme == "ISO":
        return ""
    other: Scheme = "RENIEC" if scheme == "INEI" else "INEI"
    place = _place(code.zfill(6), other)
    return f" ({other} {code})" if place and place.uid in named.places else ""
