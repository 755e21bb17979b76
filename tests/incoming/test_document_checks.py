"""People of several cases who share a document and are hardly one person."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from made_records import record

from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.incoming.document_checks import DocumentSpool
from trama.incoming.rows import SpooledRow
from trama.values.defects import DefectCode


@pytest.fixture
def spool() -> Iterator[DocumentSpool]:
    with closing(sqlite3.connect("")) as database:
        yield DocumentSpool(database)


def add(spool: DocumentSpool, line: int, year: int | None = 2017, **fields: FieldValue) -> None:
    """Store a case of its own on that line, with one victim."""
    number = f"SINT-{line}"
    victim = Mention.of(Kind.VICTIM, number, "A1", {"document_key": "DNI:1", **fields}, {})
    dates: dict[str, FieldValue] = {"fact_date": str(year)} if year else {}
    case = Mention.of(Kind.CASE, number, "", dates, {})
    row = SpooledRow(0, 0, line, parent=True, mentions=(case, victim))
    spool.add(CaseKey("RETA", number), [row])


def told(spool: DocumentSpool) -> list[tuple[int, str]]:
    return [(finding.row.line, finding.defect.suggestion) for finding in spool.findings()]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"sex": "F", "age": 15.0}, {"sex": "M", "age": 40.0}),
        ({"sex": "F"}, {"sex": "M"}),
        ({"age": 15.0}, {"age": 22.0}),
        ({"birth_date": "2002-05-05"}, {"age": 40.0}),
        ({"name_key": "SINTETICA QUISPE ROSA"}, {"name_key": "FICTICIO CONDORI JUAN"}),
    ],
)
def test_unlike_people_with_one_document_are_told_with_the_case_of_the_other(
    spool: DocumentSpool, first: dict[str, FieldValue], second: dict[str, FieldValue]
) -> None:
    add(spool, 2, **first)
    add(spool, 3, **second)

    assert told(spool) == [(3, "RETA:SINT-2")]


def test_a_person_who_grows_older_between_two_cases_is_no_other_person(
    spool: DocumentSpool,
) -> None:
    add(spool, 2, 2010, sex="F", age=15.0)
    add(spool, 3, 2020, sex="F", age=25.0)
    add(spool, 4, None, sex="F", age=30.0)

    assert told(spool) == []


def test_a_person_whom_the_graph_knows_is_compared_too(spool: DocumentSpool) -> None:
    spool.add_known([record("1", document_key="DNI:1", sex="M")])
    add(spool, 2, sex="F")

    assert told(spool) == [(2, "RETA:SINT-2017-000001")]


def as_suspect(spool: DocumentSpool, line: int, number: str, **fields: FieldValue) -> None:
    suspect = Mention.of(Kind.SUSPECT, number, "I1", {"document_key": "DNI:1", **fields}, {})
    row = SpooledRow(0, 0, line, parent=False, mentions=(suspect,))
    spool.add(CaseKey("RETA", number), [row])


@pytest.mark.parametrize("case", ["SINT-2", "SINT-9"])
def test_a_victim_who_is_a_suspect_is_told_in_one_case_and_in_two(
    spool: DocumentSpool, case: str
) -> None:
    add(spool, 2, sex="F")
    as_suspect(spool, 3, case, sex="F")

    (finding,) = spool.findings()
    assert finding.defect.code is DefectCode.VICTIM_AND_SUSPECT
    assert (finding.row.line, finding.defect.suggestion) == (3, "RETA:SINT-2")


def test_a_victim_whom_the_graph_knows_is_told_as_a_suspect(spool: DocumentSpool) -> None:
    spool.add_known([record("1", document_key="DNI:1", sex="F")])
    as_suspect(spool, 3, "SINT-9", sex="F")

    assert told(spool) == [(3, "RETA:SINT-2017-000001")]


def test_an_unlike_suspect_is_no_person_of_both_roles(spool: DocumentSpool) -> None:
    add(spool, 2, sex="F", age=15.0)
    as_suspect(spool, 3, "SINT-9", sex="M")

    (finding,) = spool.findings()
    assert finding.defect.code is DefectCode.DOCUMENT_OF_UNLIKE_PEOPLE


def add_code(spool: DocumentSpool, line: int, file: int, **fields: FieldValue) -> None:
    number = f"SINT-{line}"
    given = {"person_code": "@SISTRA:P-1", **fields}
    suspect = Mention.of(Kind.SUSPECT, number, "P-1", given, {"persona": "P-1"})
    row = SpooledRow(file, file, line, parent=False, mentions=(suspect,))
    spool.add(CaseKey("SISTRA", number), [row])


def test_a_code_of_unlike_people_in_two_files_is_told_under_the_code(spool: DocumentSpool) -> None:
    add_code(spool, 2, 0, sex="M", document_key="DNI:1")
    add_code(spool, 3, 1, sex="F")
    add_code(spool, 4, 2, document_key="DNI:2")

    assert [
        (f.defect.code.value, f.row.line, f.field, f.defect.suggestion) for f in spool.findings()
    ] == [
        ("person_code_contradicts", 3, "person_code", "SISTRA:SINT-2"),
        ("person_code_contradicts", 4, "person_code", "SISTRA:SINT-2"),
    ]


def test_a_code_within_one_sheet_is_left_to_the_mapping(spool: DocumentSpool) -> None:
    add_code(spool, 2, 0, sex="M")
    add_code(spool, 3, 0, sex="F")

    assert list(spool.findings()) == []
