"""The people of a load who share a document, or a registry's code, and give reason to look.

Linkage joins them only if names, sex and ages allow it (`trama.linkage.compatible`). Here a person
is told of every pair that contradicts itself, whether it stays apart or not, and of every person
who is a victim in one row and a suspect in another: someone forced to offend, or a slip.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from trama.graph.records import (
    CaseKey,
    FieldValue,
    Kind,
    Mention,
    RecordState,
    is_person_code,
)
from trama.incoming.findings import Finding
from trama.incoming.rows import SpooledRow
from trama.linkage.compatible import compatible_people
from trama.linkage.identity import PEOPLE
from trama.values.defects import Defect, DefectCode, Outcome

# A birthday, a rounded age and a year between fact and registration: more is another person's age.
_YEARS = 2
_IN_GRAPH = -1
_COMPARED = ("sex", "age", "birth_date", "name_key", "initials", "document_key")
_KEYS = ("document_key", "person_code")
_DATES = ("fact_date", "registered_on")

_TABLE = """
CREATE TABLE documents (document TEXT, registry TEXT, number TEXT, said TEXT, year INT, file INT,
    sheet INT, line INT, kind TEXT, written TEXT)
"""
_ADD = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Of what is said twice of somebody the first row counts. One sort in the end is cheaper than an
# index that every row goes into: the index outgrows memory.
_SHARED = """
WITH once AS (
    SELECT document, registry, number, said, year, file, sheet, line, kind, written, MIN(rowid)
    FROM documents GROUP BY document, registry, number, said, kind
)
SELECT document, registry, number, said, year, file, sheet, line, kind, written FROM once
WHERE document IN (SELECT document FROM once GROUP BY document HAVING COUNT(*) > 1)
ORDER BY document, file, sheet, line
"""


class DocumentSpool:
    """The people of a load with a document or a code, and those of the graph who share it, on disk.

    A code is a registry's own that holds across its cases. The column ``document`` has either.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._database.execute(_TABLE)

    def add(self, case: CaseKey, rows: Iterable[SpooledRow]) -> None:
        """Store what the rows of a case say of people with a document or a code."""
        rows = tuple(rows)
        year = _year_of(mention for row in rows for mention in row.mentions)
        for row in rows:
            for mention in row.mentions:
                if mention.kind in PEOPLE:
                    self._add(case, mention, year, (row.file, row.sheet, row.line))

    def add_known(self, records: Iterable[RecordState]) -> None:
        """Store people of the graph. The year of their cases stays unknown."""
        for record in records:
            self._add(record.case, record.mention, None, (_IN_GRAPH, _IN_GRAPH, 0))

    def findings(self) -> Iterator[Finding]:
        """Yield the rows of people whose document or code another has too, each row once.

        The other is unlike, or else the same person in the other role. Unlike people of one code
        are told only between rows of different sheets: the mapping tells of those of one.

        Example: a girl of 15 in case SINT-1 of 2017 and a man of 40 in SINT-2 have one DNI. The
        row of the second is told, with the suggestion "RETA:SINT-1".
        """
        shared = self._database.execute(_SHARED)
        for key, of_key in groupby(shared, key=lambda row: str(row[0])):
            is_code = is_person_code(key)
            people = [_Person(row) for row in of_key]
            for at, person in enumerate(people):
                if person.row.file == _IN_GRAPH:
                    continue
                told = _told(person, people[:at], is_code=is_code)
                if told is not None:
                    code, other = told
                    suggestion = f"{other.state.case.registry}:{other.state.case.number}"
                    defect = Defect(code, Outcome.NOTED, suggestion)
                    cells = person.state.mention.written()
                    field = "person_code" if is_code else "document_number"
                    yield Finding(person.row, defect, "", person.kind, field, cells)

    def _add(
        self, case: CaseKey, mention: Mention, year: int | None, place: tuple[int, int, int]
    ) -> None:
        said = {name: mention.fields[name] for name in _COMPARED if name in mention.fields}
        cells = (mention.kind.value, mention.originals)
        told = (*case, json.dumps(said, sort_keys=True), year, *place, *cells)
        keys = (mention.fields[name] for name in _KEYS if name in mention.fields)
        self._database.executemany(_ADD, [(str(key), *told) for key in keys])


class _Person:
    """A person with a document, as one row describes them."""

    def __init__(self, stored: Sequence[object]) -> None:
        document, registry, number, said, year, file, sheet, line, kind, written = stored
        fields: dict[str, FieldValue] = json.loads(str(said))
        self.kind = Kind(str(kind))
        mention = Mention(self.kind, str(number), "", "", str(written), fields)
        self.state = RecordState(f"R-{document}", str(registry), mention)
        self.row = SpooledRow(int(str(file)), int(str(sheet)), int(str(line)), False, ())
        self.sheet = (self.row.file, self.row.sheet)
        self.born = _born(fields, year if isinstance(year, int) else None)

    def contradicts(self, other: "_Person") -> bool:
        """Return whether names, sex, ages, births or documents are those of different people."""
        years_apart = (
            self.born is not None
            and other.born is not None
            and (abs(self.born - other.born) > _YEARS)
        )
        documents = {self.state.text("document_key"), other.state.text("document_key")} - {None}
        return years_apart or len(documents) > 1 or not compatible_people(self.state, other.state)


def _told(
    person: _Person, others: Sequence[_Person], *, is_code: bool
) -> tuple[DefectCode, _Person] | None:
    """Return what is told of a person, and the other. Return None if there is nothing to tell."""
    in_other_role: _Person | None = None
    for other in others:
        if not person.contradicts(other):
            if other.kind != person.kind:
                in_other_role = in_other_role or other
        elif not is_code:
            return DefectCode.DOCUMENT_OF_UNLIKE_PEOPLE, other
        elif other.sheet != person.sheet:
            return DefectCode.PERSON_CODE_CONTRADICTS, other
    return (DefectCode.VICTIM_AND_SUSPECT, in_other_role) if in_other_role else None


def _born(fields: dict[str, FieldValue], year: int | None) -> float | None:
    birth, age = fields.get("birth_date"), fields.get("age")
    if isinstance(birth, str):
        return float(birth[:4])
    return year - age if year is not None and isinstance(age, (int, float)) else None


def _year_of(mentions: Iterable[Mention]) -> int | None:
    """Return the year of the fact, else of the registration."""
    cases = [mention.fields for mention in mentions if mention.kind is Kind.CASE]
    dates = (str(case[name]) for name in _DATES for case in cases if name in case)
    return next((int(date[:4]) for date in dates), None)
