"""Faults that the rows of one case show together."""

import pytest

from trama.graph.records import FieldValue, Kind, Mention
from trama.incoming.row_checks import check_case
from trama.incoming.rows import SpooledRow


def row(line: int, kind: Kind, key: str = "", *, file: int = 0, **fields: FieldValue) -> SpooledRow:
    mention = Mention.of(kind, "SINT-1", key, fields, {"línea": str(line)})
    return SpooledRow(file, 0, line, parent=kind is Kind.CASE, mentions=(mention,))


def stage(line: int, phase: str, date: str, victim: str = "A1", **more: FieldValue) -> SpooledRow:
    return row(line, Kind.STAGE, phase=phase, date=date, victims=(victim,), **more)


def told(*rows: SpooledRow, known: tuple[str, ...] = ("A1",)) -> list[tuple[str, int, str]]:
    return [
        (finding.defect.code.value, finding.row.line, finding.defect.suggestion)
        for finding in check_case(rows, known)
    ]


def test_two_rows_of_one_number_that_agree_on_nothing_are_told_with_both_lines() -> None:
    north = row(2, Kind.CASE, fact_date="2010-04-30", place="PE-21", agency="NORTE")
    south = row(4, Kind.CASE, fact_date="2007-03-30", place="PE-20")

    assert told(north, south) == [("one_number_two_cases", 4, "línea 2")]


@pytest.mark.parametrize(
    "second",
    [
        {"fact_date": "2010-04", "place": "PE-20"},
        {"fact_date": "2007-03-30", "place": "PE-2101"},
        {"fact_date": "2007-03-30"},
        {},
    ],
    ids=["date overlaps", "place lies within", "one field says too little", "nothing in common"],
)
def test_rows_that_agree_on_something_are_one_case(second: dict[str, FieldValue]) -> None:
    first = row(2, Kind.CASE, fact_date="2010-04-30", place="PE-21")

    assert told(first, row(3, Kind.CASE, **second)) == []


def test_rows_of_two_exports_are_a_correction_and_no_second_case() -> None:
    first = row(2, Kind.CASE, fact_date="2010-04-30", place="PE-21")

    assert told(first, row(2, Kind.CASE, file=1, fact_date="2007-03-30", place="PE-20")) == []


def test_a_stage_that_names_a_person_of_no_row_is_told() -> None:
    victim = row(2, Kind.VICTIM, "A1")

    assert told(victim, stage(3, "CAPTACION", "2024", "A9"), known=()) == [
        ("unknown_person", 3, "")
    ]
    assert told(stage(3, "CAPTACION", "2024", "A9"), known=("A9",)) == []


def test_a_stage_before_the_capture_of_its_victim_is_told_with_the_line_of_the_capture() -> None:
    capture = stage(2, "CAPTACION", "2024-05-05")

    assert told(capture, stage(3, "EXPLOTACION", "2024-05-01")) == [
        ("stage_before_capture", 3, "línea 2")
    ]
    assert told(capture, stage(3, "EXPLOTACION", "2024-05")) == []
    assert told(capture, stage(3, "EXPLOTACION", "2024-05-01", "B2"), known=("A1", "B2")) == []
    assert (
        told(capture, stage(3, "EXPLOTACION", "2024-05-01"), stage(4, "CAPTACION", "2024-04-01"))
        == []
    )


def test_hours_tell_what_came_before_the_capture_on_one_day() -> None:
    capture = stage(2, "CAPTACION", "2024-05-05", time="09:00")

    assert told(capture, stage(3, "TRANSPORTE", "2024-05-05", time="06:00")) == [
        ("stage_before_capture", 3, "línea 2")
    ]
    assert told(capture, stage(3, "TRANSPORTE", "2024-05-05", time="10:00")) == []


def test_a_birth_after_the_fact_of_another_row_is_told() -> None:
    born = row(3, Kind.VICTIM, "A1", birth_date="2018-02-01")

    assert told(row(2, Kind.CASE, fact_date="2017-05-05"), born) == [
        ("born_after_fact", 3, "línea 2")
    ]
    assert told(born, stage(4, "CAPTACION", "2017")) == [("born_after_fact", 3, "línea 4")]
    assert told(row(2, Kind.CASE, fact_date="2018"), born) == []
