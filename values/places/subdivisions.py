"""The subdivisions of other countries (ISO 3166-2): states, departments, provinces, regions.

Uids begin with those of the places that they lie in, here too: ``CO-ANT`` in ``CO``, ``ES-CT-B``
(Barcelona, ISO ES-B) in ``ES-CT``. There are twice as many as places of Peru and few are ever met:
those of a country become places when one of them is asked for.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from trama.core.text import fold
from trama.values.places.place import HOME, Place


def subdivisions_of(country: str) -> tuple[Place, ...]:
    """Returns the subdivisions of a country by its uid, of every depth; () for Peru."""
    return tuple(_of(country).values()) if country in _rows() else ()


def subdivision(uid: str) -> Place | None:
    """Returns the subdivision ``uid`` (``CO-ANT``, ``ES-CT-B``), or None."""
    country, dash, _ = uid.partition("-")
    if not dash or country == HOME or country not in _rows():
        return None
    return _of(country).get(uid)


def subdivision_of_iso(code: str) -> Place | None:
    """Returns the subdivision of an ISO 3166-2 code (``CO-ANT``, ``ES-B``), or None."""
    uid = _uids().get(code)
    return subdivision(uid) if uid else None


def subdivisions_named(name_key: str, country: str | None = None) -> tuple[Place, ...]:
    """Returns the subdivisions, of one country or of all, that a folded name names."""
    countries = _rows() if country is None else [country]
    return tuple(place for one in countries for place in _named(one).get(name_key, ()))


@cache
def _rows() -> Mapping[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = defaultdict(list)
    for row in _table("subdivisions.csv"):
        rows[row[0][:2]].append(row)
    return dict(rows)


@cache
def _uids() -> Mapping[str, str]:
    return {iso: uid for rows in _rows().values() for uid, iso, *_ in rows}


@cache
def _words() -> Mapping[str, str]:
    return dict(_table("subdivision_words.csv"))


def _table(name: str) -> list[list[str]]:
    text = (files("trama.values.places") / "data" / name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def _of(country: str) -> Mapping[str, Place]:
    places = {}
    for uid, iso, name, others in _rows()[country]:
        written = [*others.split("|"), *_words().get(uid, "").split("|")]
        places[uid] = Place(
            uid=uid,
            level="SUBDIVISION",
            name=name,
            name_en=name,
            name_key=fold(name),
            other_names=tuple(other for other in written if other),
            iso=iso,
            parent=uid.rpartition("-")[0],
        )
    return places


@cache
def _named(country: str) -> Mapping[str, tuple[Place, ...]]:
    named: dict[str, list[Place]] = defaultdict(list)
    for place in subdivisions_of(country):
        for key in dict.fromkeys((place.name_key, *map(fold, place.other_names))):
            named[key].append(place)
    return {key: tuple(places) for key, places in named.items()}
