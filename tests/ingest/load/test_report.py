"""The report of a load: every row in exactly one outcome."""

import json

from trama.incoming.rows import RowOutcome
from trama.ingest.load.report import FileReport, LoadReport, SheetReport


def test_rows_are_the_sum_of_the_outcomes_whatever_is_counted() -> None:
    sheet = SheetReport()

    sheet.count(RowOutcome.LOADED)
    sheet.count(RowOutcome.MERGED, 3)
    sheet.count(RowOutcome.UNCHANGED, 0)
    sheet.count(RowOutcome.REJECTED, 2)

    assert sheet == SheetReport(rows=6, loaded=1, unchanged=0, merged=3, rejected=2, issues=0)
    assert sheet.rows == sum(getattr(sheet, outcome.value) for outcome in RowOutcome)


def test_the_total_of_a_file_adds_up_its_sheets() -> None:
    file = FileReport(
        "a.xlsx",
        sheets={
            "CASOS": SheetReport(rows=2, loaded=1, rejected=1, issues=1),
            "HECHOS": SheetReport(rows=3, loaded=3, issues=4),
        },
    )

    assert file.total == SheetReport(rows=5, loaded=4, rejected=1, issues=5)


def test_a_load_has_failed_if_one_file_has_an_error() -> None:
    read = FileReport("a.csv", sheets={"": SheetReport(rows=1, rejected=1)})
    unreadable = FileReport("b.csv", error="no existe")

    assert not LoadReport(files=[read]).failed
    assert LoadReport(files=[read, unreadable]).failed
    assert LoadReport(files=[read, unreadable]).rejected == 1


def test_the_keys_of_the_json_are_these() -> None:
    report = LoadReport(files=[FileReport("a.csv", sheets={"": SheetReport()})])

    document = json.loads(json.dumps(report.document()))

    assert list(document) == [
        *("files", "dry_run", "seconds", "routes", "issues", "codes", "spent", "bulk_dir"),
        "door_refused",
    ]
    (file,) = document["files"]
    assert list(file) == ["file", "sha256", "profile", "sheets", "seconds", "error"]
    assert list(file["sheets"][""]) == [
        "rows",
        "loaded",
        "unchanged",
        "merged",
        "rejected",
        "issues",
    ]
