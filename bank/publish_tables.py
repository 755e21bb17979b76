"""The national tables that are published: their axes, their cells, and the people in them.

Every list of codes is closed, and the same whoever is in the data. Each person counts once, in
their first known episode, so tables add up to the same people. Places abroad are the countries
that border on Peru, with Venezuela and Argentina; all others are one code.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from trama.bank.dimensions import DIMENSIONS, Names, codes_of, name_of
from trama.bank.microdata import BOTH, PLACES, SEVERAL, by_person
from trama.core.errors import Language
from trama.disclosure.cell_keys import record_keys
from trama.disclosure.cubes import KEY, TOTAL, UNKNOWN, Axis, Layout
from trama.ontology.codelists import code_list
from trama.places.macroregions import region_of_department
from trama.places.place import HOME
from trama.values.age_bands import BANDS, MINORS

FIRST_YEAR = 2017
"""The first year with a column of its own: RETA and SISTRA were first published side by side."""

LEVELS = ("department", "macroregion")
"""The levels at which the tables can be published, from the finest."""

_DEPARTMENT = "DEPARTAMENTO"
_BEFORE, _ABROAD, _OTHER_COUNTRY, _OTHER = "ANTES", "EXTRANJERO", "OTRO_PAIS", "OTRO"
_NEAR = ("AR", "BO", "BR", "CL", "CO", "EC", "VE")
_MINOR, _ADULT = "MENOR", "ADULTO"
_SEXUAL, _LABOUR = "SEXUAL", "LABORAL"
_GROUPS_OF_PURPOSES = {
    "PROSTITUCION": _SEXUAL,
    "OTRA_EXPLOTACION_SEXUAL": _SEXUAL,
    "EXPLOTACION_SEXUAL": _SEXUAL,
    "EXPLOTACION_LABORAL": _LABOUR,
    "TRABAJO_SERVICIO_FORZADO": _LABOUR,
    "SERVIDUMBRE": _LABOUR,
    "MENDICIDAD": _LABOUR,
}
_PLACES = tuple(name for name in PLACES if name != "transit")

_NAMES: Mapping[str, Names] = {
    TOTAL: ("Total", "Total"),
    UNKNOWN: ("No consta", "Not known"),
    _BEFORE: (f"Antes de {FIRST_YEAR}", f"Before {FIRST_YEAR}"),
    _ABROAD: ("Extranjero", "Abroad"),
    _OTHER_COUNTRY: ("Otro país", "Another country"),
    _OTHER: ("Otra fuente", "Another source"),
    _MINOR: ("Menor de 18", "Under 18"),
    _ADULT: ("18 o más", "18 and over"),
    _SEXUAL: ("Fines sexuales", "Sexual purposes"),
    _LABOUR: ("Trabajo, servicios o mendicidad", "Labour, services or begging"),
}

TITLES: Mapping[str, Names] = {
    "birth_year": ("Por lugar de nacimiento y año", "By birthplace and year"),
    "residence_year": ("Por lugar de residencia y año", "By residence and year"),
    "birth_sex_age": ("Por lugar de nacimiento, sexo y edad", "By birthplace, sex and age"),
    "residence_sex_age": ("Por lugar de residencia, sexo y edad", "By residence, sex and age"),
    "origin_destination": ("Por origen y destino", "By origin and destination"),
    "purpose_year": ("Por finalidad y año", "By purpose and year"),
    "registry_year": ("Por registro y año", "By registry and year"),
}
"""The tables by name; a table's axes are the parts of its name."""


def layouts(last_year: int, level: str = LEVELS[0]) -> tuple[Layout, ...]:
    """Return the layouts of the tables, with years up to ``last_year``."""
    axes = _axes(last_year, coarse=level == LEVELS[1])
    return tuple(Layout(name, tuple(axes[part] for part in name.split("_"))) for name in TITLES)


def people_of(microdata: pd.DataFrame, last_year: int, key: bytes) -> pd.DataFrame:
    """Return one row a person: the record key, and the leaf of each axis.

    A person with several episodes stands as in the first one with a year, by year and case; their
    registry is that of all episodes together.
    """
    ordered = microdata.sort_values(["year", "case"], na_position="last", kind="stable")
    first = ordered.drop_duplicates("person").reset_index(drop=True)
    registries = by_person(microdata)
    columns = {name: _place_leaves(first, name) for name in _PLACES}
    columns["year"] = first["year"].map(lambda year: _year(year, last_year))
    axes = _axes(last_year, coarse=False)
    columns["registry"] = first["person"].map(registries).astype("string").fillna(UNKNOWN)
    for name in ("sex", "age", "purpose"):
        columns[name] = codes_of(first, DIMENSIONS[name], _DEPARTMENT)
    rows = {
        name: column.where(column.isin(axes[name].leaves), _elsewhere(name)).astype("string")
        for name, column in columns.items()
    }
    return pd.DataFrame({KEY: record_keys(first["person"], key), **rows})


def node_name(axis: str, code: str, language: Language) -> str:
    """Return the name of a code of an axis as people read it."""
    if code in _NAMES:
        return _NAMES[code][0 if language == "es" else 1]
    return name_of(DIMENSIONS[axis], code, language)


def axis_title(axis: str, language: Language) -> str:
    """Return the title of an axis."""
    return DIMENSIONS[axis].title[0 if language == "es" else 1]


def last_year_of(day: date) -> int:
    """Return the last year with a column: that of the release."""
    return max(FIRST_YEAR, day.year)


def _axes(last_year: int, *, coarse: bool) -> dict[str, Axis]:
    departments = {uid: (region,) for uid, region in sorted(region_of_department().items())}
    abroad = dict.fromkeys((*_NEAR, _OTHER_COUNTRY), (_ABROAD,))
    places = departments | abroad | {UNKNOWN: ()}
    years = (_BEFORE, *map(str, range(FIRST_YEAR, last_year + 1)), UNKNOWN)
    ages = {band: (_MINOR if band in MINORS else _ADULT,) for band in BANDS}
    purposes = {
        code: (group,) if (group := _GROUPS_OF_PURPOSES.get(code)) else ()
        for code in (*code_list("purpose").codes, SEVERAL)
    }
    axes = {name: Axis(name, places, coarse) for name in _PLACES}
    axes["year"] = Axis("year", dict.fromkeys(years, ()))
    axes["sex"] = Axis("sex", dict.fromkeys((*code_list("sex").codes, UNKNOWN), ()))
    axes["age"] = Axis("age", ages | {UNKNOWN: ()}, coarse)
    axes["purpose"] = Axis("purpose", purposes | {UNKNOWN: ()})
    axes["registry"] = Axis(
        "registry", dict.fromkeys(("RETA", "SISTRA", BOTH, _OTHER, UNKNOWN), ())
    )
    return axes


def _place_leaves(first: pd.DataFrame, name: str) -> "pd.Series[str]":
    """Return the department of each person, or the country abroad."""
    column = first[name]
    leaf = {uid: _place_leaf(uid) for uid in _uids(column)}
    return column.map(leaf).astype("string").fillna(UNKNOWN)


def _place_leaf(uid: str) -> str:
    country = uid.partition("-")[0]
    if country == HOME:
        return uid[: len("PE-15")]  # one known only as Peru is no leaf, and so unknown
    return country if country in _NEAR else _OTHER_COUNTRY


def _uids(column: "pd.Series[str]") -> Iterable[str]:
    return (str(uid) for uid in column.dropna().unique())


def _year(year: object, last_year: int) -> str:
    if pd.isna(year):  # type: ignore[call-overload]
        return UNKNOWN
    number = int(year)  # type: ignore[call-overload]
    return _BEFORE if number < FIRST_YEAR else str(number) if number <= last_year else UNKNOWN


def _elsewhere(axis: str) -> str:
    """Return the leaf of codes that an axis does not list: other registries, and what is vague."""
    return _OTHER if axis == "registry" else UNKNOWN
