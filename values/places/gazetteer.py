"""The gazetteer: places of Peru by INEI and RENIEC code, by name and by level, and places abroad.

INEI and RENIEC number the same districts differently, and 997 RENIEC codes are valid INEI codes of
another district: a code means nothing without its scheme.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from trama.core.text import fold
from trama.values.places.data_files import csv_rows
from trama.values.places.place import HOME, LEVELS, FormerCode, Place, PlaceLevel, UbigeoScheme
from trama.values.places.subdivisions import (
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
    """All places, found by uid, by code and scheme, or by folded name. Immutable once built.

    One after another it gives the places of Peru and all countries; the subdivisions of other
    countries are found when they are asked for.
    """

    __slots__ = (
        "_ancestries",
        "_by_code",
        "_by_iso",
        "_by_uid",
        "_children",
        "_countries",
        "_named",
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
        self._named = {key: tuple(found.values()) for key, found in named.items()}
        self._children = {uid: tuple(found) for uid, found in children.items()}
        self._ancestries = {uid: self._ancestry(uid) for uid in self._by_uid}
        self._countries = self._country_keys(country_words or {})

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_uid.values())

    def __len__(self) -> int:
        return len(self._by_uid)

    def places(self, level: str | None = None) -> tuple[Place, ...]:
        """Returns all places, or those of one level, countries first and districts last."""
        return tuple(place for place in self if level is None or place.level == level)

    def get(self, uid: str) -> Place | None:
        """Returns the place ``uid`` (``PE-150132``, ``PE-15``, ``VE``, ``CO-ANT``), or None."""
        return self._by_uid.get(uid) or subdivision(uid)

    def by_code(self, code: str, scheme: UbigeoScheme) -> Place | None:
        """Returns the place that ``code`` means in ``scheme``, or None.

        A department has 2 digits and a province 4, also when zeros fill them up (``150000``). A
        code that a scheme used before means the place that it is today.
        """
        bare = code
        while len(bare) > 2 and bare.endswith("00"):
            bare = bare[:-2]
        return self._by_code.get((scheme, bare))

    def by_iso(self, code: str) -> str | None:
        """Returns the uid of an ISO 3166-1 code (2 or 3 letters) or an ISO 3166-2 code."""
        known = self._by_iso.get(code.upper())
        if known is None and (place := subdivision_of_iso(code.upper())):
            return place.uid
        return known

    def country(self, key: str) -> Place | None:
        """Returns the country that a folded text means: a name, a demonym or an ISO 3166-1 code.

        ``VENEZOLANO A`` (how ``VENEZOLANO/A`` folds) is read as well.
        """
        uid = self._countries.get(key) or self._countries.get(key.removesuffix(" A"))
        return self._by_uid[uid] if uid else None

    def within(self, uid: str) -> tuple[str, ...]:
        """Returns the place itself and all that it lies in, finest first; () when unknown."""
        known = self._ancestries.get(uid)
        if known is not None:
            return known
        return self._ancestry(uid) if subdivision(uid) else ()

    def at_level(self, uid: str, level: str) -> str | None:
        """Returns the uid of the place of ``level`` in which ``uid`` lies.

        Abroad the coarsest subdivision stands for a department, and the finest that is known for
        anything finer: ``ES-CT`` and ``ES-CT-B``. A country abroad of which no more is known stands
        for itself at every level. None where ``uid`` is unknown, or is in Peru and coarser than
        ``level``.
        """
        ancestry = self.within(uid)
        if not ancestry or ancestry[-1] == HOME:
            return next((up for up in ancestry if self._by_uid[up].level == level), None)
        country, *finer = ancestry[::-1]
        if level == "PAIS" or not finer:
            return country
        return finer[0] if level == "DEPARTAMENTO" else uid

    def named(self, name_key: str, level: str | None = None) -> tuple[Place, ...]:
        """Returns the places that a folded name names, of all levels unless one is given.

        Countries are found by their Spanish and English names, not by demonyms (see country).
        """
        found = self._named.get(name_key, ())
        return found if level is None else tuple(place for place in found if place.level == level)

    def named_abroad(self, name_key: str, country: str | None = None) -> tuple[Place, ...]:
        """Returns the subdivisions abroad that a folded name names, of one country if given."""
        return subdivisions_named(name_key, country)

    def children(self, uid: str) -> tuple[Place, ...]:
        """Returns the places directly inside ``uid``."""
        here = self._children.get(uid)
        if here is not None:
            return here
        return tuple(one for one in subdivisions_of(uid[:2]) if one.parent == uid)

    def coordinates(self, uid: str) -> tuple[float, float] | None:
        """Returns latitude and longitude of a place, else of the nearest one around it with any."""
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
            for word in (*names, place.iso or "", place.iso3 or ""):
                keys.setdefault(fold(word), place.uid)
        return keys


@cache
def gazetteer() -> Gazetteer:
    """Returns the gazetteer that ships with Trama (see data/ATTRIBUTION.md); read once."""
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
    level = next(level for level in LEVELS if level == row["level"])
    return Place(
        uid=row["uid"],
        level=level,
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
