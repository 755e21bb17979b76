"""The cases around a pair of people: what each case says, and who else stands in it."""

from dataclasses import dataclass

from trama.core.errors import Language
from trama.graph.records import Kind, RecordState
from trama.linkage.identity import PEOPLE
from trama.linkage.judgements import Subject
from trama.queries.lookups.lookup import Lookup
from trama.review.ends import read_pair
from trama.review.local_records import LocalRecords, read_both
from trama.review.parts import Part, parts_of
from trama.review.sides import FieldRow, field_rows


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody of a case: victim or suspect, with name, sex and age as the viewer may know them.

    ``name`` is '' if the case names nobody, and None if the viewer may not know it.
    """

    kind: Kind
    name: str | None
    sex: str | None
    age: float | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The fields of both cases side by side, and the people of each."""

    fields: tuple[FieldRow, ...]
    one: tuple[Neighbour, ...]
    other: tuple[Neighbour, ...]


def surroundings(
    one: str, other: str, lookup: Lookup, key: bytes, language: Language
) -> Surroundings:
    """Return the cases of both ends of a pair, and their people.

    Raises:
        JudgingDenied: the viewer may not judge.
        UnknownName, BadParameter: as `trama.review.ends.read_pair`.
    """
    lookup.viewer.admit_judge()
    subject, first, second = read_pair(one, other, lookup, key)
    (_, mine), (_, theirs) = read_both(lookup.graph, subject, (first, second))
    uids = {record.uid for local in (mine, theirs) for record in _people(local)}
    parts = parts_of(lookup, [(Subject.PERSON, uid) for uid in uids])
    left, right = (
        [record for record in local.around if record.kind is Kind.CASE] for local in (mine, theirs)
    )
    both = bool(left and right)
    rows = field_rows(left, right, lookup.viewer, language, victim=True) if both else []
    return Surroundings(
        tuple(rows), _neighbours(mine, parts, lookup), _neighbours(theirs, parts, lookup)
    )


def _people(local: LocalRecords) -> list[RecordState]:
    return [record for record in local.around if record.kind in PEOPLE]


def _neighbours(
    local: LocalRecords, parts: dict[str, Part], lookup: Lookup
) -> tuple[Neighbour, ...]:
    found = []
    for person in local.people:
        first = person.records[0]
        part = parts.get(first.uid)
        known = lookup.viewer.sees_person(victim=part is None or part.victim)
        name = first.text("name") or first.text("initials") or first.text("label")
        age = first.fields.get("age")
        found.append(
            Neighbour(
                person.kind,
                (name or "") if known else None,
                first.text("sex"),
                float(age) if isinstance(age, int | float) else None,
            )
        )
    return tuple(found)
