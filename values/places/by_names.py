"""Department, province and district in words, to the place or the set of places they mean."""

import re
from dataclasses import replace
from functools import lru_cache

from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.places.cell_names import names_in, without_level
from trama.values.places.gazetteer import gazetteer
from trama.values.places.match import (
    ACCEPTED,
    UNREMARKABLE,
    PlaceMatch,
    PlaceNames,
    defects_of,
    label,
    match_of_hits,
    no_match,
)
from trama.values.places.search import Hit, Scope, search
from trama.values.places.spellings import place_index

_TOWN_SIGN = re.compile(r"\s-\s")  # statistics join their places without blanks
_BESIDE_TOWN = 0.8  # confidence in a district named together with a town that nobody knows


@lru_cache(maxsize=4096)
def find_by_names(names: PlaceNames, *, one_place: bool = False) -> Normalised[PlaceMatch]:
    """Returns the place, or the set of places, that department, province and district name.

    ``one_place`` says that the district cell means a single place: a name in it that is nowhere
    in the stated province is a town of the one that is, as it also is after `` - ``.
    """
    parents, scope, defects = _parents(names)
    wanted = names_in(names.district, scope)
    if not wanted:
        if not parents:
            return no_match(names.district or names.province or names.department)
        return Normalised(match_of_hits(parents), defects, min(hit.confidence for hit in parents))
    found = {name: search(name, scope) for name in wanted}
    if one_place or _TOWN_SIGN.search(names.district):
        found, towns = _without_towns(found, scope)
        defects += towns
    good = [_finest(hit, scope) for hit in found.values() if hit and hit.confidence >= ACCEPTED]
    defects += tuple(defect for name, hit in found.items() for defect in defects_of(name, hit))
    if not good and not parents:
        return Normalised(None, defects)
    if not good:
        match = replace(match_of_hits(parents), method="parent", confidence=ACCEPTED)
        return Normalised(match, defects, match.confidence)
    match = match_of_hits(good)
    if len(good) < len(found):
        match = replace(match, confidence=min(match.confidence, ACCEPTED))
    elif len(found) < len(set(wanted)):
        match = replace(match, confidence=min(match.confidence, _BESIDE_TOWN))
    return Normalised(match, defects, match.confidence)


def _without_towns(
    found: dict[str, Hit | None], scope: Scope
) -> tuple[dict[str, Hit | None], tuple[Defect, ...]]:
    """Returns the names that are surely of the stated province, and what the others were.

    Where none is, all stay. ``ANTA - IZCUCHACA`` is a district and its town: that another
    province has a district of the town's name says nothing here.
    """
    stated = scope.provinces or scope.departments
    sure: dict[str, Hit | None] = {
        name: hit
        for name, hit in found.items()
        if hit and hit.confidence >= UNREMARKABLE and hit.uid.startswith(stated)
    }
    if not sure or len(sure) == len(found):
        return found, ()
    place = label(match_of_hits([hit for hit in sure.values() if hit]).uid)
    hints = (f"{name}: ¿{place}?" for name in found if name not in sure)
    return sure, tuple(Defect(DefectCode.PLACE_GUESSED, Outcome.CORRECTED, hint) for hint in hints)


def _parents(names: PlaceNames) -> tuple[list[Hit], Scope, tuple[Defect, ...]]:
    """Returns the finest places that department and province say, and the scope they make."""
    departments = [hit for name in names_in(names.department, Scope()) if (hit := _top(name))]
    scope = _scope(departments)
    provinces, defects = _provinces(names_in(names.province, scope), scope)
    if not provinces:
        return departments, scope, defects
    return provinces, _scope([*departments, *provinces]), defects


def department_named(key: str) -> str | None:
    """Returns the department (or Lima's two halves, by alias) that a folded name says by itself."""
    bare = without_level(key)
    for place in gazetteer().named(bare, "DEPARTAMENTO"):
        return place.uid
    aliases = place_index().by_text.get(bare, ())
    return next((s.uid for s in aliases if s.method == "alias" and not is_district(s.uid)), None)


def is_district(uid: str) -> bool:
    """Returns whether a uid is of a place that is neither province nor anything coarser."""
    return _level(uid) == "DISTRITO"


def _top(name: str) -> Hit | None:
    # A name alone in this column is the coarsest place of that name: LIMA is the department.
    uid = department_named(name)
    if uid:
        return Hit(uid, 1.0, "name")
    hit = search(name, Scope())
    return hit if hit and hit.confidence >= ACCEPTED else None


def _level(uid: str) -> str:
    place = gazetteer().get(uid)
    return place.level if place else ""


def _provinces(wanted: tuple[str, ...], scope: Scope) -> tuple[list[Hit], tuple[Defect, ...]]:
    hits: list[Hit] = []
    defects: tuple[Defect, ...] = ()
    for name in wanted:
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
    """Returns the stated province where only its department was named again."""
    holding = [province for province in scope.provinces if province.startswith(hit.uid)]
    return replace(hit, uid=holding[0]) if len(holding) == 1 else hit
