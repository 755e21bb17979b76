"""The spool in which rows wait until their case is complete."""

import sqlite3

import pytest

from trama.graph.records import Kind, Mention
from trama.ingest.load.row_spool import RowSpool
from trama.mapping.mapped import MappedRow


@pytest.fixture
def spool(spool_database: sqlite3.Connection) -> RowSpool:
    return RowSpool(spool_database)


def row(case: str, line: int, report: str | None = None) -> MappedRow:
    fields = {"police_report": report} if report else {}
    mention = Mention.of(Kind.CASE, case, "", fields, {"N": case})
    return MappedRow("", line, f"{case} {line}", case, parent=True, mentions=(mention,))


def test_the_rows_of_a_case_come_together_in_the_order_of_files_and_lines(spool: RowSpool) -> None:
    for file, line, case in [(0, 2, "B"), (0, 3, "A"), (0, 4, "B"), (1, 2, "A")]:
        spool.add("RETA", file, file, [row(case, line)])

    count = spool.group()
    cases = list(spool.cases())

    assert count == 2
    assert [(case.key.number, [(r.file, r.line) for r in case.rows]) for case in cases] == [
        ("A", [(0, 3), (1, 2)]),
        ("B", [(0, 2), (0, 4)]),
    ]


def test_cases_of_two_registries_with_one_number_are_two_cases(spool: RowSpool) -> None:
    spool.add("RETA", 0, 0, [row("A", 2)])
    spool.add("SISTRA", 1, 1, [row("A", 2)])

    assert spool.group() == 2
    assert [case.key for case in spool.cases()] == [("RETA", "A"), ("SISTRA", "A")]


def test_a_carpeta_comes_right_after_the_registration_it_names(spool: RowSpool) -> None:
    unlinked = row("B-9", 3, report="nobody has loaded it")
    spool.add("SISTRA", 0, 0, [row("A-9", 2, report="Z-1"), unlinked])
    spool.add("RETA", 1, 1, [row("Z-1", 2)])
    spool.group()

    assert [case.key.number for case in spool.cases()] == ["B-9", "Z-1", "A-9"]


def test_mentions_come_back_as_they_were_added(spool: RowSpool) -> None:
    fields = {"means": ("FRAUDE", "AMENAZA"), "age": 17.0, "identity_reserved": True}
    mention = Mention.of(Kind.VICTIM, "A", "A1", fields, {"Ñ": "«x»"})
    spool.add("RETA", 0, 0, [MappedRow("", 2, "d", "A", parent=False, mentions=(mention,))])
    spool.group()

    ((spooled,),) = [case.rows for case in spool.cases()]

    assert spooled.parent is False
    assert spooled.mentions == (mention,)
    assert spooled.mentions[0].fields == fields
    assert spooled.mentions[0].originals == '{"Ñ": "«x»"}'


def test_a_row_is_kept_once_in_its_sheet(spool: RowSpool) -> None:
    assert spool.add("RETA", 0, 0, [row("A", 2), row("A", 3), row("A", 2)]) == 2
    assert spool.add("RETA", 0, 0, [row("A", 3)]) == 0
    assert spool.add("RETA", 0, 1, [row("A", 3)]) == 1


def test_a_sheet_that_broke_off_leaves_no_row(spool: RowSpool) -> None:
    spool.add("RETA", 0, 0, [row("A", 2)])
    spool.add("RETA", 0, 1, [row("B", 2)])
    spool.drop(0, 0)
    spool.group()

    assert [case.key.number for case in spool.cases()] == ["B"]


def test_a_load_without_rows_has_no_cases(spool: RowSpool) -> None:
    assert spool.group() == 0
    assert list(spool.cases()) == []
