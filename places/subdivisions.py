"""The subdivisions of other countries (ISO 3166-2): states, departments, provinces, regions.

A uid begins with the uid of every place that contains it, abroad too: ``CO-ANT`` lies in ``CO``,
and ``ES-CT-B`` (Barcelona, ISO ES-B) in ``ES-CT``. The table has twice as many rows as Peru has
places, and few rows are ever needed: they become places when a caller asks for their country.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from trama.core.text import fold
from trama.places.data_files import csv_rows
from trama.places.place import HOME, Place


def subdivisions_of(country: str) -> tuple[Place, ...]:
    """Return the subdivisions of a country by its uid, of every depth; () for Peru."""
    return tuple(_by_uid(country).values()) if country in _rows_by_country() else ()


def subdivision(uid: str) -> Place | None:
    """Return the subdivision ``uid`` (``CO-ANT``, ``ES-CT-B``). Return None if unknown."""
    country, dash, _ = uid.partition("-")
    if not dash or country == HOME or country not in _rows_by_country():
        return None
    return _by_uid(country).get(uid)


def subdivision_of_iso(code: str) -> Place | None:
    """Return the subdivision of an ISO 3166-2 code (``CO-ANT``, ``ES-B``), None if unknown."""
    uid = _uids_by_iso().get(code)
    return subdivision(uid) if uid else None


def subdivisions_named(name_key: str, country: str | None = None) -> tuple[Place, ...]:
    """Return the subdivisions with a folded name, of one country or of all."""
    countries = _rows_by_country() if country is None else [country]
    return tuple(place for uid in countries for place in _by_name(uid).get(name_key, ()))


@cache
def joined_names() -> frozenset[str]:
    """Return the folded names that begin a longer one: ARICA, of Arica y Parinacota."""
    names = (fold(row["name"]) for rows in _rows_by_country().values() for row in rows)
    return frozenset(name.split(" Y ")[0] for name in names if " Y " in name)


@cache
def _rows_by_country() -> Mapping[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv_rows("subdivisions.csv"):
        rows[row["uid"][:2]].append(row)
    return dict(rows)


@cache
def _uids_by_iso() -> Mapping[str, str]:
    return {row["iso"]: row["uid"] for rows in _rows_by_country().values() for row in rows}


@cache
def _words() -> Mapping[str, str]:
    return {row["uid"]: row["words"] for row in csv_rows("subdivision_words.csv")}


@cache
def _by_uid(country: str) -> Mapping[str, Place]:
    places = {}
    for row in _rows_by_country()[country]:
        uid = row["uid"]
        names = [*row["other_names"].split("|"), *_words().get(uid, "").split("|")]
        places[uid] = Place(
            uid=uid,
            level="SUBDIVISION",
            name=row["name"],
            name_en=row["name"],
            name_key=fold(row["name"]),
            other_names=tuple(name for name in names if name),
            iso=row["iso"],
            parent=uid.rpartition("-")[0],
        )
    return places


@cache
def _by_name(country: str) -> Mapping[str, tuple[Place, ...]]:
    named: dict[str, list[Place]] = defaultdict(list)
    for place in subdivisions_of(country):
        for key in dict.fromkeys((place.name_key, *map(fold, place.other_names))):
            named[key].append(place)
    return {key: tuple(places) for key, places in named.items()}
