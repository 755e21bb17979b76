"""The CSV of issues: whole, private, harmless in a spreadsheet."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from small_files import files_of_at_most

from trama.core.errors import OutputError
from trama.ingest.load.issue_spool import IssueSpool
from trama.ingest.load.issues import COLUMNS, IssueLog
from trama.ingest.load.spool_database import open_spool_database
from trama.values.defects import Defect, DefectCode, Issue, Outcome


def written(path: Path, *issues: Issue, language: str = "es") -> list[dict[str, str]]:
    with closing(open_spool_database()) as database:
        log = IssueLog(IssueSpool(database), kept=True)
        for issue in issues:
            log.take(0, issue)
        log.write(path, language)  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def issue(value: str = "") -> Issue:
    defect = Defect(DefectCode.UNREADABLE_AGE, Outcome.SET_ASIDE, "¿17?")
    return Issue("a.csv", "hoja", 7, "EDAD_VICT", defect, value)


def test_each_issue_is_a_line_with_its_explanation(tmp_path: Path) -> None:
    (line,) = written(tmp_path / "issues.csv", issue("dieci«siete»"))

    assert tuple(line) == COLUMNS
    assert (
        line["message"]
        == "No se entiende la edad; queda desconocida. Corríjala en el archivo de origen."
    )
    assert (line["line"], line["value"], line["suggestion"]) == ("7", "dieci«siete»", "¿17?")


def test_the_explanation_is_in_english_when_asked_for(tmp_path: Path) -> None:
    (line,) = written(tmp_path / "issues.csv", issue(), language="en")

    assert (
        line["message"]
        == "The age cannot be read; it stays unknown. Correct it in the source file."
    )


def test_only_the_owner_can_read_it_even_where_a_file_was_open_to_all(tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    path.touch(mode=0o644)

    written(path, issue("SINTÉTICA"))

    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("value", ["=HYPERLINK(1)", "+1", "@SUM(A1)", "-1+1"])
def test_a_value_is_never_a_formula(tmp_path: Path, value: str) -> None:
    (line,) = written(tmp_path / "issues.csv", issue(value))

    assert line["value"] == f"'{value}"


def test_a_dash_stays_a_dash(tmp_path: Path) -> None:
    (line,) = written(tmp_path / "issues.csv", issue("-"))

    assert line["value"] == "-"


def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        written(tmp_path / "absent" / "issues.csv", issue())


def test_issues_are_counted_by_sheet_even_when_none_is_kept(
    spool_database: sqlite3.Connection,
) -> None:
    log = IssueLog(IssueSpool(spool_database), kept=False)
    log.take(0, issue())
    log.take(0, issue())

    assert log.counts == {(0, "a.csv", "hoja"): 2}


@pytest.mark.parametrize(
    ("value", "kept"),
    [("\x1b[31mROSA", "⟨U+001B⟩[31mROSA"), ("A\u202eB", "A⟨U+202E⟩B"), ("A\tB\r\nC", "A B C")],
)
def test_no_sign_of_a_value_paints_the_terminal_or_turns_a_name(
    tmp_path: Path, value: str, kept: str
) -> None:
    (line,) = written(tmp_path / "issues.csv", issue(value))

    assert line["value"] == kept


def test_names_of_sheets_and_columns_are_no_formulas_either(tmp_path: Path) -> None:
    defect = Defect(DefectCode.UNREADABLE_AGE, Outcome.SET_ASIDE, "=1")
    (line,) = written(tmp_path / "issues.csv", Issue("=a", "@hoja", 7, "+EDAD", defect, ""))

    assert [line[name] for name in ("file", "sheet", "column", "suggestion")] == [
        "'=a",
        "'@hoja",
        "'+EDAD",
        "'=1",
    ]


def test_a_disk_that_fills_leaves_the_issues_of_the_load_before(tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    before = written(path, issue("SINTÉTICA"))

    with files_of_at_most(8_192), pytest.raises(OutputError) as caught:
        written(path, *[issue("SINTÉTICA")] * 500)

    assert "ulimit -f" in caught.value.message("en")
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["issues.csv"]
