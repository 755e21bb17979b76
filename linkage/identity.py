"""Deterministic identity: the records that are certainly about one case or one person.

Only the registries' own statements count. Records are about one case if they have the same number
in one registry, or if the carpeta names the RETA registration. They are about one person if they
have the same valid document, or the same code of a registry that holds across its cases, and if
nothing contradicts it. Every function is pure, and its result
does not depend on the order of its arguments.

The main values are groups of `CaseKey` (one case) and `Cluster` (one person).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trama.graph.records import UNCODED, CaseKey, Kind, RecordState, is_person_code
from trama.linkage.compatible import compatible_people, same_within_case

POLICE = "RETA"
"""The registry whose registrations a carpeta fiscal names as its police report."""

PEOPLE = (Kind.VICTIM, Kind.SUSPECT)
_WHOLE_DATE = len("2017-03-05")


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """A victim or a suspect within one case of one registry, and the records about them.

    ``records`` are sorted by uid; ``document`` is the valid document that most of them give, and
    ``code`` the registry's code that holds across cases.
    """

    case: CaseKey
    kind: Kind
    records: tuple[RecordState, ...]
    document: str | None
    code: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The keys that other records of the person have: the document and the code."""
        return frozenset(key for key in (self.document, self.code) if key)

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
        """The uid of the person, derived from the smallest uid of all the records."""
        return person_uid(self.members[0].uid)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The uids that the person would have without the smaller records.

        Every uid that was ever shown for the person is among them or is the present one.
        """
        return tuple(sorted(person_uid(record.uid) for record in self.records)[1:])

    @property
    def records(self) -> tuple[RecordState, ...]:
        """Every record about this person."""
        return tuple(record for member in self.members for record in member.records)


def person_uid(record: str) -> str:
    """Return the uid of a person whose smallest record has this uid.

    >>> person_uid("R-0a1b")
    'P-0a1b'
    """
    return "P-" + record.removeprefix("R-")


def case_links(records: Iterable[RecordState]) -> set[tuple[CaseKey, CaseKey]]:
    """Return the pairs (carpeta, RETA registration that it names), known or not."""
    return {
        (record.case, CaseKey(POLICE, registration))
        for record in records
        if record.kind is Kind.CASE
        and (registration := record.text("police_report"))
        and record.registry != POLICE
    }


def case_clusters(
    cases: Iterable[CaseKey], links: Iterable[tuple[CaseKey, CaseKey]]
) -> tuple[tuple[CaseKey, ...], ...]:
    """Return the cases grouped into those that are the same case. Groups and result are sorted.

    A link to a case outside ``cases`` joins nothing: two carpetas that name the same registration
    stay two cases until that registration is loaded.

    This union-find stays ours: scipy's DisjointSet gave the same groups no faster, and nothing else
    here needs scipy yet.

    Example: cases A, B, C, D and the links (A, B), (C, B), (D, X) give ((A, B, C), (D,)).
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
    """Return the people of each case, registry and kind, sorted by uid.

    1. Group the records with the same code, or with the same digest of identifying cells.
    2. Take the groups by their smallest uid. A group without a code joins the first group of its
       case and kind with the same full name, if nothing contradicts it. A group with a code joins
       no other.

    Example: R-1 and R-2 have the code A1 and the name ROSA; R-3 and R-4 have no code, different
    cells and the name PEDRO. The people are (R-1, R-2) and (R-3, R-4).
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
    """Return the local people grouped into persons, sorted by uid.

    1. A local person without a document and a code is a person of their own.
    2. Take the others by uid. Each joins the first group with the same document or code if they are
       compatible with everybody there (complete linkage). Otherwise they begin a new group.
    3. If they share a key with further groups, these join too if everybody is compatible.

    So a contradiction is never merged through a third record.

    Example: R-1 (no name), R-2 (ROSA) and R-3 (PEDRO) give the same document. R-1 and R-2 are one
    person, P-1. R-3 is compatible with R-1 but not with R-2, and is another person, P-3.
    """
    blocks: dict[str, list[list[LocalPerson]]] = defaultdict(list)
    groups: dict[int, list[LocalPerson]] = {}
    for person in sorted(people, key=lambda person: person.uid):
        group = [person]
        for key in sorted(person.keys, key=is_person_code):
            for other in blocks[key]:
                if other is not group and _all_compatible(group, other):
                    groups.pop(id(other))
                    group[:] = sorted((*group, *other), key=lambda member: member.uid)
                    break
        groups[id(group)] = group
        for key in {key for member in group for key in member.keys}:
            blocks[key] = [g for g in blocks[key] if groups.get(id(g)) is g and g is not group]
            blocks[key].append(group)
            blocks[key].sort(key=lambda members: members[0].uid)
    clusters = (Cluster(tuple(group)) for group in groups.values())
    return tuple(sorted(clusters, key=lambda found: found.uid))


def people_by_key(people: Iterable[LocalPerson]) -> Mapping[tuple[CaseKey, Kind, str], LocalPerson]:
    """Return each local person by every entity key of their records."""
    return {
        (person.case, person.kind, record.entity_key): person
        for person in people
        for record in person.records
        if record.entity_key
    }


def _place(groups: list[list[RecordState]], same: Sequence[RecordState], *, coded: bool) -> None:
    """Add records of one key to the first group that they fit, or to a new group."""
    if not coded:
        for group in groups:
            if all(same_within_case(mine, theirs) for mine in same for theirs in group):
                group.extend(same)
                return
    groups.append(list(same))


def _local(case: CaseKey, kind: Kind, records: Sequence[RecordState]) -> LocalPerson:
    counts = Counter(key for record in records if (key := record.text("document_key")))
    document = min(counts, key=lambda key: (-counts[key], key)) if counts else None
    codes = sorted({code for record in records if (code := record.text("person_code"))})
    of_uid = tuple(sorted(records, key=lambda record: record.uid))
    return LocalPerson(case, kind, of_uid, document, codes[0] if len(codes) == 1 else None)


def identifying_keys(record: RecordState) -> tuple[str, ...]:
    """Return the document and the code that a record gives of a person."""
    keys = (record.text("document_key"), record.text("person_code"))
    return tuple(key for key in keys if key)


def _all_compatible(group: Sequence[LocalPerson], other: Sequence[LocalPerson]) -> bool:
    return all(_compatible(mine, theirs) for mine in group for theirs in other)


def _compatible(one: LocalPerson, other: LocalPerson) -> bool:
    """Return whether nothing contradicts that two local people are one person.

    A code is weaker than a document: another document or another birth date contradicts it.
    """
    if one.document != other.document:
        if one.document and other.document:
            return False
        if not _births_agree(one, other):
            return False
    return all(compatible_people(mine, theirs) for mine in one.records for theirs in other.records)


def _births_agree(one: LocalPerson, other: LocalPerson) -> bool:
    """Return whether two people were born on the same day, as far as both give a whole date."""
    births, others = _births(one), _births(other)
    return not births or not others or not births.isdisjoint(others)


def _births(person: LocalPerson) -> set[str]:
    dates = (record.text("birth_date") for record in person.records)
    return {date for date in dates if date and len(date) == _WHOLE_DATE}
