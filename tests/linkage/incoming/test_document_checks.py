"""People of several cases who share a document and are hardly one person."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from made_records import record

from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.linkage.incoming.document_checks import DocumentSpool
from trama.linkage.incoming.rows import SpooledRow


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
    return [(finding.row.line, finding.defect.suggestion) for finding in spool.unlike()]


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
