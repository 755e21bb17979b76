"""The maker of a twin's true cases, one by one, in the order of their registration.

RETA's shares come out as they are published, because the values are dealt from decks.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from trama.twin.calendar import Calendar
from trama.twin.decks import Decks
from trama.twin.filings import Clerk
from trama.twin.geography import Atlas, Spot
from trama.twin.journeys import journey_of, stages_of
from trama.twin.options import TwinOptions
from trama.twin.people import NICKNAMES, Population, TruePerson, age_in, birth_for
from trama.twin.plan import Plan, Planner, Planted
from trama.twin.relatives import ACCUSED_SIBLING_SHARE, SIBLING_SHARE, Relatives
from trama.twin.sampling import Weighted, choose, whole
from trama.twin.supplies import Supplies
from trama.twin.true_cases import SuspectIn, TrueCase, VictimIn

_VICTIMS = Weighted({1: 72.0, 2: 17.0, 3: 6.0, 4: 3.0, 6: 2.0})
_SUSPECTS = Weighted({0: 12.0, 1: 62.0, 2: 18.0, 3: 8.0})
_ROLES = ("CAPTADOR", "EXPLOTADOR", "TRANSPORTISTA", "RECEPTOR", "ADMINISTRADOR", "VIGILANTE")
_SITUATIONS = Weighted({"DETENIDO": 40.0, "CITADO": 25.0, "NO HABIDO": 25.0, "": 10.0})
_OPEN = Weighted(
    {
        ("CALIFICACION", "EN CALIFICACION"): 6.0,
        ("INVESTIGACION PRELIMINAR", "INVESTIGACION PRELIMINAR"): 24.0,
        ("INVESTIGACION PREPARATORIA", "INVESTIGACION PREPARATORIA"): 20.0,
        ("ETAPA INTERMEDIA", "ACUSACION"): 8.0,
        ("JUICIO ORAL", "ACUSACION"): 4.0,
        ("JUICIO ORAL", "SENTENCIA CONDENATORIA"): 6.0,
        ("INVESTIGACION PRELIMINAR", "DERIVADA"): 4.0,
    }
)
_ENDED = Weighted(
    {
        ("CALIFICACION", "ARCHIVO DE PLANO"): 30.0,
        ("INVESTIGACION PRELIMINAR", "ARCHIVO PRELIMINAR"): 45.0,
        ("ETAPA INTERMEDIA", "SOBRESEIMIENTO"): 15.0,
        ("JUICIO ORAL", "SENTENCIA ABSOLUTORIA"): 10.0,
    }
)
EXPLOITED_DAYS = 70
"""Mean days from the first to the last day of exploitation, exponentially distributed (assumed)."""
HANDOVER_DAYS = 25
"""Mean days from registration to carpeta, exponentially distributed, 150 at most (assumed)."""
LATE_SHARE = 0.05
"""Share of the handed-over cases whose carpeta is opened ``LATE_DAYS`` later still (assumed)."""
LATE_DAYS = (150, 600)
LAST_ENTRY = date(2026, 2, 28)
"""No carpeta that follows a registration is younger: then the export was made."""
ARCHIVED_SHARE = 0.35
"""Share of the carpetas without planted suspects that are archived or end in acquittal (assumed).
The press reports about 60 % for 2015-16."""


RAID_SHARE = 0.06
"""Share of the cases without planted things that are of one operation with an earlier case.
The earlier case is the last of the same department, and at most ``RAID_DAYS`` older (assumed)."""
RAID_DAYS = 60


class CaseMaker:
    """The maker of one twin's cases: first ``plan``, then ``cases``.

    A case is made in steps:

    1. The calendar gives the day of registration.
    2. The decks give the registries, the scope and the destination. A planted route, network or
       person asks for its own values.
    3. Planted victims come first. The other victims share the origin of the first; 15 % of them
       come from elsewhere. Some are siblings, or cousins or homonyms of people of other cases.
    4. The suspects are the planted suspects, or new ones.
    5. The ages limit the purpose, and the purpose limits the venue.
    6. Some cases are of one operation with an earlier case: other victims, in the same district, on
       the same days. Only people tell such cases apart.
    7. The journey follows from origin and destination; the stages follow from the journey.

    Example: case 4 of 300 with seed 7 is registered on 2017-02-08. It is dealt ``reta``, NACIONAL
    and Lima. Its victims, aged 51 and 16, come from San Juan de Lurigancho itself. Its stages are
    CAPTACION on 2017-01-28, RECEPCION on 2017-01-31, RETENCION, and EXPLOTACION until 2017-02-07.
    """

    def __init__(
        self, calendar: Calendar, atlas: Atlas, clerk: Clerk, random: Random, raids: Random
    ) -> None:
        self._calendar = calendar
        self._atlas = atlas
        self._clerk = clerk
        self._random = random
        self._population = Population()
        self._supplies = Supplies()
        self._planner = Planner(calendar, atlas, self._population, self._supplies)
        self._decks = Decks(calendar, atlas, random)
        self._relatives = Relatives(random)
        self._raids = raids
        self._latest: dict[str, TrueCase] = {}  # by department, of the cases without planted things

    @classmethod
    def of(cls, options: TwinOptions) -> "CaseMaker":
        """Return the maker of a twin: the same cases in every process, whatever the dirt."""
        names = ("hechos", "redadas")
        facts, raids = (Random(f"{options.seed}/{name}") for name in names)  # noqa: S311
        atlas = Atlas()
        return cls(Calendar(options), atlas, Clerk.of(options, atlas), facts, raids)

    def plan(self, cases: int) -> Plan:
        """Return the plan of all that is planted. Call it once, before ``cases``."""
        return self._planner.plan(cases, self._random)

    def cases(self, count: int, plan: Plan) -> Iterator[TrueCase]:
        """Yield ``count`` true cases; add the ids of its cases to each planted network."""
        nothing = Planted()
        for ordinal in range(count):
            planted = plan.cases.get(ordinal, nothing)
            case = self._case(ordinal, planted)
            if planted is nothing:
                self._raid(case)
            self._victims(case)
            self._suspects(case)
            self._purpose(case)
            journey = journey_of(case, self._transits(case), self._supplies, self._random)
            case.stages = stages_of(case, journey, self._random)
            self._belongings(case, journey.plate, journey.company)
            if planted.network is not None:
                planted.network.cases.append(case.id)
            if case.in_reta:
                case.venue_written = self._decks.venue_written(case.registered.year)
            self._clerk.file(case)
            yield case

    def _case(self, ordinal: int, planted: Planted) -> TrueCase:
        random, decks = self._random, self._decks
        day = self._calendar.day(ordinal)
        # Only SISTRA says that a case is archived. So a planted archived case is in SISTRA alone: a
        # RETA record of it that nothing joins to the carpeta would count as an open case.
        kind = decks.kind(day.year, "sistra" if planted.excluded else None)
        in_reta = kind != "sistra"
        lag = min(int(random.expovariate(1 / HANDOVER_DAYS)), 150) if kind == "both" else 0
        if kind == "both" and random.random() < LATE_SHARE:
            lag += whole(random, *LATE_DAYS)
        until = day - timedelta(days=whole(random, 1, 20))
        began = until - timedelta(days=1 + int(random.expovariate(1 / EXPLOITED_DAYS)))
        entered = min(day + timedelta(days=lag), max(day, LAST_ENTRY))
        etapa, estado, ended = self._status(planted)
        return TrueCase(
            id=f"TC-{ordinal + 1:06d}",
            ordinal=ordinal,
            kind=kind,
            registered=day,
            entered=entered,
            received=began - timedelta(days=whole(random, 1, 4)),
            began=began,
            until=until,
            destination=self._destination(planted, in_reta=in_reta),
            scope=decks.scope(day.year, in_reta=in_reta, wanted=_scope(planted)),
            purpose="",
            real_purpose="",
            means=decks.value("means", in_reta=in_reta),
            recruitment=decks.value("recruitment", in_reta=in_reta),
            venue="",
            complainant=decks.value("complainant", in_reta=in_reta),
            handed_to=decks.handed_to(kind),
            etapa=etapa,
            estado=estado,
            status_date=entered + timedelta(days=whole(random, 5, 500)),
            excluded=ended,
            planted=planted,
        )

    def _raid(self, case: TrueCase) -> None:
        """Put a case, now and then, in the place and on the days of an earlier one."""
        department = case.destination.region
        earlier = self._latest.get(department)
        self._latest[department] = case
        one_raid = self._raids.random() < RAID_SHARE
        if one_raid and earlier and (case.registered - earlier.registered).days <= RAID_DAYS:
            case.destination = earlier.destination
            case.received, case.began, case.until = earlier.received, earlier.began, earlier.until

    def _status(self, planted: Planted) -> tuple[str, str, bool]:
        unplanted = planted.network is None and not planted.suspects
        ended = planted.excluded or (unplanted and self._random.random() < ARCHIVED_SHARE)
        return (*(_ENDED if ended else _OPEN).pick(self._random), ended)

    def _destination(self, planted: Planted, *, in_reta: bool) -> Spot:
        if planted.corridor is not None:
            code = choose(self._random, planted.corridor.destinations)
            self._decks.department(in_reta=in_reta, wanted=code[:2])
            return self._atlas.spot(code, self._random)
        home = planted.network.home if planted.network else None
        department = self._decks.department(in_reta=in_reta, wanted=home)
        return self._atlas.destination(department, self._random)

    def _victims(self, case: TrueCase) -> None:
        random = self._random
        count = _VICTIMS.pick(random)
        origin = self._origin(case)
        names: set[str] = set()
        for person in case.planted.victims:
            case.victims.append(self._victim_in(case, person, person.birthplace))
            origin = person.birthplace
            names.add(person.name)
        while len(case.victims) < count:
            elsewhere = case.victims and random.random() < 0.15
            here = self._origin(case) if elsewhere else origin
            person = self._victim(case, here)
            self._relatives.of_other_cases(person)
            if case.victims and case.victims[-1].origin is here:
                self._relatives.sibling(person, case.victims[-1].person, SIBLING_SHARE)
            if person.name not in names:
                names.add(person.name)
                case.victims.append(self._victim_in(case, person, here))

    def _victim(self, case: TrueCase, origin: Spot) -> TruePerson:
        sex_and_age = self._decks.value("sex_and_age", in_reta=case.in_reta)
        sex, _, band = sex_and_age.partition(" ")
        birth = birth_for(age_in(band, self._random), case.received, self._random)
        return self._population.person(sex, (birth, origin, origin), self._random)

    def _victim_in(self, case: TrueCase, person: TruePerson, origin: Spot) -> VictimIn:
        bond = self._decks.value("bond", in_reta=case.in_reta)
        education = self._decks.value("education", in_reta=case.in_reta)
        return VictimIn(person, person.age(case.received), origin, bond, education)

    def _origin(self, case: TrueCase) -> Spot:
        corridor = case.planted.corridor
        if corridor is not None:
            return self._atlas.spot(choose(self._random, corridor.origins), self._random)
        if case.scope == "INTERNACIONAL":
            return self._atlas.foreign_origin(self._random)
        return self._atlas.origin(case.destination, self._random)

    def _transits(self, case: TrueCase) -> tuple[Spot, ...]:
        corridor = case.planted.corridor
        if corridor is not None:
            return tuple(self._atlas.spot(code, self._random) for code in corridor.transits)
        return self._atlas.transits(case.victims[0].origin, case.destination, self._random)

    def _suspects(self, case: TrueCase) -> None:
        random = self._random
        planted = case.planted
        count = max(_SUSPECTS.pick(random), 1 if planted.network or planted.suspects else 0)
        people = list(planted.suspects)
        if planted.network is None:
            while len(people) < count:
                person = self._suspect(case)
                self._relatives.of_other_cases(person)
                if people and not people[-1].known:
                    self._relatives.sibling(person, people[-1], ACCUSED_SIBLING_SHARE)
                people.append(person)
        roles = list(_ROLES[: max(2, len(people))])
        for number, person in enumerate(people):
            role = "EXPLOTADOR" if len(people) == 1 else roles[number % len(roles)]
            if planted.role and person in planted.suspects:
                role = planted.role
            case.suspects.append(SuspectIn(person, role, _SITUATIONS.pick(random)))

    def _suspect(self, case: TrueCase) -> TruePerson:
        random = self._random
        sex = "M" if random.random() < 0.6 else "F"
        foreign = case.scope == "INTERNACIONAL" and random.random() < 0.3
        here = self._atlas.district(case.destination.region, random)
        birthplace = self._atlas.foreign_origin(random) if foreign else here
        birth = birth_for(whole(random, 19, 62), case.received, random)
        person = self._population.person(sex, (birth, birthplace, here), random)
        if random.random() < 0.25:
            person.nickname = choose(random, NICKNAMES)
        if random.random() < 0.2:
            person.phone = self._population.phone()
        if random.random() < 0.05:
            person.social_account = self._supplies.social_account()
        return person

    def _purpose(self, case: TrueCase) -> None:
        ages = [victim.age for victim in case.victims]
        case.purpose = self._decks.purpose(ages, in_reta=case.in_reta)
        case.real_purpose = self._decks.real_purpose(case.purpose)
        department = case.destination.region
        case.venue = self._decks.venue(case.real_purpose, department, in_reta=case.in_reta)

    def _belongings(self, case: TrueCase, plate: str, company: str) -> None:
        """Give plate and company to the suspect who drove: registries write both with a person."""
        drivers = [suspect for suspect in case.suspects if suspect.role == "TRANSPORTISTA"]
        for suspect in (drivers or case.suspects)[:1]:
            suspect.plate, suspect.company = plate, company


def _scope(planted: Planted) -> str | None:
    """Return the scope that ``planted`` asks for. Return None if any scope will do."""
    if planted.corridor is not None:
        abroad = planted.corridor.origins[0].isalpha()
        return "INTERNACIONAL" if abroad else "NACIONAL"
    return "NACIONAL" if planted.victims else None
