"""The gazetteer: the places of Peru by code, name and level, and the places of other countries.

INEI and RENIEC number the same districts differently, and 997 RENIEC codes are valid INEI codes of
another district: a code means nothing without its scheme.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from trama.core.text import fold
from trama.places.data_files import csv_rows
from trama.places.nesting import at_level
from trama.places.place import HOME, LEVELS, FormerCode, Place, PlaceLevel, UbigeoScheme
from trama.places.subdivisions import (
    subdivision,
    subdivision_of_iso,
    subdivisions_named,
    subdivisions_of,
)

__all__ = [
    "HOME",
    "LEVELS",
    "FormerCode",
    "Gazetteer",
    "Place",
    "PlaceLevel",
    "UbigeoScheme",
    "gazetteer",
]


class Gazetteer:
    """All places, by uid, by code and scheme, or by folded name. Immutable once built.

    Iteration gives the places of Peru and all countries. The subdivisions of other countries are
    read on demand, so iteration leaves them out.
    """

    __slots__ = (
        "_ancestries",
        "_by_code",
        "_by_iso",
        "_by_uid",
        "_children",
        "_countries",
        "_named",
        "_of_level",
        "former_codes",
    )

    def __init__(
        self,
        places: Iterable[Place],
        former_codes: Iterable[FormerCode] = (),
        country_words: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._by_uid: dict[str, Place] = {place.uid: place for place in places}
        self.former_codes = tuple(former_codes)
        self._by_code: dict[tuple[str, str], Place] = {
            (former.scheme, former.code): self._by_uid[former.uid] for former in self.former_codes
        }
        self._by_iso: dict[str, str] = {}
        named: dict[str, dict[str, Place]] = defaultdict(dict)
        children: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_uid.values():
            self._by_code.update(_codes(place))
            self._by_iso.update({code: place.uid for code in (place.iso, place.iso3) if code})
            for name in {place.name_key, *map(fold, place.other_names), fold(place.name_en)}:
                named[name][place.uid] = place
            if place.parent:
                children[place.parent].append(place)
        self._named = {key: tuple(by_uid.values()) for key, by_uid in named.items()}
        self._children = {uid: tuple(inside) for uid, inside in children.items()}
        self._of_level: dict[str, tuple[Place, ...]] = {}
        self._ancestries = {uid: self._ancestry(uid) for uid in self._by_uid}
        self._countries = self._country_keys(country_words or {})

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_uid.values())

    def __len__(self) -> int:
        return len(self._by_uid)

    def places(self, level: str | None = None) -> tuple[Place, ...]:
        """Return all places, or the places of one level, countries first and districts last."""
        if level is None:
            return tuple(self)
        if level not in self._of_level:
            self._of_level[level] = tuple(place for place in self if place.level == level)
        return self._of_level[level]

    def get(self, uid: str) -> Place | None:
        """Return the place ``uid`` (``PE-150132``, ``VE``, ``CO-ANT``). Return None if unknown."""
        return self._by_uid.get(uid) or subdivision(uid)

    def by_code(self, code: str, scheme: UbigeoScheme) -> Place | None:
        """Return the place of ``code`` in ``scheme``. Return None if the scheme has no such code.

        A department has 2 digits and a province 4; zeros may fill them up to 6 (``150000``). A
        former code of the scheme gives the place of today.
        """
        bare = code
        while len(bare) > 2 and bare.endswith("00"):
            bare = bare[:-2]
        return self._by_code.get((scheme, bare))

    def by_iso(self, code: str) -> str | None:
        """Return the uid of an ISO 3166-1 code (2 or 3 letters) or of an ISO 3166-2 code."""
        uid = self._by_iso.get(code.upper())
        if uid is None and (place := subdivision_of_iso(code.upper())):
            return place.uid
        return uid

    def country(self, key: str) -> Place | None:
        """Return the country of a folded name, demonym or ISO 3166-1 code, None if unknown.

        ``VENEZOLANO A``, the folded ``VENEZOLANO/A``, gives Venezuela too. ``RU`` is Russia's code,
        although some write it for Reino Unido: a column of codes has no other way to say Russia,
        and the United Kingdom has ``UK`` and ``GB``.
        """
        uid = self._countries.get(key) or self._countries.get(key.removesuffix(" A"))
        place = self._by_uid.get(uid or self._by_iso.get(key, ""))
        return place if place and place.level == "PAIS" else None

    def within(self, uid: str) -> tuple[str, ...]:
        """Return the uids of the places that a place is within, itself first; () if unknown.

        ``is_within(uid, around)`` is true for each, and ``path_to`` has them the country first.
        """
        ancestry = self._ancestries.get(uid)
        if ancestry is not None:
            return ancestry
        return self._ancestry(uid) if subdivision(uid) else ()

    def at_level(self, uid: str, level: str) -> str | None:
        """Return ``nesting.at_level`` of a known place. Return None if ``uid`` is unknown."""
        return at_level(uid, level) if self.get(uid) else None

    def named(self, name_key: str, level: str | None = None) -> tuple[Place, ...]:
        """Return the places with a folded name, of all levels or of one.

        A country matches by its Spanish and English names, not by demonyms (see ``country``).
        """
        places = self._named.get(name_key, ())
        return places if level is None else tuple(place for place in places if place.level == level)

    def named_abroad(self, name_key: str, country: str | None = None) -> tuple[Place, ...]:
        """Return the subdivisions abroad with a folded name, of one country or of all."""
        return subdivisions_named(name_key, country)

    def children(self, uid: str) -> tuple[Place, ...]:
        """Return the places directly inside ``uid``."""
        children = self._children.get(uid)
        if children is not None:
            return children
        return tuple(place for place in subdivisions_of(uid[:2]) if place.parent == uid)

    def coordinates(self, uid: str) -> tuple[float, float] | None:
        """Return latitude and longitude of a place, else of the nearest place around it."""
        for up in self.within(uid):
            place = self.get(up)
            if place and place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
        return None

    def _ancestry(self, uid: str) -> tuple[str, ...]:
        chain = []
        place = self.get(uid)
        while place is not None:
            chain.append(place.uid)
            place = self.get(place.parent) if place.parent else None
        return tuple(chain)

    def _country_keys(self, words: Mapping[str, Iterable[str]]) -> dict[str, str]:
        keys: dict[str, str] = {}
        for place in self.places("PAIS"):
            names = (place.name, place.name_en, *place.other_names, *words.get(place.uid, ()))
            keys.update((fold(word), place.uid) for word in names)
        return keys


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer that ships with Trama (see data/ATTRIBUTION.md), read once."""
    countries = {row["iso"]: row for row in csv_rows("country_words.csv")}
    words = {iso: row["words"].split("|") for iso, row in countries.items()}
    former = [
        FormerCode(r["scheme"], r["code"], r["uid"], _whole(r["until"]), r["reason"])
        for r in csv_rows("former_codes.csv")
    ]
    rows = ({**row, **_capital(countries.get(row["uid"]))} for row in csv_rows("locations.csv"))
    return Gazetteer((_place(row) for row in rows), former, words)


def _capital(row: Mapping[str, str] | None) -> dict[str, str]:
    return {key: row[key] for key in ("latitude", "longitude")} if row else {}


def _codes(place: Place) -> dict[tuple[str, str], Place]:
    codes = (("INEI", place.inei), ("RENIEC", place.reniec))
    return {(scheme, code): place for scheme, code in codes if code}


def _place(row: Mapping[str, str]) -> Place:
    return Place(
        uid=row["uid"],
        level=next(level for level in LEVELS if level == row["level"]),
        name=row["name"],
        name_en=row["name_en"] or row["name"],
        name_key=fold(row["name"]),
        other_names=tuple(row["other_names"].split("|")) if row["other_names"] else (),
        inei=row["inei"] or None,
        reniec=row["reniec"] or None,
        iso=row["iso"] or None,
        iso3=row["iso3"] or None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        population=_whole(row["population"]),
        parent=row["parent"] or None,
        capital=row["capital"] or None,
        created_after=_whole(row["created_after"]),
        current=row["current"] != "no",
    )


def _whole(text: str) -> int | None:
    return int(text) if text else None
