"""Identity of people: the records that are about one person.

Records are about one person if they have the same valid document, or the same code of a registry
that holds across its cases, and if nothing contradicts it. Judgements that stand join and part
people beyond that. Every function is pure, and its result does not depend on the order of its
arguments.

The main value is a `Cluster`: one person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trama.compare.births import BirthLevel, date_level
from trama.compare.documents import RENEWED, DocumentLevel, document_level
from trama.graph.records import CaseKey, Kind, RecordState, is_person_code
from trama.linkage.compatible import compatible_people, compatible_sex
from trama.linkage.judgements import NO_DECISIONS, Decisions, Link
from trama.linkage.within_case import within_case

PEOPLE = (Kind.VICTIM, Kind.SUSPECT)
IDENTIFYING = ("document_key", "person_code")
"""The fields of a record that give a document or a code of a person."""

_WHOLE_DATE, _YEAR = len("2017-03-05"), len("2017")
_NEW_YEAR = "-01-01"

_OTHER_DOCUMENT = frozenset({DocumentLevel.NEIGHBOURING, DocumentLevel.DIFFERENT})
_SAME_BIRTH = frozenset(
    {BirthLevel.SAME_DAY, BirthLevel.DAY_AND_MONTH_SWAPPED, BirthLevel.ONE_PART_OFF}
)


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """A victim or a suspect within one case of one registry, and the records about them.

    ``records`` are sorted by uid; ``document`` is the valid document that most of them give,
    ``code`` the registry's code that holds across cases, and ``links`` the keys of the judgements
    that link one of the records with another.
    """

    case: CaseKey
    kind: Kind
    records: tuple[RecordState, ...]
    document: str | None
    code: str | None = None
    links: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The keys that other records of the person have: the document, the code, the links."""
        return self.links.union(self.stated_keys)

    @property
    def stated_keys(self) -> tuple[str, ...]:
        """The keys that a registry states: the document and the code."""
        return tuple(key for key in (self.document, self.code) if key)

    @property
    def ends(self) -> tuple[str, ...]:
        """The uids of the records, which are the ends of judgements."""
        return tuple(record.uid for record in self.records)

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


def local_people(
    records: Iterable[RecordState], decisions: Decisions = NO_DECISIONS
) -> tuple[LocalPerson, ...]:
    """Return the people of each case, registry and kind, sorted by uid (see `within_case`)."""
    groups = within_case(records, decisions)
    people = (_local(group, decisions) for group in groups)
    return tuple(sorted(people, key=lambda person: person.uid))


@dataclass(frozen=True, slots=True)
class Joined:
    """The persons that local people are, and the links that would have joined people apart."""

    clusters: tuple[Cluster, ...]
    refused: tuple[Link, ...]


def person_clusters(
    people: Iterable[LocalPerson], decisions: Decisions = NO_DECISIONS
) -> tuple[Cluster, ...]:
    """Return the local people grouped into persons, sorted by uid (see `joined_people`)."""
    return joined_people(people, decisions).clusters


def joined_people(people: Iterable[LocalPerson], decisions: Decisions = NO_DECISIONS) -> Joined:
    """Return the persons that local people are, sorted by uid.

    1. A local person without a document and a code is a person of their own.
    2. Take the others by uid. Each joins the first group with the same document or code if they are
       compatible with everybody there (complete linkage). Otherwise they begin a new group.
    3. If they share a key with further groups, these join too if everybody is compatible.
    4. Take the judged links, those of people first, then the model's by falling probability. Each
       joins its two groups, unless somebody of one is judged different from somebody of the other.
       A link of the model joins nobody whose documents, births or sex differ (`undisputed`).

    So a contradiction is never merged through a third record.

    Example: R-1 (no name), R-2 (ROSA) and R-3 (PEDRO) give the same document. R-1 and R-2 are one
    person, P-1. R-3 is compatible with R-1 but not with R-2, and is another person, P-3.
    """
    blocks: dict[str, list[list[LocalPerson]]] = defaultdict(list)
    groups: dict[int, list[LocalPerson]] = {}
    for person in sorted(people, key=lambda person: person.uid):
        group = [person]
        for key in sorted(person.stated_keys, key=is_person_code):
            for other in blocks[key]:
                if id(other) in groups and _all_compatible(group, other, decisions):
                    del groups[id(other)]
                    group[:] = sorted((*group, *other), key=lambda member: member.uid)
                    break
        groups[id(group)] = group
        for key in {key for member in group for key in member.stated_keys}:
            blocks[key] = [g for g in blocks[key] if groups.get(id(g)) is g and g is not group]
            blocks[key].append(group)
            blocks[key].sort(key=lambda members: members[0].uid)
    refused = _join_judged(groups, decisions)
    clusters = (Cluster(tuple(group)) for group in groups.values())
    return Joined(tuple(sorted(clusters, key=lambda found: found.uid)), refused)


def _join_judged(groups: dict[int, list[LocalPerson]], decisions: Decisions) -> tuple[Link, ...]:
    """Join groups by judged links, the strongest first. Return the links that joined nothing."""
    group_of = {end: group for group in groups.values() for local in group for end in local.ends}
    refused = []
    for link in decisions.links_of(group_of):
        one, other = group_of.get(link.one), group_of.get(link.other)
        if one is None or other is None or one is other:
            continue
        if not _may_join(link, one, other, decisions):
            refused.append(link)
            continue
        del groups[id(other)]
        one[:] = sorted((*one, *other), key=lambda member: member.uid)
        group_of.update((end, one) for local in other for end in local.ends)
    return tuple(refused)


def _may_join(
    link: Link, one: Sequence[LocalPerson], other: Sequence[LocalPerson], decisions: Decisions
) -> bool:
    if decisions.part(_ends(one), _ends(other)):
        return False
    return link.by_person or all(undisputed(mine, theirs) for mine in one for theirs in other)


def undisputed(one: LocalPerson, other: LocalPerson) -> bool:
    """Return whether documents, births and sex allow one person, as far as both give them.

    A slip of typing is no dispute: one digit another, two transposed, day and month swapped, one
    part of a date off. Nor are documents of two types. Numbers issued one after another are, as
    those of siblings are.
    """
    if one.document and other.document and _documents_differ(one.document, other.document):
        return False
    births, others = _births(one), _births(other)
    alike = any(_mistyped_births(mine, theirs) for mine in births for theirs in others)
    return (alike or not births or not others) and all(
        compatible_sex(mine, theirs) for mine in one.records for theirs in other.records
    )


def _documents_differ(one: str, other: str) -> bool:
    (type_, _, number), (other_type, _, other_number) = (key.partition(":") for key in (one, other))
    level = document_level((type_, number), (other_type, other_number))
    if level is DocumentLevel.OTHER_TYPES:
        return type_ == other_type and type_ not in RENEWED  # numbers too short to have a slip
    return level in _OTHER_DOCUMENT


def _mistyped_births(one: str, other: str) -> bool:
    """Return whether two whole birth dates are the same day, but perhaps for a slip.

    1 January often stands for a year alone, and is then any day of it.
    """
    if one[:_YEAR] == other[:_YEAR] and any(day.endswith(_NEW_YEAR) for day in (one, other)):
        return True
    return date_level(date.fromisoformat(one), date.fromisoformat(other)) in _SAME_BIRTH


def _ends(people: Iterable[LocalPerson]) -> set[str]:
    return {end for person in people for end in person.ends}


def people_by_key(
    people: Iterable[LocalPerson],
) -> Mapping[tuple[CaseKey, Kind, str], Sequence[LocalPerson]]:
    """Return the local people of every entity key: several if a key is that of a shared name."""
    found: dict[tuple[CaseKey, Kind, str], list[LocalPerson]] = defaultdict(list)
    for person in people:
        for key in sorted({record.entity_key for record in person.records if record.entity_key}):
            found[person.case, person.kind, key].append(person)
    return found


def _local(records: Sequence[RecordState], decisions: Decisions) -> LocalPerson:
    counts = Counter(key for record in records if (key := record.text("document_key")))
    document = min(counts, key=lambda key: (-counts[key], key)) if counts else None
    codes = sorted({code for record in records if (code := record.text("person_code"))})
    of_uid = tuple(sorted(records, key=lambda record: record.uid))
    links = decisions.keys(record.uid for record in of_uid)
    code = codes[0] if len(codes) == 1 else None
    return LocalPerson(of_uid[0].case, of_uid[0].kind, of_uid, document, code, links)


def identifying_keys(record: RecordState) -> tuple[str, ...]:
    """Return the document and the code that a record gives of a person."""
    return tuple(key for name in IDENTIFYING if (key := record.text(name)))


def _all_compatible(
    group: Sequence[LocalPerson], other: Sequence[LocalPerson], decisions: Decisions
) -> bool:
    if decisions.part(_ends(group), _ends(other)):
        return False
    return all(_compatible(mine, theirs) for mine in group for theirs in other)


def _compatible(one: LocalPerson, other: LocalPerson) -> bool:
    """Return whether nothing contradicts that two local people are one person.

    A code is weaker than a document: another document or another birth date contradicts it.
    """
    if one.document is None or one.document != other.document:
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
