"""The people of a file, read by a profile without a graph: each with case, line and identity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from trama.compare.identity_fields import ComparedIdentity
from trama.core.errors import BadParameter, InputError
from trama.graph.records import CaseKey, RecordState, code_of
from trama.linkage.identity import PEOPLE, local_people
from trama.linking.case_reading import ReadCase
from trama.mapping.files import map_file
from trama.mapping.mapped import MappedRow
from trama.profiles.specs import Profile
from trama.values.defects import Issue, Outcome, explanations

UNREAD_TOLD = 5
"""Rows that could not be read, of which a report tells the place."""


class ListedPerson(NamedTuple):
    """A person of a file: the case, the code that the file gives, the line, and the identity."""

    case: CaseKey
    code: str
    line: int
    identity: ComparedIdentity


class UnreadRow(NamedTuple):
    """A row that could not be read: its place and the code of the defect."""

    file: str
    line: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class FileOfPeople:
    """The people of a file, the number of rows that could not be read, and the first of them."""

    people: Sequence[ListedPerson]
    unread: int
    first_unread: Sequence[UnreadRow]


def read_list(path: Path, profile: Profile, name: str) -> FileOfPeople:
    """Return the people of a file. ``name`` stands for its registry.

    Raises:
        InputError: the file cannot be read, or no row of it.
        BadParameter: nobody has a name, initials or a document.
    """
    records: dict[CaseKey, list[RecordState]] = defaultdict(list)
    lines: dict[str, int] = {}
    unread: list[UnreadRow] = []
    rejected = 0

    def note(issue: Issue) -> None:
        if issue.defect.outcome is Outcome.REJECTED and len(unread) < UNREAD_TOLD:
            code = issue.defect.code.value
            unread.append(UnreadRow(path.name, issue.line, issue.column, code))

    with map_file(path, profile, note) as tables:
        for table in tables:
            for row in table.rows:
                if not isinstance(row, MappedRow):
                    continue
                for mention in row.mentions:
                    record = RecordState(f"R-{name}{len(lines):08d}", name, mention)
                    lines[record.uid] = row.line
                    records[record.case].append(record)
            rejected += table.count.rejected
    people = list(_people(records, lines))
    if not lines:
        raise _nobody_read(path, rejected, unread)
    if not any(_known(person.identity) for person in people):
        fields = "«name», «initials», «document»"
        raise BadParameter(
            name="profile",
            why_es=f"{profile.name} no lee nombre, iniciales ni documento de nadie en {path.name}; "
            f"declare uno de {fields} entre sus campos",
            why_en=f"{profile.name} reads no name, initials or document of anybody in {path.name}; "
            f"declare one of {fields} among its fields",
        )
    return FileOfPeople(people, rejected, unread)


def _nobody_read(path: Path, rejected: int, unread: Sequence[UnreadRow]) -> InputError:
    """Return the error of a file without a person, with the place of the first row not read."""
    if not unread:
        return InputError(
            file=path.name,
            why_es="no trae ninguna fila con personas; mire el archivo y las tablas del perfil",
            why_en="it has no row with people; look at the file and at the profile's tables",
        )
    first, told = unread[0], explanations()[unread[0].code]
    column_es, column_en = (
        (f", columna {first.column}", f", column {first.column}") if first.column else ("", "")
    )
    return InputError(
        file=path.name,
        why_es=f"no se pudo leer ninguna de sus filas ({rejected}); la primera, línea {first.line}"
        f"{column_es}: {told.es}",
        why_en=f"none of its rows ({rejected}) could be read; the first, line {first.line}"
        f"{column_en}: {told.en}",
    )


def _people(
    records: Mapping[CaseKey, Sequence[RecordState]], lines: Mapping[str, int]
) -> Iterable[ListedPerson]:
    for key, of_case in sorted(records.items()):
        others = tuple(record for record in of_case if record.kind not in PEOPLE)
        case = ReadCase(key, local_people(of_case), others)
        for person, compared in zip(case.people, case.compared, strict=True):
            code = code_of(person.records[0].entity_key)
            yield ListedPerson(key, code, lines[person.uid], compared.identity)


def _known(identity: ComparedIdentity) -> bool:
    return bool(identity.has_name or identity.initials or identity.numbers)
