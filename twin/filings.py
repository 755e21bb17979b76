"""The filing of true cases: which registrations and carpetas a case gets, and who stands in them.

With clean registries a case has one registration, one carpeta or one of each, with all its people.
"""

from datetime import timedelta
from random import Random

from trama.twin.dirt_rates import DirtRates
from trama.twin.geography import Atlas
from trama.twin.options import TwinOptions
from trama.twin.people import OF_AGE
from trama.twin.sampling import whole
from trama.twin.true_cases import Filing, SuspectIn, TrueCase, VictimIn

PROSECUTOR = "FISCALIA"
"""RETA's word for a case that the police handed over to the prosecutor."""
BLANK_YEARS = frozenset({2022, 2023})
"""Years of registration whose destination the RETA open data leave blank."""
AGAIN_DAYS = 25
"""Mean days from a filing to the second filing of the case, exponentially distributed (assumed)."""
_AGAIN_AT_MOST = 120  # days
_IN_AGAIN = 0.85  # of the people of a case: those who stand in its second filing (assumed)
_NUMBERS_AGAIN = 700_000  # added to the number of a second filing, so that no other case has it


class Clerk:
    """The clerk of one twin, who files its cases one by one, in their order.

    A case is filed in steps:

    1. Each registry that has the case files it once.
    2. In a case of both registries, one of the two may omit a victim (not the only one) or a
       suspect. Planted people are never omitted.
       Each may name suspects of its own, if there are several.
    3. The names of a case of minors may be reserved: both registries keep their initials.
    4. RETA may put the fact into the district of the police unit.
    5. A registry may file the case again, later: with most of its people, or with those victims
       whom the first filing then leaves out.

    Example: a case of both registries with two victims has a registration of both victims, a
    carpeta of the first victim, and a second registration of both, three weeks later.
    """

    def __init__(self, rates: DirtRates, atlas: Atlas, random: Random, of_cases: Random) -> None:
        self._rates = rates
        self._atlas = atlas
        self._random = random
        self._of_cases = of_cases

    @classmethod
    def of(cls, options: TwinOptions, atlas: Atlas) -> "Clerk":
        """Return the clerk of a twin; the same options give the same filings."""
        names = ("actas", "operativos")  # the second for what concerns a case as a whole
        random, of_cases = (Random(f"{options.seed}/{name}") for name in names)  # noqa: S311
        return cls(options.dirt, atlas, random, of_cases)

    def file(self, case: TrueCase) -> None:
        """Set the registrations and the carpetas of a case."""
        victims, suspects = self._people(case)
        young = all(one.age < OF_AGE and not one.person.known for one in case.victims)
        case.reserved = young and self._happens(self._rates.case_reserved)
        if case.in_reta:
            place = case.destination
            if case.planted.corridor is None and self._slips(self._rates.district_of_unit):
                place = self._atlas.neighbour(place, self._random)
            number = f"SINT-{case.registered.year}-{case.ordinal + 1:06d}"
            first = Filing(number, case.registered, place, victims[0], suspects[0])
            case.registrations = [first, *self._again(case, first, self._rates.registered_twice)]
        if case.in_sistra:
            number = _carpeta_number(case, case.entered.year, case.ordinal + 1)
            first = Filing(number, case.entered, case.destination, victims[1], suspects[1])
            case.carpetas = [first, *self._again(case, first, self._rates.carpeta_split)]

    def _slips(self, rate: float) -> bool:
        return rate > 0 and self._random.random() < rate

    def _happens(self, rate: float) -> bool:
        return rate > 0 and self._of_cases.random() < rate

    def _people(self, case: TrueCase) -> tuple[list[list[VictimIn]], list[list[SuspectIn]]]:
        """Return the victims of RETA and of SISTRA, and the suspects of each."""
        victims = [list(case.victims), list(case.victims)]
        suspects = [list(case.suspects), list(case.suspects)]
        if case.kind != "both":
            return victims, suspects
        for victim in case.victims:
            named = victims[whole(self._random, 0, 1)]
            omitted = not victim.person.known and self._slips(self._rates.victim_omitted)
            if omitted and len(named) > 1:
                named.remove(victim)
        for suspect in case.suspects:
            if not suspect.person.known and self._slips(self._rates.suspect_omitted):
                suspects[whole(self._random, 0, 1)].remove(suspect)
        if self._happens(self._rates.suspects_apart):
            suspects = [_named(case, suspects[0], 0), _named(case, suspects[1], 1)]
        return victims, suspects

    def _again(self, case: TrueCase, first: Filing, rate: float) -> list[Filing]:
        """Return the second filing of a case in a list, mostly an empty list."""
        if not self._slips(rate):
            return []
        lag = min(1 + int(self._random.expovariate(1 / AGAIN_DAYS)), _AGAIN_AT_MOST)
        day = first.day + timedelta(days=lag)
        number = case.ordinal + 1 + _NUMBERS_AGAIN
        police = first.number.startswith("SINT-")
        victims = [person for person in first.victims if self._stays()] or first.victims[:1]
        suspects = [person for person in first.suspects if self._stays()]
        if len(first.victims) > 1 and self._happens(self._rates.filing_parted):
            half = len(first.victims) // 2
            first.victims, victims = first.victims[:half], first.victims[half:]
        return [
            Filing(
                f"SINT-{day.year}-{number}" if police else _carpeta_number(case, day.year, number),
                day,
                first.place,
                victims,
                suspects,
                again=True,
            )
        ]

    def _stays(self) -> bool:
        return self._random.random() < _IN_AGAIN


def _named(case: TrueCase, suspects: list[SuspectIn], side: int) -> list[SuspectIn]:
    """Return the suspects whom a registry names if each names others: every second of a case.

    Both name the people whom both know well.
    """
    if len(case.suspects) < 2:
        return suspects
    own = case.suspects[side::2]
    return [suspect for suspect in suspects if suspect.person.known or suspect in own]


def registration_causes(case: TrueCase, filing: Filing) -> list[str]:
    """Return why a registration stands on RETA's side only, or counts otherwise in SISTRA."""
    causes = ["repeated"] if filing.again else []
    if not case.in_sistra:
        told = case.handed_to == PROSECUTOR and filing.day.year not in BLANK_YEARS
        return [*causes, "lost_handover" if told else "not_handed_over"]
    return [*causes, *_other_year(filing, case.carpetas)]


def carpeta_causes(
    case: TrueCase, filing: Filing, *, by_police: bool, retypified: bool
) -> list[str]:
    """Return why a carpeta stands on SISTRA's side only, or counts otherwise in RETA.

    ``by_police`` is whether the carpeta says that a police report began it.
    """
    causes = ["repeated"] if filing.again else []
    if not case.in_reta:
        causes.append("unregistered" if by_police else "direct")
    causes += _other_year(filing, case.registrations)
    causes += ["retypified"] if retypified else []
    return [*causes, "archived"] if case.excluded else causes


def _other_year(filing: Filing, others: list[Filing]) -> list[str]:
    return ["other_year"] if others and others[0].day.year != filing.day.year else []


def _carpeta_number(case: TrueCase, year: int, number: int) -> str:
    """Return the number of a carpeta; no real number begins with office 9999."""
    return f"9999{case.destination.region}4505-{year}-{number}-0"
