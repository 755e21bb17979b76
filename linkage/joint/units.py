"""People and cases joined or parted before any model counts: by stated keys and by judgements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.graph.records import CaseKey
from trama.linkage.case_identity import case_clusters
from trama.linkage.identity import Cluster, joined_people
from trama.linkage.joint.scored import Scored
from trama.linkage.judgements import Decisions, case_end


@dataclass(frozen=True, slots=True)
class Units:
    """The groups that stand before any model counts, as numbers of units by end.

    An end is the uid of a local person, or ``REGISTRY:number``. ``apart`` has for a unit those
    that a person judged different from one of its members.
    """

    of_person: Mapping[str, int]
    of_case: Mapping[str, int]
    persons: Sequence[Cluster]
    case_groups: Sequence[tuple[CaseKey, ...]]
    persons_apart: Mapping[int, frozenset[int]]
    cases_apart: Mapping[int, frozenset[int]]


def units_of(scored: Scored, decisions: Decisions) -> Units:
    """Return the units of people and cases. The opinions of models do not count."""
    decided = decisions.of_people()
    persons = joined_people(scored.people, decided).clusters
    groups = case_clusters(scored.cases, scored.stated, decided)
    of_person = {
        local.uid: number for number, found in enumerate(persons) for local in found.members
    }
    of_record = {
        record.uid: number for number, found in enumerate(persons) for record in found.records
    }
    of_case = {case_end(case): number for number, group in enumerate(groups) for case in group}
    return Units(
        of_person,
        of_case,
        persons,
        groups,
        _apart(of_record, decided),
        _apart(of_case, decided),
    )


def _apart(unit_of: Mapping[str, int], decisions: Decisions) -> dict[int, frozenset[int]]:
    apart: dict[int, set[int]] = defaultdict(set)
    for end, others in decisions.different.items():
        if end in unit_of:
            apart[unit_of[end]] |= {unit_of[other] for other in others if other in unit_of}
    return {unit: frozenset(others) for unit, others in apart.items()}
