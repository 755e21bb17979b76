"""What a twin plants: routes, recurring suspects, networks, and people in two roles or cases.

Everything is decided before the first case is made: which cases (by ordinal) it falls on and who
the people are. A case that nothing is planted in has no entry.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from random import Random

from trama.twin.calendar import Calendar
from trama.twin.geography import Atlas, Corridor, department_shares
from trama.twin.network_patterns import SHAPES, cases_of
from trama.twin.people import NICKNAMES, Registrar, TruePerson, birth_for
from trama.twin.sampling import Weighted, choose, whole
from trama.twin.supplies import Supplies

NETWORK_SHARE = 0.12
RECURRING_SHARE = 0.008
REPEATED_VICTIM_SHARE = 0.004
TURNED_SHARE = 0.003


@dataclass(slots=True, eq=False)
class Network:
    """A planted network: its shape's name, members in the order of the shape, and its means."""

    id: str
    shape: str
    home: str
    members: list[TruePerson]
    edges: tuple[tuple[int, int], ...]
    establishments: dict[str, str] = field(default_factory=dict)
    company: str = ""
    plates: tuple[str, ...] = ()
    cases: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Planted:
    """What is planted in one case; ``excluded`` archives it or ends it in acquittal.

    ``role`` is the role of the suspects, '' for any.
    """

    corridor: Corridor | None = None
    network: Network | None = None
    suspects: tuple[TruePerson, ...] = ()
    victims: tuple[TruePerson, ...] = ()
    excluded: bool = False
    role: str = ""


@dataclass(slots=True)
class Plan:
    """All that is planted, by the ordinal of the case, and the lists that truth tells."""

    cases: dict[int, Planted] = field(default_factory=dict)
    networks: list[Network] = field(default_factory=list)
    recurring: list[TruePerson] = field(default_factory=list)
    repeated_victims: list[TruePerson] = field(default_factory=list)
    turned: list[TruePerson] = field(default_factory=list)


class Planner:
    """Makes the plan of one twin."""

    def __init__(
        self, calendar: Calendar, atlas: Atlas, registrar: Registrar, supplies: Supplies
    ) -> None:
        self._calendar = calendar
        self._atlas = atlas
        self._registrar = registrar
        self._supplies = supplies
        self._departments = Weighted(department_shares(atlas))

    def plan(self, cases: int, random: Random) -> Plan:
        """Returns what is planted among ``cases`` cases; a very small twin has room for less."""
        plan = Plan()
        free = list(range(cases))
        random.shuffle(free)
        for corridor in self._atlas.corridors:
            wanted = max(3, round(corridor.share * cases))
            for ordinal in _take(free, wanted if len(free) > wanted * 4 else 0):
                plan.cases[ordinal] = Planted(corridor=corridor)
        self._people_in_two(plan, free, cases, random)
        self._recurring(plan, free, cases, random)
        self._networks(plan, free, cases, random)
        return plan

    def _people_in_two(self, plan: Plan, free: list[int], cases: int, random: Random) -> None:
        for _ in range(_wanted(free, cases, REPEATED_VICTIM_SHARE)):
            first, second = sorted(_take(free, 2))
            victim = self._person("F", self._calendar.day(first), random, (15, 24))
            plan.cases[first] = Planted(victims=(victim,))
            plan.cases[second] = Planted(victims=(victim,))
            plan.repeated_victims.append(victim)
        for _ in range(_wanted(free, cases, TURNED_SHARE)):
            first, second = sorted(_take(free, 2))
            person = self._person("F", self._calendar.day(first), random, (18, 24))
            plan.cases[first] = Planted(victims=(person,))
            plan.cases[second] = Planted(suspects=(person,), role="CAPTADOR")
            plan.turned.append(person)

    def _recurring(self, plan: Plan, free: list[int], cases: int, random: Random) -> None:
        wanted = max(4, round(cases * RECURRING_SHARE))
        for number in range(wanted if len(free) > wanted * 8 else 0):
            ordinals = sorted(_take(free, whole(random, 2, 4)))
            suspect = self.suspect(self._calendar.day(ordinals[0]), random)
            suspect.phone = self._registrar.phone()
            # Every fourth has some, or all but one, of the cases archived or ended in acquittal.
            excluded = ordinals[1:] if number % 4 == 3 else []
            for ordinal in ordinals:
                plan.cases[ordinal] = Planted(suspects=(suspect,), excluded=ordinal in excluded)
            plan.recurring.append(suspect)

    def _networks(self, plan: Plan, free: list[int], cases: int, random: Random) -> None:
        budget = max(cases * NETWORK_SHARE, 22)  # the smallest shape has 22 cases
        names = tuple(SHAPES)
        free = sorted(free)
        taken: set[int] = set()
        position = skipped = 0
        while skipped < len(SHAPES):
            shape = names[position % len(names)]
            position += 1
            groups = cases_of(shape)
            if len(groups) > budget or len(groups) > (len(free) - len(taken)) / 2:
                skipped += 1
                continue
            skipped = 0
            budget -= len(groups)
            self._network(plan, _window(free, taken, len(groups), random), shape, random)

    def _network(self, plan: Plan, ordinals: list[int], shape: str, random: Random) -> None:
        groups = cases_of(shape)
        edges = SHAPES[shape]
        began = self._calendar.day(ordinals[0])
        size = max(max(edge) for edge in edges)
        members = [self.suspect(began, random) for _ in range(size)]
        identity = f"TN-{len(plan.networks) + 1:03d}"
        network = Network(identity, shape, self._departments.pick(random), members, edges)
        network.company = self._supplies.own_company()
        network.plates = tuple(self._supplies.plate() for _ in range(3))
        self._share_phones(network)
        plan.networks.append(network)
        order = list(groups)
        random.shuffle(order)
        for number, (ordinal, group) in enumerate(zip(ordinals, order, strict=True)):
            plan.cases[ordinal] = Planted(
                network=network,
                suspects=tuple(members[node - 1] for node in group),
                excluded=number % 10 == 9,
            )

    def _share_phones(self, network: Network) -> None:
        """Gives the best connected members a phone each, that they share with one neighbour."""
        degree: dict[int, int] = {}
        for edge in network.edges:
            for node in edge:
                degree[node] = degree.get(node, 0) + 1
        account = self._supplies.account()
        for node in sorted(degree, key=lambda one: (-degree[one], one))[: len(degree) // 5]:
            member = network.members[node - 1]
            member.account = account
            member.phone = member.phone or self._registrar.phone()
            neighbours = [b if a == node else a for a, b in network.edges if node in (a, b)]
            lent = next((one for one in neighbours if not network.members[one - 1].phone), None)
            if lent is not None:
                network.members[lent - 1].phone = member.phone

    def suspect(self, on: date, random: Random) -> TruePerson:
        """Returns a new adult suspect of whom every registry knows the document."""
        person = self._person("M" if random.random() < 0.6 else "F", on, random, (21, 58))
        if random.random() < 0.4:
            person.nickname = choose(random, NICKNAMES)
        return person

    def _person(self, sex: str, on: date, random: Random, ages: tuple[int, int]) -> TruePerson:
        birthplace = self._atlas.district(self._departments.pick(random), random)
        birth = birth_for(whole(random, *ages), on, random)
        person = self._registrar.person(sex, (birth, birthplace, birthplace), random)
        person.paper = self._registrar.dni()
        person.known = True
        return person


def _wanted(free: list[int], cases: int, share: float) -> int:
    wanted = max(2, round(cases * share))
    return wanted if len(free) > wanted * 8 else 0


def _take(free: list[int], count: int) -> list[int]:
    return [free.pop() for _ in range(count)]


def _window(free: list[int], taken: set[int], count: int, random: Random) -> list[int]:
    """Returns ``count`` of the ``free`` ordinals, sorted, and adds them to ``taken``.

    They lie within about three years, unless too few are left there.
    """
    span = free[-1] + 1
    start = whole(random, 0, span - span // 3)
    near = free[bisect_left(free, start) : bisect_left(free, start + span // 3)]
    drawn = random.sample(near, min(len(near), 3 * count))
    chosen = set(islice((one for one in drawn if one not in taken), count))
    if len(chosen) < count:
        rest = [one for one in free if one not in taken and one not in chosen]
        chosen.update(rest[: count - len(chosen)])
    taken |= chosen
    return sorted(chosen)


def planted_people(plan: Plan) -> Iterable[TruePerson]:
    """Returns everybody who may stand in more than one case."""
    for network in plan.networks:
        yield from network.members
    yield from plan.recurring
    yield from plan.repeated_victims
    yield from plan.turned
