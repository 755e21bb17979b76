"""The records of a first load, made from its rows when they are asked for."""

import sqlite3

import pytest

from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.ingest.load.row_spool import RowSpool
from trama.ingest.load.spooled_records import SpooledRecords
from trama.linkage.identity import PEOPLE
from trama.mapping.mapped import MappedRow

KNOWN, NAMING = CaseKey("RETA", "17"), CaseKey("SISTRA", "7")


def row(
    case: str, line: int, kind: Kind, *, parent: bool = True, **fields: FieldValue
) -> MappedRow:
    mention = Mention.of(kind, case, "", fields, {"N": str(line)})
    return MappedRow("", line, f"{case}:{line}", case, parent=parent, mentions=(mention,))


@pytest.fixture
def records(spool_database: sqlite3.Connection) -> SpooledRecords:
    """Return those of RETA 17 with ROSA, of SISTRA 7 that names it, and of a caseless victim."""
    spool = RowSpool(spool_database)
    spool.add(
        "RETA",
        0,
        0,
        [
            row("17", 2, Kind.CASE, case_number="17"),
            row("17", 3, Kind.VICTIM, name="ROSA", document_key="DNI:00000101"),
            row("99", 4, Kind.VICTIM, parent=False, document_key="DNI:00000101"),
        ],
    )
    spool.add("SISTRA", 1, 1, [row("7", 2, Kind.CASE, police_report="17")])
    spool.group()
    return SpooledRecords(spool, {}, ())


def test_people_are_found_by_a_document_and_cases_by_the_registration_that_they_name(
    records: SpooledRecords,
) -> None:
    people = records.people_with({"DNI:00000101"})

    assert [record.text("name") for record in people[KNOWN]] == ["ROSA"]
    assert records.cases_naming({"17", "99"}) == {NAMING}
    assert records.people_with({"DNI:00000109"}) == {}


def test_a_case_that_only_child_rows_name_has_no_records(records: SpooledRecords) -> None:
    unknown = CaseKey("RETA", "99")

    assert records.result_of(unknown) is None
    assert records.records_of({unknown, KNOWN}).keys() == {KNOWN}
    assert records.people_with({"DNI:00000101"}).keys() == {KNOWN}


def test_a_correction_in_a_later_file_counts(spool_database: sqlite3.Connection) -> None:
    spool = RowSpool(spool_database)
    for file, name in enumerate(["ROSA", "ROSA LUZ"]):
        victim = row("17", 2, Kind.VICTIM, name=name, document_key="DNI:00000101")
        spool.add("RETA", file, file, [victim])
    spool.group()

    (record,) = SpooledRecords(spool, {}, ()).people_with({"DNI:00000101"})[KNOWN]

    assert record.text("name") == "ROSA LUZ"
    assert len(record.earlier) == 1


def test_people_met_by_a_key_are_those_of_the_whole_case(
    spool_database: sqlite3.Connection,
) -> None:
    spool = RowSpool(spool_database)
    for file, age in enumerate(["16", "17"]):
        spool.add(
            "RETA",
            file,
            file,
            [
                row("17", 2, Kind.CASE, case_number="17"),
                row("17", 3, Kind.VICTIM, name="ROSA", age=age, document_key="DNI:00000101"),
                row("17", 4, Kind.STAGE, person_name="ROSA", place=f"PE-{file}"),
                row("17", 5, Kind.SUSPECT, name="PEDRO"),
            ],
        )
    spool.group()
    records = SpooledRecords(spool, {}, ())

    met = records.people_with({"DNI:00000101"})[KNOWN]

    whole = records.result_of(KNOWN)
    assert whole is not None
    assert {record.kind for record in met} == {Kind.VICTIM, Kind.SUSPECT}
    assert list(met) == [record for record in whole.after.values() if record.kind in PEOPLE]
