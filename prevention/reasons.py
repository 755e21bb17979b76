"""The reasons told of a ranked place: forms of recruitment, and how many victims were minors.

These reasons are told of places that are ranked already; no rank rests on them. They are what
people could be profiled by, so the difference of two answers must not tell of fewer than ten:

    1. They are those of all years and roles, whatever the question: no period, a day longer than
       another, shows the age of the one victim of that day.
    2. They are told of ten people up, and rounded down to tens as for the public: a department less
       its provinces is a multiple of ten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trama.access.policy import MINIMUM_PUBLIC_CELL
from trama.graph.engine import Graph
from trama.ontology.codelists import code_list
from trama.prevention.episodes import Episode, PlaceRole, Scope, observed

_ADULT = 18  # years

_PEOPLE = """
MATCH (v:Victim)-[lived:VICTIM_IN]->(c:Case)
WHERE lived.age IS NOT NULL
RETURN substring(v.uid, 2, 2) AS part,
       collect([v.uid, c.uid, lived.age, v.sex]) AS found
"""
_FEMALE = "F"

Key = tuple[str, str]
"""The uids of a victim and of a case."""


class Group(StrEnum):
    """The group of a victim at the fact, by which the National Policy sets its targets."""

    MINOR = "minors"
    WOMAN = "women"
    OTHER = "others"


def in_tens(people: int) -> int:
    """Return a count of people rounded down to tens: 47 becomes 40, and 9 becomes 0."""
    return people - people % MINIMUM_PUBLIC_CELL


def told(people: int) -> int | None:
    """Return a count in tens. Return None for fewer than ten, but 0 for nobody at all."""
    return None if 0 < people < MINIMUM_PUBLIC_CELL else in_tens(people)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of some people, of whom it is known whether they belong to it."""

    part: int
    of: int

    @property
    def in_tens(self) -> "Share":
        """The share as it may be told."""
        return Share(in_tens(self.part), in_tens(self.of))


def read_groups(graph: Graph) -> dict[Key, Group]:
    """Return the group of each victim and case with a known age.

    Raises:
        EngineError: the engine failed.
    """
    rows = (values for row in graph.stream(_PEOPLE) for values in row["found"])
    return {(victim, case): _group(age, sex) for victim, case, age, sex in rows}


def _group(age: float, sex: str | None) -> Group:
    if age < _ADULT:
        return Group.MINOR
    return Group.WOMAN if sex == _FEMALE else Group.OTHER


def minors_at(
    episodes: Iterable[Episode], groups: Mapping[Key, Group], scope: Scope
) -> dict[str, Share]:
    """Return for each place the minors among the victims of known age, in tens.

    Both they and the others are ten people or more; any other place is left out. A victim of two
    cases at a place is a minor there if she was one in either.
    """
    known: dict[str, dict[str, bool]] = defaultdict(dict)
    for one in episodes:
        group = groups.get((one.victim, one.case))
        if group is None:
            continue
        minor = group is Group.MINOR
        for place in observed(one, PlaceRole.ANY, scope):
            known[place][one.victim] = minor or known[place].get(one.victim, False)
    shares = {place: Share(sum(some.values()), len(some)) for place, some in known.items()}
    return {
        place: share.in_tens
        for place, share in shares.items()
        if min(share.part, share.of - share.part) >= MINIMUM_PUBLIC_CELL
    }


def recruitment_at(episodes: Iterable[Episode], scope: Scope) -> dict[str, tuple[str, Share]]:
    """Return for each place of capture its most frequent form of recruitment, of ten victims up.

    The share, in tens, is of the victims captured there whose form is known. A vague code such as
    OTRO does not count as known.
    """
    vague = {code for code, one in code_list("recruitment").codes.items() if one.extra.get("vague")}
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in episodes:
        said = [form for form in one.recruitment if form not in vague]
        for place in observed(one, PlaceRole.ORIGIN, scope):
            for form in said:
                forms[place][form].add(one.victim)
    found = {place: _commonest(by_form) for place, by_form in forms.items()}
    return {
        place: (form, share.in_tens)
        for place, (form, share) in found.items()
        if share.part >= MINIMUM_PUBLIC_CELL
    }


def _commonest(by_form: Mapping[str, set[str]]) -> tuple[str, Share]:
    everybody = {victim for victims in by_form.values() for victim in victims}
    form = min(by_form, key=lambda code: (-len(by_form[code]), code))
    return form, Share(len(by_form[form]), len(everybody))


def counts_at(episodes: Sequence[Episode], scope: Scope) -> dict[str, dict[PlaceRole, int]]:
    """Return for each place its different victims in each role; one may have several roles."""
    roles = (PlaceRole.ORIGIN, PlaceRole.TRANSIT, PlaceRole.DESTINATION)
    people: dict[str, dict[PlaceRole, set[str]]] = defaultdict(
        lambda: {role: set() for role in roles}
    )
    for one in episodes:
        for role in roles:
            for place in observed(one, role, scope):
                people[place][role].add(one.victim)
    return {
        place: {role: len(some) for role, some in by_role.items()}
        for place, by_role in people.items()
    }
