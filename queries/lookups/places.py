"""Places as a caller writes them, found by the search of loads, and how each was understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from trama.core.errors import BadParameter, UnknownName
from trama.cypher.header import Parameter
from trama.ontology.codelists import code_list
from trama.places.find import ask_place, full_name, is_exact, near_places
from trama.places.gazetteer import Place, gazetteer

_SHOWN = 5  # places of one name, or of similar names, that a message lists

# The caller's words for a level; the words of the code list serve too.
LEVEL_NAMES = {
    "district": "DISTRITO",
    "province": "PROVINCIA",
    "department": "DEPARTAMENTO",
    "country": "PAIS",
}
LEVEL_WORDS = {code: name for name, code in LEVEL_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Rival:
    """Another place that a text may mean, by uid and full name."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class UnderstoodPlace:
    """The place that the text of a parameter was taken for.

    ``name`` is the full name (``Trujillo, La Libertad``), ``level`` a code of place_level.
    ``rivals`` are the other places that the text may mean.
    """

    parameter: str
    text: str
    place: str
    name: str
    level: str
    rivals: tuple[Rival, ...] = ()


def find_place(written: str, parameter: Parameter, level: str | None) -> UnderstoodPlace:
    """Return the place that ``written`` means, at whatever level the answer is.

    The name of a department is the department. The outermost of places that lie in one another is
    meant. Among places apart, only one in the province of the name written beside it is taken:
    ``Miraflores, Lima``. ``Trujillo`` is the one in Peru; ``Trujillo, Venezuela`` is abroad.

    Raises:
        UnknownName: the gazetteer has no such place; near names are listed.
        BadParameter: the text fits several places, or the place is finer than ``level``.
    """
    found = ask_place(written)
    if found.match is None and found.rivals:
        raise _several(parameter, found.rivals)
    if found.match is None or not is_exact(found):
        if len(found.rivals) > 1:
            raise _several(parameter, found.rivals)
        raise _unknown(written, parameter)
    uid = found.match.uid
    if level is not None and level_that_holds(uid, level) != level:
        raise _too_fine(parameter, uid, level)
    rivals = tuple(Rival(other, full_name(other)) for other in found.rivals if other != uid)
    return UnderstoodPlace(parameter.name, written, uid, full_name(uid), found.match.level, rivals)


def level_that_holds(uid: str, level: str) -> str:
    """Return ``level``, or the coarsest finer level at which the place is still itself.

    Example: San Juan de Lurigancho at DEPARTAMENTO gives DISTRITO, Lima stays at DEPARTAMENTO.
    """
    coarsest_first = list(reversed(LEVEL_NAMES.values()))
    for finer in coarsest_first[coarsest_first.index(level) :]:
        if gazetteer().at_level(uid, finer) in (None, uid):
            return finer
    return level


def _too_fine(parameter: Parameter, uid: str, level: str) -> BadParameter:
    """Return the error for a place finer than the level asked, with the level to ask for."""
    levels = code_list("place_level").codes
    wanted = LEVEL_WORDS[level_that_holds(uid, level)]
    return BadParameter(
        name=parameter.name,
        why_es=f"{full_name(uid)} es más fino que el nivel de la respuesta "
        f"({levels[level].es.lower()}). Pida {parameter.level}={wanted}, o no diga el nivel",
        why_en=f"{full_name(uid)} is finer than the level of the answer "
        f"({levels[level].en.lower()}). Ask for {parameter.level}={wanted}, or leave the level out",
    )


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


def _unknown(written: str, parameter: Parameter) -> UnknownName:
    """Return the error for an unknown place, with the places of the closest names."""
    meant = "; ".join(f"{place.uid} {place.name}" for place in near_places(written)[:_SHOWN])
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


def _several(parameter: Parameter, uids: Sequence[str]) -> BadParameter:
    places = gazetteer()
    shown = []
    for uid in uids[:_SHOWN]:
        place = places.get(uid)
        parent = places.get(place.parent) if place and place.parent else None
        name = place.name if place else uid
        shown.append(f"{uid} {name}" + (f" ({parent.name})" if parent else ""))
    more = " …" if len(uids) > _SHOWN else ""
    listed = "; ".join(shown) + more
    return BadParameter(
        name=parameter.name,
        why_es=f"hay {len(uids)} lugares con ese nombre: {listed}. Use el código",
        why_en=f"{len(uids)} places have that name: {listed}. Use the code",
    )
