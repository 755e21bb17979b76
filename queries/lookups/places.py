"""Places as a caller writes them: a uid, an INEI code, or a name at a level."""

import re

from rapidfuzz import fuzz, process

from trama.graph.errors import BadParameter, UnknownName
from trama.graph.gazetteer import LEVELS, Place, gazetteer
from trama.graph.text import fold
from trama.queries.header import Parameter

_INEI = re.compile(r"\d{2}|\d{4}|\d{6}")
_SHOWN = 5  # that many of several places of one name, or of names alike, are told
_LIKELY_RATIO = 75.0  # CUZCO is as close to Cusco as 80; below it, names have little in common

# What a level is called by the caller; the code list's own words serve too.
LEVEL_NAMES = {
    "district": "DISTRITO",
    "province": "PROVINCIA",
    "department": "DEPARTAMENTO",
    "country": "PAIS",
}


def find_place(written: str, parameter: Parameter, level: str | None) -> Place:
    """Returns the place that ``written`` means.

    A name means the place of that ``level``, else of the next coarser one; without a level the
    coarsest. ``Santa Rosa, Lima`` is the Santa Rosa that lies in a Lima.

    Raises:
        UnknownName: the gazetteer has no such place.
        BadParameter: several places are meant, or it is finer than ``level``.
    """
    places = gazetteer()
    place = places.get(written.strip().upper())
    if place is None and _INEI.fullmatch(written.strip()):
        place = places.by_code(written.strip(), "INEI")
    if place is None:
        place = _named(written, parameter, level)
    if level is not None and place.uid != "PE" and LEVELS.index(place.level) < LEVELS.index(level):
        raise BadParameter(
            name=parameter.name,
            why_es=f"es más fino ({place.level}) que el nivel de la respuesta ({level})",
            why_en=f"it is finer ({place.level}) than the level of the answer ({level})",
        )
    return place


def check_apart(parameter: Parameter, place: Place, other: Place) -> None:
    """Lets two places pass of which neither lies in the other.

    Raises:
        BadParameter: one lies in the other.
    """
    places = gazetteer()
    if place.uid in places.within(other.uid) or other.uid in places.within(place.uid):
        raise BadParameter(
            name=parameter.name,
            why_es=f"está dentro de {parameter.apart_from}, o al revés",
            why_en=f"it lies in {parameter.apart_from}, or the other way round",
        )


def _named(written: str, parameter: Parameter, level: str | None) -> Place:
    name, _, parent = written.partition(",")
    found = gazetteer().named(fold(name))
    if parent.strip():
        found = tuple(place for place in found if _lies_in(place, fold(parent)))
    if not found:
        raise _unknown(written, parameter)
    for searched in _order(level):
        here = [place for place in found if place.level == searched and place.current]
        if len(here) == 1:
            return here[0]
        if here:
            raise _several(parameter, here)
    return found[0]


def _unknown(written: str, parameter: Parameter) -> UnknownName:
    """Returns the error with the places whose names are closest to what was written."""
    names = {place.name_key for place in gazetteer() if place.current}
    near = process.extract(
        fold(written.partition(",")[0]),
        sorted(names),
        scorer=fuzz.ratio,
        score_cutoff=_LIKELY_RATIO,
        limit=_SHOWN,
    )
    found = [place for name, *_ in near for place in gazetteer().named(name) if place.current]
    # Sorting keeps the closest name first among places as coarse as one another.
    found.sort(key=lambda place: -LEVELS.index(place.level))
    meant = "; ".join(f"{place.uid} {place.name}" for place in found[:_SHOWN])
    return UnknownName(
        kind=("lugar", "place"),
        name=written,
        hint=(
            f"Parámetro {parameter.name}: nombre o código INEI."
            + (f" ¿Quiso decir {meant}?" if meant else ""),
            f"Parameter {parameter.name}: name or INEI code."
            + (f" Did you mean {meant}?" if meant else ""),
        ),
    )


def _order(level: str | None) -> tuple[str, ...]:
    """The levels in the order in which a name is looked for."""
    if level is None:
        return LEVELS[::-1]
    start = LEVELS.index(level)
    return (*LEVELS[start:], *LEVELS[:start])


def _lies_in(place: Place, name_key: str) -> bool:
    places = gazetteer()
    above = (places.get(uid) for uid in places.within(place.uid)[1:])
    return any(one is not None and one.name_key == name_key for one in above)


def _several(parameter: Parameter, found: list[Place]) -> BadParameter:
    places = gazetteer()
    shown = []
    for place in found[:_SHOWN]:
        parent = places.get(place.parent) if place.parent else None
        shown.append(f"{place.uid} {place.name}" + (f" ({parent.name})" if parent else ""))
    more = " …" if len(found) > _SHOWN else ""
    listed = "; ".join(shown) + more
    return BadParameter(
        name=parameter.name,
        why_es=f"hay {len(found)} lugares con ese nombre: {listed}. Use el código",
        why_en=f"{len(found)} places have that name: {listed}. Use the code",
    )
