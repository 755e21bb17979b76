"""The places of a twin: real districts, drawn by population and published flows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from trama.core.text import fold
from trama.places.gazetteer import Place, gazetteer
from trama.twin.marginals import reta_marginal, table
from trama.twin.sampling import Weighted, choose

HOME = "PE"

_LIMA = "15"


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A district of Peru, or a city abroad; the atlas has one object for each.

    ``uid`` is the uid of its Location: ``PE-150132``, or the state of a city abroad (``VE-V``),
    because the graph has no smaller places abroad. ``parts`` are three names: department, province
    and district, or country, state and city. ``inei`` is '' abroad, and ``reniec`` is '' where
    RENIEC has no code. ``region`` is the department's two digits, or the country's two letters.
    """

    uid: str
    parts: tuple[str, str, str]
    inei: str = ""
    reniec: str = ""
    region: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "region", self.inei[:2] or self.country)

    @property
    def abroad(self) -> bool:
        """Return whether the place is outside Peru."""
        return not self.inei

    @property
    def country(self) -> str:
        """The country's two letters."""
        return self.uid[:2]


@dataclass(frozen=True, slots=True)
class Corridor:
    """A route that a twin plants: origin, places on the way in order, destination.

    Places are INEI codes of districts, or the two letters of a country. ``origins`` and
    ``destinations`` are alternatives. ``share`` is the share of all cases, 0 to 1.
    """

    name: str
    share: float
    origins: tuple[str, ...]
    transits: tuple[str, ...]
    destinations: tuple[str, ...]
    transport: str


class Atlas:
    """The places of one twin and the weight of each in a draw; built once."""

    def __init__(self) -> None:
        places = gazetteer()
        self._spots: dict[str, Spot] = {}
        self._provinces: dict[str, list[str]] = {}
        self.departments: dict[str, str] = {}
        people: dict[str, dict[str, float]] = {}
        for department in places.children(HOME):
            self.departments[fold(department.name)] = department.uid[3:5]
            people[department.uid[3:5]] = self._add_districts(department)
        self._origins = {code: Weighted(weights) for code, weights in people.items()}
        self._destinations = {
            code: Weighted(_enclaves(weights)) for code, weights in people.items()
        }
        self._flows = _flows({code: sum(weights.values()) for code, weights in people.items()})
        self._gates = {key: Weighted(weights) for key, weights in _pairs("gates", "gate").items()}
        self._cities, self._countries = _abroad()
        self.corridors = _corridors()

    def spot(self, code: str, random: Random) -> Spot:
        """Return the district of an INEI code, or a city of a country's two letters."""
        if code in self._cities:
            return self._cities[code].pick(random)
        return self._spots[code]

    def destination(self, department: str, random: Random) -> Spot:
        """Return a district of a department where victims are received and exploited.

        Districts are drawn by population; mining enclaves weigh more (enclaves.csv).
        """
        return self._spots[self._destinations[department].pick(random)]

    def district(self, department: str, random: Random) -> Spot:
        """Return a district of a department, by population."""
        return self._spots[self._origins[department].pick(random)]

    def neighbour(self, spot: Spot, random: Random) -> Spot:
        """Return another district of the same province; the place itself if there is none."""
        codes = self._provinces.get(spot.inei[:4], [])
        others = [code for code in codes if code != spot.inei]
        return self._spots[choose(random, others)] if others else spot

    def origin(self, destination: Spot, random: Random) -> Spot:
        """Return a district of Peru from which victims come to ``destination``."""
        return self.district(self._flows[destination.region].pick(random), random)

    def foreign_origin(self, random: Random) -> Spot:
        """Return a city abroad from which victims come."""
        return self._cities[self._countries.pick(random)].pick(random)

    def transits(self, origin: Spot, destination: Spot, random: Random) -> tuple[Spot, ...]:
        """Return the place between origin and destination, as a tuple of one or none.

        The place is a gate of the department of origin (gates.csv). The tuple is empty if both lie
        in one department, if that department has no gate, or if the gate is one of the two ends.
        """
        if origin.region == destination.region:
            return ()
        gates = self._gates.get(origin.region)
        if gates is None:
            return ()
        gate = self.spot(gates.pick(random), random)
        return () if gate in (origin, destination) else (gate,)

    def _add_districts(self, department: Place) -> dict[str, float]:
        """Add the current districts of a department; return their population by INEI code."""
        weights: dict[str, float] = {}
        for province in gazetteer().children(department.uid):
            for district in gazetteer().children(province.uid):
                if not district.current:
                    continue
                code = district.inei or ""
                names = (department.name, province.name, district.name)
                parts = (names[0].upper(), names[1].upper(), names[2].upper())
                self._spots[code] = Spot(district.uid, parts, code, district.reniec or "")
                self._provinces.setdefault(code[:4], []).append(code)
                weights[code] = float(district.population or 1)
        return weights


def _enclaves(weights: Mapping[str, float]) -> dict[str, float]:
    factors = {row["district"]: float(row["factor"]) for row in table("enclaves")}
    return {code: weight * factors.get(code, 1.0) for code, weight in weights.items()}


def _pairs(name: str, value: str) -> dict[str, dict[str, float]]:
    pairs: dict[str, dict[str, float]] = {}
    for row in table(name):
        key = row.get("place") or row["destination"]
        pairs.setdefault(key, {})[row[value]] = float(row["weight"])
    return pairs


def _flows(people: Mapping[str, float]) -> dict[str, Weighted[str]]:
    """Return the departments of origin by department of destination (flows.csv).

    A destination without published flows has the weight 55 for itself. Every other department has
    45 times its share of the population. As an origin Lima has a third of that weight (assumed:
    more people move to Lima than leave it).
    """
    published = _pairs("flows", "origin")
    total = sum(people.values())
    flows = {}
    for here in people:
        far = {code: 45 * size / total for code, size in people.items() if code != here}
        if here != _LIMA:
            far[_LIMA] /= 3
        flows[here] = Weighted(published.get(here, {here: 55.0} | far))
    return flows


def _abroad() -> tuple[dict[str, Weighted[Spot]], Weighted[str]]:
    cities: dict[str, dict[Spot, float]] = {}
    countries: dict[str, float] = {}
    for row in table("abroad"):
        spot = Spot(row["uid"], (row["name"], row["state"], row["city"]))
        weight = float(row["weight"])
        cities.setdefault(spot.country, {})[spot] = weight
        countries[spot.country] = countries.get(spot.country, 0.0) + weight
    return {code: Weighted(spots) for code, spots in cities.items()}, Weighted(countries)


def _corridors() -> tuple[Corridor, ...]:
    return tuple(
        Corridor(
            row["name"],
            float(row["planted"]),
            tuple(row["origins"].split()),
            tuple(row["transits"].split()),
            tuple(row["destinations"].split()),
            row["transport"],
        )
        for row in table("corridors")
    )


def department_shares(atlas: Atlas) -> dict[str, int]:
    """Return the number of victims in the RETA open data by department (two digits)."""
    return {
        atlas.departments[fold(name)]: count for name, count in reta_marginal("department").items()
    }
