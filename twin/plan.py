"""The plan of a twin: planted routes, recurring suspects, networks, and people in two cases.

The plan is complete before the first case is made. It holds the planted people, and the ordinals
(from 0) of the cases that they are planted in.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from random import Random

from trama.twin.calendar import Calendar
from trama.twin.geography import Atlas, Corridor, department_shares
from trama.twin.network_patterns import PATTERNS, cases_of
from trama.twin.people import NICKNAMES, Population, TruePerson, birth_for
from trama.twin.sampling import Weighted, choose, whole
from trama.twin.supplies import Supplies

NETWORK_SHARE = 0.12
"""Share of the cases that belong to planted networks. The shares here are assumed."""
RECURRING_SHARE = 0.008
"""Recurring suspects for each case."""
REPEATED_VICTIM_SHARE = 0.004
"""Victims of two cases, for each case."""
TURNED_SHARE = 0.003
"""Victims who are suspects of a later case, for each case."""


@dataclass(slots=True, eq=False)
class Network:
    """A planted network: its pattern, its members, and the company, plates and venues it uses.

    ``home`` is a department (two digits). ``members`` are in the order of the pattern's nodes;
    ``edges`` number them from 1. ``establishments`` are names by the uid of their place.
    """

    id: str
    pattern: str
    home: str
    members: list[TruePerson]
    edges: tuple[tuple[int, int], ...]
    establishments: dict[str, str] = field(default_factory=dict)
    company: str = ""
    plates: tuple[str, ...] = ()
    cases: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Planted:
    """The planted things of one case. ``role`` is the role of the suspects, '' for any role.

    An ``excluded`` case is archived, dismissed or ends in acquittal.
    """

    corridor: Corridor | None = None
    network: Network | None = None
    suspects: tuple[TruePerson, ...] = ()
    victims: tuple[TruePerson, ...] = ()
    excluded: bool = False
    role: str = ""


@dataclass(slots=True)
class Plan:
    """All planted things by the ordinal of their case, and the lists for truth.json."""

    cases: dict[int, Planted] = field(default_factory=dict)
    networks: list[Network] = field(default_factory=list)
    recurring: list[TruePerson] = field(default_factory=list)
    repeated_victims: list[TruePerson] = field(default_factory=list)
    turned: list[TruePerson] = field(default_factory=list)


class Planner:
    """The maker of one twin's plan."""

    def __init__(
        self, calendar: Calendar, atlas: Atlas, population: Population, supplies: Supplies
    ) -> None:
        self._calendar = calendar
        self._atlas = atlas
        self._population = population
        self._supplies = supplies
        self._departments = Weighted(department_shares(atlas))

    def plan(self, cases: int, random: Random) -> Plan:
        """Return the plan of a twin of ``cases`` cases.

        Each ordinal is planted at most once. From the shuffled ordinals:

        1. Each corridor takes its share of the cases, at least 3.
        2. Each repeated victim and each victim who turned suspect takes two cases.
        3. Each recurring suspect takes two to four cases; every fourth such suspect has all but the
           first case excluded.
        4. The networks take 12 % of the cases, at least 22. The patterns follow one another until
           none fits into the rest.

        A step is left out if it would use too many of the free cases, so a very small twin has
        fewer planted things.

        Example: 300 cases give 6 corridors, 2 repeated victims, 2 victims who turned suspects, 4
        recurring suspects, and 1 network of the pattern ``ciel`` with 25 members.
        """
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
            suspect.phone = self._population.phone()
            excluded = ordinals[1:] if number % 4 == 3 else []
            for ordinal in ordinals:
                plan.cases[ordinal] = Planted(suspects=(suspect,), excluded=ordinal in excluded)
            plan.recurring.append(suspect)

    def _networks(self, plan: Plan, free: list[int], cases: int, random: Random) -> None:
        budget = max(cases * NETWORK_SHARE, 22)  # the smallest pattern has 22 cases
        names = tuple(PATTERNS)
        free = sorted(free)
        taken: set[int] = set()
        position = skipped = 0
        while skipped < len(PATTERNS):
            pattern = names[position % len(names)]
            position += 1
            groups = cases_of(pattern)
            if len(groups) > budget or len(groups) > (len(free) - len(taken)) / 2:
                skipped += 1
                continue
            skipped = 0
            budget -= len(groups)
            self._network(plan, _window(free, taken, len(groups), random), pattern, random)

    def _network(self, plan: Plan, ordinals: list[int], pattern: str, random: Random) -> None:
        groups = cases_of(pattern)
        edges = PATTERNS[pattern]
        began = self._calendar.day(ordinals[0])
        size = max(max(edge) for edge in edges)
        members = [self.suspect(began, random) for _ in range(size)]
        identity = f"TN-{len(plan.networks) + 1:03d}"
        network = Network(identity, pattern, self._departments.pick(random), members, edges)
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
        """Give a fifth of the members, the best connected, the network's social-media account.

        Give each of them also a phone, and lend it to the first neighbour without a phone.
        """
        degree: dict[int, int] = {}
        for edge in network.edges:
            for node in edge:
                degree[node] = degree.get(node, 0) + 1
        social_account = self._supplies.social_account()
        for node in sorted(degree, key=lambda node: (-degree[node], node))[: len(degree) // 5]:
            member = network.members[node - 1]
            member.social_account = social_account
            member.phone = member.phone or self._population.phone()
            neighbours = [b if a == node else a for a, b in network.edges if node in (a, b)]
            borrower = next(
                (near for near in neighbours if not network.members[near - 1].phone), None
            )
            if borrower is not None:
                network.members[borrower - 1].phone = member.phone

    def suspect(self, on: date, random: Random) -> TruePerson:
        """Return a new suspect, 21 to 58 on a day, whose document every registry knows."""
        person = self._person("M" if random.random() < 0.6 else "F", on, random, (21, 58))
        if random.random() < 0.4:
            person.nickname = choose(random, NICKNAMES)
        return person

    def _person(self, sex: str, on: date, random: Random, ages: tuple[int, int]) -> TruePerson:
        birthplace = self._atlas.district(self._departments.pick(random), random)
        birth = birth_for(whole(random, *ages), on, random)
        person = self._population.person(sex, (birth, birthplace, birthplace), random)
        person.paper = self._population.dni()
        person.known = True
        return person


def _wanted(free: list[int], cases: int, share: float) -> int:
    wanted = max(2, round(cases * share))
    return wanted if len(free) > wanted * 8 else 0


def _take(free: list[int], count: int) -> list[int]:
    return [free.pop() for _ in range(count)]


def _window(free: list[int], taken: set[int], count: int, random: Random) -> list[int]:
    """Return ``count`` of the ``free`` ordinals, sorted, and add them to ``taken``.

    The ordinals lie within a third of all, about three years, if enough are free there.
    """
    span = free[-1] + 1
    start = whole(random, 0, span - span // 3)
    near = free[bisect_left(free, start) : bisect_left(free, start + span // 3)]
    drawn = random.sample(near, min(len(near), 3 * count))
    chosen = set(islice((ordinal for ordinal in drawn if ordinal not in taken), count))
    if len(chosen) < count:
        rest = [ordinal for ordinal in free if ordinal not in taken and ordinal not in chosen]
        chosen.update(rest[: count - len(chosen)])
    taken |= chosen
    return sorted(chosen)


def planted_people(plan: Plan) -> Iterable[TruePerson]:
    """Yield every planted person: the only people who may be in more than one case."""
    for network in plan.networks:
        yield from network.members
    yield from plan.recurring
    yield from plan.repeated_victims
    yield from plan.turned
