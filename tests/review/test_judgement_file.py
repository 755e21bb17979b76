"""The file of judgements: read again it changes nothing, and bad rows are told."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from reviewed import CARPETA, POLICE, Reviewed

from trama.access.policy import Role, Viewer
from trama.core.errors import InputError, JudgingDenied
from trama.graph.store.fingerprint import fingerprint
from trama.graph.store.judgement_rows import read_judgements
from trama.linkage.judgements import Verdict
from trama.review.deciding import Beside, decide
from trama.review.judgement_export import COLUMNS, judgements_csv
from trama.review.judgement_file import ImportReport, import_judgements
from trama.values.defects import DefectCode

pytestmark = pytest.mark.only_on("embedded")

JUDGE = Viewer(Role.INVESTIGATOR)
AT = "2026-11-20T10:00:00+00:00"


def take(reviewed: Reviewed, path: Path, text: str) -> ImportReport:
    path.write_text(text, encoding="utf-8")
    return import_judgements(path, reviewed.graph, JUDGE, reviewed.home, by="Jueza SINTETICA")


def written(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    text = StringIO()
    out = csv.writer(text, delimiter=delimiter)
    out.writerows([COLUMNS, *rows])
    return text.getvalue()


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.rows, report.applied, report.unchanged, report.rejected


def told(report: ImportReport) -> Iterator[tuple[int, str, str]]:
    return ((issue.line, issue.column, issue.defect.code.value) for issue in report.issues)


def test_an_export_read_again_changes_nothing_and_makes_another_graph_equal(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    rosa, ines, eva = reviewed.women
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    for verdict in (Verdict.SAME, Verdict.WITHDRAWN, Verdict.SAME):
        decide((rosa, ines), verdict, lookup, reviewed.home, by="=1+1", beside=Beside("-EVA; dice"))
    decide((POLICE[0], CARPETA), Verdict.SAME, lookup, reviewed.home, by="Ana SINTETICA")
    take(
        reviewed,
        tmp_path / "m.csv",
        written(
            ("person", ines, eva, "same", "enlace", AT, "", "0.25", "modelo-SINTETICO"),
        ),
    )
    exported = judgements_csv(reviewed.lookup(Role.INVESTIGATOR), reviewed.key)
    judged, held = fingerprint(reviewed.graph), len([*read_judgements(reviewed.graph)])

    again = take(reviewed, tmp_path / "j.csv", exported)

    assert counts(again) == (5, 0, 5, 0)
    assert len([*read_judgements(reviewed.graph)]) == held == 5
    reviewed.graph.write_rows("MATCH (j:Judgement) DELETE j")
    assert counts(take(reviewed, tmp_path / "j.csv", exported)) == (5, 5, 0, 0)
    assert fingerprint(reviewed.graph) == judged
    assert counts(take(reviewed, tmp_path / "j.csv", exported)) == (5, 0, 5, 0)


def test_no_cell_of_an_export_is_a_formula_and_a_supervisor_reads_no_reason(
    reviewed: Reviewed,
) -> None:
    rosa, ines, _ = reviewed.women
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    decide((rosa, ines), Verdict.UNSURE, lookup, reviewed.home, by="=1+1", beside=Beside("=cmd()"))

    for role, reason in ((Role.INVESTIGATOR, "'=cmd()"), (Role.SUPERVISOR, "")):
        (row,) = csv.DictReader(StringIO(judgements_csv(reviewed.lookup(role), reviewed.key)))
        assert (row["by"], row["reason"]) == ("'=1+1", reason)
    with pytest.raises(JudgingDenied):
        judgements_csv(reviewed.lookup(Role.ANALYST), reviewed.key)


def test_a_supervisor_exports_no_record_of_a_victim_and_the_file_read_again_changes_nothing(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    rosa, ines, _ = reviewed.women
    judging = reviewed.lookup(Role.INVESTIGATOR)
    decide((rosa, ines), Verdict.SAME, judging, reviewed.home, by="Ana SINTETICA")
    decide(reviewed.suspects[:2], Verdict.DIFFERENT, judging, reviewed.home, by="Ana SINTETICA")
    by_her = ("person", rosa, ines, "unsure", "SINTETICA QUISPE, INES", AT, "", "0.25", "m")
    take(reviewed, tmp_path / "m.csv", written(by_her))

    exported = judgements_csv(reviewed.lookup(Role.SUPERVISOR), reviewed.key)
    again = take(reviewed, tmp_path / "j.csv", exported)

    assert not any(uid[2:] in exported for uid in reviewed.women)
    assert all(uid in exported for uid in reviewed.suspects[:2])
    assert "INES" not in exported
    assert counts(again) == (2, 0, 2, 0)


def test_a_file_of_a_supervisor_tells_nothing_of_the_records_of_victims(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    rosa, ines, _ = reviewed.women
    nobody = "R-" + "0" * 24
    rows = [("person", rosa, other, "same", "", "", "", "", "") for other in (ines, nobody)]
    rows += [("person", *reviewed.suspects[:2], "unsure", "", "", "", "", "")]
    (tmp_path / "j.csv").write_text(written(*rows), encoding="utf-8")

    viewer = Viewer(Role.SUPERVISOR)
    report = import_judgements(tmp_path / "j.csv", reviewed.graph, viewer, reviewed.home, by="x")

    assert counts(report) == (3, 1, 0, 2)
    assert {issue.defect.code for issue in report.issues} == {DefectCode.JUDGEMENT_END_UNKNOWN}
    assert reviewed.person_of(rosa) != reviewed.person_of(ines)


def test_bad_rows_are_told_by_line_and_column_and_good_rows_applied(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    rosa, ines, eva = reviewed.women
    nobody = "R-" + "0" * 24
    text = written(
        ("person", rosa, ines, "Same", "", "", "", "", ""),
        ("person", rosa, ines, "igual", "", "", "", "", ""),
        ("caso de", rosa, eva, "same", "", "", "", "", ""),
        ("person", rosa, nobody, "same", "", "", "", "", ""),
        ("person", rosa, rosa, "same", "", "", "", "", ""),
        ("person", rosa, "", "same", "", "", "", "", ""),
        ("person", rosa, eva, "same", "", "ayer", "", "", ""),
        ("person", rosa, eva, "same", "", "2999-01-01", "", "", ""),
        ("person", rosa, eva, "same", "", "", "", "1.5", "m"),
        ("person", rosa, eva, "same", "", "", "", "", "m"),
        ("person", rosa, eva, "same", "", "", "", "0.9", ""),
        ("person", rosa, eva, "same", "", "", "", "nan", "m"),
        ("case", rosa, f"RETA:{POLICE[0]}", "same", "", "", "", "", ""),
        ("person", eva, ines, "different", "", "", "", "", ""),
        delimiter=";",
    )

    report = take(reviewed, tmp_path / "SINTETICO.csv", text)

    assert counts(report) == (14, 2, 0, 12)
    assert list(told(report)) == [
        (3, "verdict", "judgement_verdict"),
        (4, "subject", "judgement_subject"),
        (5, "other", "judgement_end_unknown"),
        (6, "other", "judgement_of_itself"),
        (7, "other", "judgement_end_unknown"),
        (8, "at", "judgement_moment"),
        (9, "at", "judgement_moment"),
        (10, "score", "judgement_score"),
        (11, "score", "judgement_score"),
        (12, "score", "judgement_score"),
        (13, "score", "judgement_score"),
        (14, "one", "judgement_end_unknown"),
    ]
    assert {row.by for row in read_judgements(reviewed.graph)} == {"Jueza SINTETICA"}
    assert reviewed.person_of(rosa) == reviewed.person_of(ines) != reviewed.person_of(eva)
    again = take(reviewed, tmp_path / "SINTETICO.csv", text)
    assert counts(again) == (14, 0, 2, 12)
    message = report.document("es")["issues"][0]
    assert message["file"] == "SINTETICO.csv"
    assert rosa not in str(report.document("en"))


def test_a_person_may_write_a_row_in_the_words_that_the_screen_shows(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    rosa, ines, eva = reviewed.women
    cases = f"RETA:{POLICE[0]}", f"SISTRA:{CARPETA}"
    text = written(
        ("Persona", rosa, ines, "MISMO", "", "20/11/2026 10:00", "", "", ""),
        ("persona", rosa, eva, "no se sabe", "", "20/11/2026", "", "", ""),
        ("persona", eva, ines, "Distinto", "", "", "", "", ""),
        (
            "caso",
            f"RETA:{POLICE[0]}",
            f"SISTRA:{CARPETA}",
            "mismo",
            "enlace",
            AT,
            "",
            "0,75",
            "modelo-SINTETICO",
        ),
        delimiter=";",
    )

    assert counts(take(reviewed, tmp_path / "j.csv", text)) == (4, 4, 0, 0)

    rows = {(row.one, row.other): row for row in read_judgements(reviewed.graph)}
    of = {frozenset(ends): (row.verdict, row.score) for ends, row in rows.items()}
    assert of == {
        frozenset((rosa, ines)): ("same", None),
        frozenset((rosa, eva)): ("unsure", None),
        frozenset((eva, ines)): ("different", None),
        frozenset(cases): ("same", 0.75),
    }
    here = datetime(2026, 11, 20, 10).astimezone()
    assert here in {datetime.fromisoformat(row.at) for row in rows.values()}
    assert counts(take(reviewed, tmp_path / "j.csv", text)) == (4, 0, 4, 0)


def test_an_exported_row_changed_by_hand_is_told_and_never_becomes_a_word_of_the_model(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    rosa, ines, _ = reviewed.women
    row = ("person", rosa, ines, "same", "enlace", AT, "", "0.75", "modelo-SINTETICO")
    take(reviewed, tmp_path / "m.csv", written(row))
    exported = judgements_csv(reviewed.lookup(Role.INVESTIGATOR), reviewed.key)

    edited = exported.replace(",same,", ",different,")
    report = take(reviewed, tmp_path / "j.csv", edited)

    assert list(told(report)) == [(2, "verdict", DefectCode.JUDGEMENT_EDITED.value)]
    assert [row.verdict for row in read_judgements(reviewed.graph)] == ["same"]
    own = written(("person", rosa, ines, "different", "", "", "", "", ""))
    assert counts(take(reviewed, tmp_path / "j.csv", own)) == (1, 1, 0, 0)


def test_an_older_word_never_outranks_a_later_one(reviewed: Reviewed, tmp_path: Path) -> None:
    rosa, ines, _ = reviewed.women
    lookup = reviewed.lookup(Role.INVESTIGATOR)
    decide((rosa, ines), Verdict.DIFFERENT, lookup, reviewed.home, by="Ana SINTETICA")

    report = take(
        reviewed, tmp_path / "j.csv", written(("person", ines, rosa, "same", "B", AT, "", "", ""))
    )

    assert list(told(report)) == [(2, "at", DefectCode.JUDGEMENT_OLDER.value)]
    assert reviewed.person_of(rosa) != reviewed.person_of(ines)


def test_a_file_without_the_columns_or_an_analyst_changes_nothing(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="verdict"):
        take(reviewed, tmp_path / "j.csv", "subject,one,other\nperson,a,b\n")
    with pytest.raises(JudgingDenied):
        import_judgements(
            tmp_path / "j.csv", reviewed.graph, Viewer(Role.ANALYST), reviewed.home, by="x"
        )
    assert list(read_judgements(reviewed.graph)) == []
