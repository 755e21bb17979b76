"""Stages against the capture and the registration, told under the column of their date."""

from trama.graph.records import FieldValue, Kind, Mention
from trama.incoming.findings import Said
from trama.incoming.rows import SpooledRow
from trama.incoming.stage_checks import check_stages


def said(line: int, kind: Kind = Kind.STAGE, **fields: FieldValue) -> Said:
    mention = Mention.of(kind, "SINT-1", "", fields, {"fecha": str(line)})
    return Said(SpooledRow(0, 0, line, parent=False, mentions=(mention,)), mention)


def told(*stages: Said, case: Said | None = None) -> list[tuple[str, int, str, str]]:
    rows = {Kind.STAGE: stages, Kind.CASE: [case] if case else []}
    return [
        (f.defect.code.value, f.row.line, f.field, f.defect.suggestion) for f in check_stages(rows)
    ]


CAPTURE = said(2, phase="CAPTACION", date="2019-05-05", victims=("A1",))


def test_an_interval_that_began_before_the_capture_is_told() -> None:
    long = said(3, phase="EXPLOTACION", date="2018-02-20/2020-02-20", victims=("A1",))

    assert told(CAPTURE, long) == [("stage_before_capture", 3, "date", "línea 2")]


def test_a_stage_of_nobody_is_a_stage_of_every_captured_victim() -> None:
    of_all = said(3, phase="EXPLOTACION", date="2019-02-20")

    assert told(CAPTURE, of_all) == [("stage_before_capture", 3, "date", "línea 2")]


def test_a_capture_of_nobody_is_a_capture_of_every_victim() -> None:
    capture = said(2, phase="CAPTACION", date="2019-05-05")
    stage = said(3, phase="RETENCION", date="2019-02", victims=("A1",))

    assert told(capture, stage) == [("stage_before_capture", 3, "date", "línea 2")]


def test_a_stage_of_two_victims_is_told_once() -> None:
    both = said(2, phase="CAPTACION", date="2019-05-05", victims=("A1", "A2"))
    stage = said(3, phase="EXPLOTACION", date="2019-02-20", victims=("A1", "A2"))

    assert told(both, stage) == [("stage_before_capture", 3, "date", "línea 2")]


def test_a_stage_of_another_victim_or_of_the_same_year_is_not_told() -> None:
    other = said(3, phase="EXPLOTACION", date="2019-02-20", victims=("A2",))
    year = said(4, phase="EXPLOTACION", date="2019", victims=("A1",))

    assert told(CAPTURE, other, year) == []


def test_a_capture_after_the_registration_is_told_and_a_later_exploitation_is_not() -> None:
    case = said(2, Kind.CASE, registered_on="2019-01-15")
    capture = said(3, phase="CAPTACION", date="2019-05-05", victims=("A1",))
    exploitation = said(4, phase="EXPLOTACION", date="2019-06-05", victims=("A1",))

    assert told(capture, exploitation, case=case) == [
        ("fact_after_registration", 3, "date", "línea 2")
    ]
