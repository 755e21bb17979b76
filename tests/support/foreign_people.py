"""Invented events of trafficking and the people in them: the truth behind foreign registries.

SINTETICO. The main value is a `World`: events by day, and each person of them once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from foreign_names import ALIASES, GIVEN, common_first, surname

from trama.places.gazetteer import gazetteer
from trama.places.place import Place

REGIONS = ("andean", "aymara", "amazonian", "coast", "afro", "tusan", "venezuelan")
_SHARES = (34, 12, 16, 24, 3, 1, 10)


@dataclass(frozen=True, slots=True)
class Human:
    """A person as they are; ``maternal`` is '' for one with a single surname."""

    id: str
    sex: str
    paternal: str
    maternal: str
    given: tuple[str, ...]
    born: date
    kind: str
    number: str
    nation: str
    birthplace: Place | None
    home: Place
    husband: str = ""
    alias: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One case as it was."""

    day: date
    place: Place
    victims: tuple[Human, ...]
    suspects: tuple[Human, ...]
    mother: Human | None = None


@dataclass(frozen=True, slots=True)
class Society:
    """The make-up of the people and events, apart from how officials write them down.

    ``namesakes``, ``families`` and ``back`` are shares: of events with two people of one name, of
    events with siblings, twins or a mother with her daughter, and of victims who come back.
    """

    events: int = 400
    years: tuple[int, int] = (2014, 2023)
    crowds: float = 0.03
    namesakes: float = 0.01
    families: float = 0.12
    back: float = 0.02
    minors: float = 0.45
    regions: tuple[int, ...] = _SHARES


class Maker:
    """The maker of people and events from one seed."""

    def __init__(self, rng: Random, society: Society) -> None:
        self.rng, self.society, self.made = rng, society, 0
        places = [p for p in gazetteer().places("DISTRITO") if p.population and p.reniec and p.inei]
        weights = [min(place.population or 0, 150_000) ** 0.7 for place in places]
        self.hot = rng.choices(places, weights, k=45)
        self.places, self.weights = places, weights
        self.gangs: list[list[Human]] = []

    def human(self, day: date, *, suspect: bool = False) -> Human:
        """Return a new person as old as a victim, or a suspect, of that day is."""
        rng = self.rng
        region = rng.choices(REGIONS, self.society.regions)[0]
        foreign = region == "venezuelan"
        sex = "F" if rng.random() < (0.4 if suspect else 0.85) else "M"
        names = GIVEN[sex].split()
        given = dict.fromkeys(common_first(rng, names) for _ in range(rng.choice((1, 2, 2, 2, 3))))
        if suspect:
            age = rng.uniform(19, 60)
        else:
            age = rng.uniform(11, 18) if rng.random() < self.society.minors else rng.gauss(24, 5)
        born = day - timedelta(days=int(max(age, 8) * 365.25) + rng.randrange(300))
        self.made += 1
        kind = rng.choice(("CEDULA", "PASAPORTE", "PTP", "CE")) if foreign else "DNI"
        number = f"{rng.randrange(10**7, 10**8 - 1)}"
        if kind in {"PTP", "CE"}:
            number = f"{rng.randrange(10**8, 10**9 - 1)}"
        home = rng.choices(self.places, self.weights)[0]
        return Human(
            f"P{self.made:05d}",
            sex,
            surname(rng, region),
            "" if foreign and rng.random() < 0.4 else surname(rng, region),
            tuple(given),
            born,
            kind,
            number,
            "VENEZUELA" if foreign else "PERU",
            None if foreign else (home if rng.random() < 0.6 else rng.choice(self.places)),
            home,
            surname(rng, region) if sex == "F" and age > 22 and rng.random() < 0.3 else "",
            rng.choice(ALIASES.split()) if suspect and rng.random() < 0.5 else "",
            f"9{rng.randrange(10**7, 10**8):08d}" if suspect and rng.random() < 0.4 else "",
        )

    def _relative(self, human: Human, **changed: object) -> Human:
        """Return another person of the same house, with what is changed."""
        self.made += 1
        own = {
            "id": f"P{self.made:05d}",
            "number": str(self.rng.randrange(10**7, 10**8)),
            "husband": "",
        }
        return replace(human, **{**own, **changed})

    def _family(self, human: Human) -> Human:
        rng = self.rng
        names = GIVEN[human.sex].split()
        own = [name for name in names if name not in human.given]
        other = tuple(dict.fromkeys(common_first(rng, own) for _ in range(2)))
        match rng.randrange(4):
            case 0:  # a twin, whose number was issued beside
                number = str(int(human.number) + 1)
                return self._relative(human, given=other, number=number)
            case 1:  # a twin who shares the second given name
                given = (rng.choice(own), *human.given[1:])
                return self._relative(human, given=given)
            case 2:  # a sister
                years = timedelta(days=rng.randrange(400, 2200))
                return self._relative(human, given=other, born=human.born + years)
            case _:  # the mother, of the same given names
                years = timedelta(days=rng.randrange(6200, 9500))
                mother = human.maternal or human.paternal
                born, maternal = human.born - years, surname(rng, "andean")
                return self._relative(human, paternal=mother, maternal=maternal, born=born)

    def event(self, number: int, before: list[Event]) -> Event:
        """Return an event; ``before`` are those that some of its people may come from."""
        rng, (first, last) = self.rng, self.society.years
        day = date(first, 1, 1) + timedelta(days=rng.randrange(365 * (last - first + 1)))
        size = min(1 + int(rng.expovariate(0.75)), 9)
        if rng.random() < self.society.crowds:
            size = rng.randrange(12, 61)
        victims = [self.human(day) for _ in range(size)]
        if rng.random() < self.society.families:
            victims.append(self._family(rng.choice(victims)))
        if rng.random() < self.society.namesakes:
            like = rng.choice(victims)
            other = self.human(day)
            names = (like.paternal, like.maternal, like.given, like.sex)
            victims.append(replace(other, **dict(zip(_NAMED, names, strict=True))))
        for at in range(len(victims)):
            if before and rng.random() < self.society.back:
                past = rng.choice(before)
                again = rng.choice(past.victims)
                if abs((past.day - day).days) > 300 and again.born < day - timedelta(days=3000):
                    victims[at] = again
        return Event(day, rng.choice(self.hot), tuple(dict.fromkeys(victims)), self._suspects(day))

    def _suspects(self, day: date) -> tuple[Human, ...]:
        rng = self.rng
        count = rng.choice((0, 1, 1, 1, 2, 2, 3, 5))
        if not self.gangs or rng.random() < 0.15:
            size = rng.randrange(2, 6)
            self.gangs.append([self.human(day, suspect=True) for _ in range(size)])
        gang = rng.choice(self.gangs) if rng.random() < 0.4 else []
        known = rng.sample(gang, min(len(gang), count))
        fresh = [self.human(day, suspect=True) for _ in range(count - len(known))]
        return tuple(known + fresh)


_NAMED = ("paternal", "maternal", "given", "sex")


def events_of(rng: Random, society: Society) -> list[Event]:
    """Return the events of a society."""
    maker, events = Maker(rng, society), []
    for number in range(society.events):
        events.append(maker.event(number, events))
    return events


def place_cells(place: Place) -> Mapping[str, str]:
    """Return the names of a district, its province and its department."""
    found = [gazetteer().get(uid) for uid in gazetteer().within(place.uid)[:3]]
    names = [level.name.upper() if level else "" for level in found]
    return dict(zip(("DIST", "PROV", "DPTO"), names, strict=True))
