"""The dimensions of the databank: what victims are counted by, with the codes and their names.

A cell whose dimension is not known has the code "" (``UNKNOWN``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from trama.bank.microdata import BOTH, SEVERAL
from trama.core.errors import BadParameter, Language
from trama.core.text import fold
from trama.ontology.codelists import code_list
from trama.places.asked import ask_place
from trama.places.gazetteer import Place, gazetteer
from trama.places.macroregions import MACROREGION, macroregions
from trama.places.nesting import at_level, is_abroad
from trama.values.age_bands import BANDS

UNKNOWN = ""
"""The code of a cell whose dimension nobody knows."""

UNKNOWN_NAME = {"es": "no se sabe", "en": "not known"}

Names = tuple[str, str]
"""A name in Spanish and in English."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: the names by which it is asked for, its column of the microdata, its titles.

    ``word`` is the name in Spanish. ``list`` is the closed list of its codes. A ``place`` is cut
    to the level that is asked for.
    """

    name: str
    word: str
    column: str
    title: Names
    list: str = ""
    place: bool = False


def _place(name: str, word: str, title: Names) -> Dimension:
    return Dimension(name, word, name, title, place=True)


DIMENSIONS: Mapping[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        _place("birth", "nacimiento", ("Lugar de nacimiento", "Birthplace")),
        _place("residence", "residencia", ("Lugar de residencia", "Residence")),
        _place("origin", "origen", ("Origen (captación)", "Origin (capture)")),
        _place("transit", "transito", ("Tránsito", "Transit")),
        _place("destination", "destino", ("Destino", "Destination")),
        Dimension("year", "año", "year", ("Año", "Year")),
        Dimension("sex", "sexo", "sex", ("Sexo", "Sex"), list="sex"),
        Dimension("age", "edad", "age_band", ("Edad al hecho", "Age at the fact")),
        Dimension("purpose", "finalidad", "purpose", ("Finalidad", "Purpose"), list="purpose"),
        Dimension("registry", "registro", "registry", ("Registro", "Registry"), list="registry"),
    )
}
"""The dimensions by the name with which they are asked for."""

LEVELS: Mapping[str, tuple[str, Names]] = {
    "district": ("DISTRITO", ("distrito", "district")),
    "province": ("PROVINCIA", ("provincia", "province")),
    "department": ("DEPARTAMENTO", ("departamento", "department")),
    "macroregion": (MACROREGION, ("macrorregión", "macro-region")),
}
"""The levels of places, from the finest: the level of the gazetteer, and the names."""

_OTHER_CODES: Mapping[str, Mapping[str, Names]] = {
    "purpose": {SEVERAL: ("Varias finalidades", "Several purposes")},
    "registry": {BOTH: ("RETA y SISTRA", "RETA and SISTRA")},
}


def dimension_of(name: str) -> Dimension:
    """Return the dimension of a name: ``birth``, or ``nacimiento``.

    Raises:
        BadParameter: there is none; says which there are.
    """
    for dimension in DIMENSIONS.values():
        if fold(name) in {fold(dimension.name), fold(dimension.word)}:
            return dimension
    words = ", ".join(dimension.word for dimension in DIMENSIONS.values())
    raise BadParameter(
        name="by",
        why_es=f"no hay desglose «{name}»; hay {words}",
        why_en=f"there is no dimension “{name}”; there are {', '.join(DIMENSIONS)}",
    )


def level_of(name: str) -> str:
    """Return the level of the gazetteer of ``department`` or ``departamento``.

    Raises:
        BadParameter: there is none; says which there are.
    """
    for word, (level, names) in LEVELS.items():
        if fold(name) in {fold(word), fold(level), *map(fold, names)}:
            return level
    words = ", ".join(names[0] for _, names in LEVELS.values())
    raise BadParameter(
        name="level",
        why_es=f"no hay nivel «{name}»; hay {words}",
        why_en=f"there is no level “{name}”; there are {', '.join(LEVELS)}",
    )


def level_word(level: str) -> str:
    """Return the word with which a level is asked for."""
    return next(word for word, (own, _) in LEVELS.items() if own == level)


def codes_of(frame: pd.DataFrame, dimension: Dimension, level: str) -> pd.Series:
    """Return the code of each row of the microdata in a dimension; "" if it is not known.

    A place that is known less finely than the level is not known on it.
    """
    column = frame[dimension.column]
    if not dimension.place:
        return column.astype("string").fillna(UNKNOWN)
    of = {uid: at_level(uid, level) or UNKNOWN for uid in column.dropna().unique()}
    return column.map(of).astype("string").fillna(UNKNOWN)


def name_of(dimension: Dimension, code: str, language: Language) -> str:
    """Return the name of a code as people read it."""
    if code == UNKNOWN:
        return UNKNOWN_NAME[language]
    if dimension.place:
        return place_name(code, language)
    other = _OTHER_CODES.get(dimension.name, {}).get(code)
    if other is not None:
        return other[0 if language == "es" else 1]
    if dimension.list and (known := code_list(dimension.list).codes.get(code)):
        return known.name(language)
    return code


def place_name(code: str, language: Language) -> str:
    """Return the name of a place or of a macro-region, with the place that it lies in.

    Example: ``PE-1701`` is Tambopata, Madre de Dios; ``VE-V`` is Zulia, Venezuela.
    """
    if region := macroregions().get(code):
        return region.name if language == "es" else region.name_en
    place = gazetteer().get(code)
    if place is None:
        return code
    around = at_level(code, "PAIS" if is_abroad(code) else "DEPARTAMENTO")
    outer = gazetteer().get(around) if around and around != code else None
    return ", ".join(_own_name(one, language) for one in (place, outer) if one)


def _own_name(place: Place, language: Language) -> str:
    return place.name_en if language == "en" and place.level == "PAIS" else place.name


def known_codes(dimension: Dimension) -> list[tuple[str, Names]]:
    """Return the codes of a dimension with their names, in order; not of places, nor of years."""
    if dimension.name == "age":
        return [(band, (f"{band} años", f"{band} years")) for band in BANDS]
    listed = code_list(dimension.list).codes if dimension.list else {}
    own = [(code, (entry.es, entry.en)) for code, entry in listed.items()]
    return own + list(_OTHER_CODES.get(dimension.name, {}).items())


def order_of(dimension: Dimension, codes: Iterable[str]) -> list[str]:
    """Return codes in the order in which people read them; "" comes last.

    Years and places are sorted by code, the others as their list has them.
    """
    rank = {code: number for number, (code, _) in enumerate(known_codes(dimension))}
    return sorted(codes, key=lambda code: (code == UNKNOWN, rank.get(code, -1), code))


def asked_code(dimension: Dimension, text: str) -> str:
    """Return the code that a text asks for: a code, its name, or the name of a place.

    ``none`` and ``?`` ask for those of whom it is not known.

    Raises:
        BadParameter: there is none; says which there are.
    """
    if fold(text) in {"", "NONE", "DESCONOCIDO", "NO SE SABE"} or text == "?":
        return UNKNOWN
    if dimension.place:
        return _asked_place(dimension, text)
    if dimension.name == "year":
        if text.isdecimal() and len(text) == len("2017"):
            return text
        raise _no_code(dimension, text, ("un año: 2017", "a year: 2017"))
    for code, names in known_codes(dimension):
        if fold(text) in {fold(code), *map(fold, names)}:
            return code
    known = ", ".join(code for code, _ in known_codes(dimension))
    raise _no_code(dimension, text, (known, known))


def _asked_place(dimension: Dimension, text: str) -> str:
    for region in macroregions().values():
        if fold(text) in {fold(region.code), fold(region.name), fold(region.name_en)}:
            return region.code
    found = ask_place(text)
    if found.match is None:
        rivals = ", ".join(found.rivals)
        raise _no_code(
            dimension,
            text,
            (rivals, rivals) if rivals else ("un lugar o su UBIGEO", "a place or its UBIGEO"),
        )
    return found.match.uid


def _no_code(dimension: Dimension, text: str, known: Names) -> BadParameter:
    return BadParameter(
        name=dimension.name,
        why_es=f"no hay «{text}»; puede pedir: {known[0]}",
        why_en=f"there is no “{text}”; ask for: {known[1]}",
    )


def keeps(dimension: Dimension, codes: pd.Series, asked: str) -> pd.Series:
    """Return which codes of a column of the microdata are the one asked for, or lie within it.

    ``codes`` are finest codes: uids of places as the microdata has them.
    """
    if not dimension.place or asked == UNKNOWN:
        return (codes == asked).astype(bool)
    region = macroregions().get(asked)
    around = region.departments if region else (asked,)
    return codes.str.startswith(tuple(around)).astype(bool)
