"""The place, or the set of places, of the department, province and district in words."""

import re
from dataclasses import replace
from functools import lru_cache

from trama.places.cell_names import names_in, without_level
from trama.places.gazetteer import gazetteer
from trama.places.match import (
    ACCEPTED,
    BESIDE_TOWN,
    UNREMARKABLE,
    PlaceMatch,
    PlaceNames,
    defects_of,
    label,
    match_of_hits,
    no_match,
)
from trama.places.search import Hit, Scope, search
from trama.places.spellings import place_index
from trama.values.defects import Defect, DefectCode, Normalised, Outcome

_TOWN_SIGN = re.compile(r"\s-\s")  # statistics join their places without blanks


@lru_cache(maxsize=4096)
def find_by_names(names: PlaceNames) -> Normalised[PlaceMatch]:
    """Return the place, or the set of places, that department, province and district name.

    After `` - `` in the district cell, a name outside the stated province is a town of the district
    beside it.

    1. Find the places of the department and province cells; they are the parents and the scope.
    2. Part the district cell into names. Without a name, return the parents.
    3. Search each name in the scope. Drop the towns beside their district.
    4. Keep the hits that are accepted; report every other hit.
    5. Without a hit, return the parents with confidence 0.5.
    6. Return one place, or the finest place around the set. A name that was not found lowers the
       confidence to 0.5 at most, a dropped town to 0.8 at most.

    Example: HUÁNUCO, HUANUCO, AMARILIS-RUPA gives ``PE-10``, the department around ``PE-100102``
    and ``PE-100601``, with confidence 0.68 and the defect ``RUPA: ¿100601 Rupa-Rupa?``.
    """
    parents, scope, defects = _parents(names)
    district_names = names_in(names.district, scope)
    if not district_names:
        if not parents:
            return no_match(names.district or names.province or names.department)
        return Normalised(match_of_hits(parents), defects, min(hit.confidence for hit in parents))
    hits = {name: search(name, scope) for name in district_names}
    if _TOWN_SIGN.search(names.district):
        hits, town_defects = _without_towns(hits, scope)
        defects += town_defects
    good = [_finest(hit, scope) for hit in hits.values() if hit and hit.confidence >= ACCEPTED]
    defects += tuple(d for name, hit in hits.items() for d in _hit_defects(name, hit, scope))
    if not good and not parents:
        return Normalised(None, defects)
    if not good:
        match = replace(match_of_hits(parents), method="parent", confidence=ACCEPTED)
        return Normalised(match, defects, match.confidence)
    match = match_of_hits(good)
    if len(good) < len(hits):
        match = replace(match, confidence=min(match.confidence, ACCEPTED))
    elif len(hits) < len(set(district_names)):
        match = replace(match, confidence=min(match.confidence, BESIDE_TOWN))
    return Normalised(match, defects, match.confidence)


def department_named(key: str) -> str | None:
    """Return the uid of the department that a folded name means without other names beside it.

    An alias may name a province too: LIMA METROPOLITANA is ``PE-1501``. Return None for any other
    name, and for an area of several departments (VRAEM).
    """
    bare = without_level(key)
    for place in gazetteer().named(bare, "DEPARTAMENTO"):
        return place.uid
    spellings = place_index().by_text.get(bare, ())
    aliases = [spelling.uid for spelling in spellings if spelling.method == "alias"]
    coarse = [uid for uid in aliases if _level(uid) != "DISTRITO"]
    return coarse[0] if len(coarse) == 1 else None


def _without_towns(
    hits: dict[str, Hit | None], scope: Scope
) -> tuple[dict[str, Hit | None], tuple[Defect, ...]]:
    """Return the names that are surely in the stated province, and defects for all others.

    If no name is, return all of them. ``ANTA - IZCUCHACA`` is a district of Cusco and its town:
    the row does not mean the district Izcuchaca of Huancavelica.
    """
    stated = scope.provinces or scope.departments
    sure: dict[str, Hit | None] = {
        name: hit
        for name, hit in hits.items()
        if hit and hit.confidence >= UNREMARKABLE and hit.uid.startswith(stated)
    }
    if not sure or len(sure) == len(hits):
        return hits, ()
    district = label(match_of_hits([hit for hit in sure.values() if hit]).uid)
    hints = (f"{name}: ¿{district}?" for name in hits if name not in sure)
    return sure, tuple(Defect(DefectCode.PLACE_GUESSED, Outcome.CORRECTED, hint) for hint in hints)


def _hit_defects(name: str, hit: Hit | None, scope: Scope) -> tuple[Defect, ...]:
    """Return the defects of a name; a place outside the stated parent has its own defect."""
    stated = scope.provinces or scope.departments
    if hit is None or not stated or hit.confidence < ACCEPTED:
        return defects_of(name, hit)
    if any(hit.uid.startswith(uid) or uid.startswith(hit.uid) for uid in stated):
        return defects_of(name, hit)
    hint = f"{name}: ¿{label(hit.uid)}?"
    return (Defect(DefectCode.PLACE_OUTSIDE_PARENT, Outcome.CORRECTED, hint),)


def _parents(names: PlaceNames) -> tuple[list[Hit], Scope, tuple[Defect, ...]]:
    """Return the finest places of the department and province cells, their scope, and defects."""
    department_names = names_in(names.department, Scope())
    found = {name: _department_hit(name) for name in department_names}
    departments = [hit for hit in found.values() if hit]
    unsure = tuple(defect for name, hit in found.items() for defect in _unsure(name, hit))
    scope = _scope(departments)
    provinces, defects = _province_hits(names_in(names.province, scope), scope)
    if not provinces:
        return departments, scope, (*unsure, *defects)
    return provinces, _scope([*departments, *provinces]), (*unsure, *defects)


def _department_hit(name: str) -> Hit | None:
    """Return the place of a name in the department's column: the coarsest of that name.

    LIMA is the department; CHICLAYO, a slip, is the province.
    """
    if uid := department_named(name):
        return Hit(uid, 1.0, "name")
    hit = _province_named(name, Scope()) or search(name, Scope())
    return hit if hit and hit.confidence >= ACCEPTED else None


def _unsure(name: str, hit: Hit | None) -> tuple[Defect, ...]:
    """Return the defect of a department's name that is unknown, misspelt or of a finer place."""
    if hit is None:
        return (Defect(DefectCode.PLACE_UNKNOWN, Outcome.SET_ASIDE, name),)
    if hit.method == "alias" or _level(hit.uid) == "DEPARTAMENTO":
        return defects_of(name, hit)
    hint = f"{name}: ¿{label(hit.uid)}?"
    return (Defect(DefectCode.PLACE_GUESSED, Outcome.CORRECTED, hint),)


def _level(uid: str) -> str:
    place = gazetteer().get(uid)
    return place.level if place else ""


def _province_hits(
    province_names: tuple[str, ...], scope: Scope
) -> tuple[list[Hit], tuple[Defect, ...]]:
    """Return the provinces of the names, and defects for unknown names and other departments."""
    hits: list[Hit] = []
    defects: tuple[Defect, ...] = ()
    for name in province_names:
        hit = _province_named(name, scope) or search(name, scope)
        if hit is None or hit.confidence < ACCEPTED or _level(hit.uid) == "DEPARTAMENTO":
            defects += () if hit and hit.confidence >= ACCEPTED else defects_of(name, None)
            continue
        uid = gazetteer().at_level(hit.uid, "PROVINCIA") or hit.uid
        hits.append(replace(hit, uid=uid))
        if scope.departments and uid[:5] not in scope.departments:
            defects += (Defect(DefectCode.PLACE_OUTSIDE_PARENT, Outcome.CORRECTED, label(uid)),)
    return hits, defects


def _province_named(name: str, scope: Scope) -> Hit | None:
    places = gazetteer().named(name, "PROVINCIA")
    near = [place for place in places if place.uid[:5] in scope.departments]
    if len(near) == 1 or (len(places) == 1 and not near):
        place = near[0] if near else places[0]
        return Hit(place.uid, 1.0 if near or not scope.departments else 0.8, "name")
    return None


def _scope(hits: list[Hit]) -> Scope:
    departments = [uid for hit in hits if (uid := gazetteer().at_level(hit.uid, "DEPARTAMENTO"))]
    provinces = [hit.uid for hit in hits if _level(hit.uid) == "PROVINCIA"]
    return Scope(tuple(dict.fromkeys(provinces)), tuple(dict.fromkeys(departments)))


def _finest(hit: Hit, scope: Scope) -> Hit:
    """Return the stated province if the hit is only its department, else the hit itself."""
    inside = [province for province in scope.provinces if province.startswith(hit.uid)]
    return replace(hit, uid=inside[0]) if len(inside) == 1 else hit
