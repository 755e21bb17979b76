"""Objections against joining two units of people, or of cases, whatever their probability."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product

from trama.graph.records import CaseKey, Kind
from trama.linkage.identity import Cluster, LocalPerson, undisputed
from trama.linkage.joint.guards import Objection, ordered
from trama.linkage.joint.scored import Guard

CONTRADICTING_BITS = -6.6
"""Bits of the comparators, prior aside, at which two records tell of two people: 1 to 100."""

_EVENS = 0.5


def against_people(
    persons: Sequence[Cluster],
    apart: Mapping[int, frozenset[int]],
    told: Mapping[tuple[int, int], float],
) -> Objection:
    """Return the objection to two units of people.

    ``told`` has the most that the comparators tell for one person, in bits, by pair of units.

    In the order of the reasons: a person judged them different; documents, births or sex differ
    (``identity.undisputed``); a registry has both in one case; their records tell of two people.
    """
    traits = [_representatives(person.members) for person in persons]
    places = [_places(person.members) for person in persons]

    @cache
    def objection(one: int, other: int) -> Guard | None:
        if other in apart.get(one, ()):
            return Guard.CONTRADICTION
        if not all(
            undisputed(mine, theirs) for mine, theirs in product(traits[one], traits[other])
        ):
            return Guard.VETO
        if not places[one].isdisjoint(places[other]):
            return Guard.ONE_TO_ONE
        if told.get(ordered(one, other), 0.0) <= CONTRADICTING_BITS:
            return Guard.CONTRADICTION
        return None

    return objection


def against_cases(
    groups: Sequence[Sequence[CaseKey]],
    apart: Mapping[int, frozenset[int]],
    chances: Mapping[tuple[int, int], float],
) -> Objection:
    """Return the objection to two units of cases.

    A person judged them different; or a registry has both, and they are less likely one case that
    it registered twice than two.
    """

    @cache
    def objection(one: int, other: int) -> Guard | None:
        if other in apart.get(one, ()):
            return Guard.CONTRADICTION
        registries = {case.registry for case in groups[one]}
        shared = not registries.isdisjoint(case.registry for case in groups[other])
        if shared and chances.get(ordered(one, other), 0.0) < _EVENS:
            return Guard.ONE_TO_ONE
        return None

    return objection


def _representatives(members: Iterable[LocalPerson]) -> list[LocalPerson]:
    """Return a member for each document, birth dates and sex that members give.

    A suspect of a hundred cases says the same of these a hundred times.
    """
    found = {
        (
            member.document,
            frozenset(filter(None, (record.text("birth_date") for record in member.records))),
            frozenset(record.text("sex") for record in member.records),
        ): member
        for member in members
    }
    return list(found.values())


def _places(members: Iterable[LocalPerson]) -> set[tuple[CaseKey, Kind]]:
    return {(member.case, member.kind) for member in members}
