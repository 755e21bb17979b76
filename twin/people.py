"""Invented people: names, documents, birth, birthplace and residence, none of a real person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from trama.twin.geography import Spot
from trama.twin.marginals import table
from trama.twin.sampling import Weighted, choose, whole

BANDS: Mapping[str, tuple[int, int]] = {
    "DE 0 A 5 AÑOS": (0, 5),
    "DE 6 A 11 AÑOS": (6, 11),
    "DE 12 A 17 AÑOS": (12, 17),
    "DE 18 A 29 AÑOS": (18, 29),
    "DE 30 A 59 AÑOS": (30, 59),
    "DE 60 A MAS": (60, 78),
}
"""Lowest and highest age, in years, of RETA's age bands; the published last band has no end."""
OF_AGE = 18
"""Years, in Peru."""

COAST: Mapping[str, float] = {"common": 80, "quechua": 16, "amazon": 2, "aymara": 2}
"""Weights of the groups of surnames in departments that REGIONS does not name (assumed)."""
_SOUTH_ANDES: Mapping[str, float] = {"quechua": 62, "common": 36, "aymara": 2}
_ALTIPLANO: Mapping[str, float] = {"aymara": 50, "quechua": 28, "common": 22}
_AMAZON: Mapping[str, float] = {"amazon": 48, "common": 42, "quechua": 10}
_NEIGHBOURS: Mapping[str, float] = {"andes": 80, "common": 20}
REGIONS: Mapping[str, Mapping[str, float]] = {
    "03": _SOUTH_ANDES,
    "05": _SOUTH_ANDES,
    "08": _SOUTH_ANDES,
    "09": _SOUTH_ANDES,
    "12": _SOUTH_ANDES,
    "18": _ALTIPLANO,
    "21": _ALTIPLANO,
    "23": _ALTIPLANO,
    "16": _AMAZON,
    "17": _AMAZON,
    "22": _AMAZON,
    "25": _AMAZON,
    "VE": {"venezuela": 100},
    "CO": {"colombia": 80, "common": 20},
    "EC": _NEIGHBOURS,
    "BO": _NEIGHBOURS,
    "BR": _NEIGHBOURS,
}
"""Weights of the groups of surnames by region of birth: a department or a foreign country."""
COMMONNESS = 0.5
"""Exponent of a name's rank in its group: the first of 50 is 7 times as common as the last."""
GIVEN = {"VE": "venezuela", "CO": "colombia", "EC": "andes", "BO": "andes", "BR": "andes"}
PARTICLES = frozenset({"DE", "DEL", "LA", "SAN"})
"""Words of a surname that have no initial."""
NICKNAMES = ("CHATA", "LA TÍA", "CHINO", "FLACO", "LA JEFA", "NEGRO", "PATRÓN", "GORDA", "CHARAPA")
_FOREIGN_PAPERS = Weighted(
    {"CEDULA DE IDENTIDAD": 45, "PTP": 18, "CE": 14, "PASAPORTE": 10, "": 13}
)

_STREETS = tuple(
    f"{way} {name}"
    for way in ("JR.", "AV.", "CALLE", "PSJE.", "AA.HH.")
    for name in ("LOS INVENTADOS", "LA FICCIÓN", "DEL EJEMPLO", "SINTÉTICA", "LA PRUEBA")
)


_STEP = 7919
"""The step from one person's number to the next, coprime to the ranges of the numbers."""
_DNIS, _TAILS = 2_500_000, 10_000_000
_FIRST_DNI = 96_000_000
_PEOPLE = 1_000_000
"""People of a twin at most: numbers that only later people would get are nobody's."""


class Paper(NamedTuple):
    """An identity document: type as registries write it ('' if there is none) and number."""

    type: str = ""
    number: str = ""

    @property
    def is_nobodys(self) -> bool:
        """Return whether no person of a twin has the number, so that a typo may write it."""
        if self.type == "DNI":
            place = int(self.number) - _FIRST_DNI
            return 0 <= place < _DNIS and place * pow(_STEP, -1, _DNIS) % _DNIS > _PEOPLE
        return int(self.number[-7:]) * pow(_STEP, -1, _TAILS) % _TAILS > _PEOPLE

    @property
    def other(self) -> "Paper":
        """Another document of the same foreigner; this document if there is no other."""
        tail = self.number[-7:]
        others = {
            "CEDULA DE IDENTIDAD": Paper("PTP", f"89{tail}"),
            "PTP": Paper("PASAPORTE", f"ZZ{tail}"),
            "CE": Paper("PASAPORTE", f"ZZ{tail}"),
            "PASAPORTE": Paper("CE", f"88{tail}"),
        }
        return others.get(self.type, self)


@dataclass(slots=True, eq=False)
class TruePerson:
    """An invented person; ``records`` grows as rows about the person are written.

    ``known`` people are planted: every registry writes their document down. ``victim_in`` and
    ``suspect_in`` are ids of true cases.
    """

    id: str
    sex: str
    birth: date
    given: tuple[str, ...]
    paternal: str
    maternal: str
    paper: Paper
    nationality: str
    birthplace: Spot
    residence: Spot
    street: str
    known: bool = False
    nickname: str = ""
    phone: str = ""
    social_account: str = ""
    victim_in: list[str] = field(default_factory=list)
    suspect_in: list[str] = field(default_factory=list)
    records: list[dict[str, object]] = field(default_factory=list)

    def age(self, on: date) -> int:
        """Return the age in whole years on a day."""
        had_birthday = (on.month, on.day) >= (self.birth.month, self.birth.day)
        return on.year - self.birth.year - (0 if had_birthday else 1)

    @property
    def name(self) -> str:
        """``PATERNAL MATERNAL, GIVEN``; foreigners may have one surname."""
        surnames = f"{self.paternal} {self.maternal}".strip()
        return f"{surnames}, {' '.join(self.given)}"

    @property
    def initials(self) -> str:
        """``A.B.C.D.``, surnames first; particles have no initial."""
        words = f"{self.paternal} {self.maternal} {' '.join(self.given)}".split()
        kept = [word for word in words if word not in PARTICLES]
        return ".".join(word[0] for word in kept) + "."


class Population:
    """The people of one twin, created one by one: ids in order, no document twice."""

    def __init__(self) -> None:
        self._count = 0
        names: dict[tuple[str, str], list[str]] = {}
        for row in table("names"):
            names.setdefault((row["kind"], row["group"]), []).append(row["name"])
        # names.csv lists the names of a group from common to rare.
        self._names = {
            key: {name: (rank + 1) ** -COMMONNESS for rank, name in enumerate(group)}
            for key, group in names.items()
        }
        self._given = {key: Weighted(group) for key, group in self._names.items()}
        self._surnames = {region: self._weighted(groups) for region, groups in REGIONS.items()}
        self._coast = self._weighted(COAST)

    def person(self, sex: str, born: tuple[date, Spot, Spot], random: Random) -> TruePerson:
        """Return a new person; ``born`` is birth date, birthplace and residence."""
        birth, birthplace, residence = born
        self._count += 1
        country = birthplace.country
        kind = "female" if sex == "F" else "male"
        given = self._given[kind, GIVEN.get(country, "peru")]
        surnames = self._surnames.get(birthplace.region, self._coast)
        first, second = given.pick(random), given.pick(random)
        one_surname = country == "BR" or (country == "CO" and random.random() < 0.1)
        return TruePerson(
            id=f"TP-{self._count:07d}",
            sex=sex,
            birth=birth,
            given=(first,) if first == second or random.random() < 0.3 else (first, second),
            paternal=surnames.pick(random),
            maternal="" if one_surname else surnames.pick(random),
            paper=self._paper(country, birth, random),
            nationality=country,
            birthplace=birthplace,
            residence=residence,
            street=_street(random),
        )

    def phone(self) -> str:
        """Return a mobile number that no other person of the twin has.

        Peru's numbering plan reserves no numbers for fiction. The twin's numbers begin with 9000,
        so that a reader recognises them.
        """
        self._count += 1
        return f"9000{self._count % 100000:05d}"

    def _weighted(self, groups: Mapping[str, float]) -> Weighted[str]:
        """Return the surnames of groups, each with its share of the weight of its group."""
        weights: dict[str, float] = {}
        for group, weight in groups.items():
            names = self._names["surname", group]
            total = sum(names.values())
            for name, share in names.items():
                weights[name] = weights.get(name, 0.0) + weight * share / total
        return Weighted(weights)

    def _paper(self, country: str, birth: date, random: Random) -> Paper:
        """Return a document of a range that no authority has reached yet.

        DNI: 96000000 to 98499999 (RENIEC is far below). No range with a leading zero is free; such
        a DNI is 09900000 to 09999999, and its holder here is invented all the same. Venezuelan
        identity cards begin at V-90000000 (real cards end near 33 million). A CE and a PTP begin
        with 8: nine digits that begin with 9 are a mobile's.
        """
        if country == "PE":
            zero = birth.year < 1985 and random.random() < 0.3
            return self.short_dni() if zero and self._count < 10**5 else self.dni()
        kind = _FOREIGN_PAPERS.pick(random)
        tail = f"{self._count * _STEP % _TAILS:07d}"
        numbers = {
            "": "",
            "CEDULA DE IDENTIDAD": f"V-9{tail}" if country == "VE" else f"109{tail}",
            "PASAPORTE": f"ZZ{tail}",
            "CE": f"88{tail}",
            "PTP": f"89{tail}",
        }
        return Paper(kind, numbers[kind])

    def dni(self) -> Paper:
        """Return the DNI of the newest person; no two people have the same number."""
        return Paper("DNI", str(_FIRST_DNI + self._count * _STEP % _DNIS))

    def short_dni(self) -> Paper:
        """Return the DNI of the newest person with a leading zero, which spreadsheets lose."""
        return Paper("DNI", f"099{self._count * _STEP % 10**5:05d}")


def birth_for(age: int, on: date, random: Random) -> date:
    """Return a birth date that gives this age, in years, on a day."""
    leap_day = (on.month, on.day) == (2, 29)
    latest = on.replace(year=on.year - age, day=28 if leap_day else on.day)
    return latest - timedelta(days=whole(random, 0, 364))


def age_in(band: str, random: Random) -> int:
    """Return an age of a band, in years.

    Adolescents are drawn towards 17, and adults of 30 to 59 towards 30 (assumed).
    """
    low, high = BANDS[band]
    if band == "DE 12 A 17 AÑOS":
        return max(whole(random, low, high), whole(random, low, high))
    if band == "DE 30 A 59 AÑOS":
        return min(whole(random, low, high), whole(random, low, high))
    return whole(random, low, high)


def _street(random: Random) -> str:
    return f"{choose(random, _STREETS)} {whole(random, 100, 1999)}"
