"""Deterministic identity: which records are certainly the same case or the same person.

Only what the registries themselves say counts here: the same registration or carpeta, a carpeta
that names a RETA registration, the same valid document with a compatible name and sex. Every
function is pure, and its result does not depend on the order of what it is given.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trama.graph.records import UNCODED, CaseKey, Kind, RecordState
from trama.linkage.compatible import compatible_people, same_within_case

POLICE = "RETA"
"""The registry whose registrations a carpeta fiscal names as its police report."""

PEOPLE = (Kind.VICTIM, Kind.SUSPECT)


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """A victim or a suspect within one case of one registry, and the records that say so.

    ``records`` are sorted by uid; ``document`` is the valid document most of them give.
    """

    case: CaseKey
    kind: Kind
    records: tuple[RecordState, ...]
    document: str | None

    @property
    def uid(self) -> str:
        """The smallest uid of the records."""
        return self.records[0].uid


@dataclass(frozen=True, slots=True)
class Cluster:
    """Local people who are one person; sorted by uid, never empty."""

    members: tuple[LocalPerson, ...]

    @property
    def uid(self) -> str:
        """The uid of the person: derived from the smallest uid of all the records."""
        return person_uid(self.members[0].uid)

    @property
    def aliases(self) -> tuple[str, ...]:
        """What the uid would be without the smaller records: every uid ever shown is here."""
        return tuple(sorted(person_uid(record.uid) for record in self.records)[1:])

    @property
    def records(self) -> tuple[RecordState, ...]:
        """Every record about this person."""
        return tuple(record for member in self.members for record in member.records)


def person_uid(record: str) -> str:
    """Returns the uid a person has whose smallest record is this one."""
    return "P-" + record.removeprefix("R-")


def case_links(records: Iterable[RecordState]) -> set[tuple[CaseKey, CaseKey]]:
    """Returns the pairs (carpeta, RETA registration that it names), known or not."""
    return {
        (record.case, CaseKey(POLICE, named))
        for record in records
        if record.kind is Kind.CASE
        and (named := record.text("police_report"))
        and record.registry != POLICE
    }


def case_clusters(
    cases: Iterable[CaseKey], links: Iterable[tuple[CaseKey, CaseKey]]
) -> tuple[tuple[CaseKey, ...], ...]:
    """Returns the cases grouped into those that are one; each group and the whole sorted.

    Links to a case that is not among ``cases`` join nothing: two carpetas that name a registration
    nobody has loaded stay two cases until it is.
    """
    groups = {case: {case} for case in cases}
    for one, other in links:
        if one in groups and other in groups and groups[one] is not groups[other]:
            larger, smaller = sorted((groups[one], groups[other]), key=len, reverse=True)
            larger |= smaller
            groups.update(dict.fromkeys(smaller, larger))
    distinct = {id(group): tuple(sorted(group)) for group in groups.values()}
    return tuple(sorted(distinct.values()))


def local_people(records: Iterable[RecordState]) -> tuple[LocalPerson, ...]:
    """Returns the people of each case, registry and kind, sorted by uid.

    The same code (or the same identifying cells) is the same person; without codes so is the same
    full name where nothing speaks against it.
    """
    keyed: dict[tuple[CaseKey, Kind, str], list[RecordState]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.uid):
        if record.kind in PEOPLE:
            keyed[record.case, record.kind, record.entity_key or record.uid].append(record)
    grouped: dict[tuple[CaseKey, Kind], list[list[RecordState]]] = defaultdict(list)
    for (case, kind, key), same in sorted(keyed.items(), key=lambda item: item[1][0].uid):
        _place(grouped[case, kind], same, coded=not key.startswith(UNCODED))
    people = [
        _local(case, kind, group) for (case, kind), groups in grouped.items() for group in groups
    ]
    return tuple(sorted(people, key=lambda person: person.uid))


def person_clusters(people: Iterable[LocalPerson]) -> tuple[Cluster, ...]:
    """Returns the local people grouped into persons, sorted by uid.

    People who share a document are joined only where each is compatible with each (complete
    linkage), so that a contradiction is never merged through a third record.
    """
    blocks: dict[str, list[list[LocalPerson]]] = defaultdict(list)
    clusters = []
    for person in sorted(people, key=lambda person: person.uid):
        if person.document is None:
            clusters.append([person])
            continue
        block = blocks[person.document]
        fitting = (group for group in block if all(_compatible(person, one) for one in group))
        group = next(fitting, None)
        if group is None:
            block.append([person])
        else:
            group.append(person)
    clusters += [group for block in blocks.values() for group in block]
    return tuple(sorted((Cluster(tuple(group)) for group in clusters), key=lambda one: one.uid))


def people_by_key(people: Iterable[LocalPerson]) -> Mapping[tuple[CaseKey, Kind, str], LocalPerson]:
    """Returns each local person by every entity key that its records have."""
    return {
        (person.case, person.kind, record.entity_key): person
        for person in people
        for record in person.records
        if record.entity_key
    }


def _place(groups: list[list[RecordState]], same: Sequence[RecordState], *, coded: bool) -> None:
    if not coded:
        for group in groups:
            if all(same_within_case(one, other) for one in same for other in group):
                group.extend(same)
                return
    groups.append(list(same))


def _local(case: CaseKey, kind: Kind, records: Sequence[RecordState]) -> LocalPerson:
    given = Counter(key for record in records if (key := record.text("document_key")))
    document = min(given, key=lambda key: (-given[key], key)) if given else None
    return LocalPerson(case, kind, tuple(sorted(records, key=lambda one: one.uid)), document)


def _compatible(one: LocalPerson, other: LocalPerson) -> bool:
    return all(compatible_people(mine, yours) for mine in one.records for yours in other.records)
