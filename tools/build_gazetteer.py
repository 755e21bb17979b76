"""The builder of places/data/locations.csv from the published UBIGEO tables.

    python tools/build_gazetteer.py FOLDER_OF_TABLES [OUTPUT.csv]

A person runs it when a source changes. A test rebuilds the table where the published tables are at
hand. Beside the result, README.md explains each column, and ATTRIBUTION.md names the commits.
"""

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pycountry
from babel import Locale
from releases import OtherRelease, check_releases

from trama.core.text import fold

# Release by package; pyproject.toml pins the same. Babel has the names of countries, and changes
# them: 2.19 renamed one.
BUILT_FROM = {"babel": "2.18.0", "pycountry": "26.2.16"}
COLUMNS = (
    "uid",
    "level",
    "name",
    "name_en",
    "other_names",
    "inei",
    "reniec",
    "iso",
    "iso3",
    "latitude",
    "longitude",
    "population",
    "parent",
    "capital",
    "created_after",
    "current",
    "sources",
)
Row = dict[str, str]

# The `aumentado` table lacks the code of San Antonio (Moquegua).
_LACKING_CODE = {("MARISCAL NIETO", "SAN ANTONIO"): "180107"}
# The list of INEI lacks a letter of the first name, and the second district; it puts Ninabamba
# (061306) into a province of that name.
_NAMES = {"060506": "Santa Cruz de Toledo", "150144": "Santa María de Huachipa"}
_PROVINCES = {"0613": "Santa Cruz"}
# Codes that only RENIEC's newest table has; `aumentado` has all others.
_RENIEC = {"130112": "120113", "180107": "170107"}
# Subdivisions of ISO 3166-2 that INEI lists as a province.
_PROVINCE_ISO = {"1501": "PE-LMA"}
# The list of INEI puts Santa Lucía 300 km to the east, in Ucayali: -73.38722. Its law (31128, El
# Peruano, 2021-03-04) draws its limits through 331-343 km E, 9,073-9,077 km N of UTM zone 18S,
# about 76.4 to 76.5 degrees west: one digit differs, as all its neighbours say.
_LONGITUDES = {"221006": "-76.38722222"}
# Former codes of districts that moved to another province; the list of INEI has their new codes.
_MOVED = ("160109", "160114")
_LIMITS_OF = "2007"  # year of the published limits of districts


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of the published tables by INEI code, and the codes that the limits have."""

    inei: Mapping[str, Row]
    districts: Mapping[str, Row]
    provinces: Mapping[str, Row]
    departments: Mapping[str, Row]
    equivalence: Mapping[str, Row]
    limits: frozenset[str]


def build(folder: Path) -> str:
    """Return the text of locations.csv from the tables in ``folder``.

    It has one row for each country, department, province and district, sorted by uid. ``current``
    is ``no`` for a district that the newest list of INEI lacks.

    Raises:
        OtherRelease: Babel or pycountry is not the release of ``BUILT_FROM``.
    """
    check_releases("locations.csv", BUILT_FROM)
    tables = _read(folder)
    rows = [*_countries(tables), *_departments(tables), *_provinces(tables), *_districts(tables)]
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (len(row["uid"]), row["uid"])))
    return text.getvalue()


def _read(folder: Path) -> Tables:
    ubigeo = folder / "ubigeo_peru"
    districts = {}
    for row in _rows(ubigeo / "aumentado_ubigeo_distrito.csv"):
        code = _LACKING_CODE.get((row["provincia"], row["distrito"]), row["inei"])
        if code not in _MOVED:
            districts[code] = row
    limits = folder / "peru_geojson" / "peru_distrital_simple.geojson"
    return Tables(
        inei={r["ubigeo"]: r for r in _rows(ubigeo / "ubigeosperu_ubigeo_inei_2025.csv", ";")},
        districts=districts,
        provinces={r["inei"][:4]: r for r in _rows(ubigeo / "aumentado_ubigeo_provincia.csv")},
        departments={r["inei"][:2]: r for r in _rows(ubigeo / "aumentado_ubigeo_departamento.csv")},
        equivalence={
            r["cod_ubigeo_inei"]: r
            for r in _rows(ubigeo / "ubigeosperu_equivalencia-ubigeos-oti-concytec.csv")
        },
        limits=frozenset(
            feature["properties"]["IDDIST"]
            for feature in json.loads(limits.read_text(encoding="utf-8"))["features"]
        ),
    )


def _rows(path: Path, delimiter: str = ",") -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def _countries(tables: Tables) -> Iterator[Row]:
    spanish, english = Locale("es", "PE").territories, Locale("en").territories
    for country in pycountry.countries:
        code = country.alpha_2
        row = {
            "uid": code,
            "level": "PAIS",
            "name": spanish[code],
            "name_en": english[code],
            "other_names": _others({country.name} - {english[code]}, spanish[code]),
            "iso": code,
            "iso3": country.alpha_3,
            "sources": "ISO 3166-1|CLDR",
        }
        if code == "PE":
            row["population"] = str(sum(_population(tables, 2).values()))
        yield row


def _departments(tables: Tables) -> Iterator[Row]:
    people = _population(tables, 2)
    for code, row in sorted(tables.departments.items()):
        name = next(r["departamento"] for k, r in tables.inei.items() if k.startswith(code))
        yield {
            "uid": f"PE-{code}",
            "level": "DEPARTAMENTO",
            "name": name,
            "inei": code,
            "reniec": row["reniec"][:2],
            "iso": row["iso_3166_2"],
            **_position(row["latitude"], row["longitude"]),
            "population": str(people[code]),
            "parent": "PE",
            "capital": row["capital"],
            "sources": "inei_2025|aumentado",
        }


def _provinces(tables: Tables) -> Iterator[Row]:
    people = _population(tables, 4)
    for code, row in sorted(tables.provinces.items()):
        first = min(k for k in tables.inei if k.startswith(code))
        name = _PROVINCES.get(code, tables.inei[first]["provincia"])
        yield {
            "uid": f"PE-{code}",
            "level": "PROVINCIA",
            "name": name,
            "other_names": _others({row["provincia"]}, name),
            "inei": code,
            "reniec": row["reniec"][:4],
            "iso": _PROVINCE_ISO.get(code, ""),
            **_position(row["latitude"], row["longitude"]),
            "population": str(people[code]),
            "parent": f"PE-{code[:2]}",
            "capital": row["capital"],
            "sources": "inei_2025|aumentado",
        }


def _districts(tables: Tables) -> Iterator[Row]:
    for code in sorted(tables.inei.keys() | tables.districts.keys()):
        listed, older = tables.inei.get(code), tables.districts.get(code)
        name = _NAMES.get(code) or (listed["distrito"] if listed else "")
        reniec, reniec_source = _reniec(code, older)
        sources = ("inei_2025" if listed else "", reniec_source)
        yield {
            "uid": f"PE-{code}",
            "level": "DISTRITO",
            "name": name,
            "other_names": _others(_names_in_tables(code, tables), name),
            "inei": code,
            "reniec": reniec,
            **(
                _position(listed["latitud"], _LONGITUDES.get(code, listed["longitud"]))
                if listed
                else {}
            ),
            "population": listed["población"] if listed else "",
            "parent": f"PE-{code[:4]}",
            "capital": (listed["capital_legal"] if listed else "").strip(),
            "created_after": "" if code in tables.limits else _LIMITS_OF,
            "current": "" if listed else "no",
            "sources": "|".join(source for source in sources if source),
        }


def _reniec(code: str, older: Row | None) -> tuple[str, str]:
    """Return the RENIEC code of a district and the table that has it.

    The equivalence of CONCYTEC does not count: it gives ten districts of Tayacaja the INEI codes of
    their neighbours, and it has no RENIEC code that the other tables lack.
    """
    if code in _RENIEC:
        return _RENIEC[code], "reniec_2025" if older is None else "aumentado"
    if older is not None and older["reniec"] != "NA":
        return older["reniec"], "aumentado"
    return "", "aumentado" if older else ""


def _names_in_tables(code: str, tables: Tables) -> set[str]:
    """Return the district's names in the tables; in CONCYTEC's only if its RENIEC code agrees."""
    older, equivalent = tables.districts.get(code), tables.equivalence.get(code)
    names = {older["distrito"]} if older else set()
    if older and equivalent and equivalent["cod_ubigeo_reniec"] == older["reniec"]:
        names |= {equivalent["desc_ubigeo_inei"], equivalent["desc_ubigeo_reniec"]}
    return {name for name in names if "\N{REPLACEMENT CHARACTER}" not in name}


def _others(names: set[str], shown: str) -> str:
    """Return the names that fold differently from the shown name, sorted, joined with ``|``."""
    by_key = {fold(name): name for name in sorted(names)}
    by_key.pop(fold(shown), None)
    return "|".join(by_key[key] for key in sorted(by_key))


def _position(latitude: str, longitude: str) -> Row:
    # Five decimals of a degree are about one metre: further decimals of the sources are noise.
    return {
        "latitude": str(round(float(latitude), 5)),
        "longitude": str(round(float(longitude), 5)),
    }


def _population(tables: Tables, digits: int) -> Mapping[str, int]:
    people: dict[str, int] = defaultdict(int)
    for code, row in tables.inei.items():
        people[code[:digits]] += int(row["población"])
    return people


def main(arguments: list[str]) -> None:
    """Write locations.csv from the folder of tables that the first argument names."""
    shipped = Path(__file__).parents[1] / "places" / "data" / "locations.csv"
    output = Path(arguments[1]) if len(arguments) > 1 else shipped
    try:
        output.write_text(build(Path(arguments[0])), encoding="utf-8")
    except OtherRelease as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
