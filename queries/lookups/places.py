"""Places as a caller writes them: a uid, an INEI or ISO 3166-2 code, or a name at a level."""

import re

from rapidfuzz import fuzz, process

from trama.core.errors import BadParameter, UnknownName
from trama.core.text import fold
from trama.queries.header import Parameter
from trama.values.places.gazetteer import LEVELS, Place, gazetteer

_INEI = re.compile(r"\d{2}|\d{4}|\d{6}")
_SHOWN = 5  # places of one name, or of similar names, that a message lists
_LIKELY_RATIO = 75.0  # per cent: CUZCO and Cusco have 80; below 75, names have little in common

# The caller's words for a level; the words of the code list serve too.
LEVEL_NAMES = {
    "district": "DISTRITO",
    "province": "PROVINCIA",
    "department": "DEPARTAMENTO",
    "country": "PAIS",
}


def find_place(written: str, parameter: Parameter, level: str | None) -> Place:
    """Return the place that ``written`` means.

    A name means the place of that ``level``, else of the next coarser level. Without a level it
    means the coarsest place. ``Santa Rosa, Lima`` is the Santa Rosa in a Lima. ``Trujillo`` is the
    Trujillo of Peru; ``Trujillo, Venezuela`` is abroad.

    Raises:
        UnknownName: the gazetteer has no such place.
        BadParameter: the text fits several places, or the place is finer than ``level``.
    """
    places = gazetteer()
    place = _coded(written.strip().upper()) or _named(written, parameter, level)
    if level is not None and places.at_level(place.uid, level) not in (None, place.uid):
        raise BadParameter(
            name=parameter.name,
            why_es=f"es más fino ({place.level}) que el nivel de la respuesta ({level})",
            why_en=f"it is finer ({place.level}) than the level of the answer ({level})",
        )
    return place


def check_apart(parameter: Parameter, place: Place, other: Place) -> None:
    """Check that neither of two places lies in the other.

    Raises:
        BadParameter: one place lies in the other.
    """
    places = gazetteer()
    if place.uid in places.within(other.uid) or other.uid in places.within(place.uid):
        raise BadParameter(
            name=parameter.name,
            why_es=f"está dentro de {parameter.apart_from}, o al revés",
            why_en=f"it lies in {parameter.apart_from}, or the other way round",
        )


def _coded(code: str) -> Place | None:
    places = gazetteer()
    if _INEI.fullmatch(code):
        return places.by_code(code, "INEI")
    return places.get(code) or (places.get(places.by_iso(code) or "") if "-" in code else None)


def _named(written: str, parameter: Parameter, level: str | None) -> Place:
    name, _, parent = written.partition(",")
    found = _bearing(fold(name), fold(parent))
    if not found:
        raise _unknown(written, parameter)
    for searched in _order(level):
        here = _outermost([p for p in found if p.level == searched and p.current])
        if len(here) == 1:
            return here[0]
        if here:
            raise _several(parameter, here)
    return found[0]


def _outermost(found: list[Place]) -> list[Place]:
    """Return the places that lie in no other of them: Madrid is also a province of Madrid."""
    uids = {place.uid for place in found}
    return [p for p in found if uids.isdisjoint(gazetteer().within(p.uid)[1:])]


def _bearing(name: str, parent: str) -> tuple[Place, ...]:
    """Return the places of a name: Peru and countries first, else the subdivisions abroad."""
    places = gazetteer()
    found: tuple[Place, ...] = ()
    for named in (places.named, places.named_abroad):
        found = found or tuple(
            place for place in named(name) if not parent or _lies_in(place, parent)
        )
    return found


def _unknown(written: str, parameter: Parameter) -> UnknownName:
    """Return the error for an unknown place, with the places of the closest names."""
    names = {place.name_key for place in gazetteer() if place.current}
    near = process.extract(
        fold(written.partition(",")[0]),
        sorted(names),
        scorer=fuzz.ratio,
        score_cutoff=_LIKELY_RATIO,
        limit=_SHOWN,
    )
    found = [place for name, *_ in near for place in gazetteer().named(name) if place.current]
    # A stable sort: among places of one level the closest name stays first.
    found.sort(key=lambda place: -LEVELS.index(place.level))
    meant = "; ".join(f"{place.uid} {place.name}" for place in found[:_SHOWN])
    return UnknownName(
        kind=("lugar", "place"),
        name=written,
        hint=(
            f"Parámetro {parameter.name}: nombre, código INEI o ISO 3166-2."
            + (f" ¿Quiso decir {meant}?" if meant else ""),
            f"Parameter {parameter.name}: name, INEI or ISO 3166-2 code."
            + (f" Did you mean {meant}?" if meant else ""),
        ),
    )


def _order(level: str | None) -> tuple[str, ...]:
    """Return the levels in the order in which a name is searched."""
    if level is None:
        return LEVELS[::-1]
    start = LEVELS.index(level)
    return (*LEVELS[start:], *LEVELS[:start])


def _lies_in(place: Place, name_key: str) -> bool:
    places = gazetteer()
    above = (places.get(uid) for uid in places.within(place.uid)[1:])
    return any(one is not None and name_key in _keys(one) for one in above)


def _keys(place: Place) -> set[str]:
    """Return the folded names of a place, such as CATALUNA and CATALUNYA."""
    return {place.name_key, *map(fold, (place.name_en, *place.other_names))}


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
