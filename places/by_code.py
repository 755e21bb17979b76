"""The place of a code in its scheme (INEI, RENIEC, ISO 3166), checked against names beside it."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from trama.places.abroad import country_only, find_abroad
from trama.places.by_columns import find_in_columns
from trama.places.cell_names import names_in
from trama.places.gazetteer import HOME, Place, gazetteer
from trama.places.match import (
    ACCEPTED,
    UNREMARKABLE,
    PlaceMatch,
    PlaceNames,
    label,
    match_of,
)
from trama.places.nesting import is_abroad
from trama.places.search import Scope, search
from trama.values.defects import Defect, DefectCode, Normalised, Outcome

Scheme = Literal["INEI", "RENIEC", "ISO"]
_CONTRADICTED = 0.6  # confidence in a place on which code and names disagree
_SHORT = 0.8  # confidence in a province whose code may be a district's that lost digits
_PROVINCE_DIGITS = 4
_DEPARTMENT, _PROVINCE = 5, 7  # signs of the uid of a department (PE-15) and a province (PE-1501)
_DIGITS = frozenset({2, 4, 6})  # lengths of a code of a department, a province, a district


@lru_cache(maxsize=4096)
def find_by_code(code: str, scheme: Scheme, names: PlaceNames | None) -> Normalised[PlaceMatch]:
    """Return the place of a code, confirmed, contradicted or replaced by the names beside it.

    1. Look the code up in its scheme, and find the place of the names.
    2. Without a place of the code, return the place of the names.
    3. If every name fits the code, return the finer of the two places.
    4. If the names have a place elsewhere, return that place if it is sure, else the place of the
       code, and report the contradiction.
    5. If the names have no place, return the place of the code, and report the names.

    Example: 150133 is San Juan de Miraflores. Beside it, the names LIMA, LIMA, SJ LURIGANCHO are
    sure of 150132, so the answer is ``PE-150132`` with confidence 0.6 and a defect.
    """
    coded = _by_iso(code) if scheme == "ISO" else _by_ubigeo(code, scheme)
    named = _beside(coded.value, names) if names else Normalised(None)
    if coded.value is None:
        return replace(named, defects=(*coded.defects, *named.defects))
    if not names:
        return coded
    if named.value is not None and _agree(coded.value, named.value):
        told = () if _fits(coded.value.uid, names) else named.defects
        return _finer(_confirmed(coded, named.value), named, told)
    if _fits(coded.value.uid, names):
        return coded
    finest_name = names.district or names.province or names.department
    if named.value is None:
        return _beside_unplaced_names(coded, named, finest_name)
    hint = f"{finest_name}: ¿{label(named.value.uid)}?"
    return _contradicted(coded, named.value, hint + _other_scheme(code, scheme, named.value))


@lru_cache(maxsize=4096)
def find_by_iso(code: str, country: str = "") -> Normalised[PlaceMatch]:
    """Return the place of an ISO 3166 code; with a country, ``ANT`` is as good as ``CO-ANT``.

    If the country has no such subdivision, return the country and a defect.
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


def _beside(coded: PlaceMatch | None, names: PlaceNames) -> Normalised[PlaceMatch]:
    """Return the place of the names beside a code: in the country of the code, if abroad."""
    if coded is None or not is_abroad(coded.uid):
        return find_in_columns(names)
    return find_abroad(coded.uid.partition("-")[0], names.coarsest_first())


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
    if len(digits) == _PROVINCE_DIGITS:
        hint = f"{digits}: ¿{label(place.uid)}?"
        defects = (*defects, Defect(DefectCode.UBIGEO_SHORT, Outcome.CORRECTED, hint))
        return Normalised(match_of((place.uid,), _SHORT, "code"), defects, _SHORT)
    return Normalised(match_of((place.uid,), 1.0, "code"), defects)


def _place(digits: str, scheme: Scheme) -> Place | None:
    # Some tables write a department as 150000 and a province as 150100.
    bare = re.sub(r"^(\d\d)0000$|^(\d{4})00$", r"\1\2", digits)
    return None if scheme == "ISO" else gazetteer().by_code(bare, scheme)


def _unknown(digits: str, scheme: Scheme) -> Defect:
    other: Scheme = "RENIEC" if scheme == "INEI" else "INEI"
    place = _place(digits, other)
    hint = f"¿{other} {digits}: {label(place.uid)}?" if place else ""
    return Defect(DefectCode.UBIGEO_UNKNOWN, Outcome.SET_ASIDE, hint)


def _agree(coded: PlaceMatch, named: PlaceMatch) -> bool:
    """Return whether one place contains the other: names are often coarser than the code."""
    for uid in named.places:
        if coded.uid in gazetteer().within(uid) or uid in gazetteer().within(coded.uid):
            return True
    return False


def _fits(uid: str, names: PlaceNames) -> bool:
    """Return whether every name may mean the place of a code, or a place around it or in it.

    SANTA ROSA alone fits ten districts: beside the code of one of them it is that one.
    """
    if is_abroad(uid):
        return False
    province = (uid[:_PROVINCE],) if len(uid) >= _PROVINCE else ()
    scope = Scope(province, (uid[:_DEPARTMENT],)) if uid != HOME else Scope()
    hits = [search(key, scope) for name in names.coarsest_first() for key in names_in(name, scope)]
    return all(
        hit and hit.confidence >= ACCEPTED and (hit.uid.startswith(uid) or uid.startswith(hit.uid))
        for hit in hits
    )


def _beside_unplaced_names(
    coded: Normalised[PlaceMatch], named: Normalised[PlaceMatch], name: str
) -> Normalised[PlaceMatch]:
    """Return the place of a code beside names that are unknown, or of several other places."""
    assert coded.value is not None  # noqa: S101 - the caller has checked; mypy cannot know
    rivals = [d for d in named.defects if d.code is DefectCode.PLACE_AMBIGUOUS]
    if not rivals:
        return replace(coded, defects=(*coded.defects, *named.defects))
    hint = rivals[0].suggestion or name
    told = Defect(DefectCode.UBIGEO_NAME_MISMATCH, Outcome.SET_ASIDE, hint)
    match = replace(coded.value, confidence=_CONTRADICTED)
    return Normalised(match, (*coded.defects, told), _CONTRADICTED)


def _confirmed(coded: Normalised[PlaceMatch], named: PlaceMatch) -> Normalised[PlaceMatch]:
    """Return the place of a code; names of the same province confirm a code of four digits.

    A fact noted tells all the same that digits may be missing.
    """
    short = any(defect.code is DefectCode.UBIGEO_SHORT for defect in coded.defects)
    if coded.value is None or not short or not named.uid.startswith(coded.value.uid):
        return coded
    noted = tuple(replace(defect, outcome=Outcome.NOTED) for defect in coded.defects)
    return Normalised(replace(coded.value, confidence=1.0), noted)


def _finer(
    coded: Normalised[PlaceMatch], named: Normalised[PlaceMatch], told: tuple[Defect, ...]
) -> Normalised[PlaceMatch]:
    """Return the place of a code, or the place of sure names if it is finer."""
    code, names = coded.value, named.value
    finer = code and names and code.uid in gazetteer().within(names.uid)[1:]
    if names and finer and names.confidence >= UNREMARKABLE:
        return replace(named, defects=(*coded.defects, *named.defects))
    return replace(coded, defects=(*coded.defects, *told))


def _contradicted(
    coded: Normalised[PlaceMatch], named: PlaceMatch, hint: str
) -> Normalised[PlaceMatch]:
    assert coded.value is not None  # noqa: S101 - the caller has checked; mypy cannot know
    sure = named.confidence >= UNREMARKABLE
    outcome = Outcome.CORRECTED if sure else Outcome.SET_ASIDE
    defect = Defect(DefectCode.UBIGEO_NAME_MISMATCH, outcome, hint)
    match = replace(named if sure else coded.value, confidence=_CONTRADICTED)
    return Normalised(match, (*coded.defects, defect), _CONTRADICTED)


def _other_scheme(code: str, scheme: Scheme, named: PlaceMatch) -> str:
    """Return a hint if the code means the place of the names in the other scheme, else ''."""
    if scheme == "ISO":
        return ""
    other: Scheme = "RENIEC" if scheme == "INEI" else "INEI"
    place = _place(code.zfill(6), other)
    return f" ({other} {code})" if place and place.uid in named.places else ""
