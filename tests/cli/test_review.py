"""`trama review` as a person types it: judge, list, undo, export, import, by role."""

import json
import stat
from pathlib import Path

import pytest
from reviewed import POLICE, Reviewed, write_reviewed
from typer.testing import CliRunner

from trama.access.policy import Role
from trama.cli.main import build
from trama.core.errors import JudgingDenied, OutputError, UnknownName
from trama.graph.engine import Graph
from trama.terminal.session import open_session

pytestmark = pytest.mark.only_on("embedded")


@pytest.fixture
def reviewed(migrated_graph: Graph, graph_environment: dict[str, str], tmp_path: Path) -> Reviewed:
    return write_reviewed(migrated_graph, graph_environment, tmp_path)


def run(reviewed: Reviewed, *words: str, token: str, code: int = 0, typed: str = "") -> str:
    session = open_session(reviewed.settings(token), "es", as_json="--json" in words)
    app = build(session, ("review",))
    done = CliRunner().invoke(app, ["review", *(w for w in words if w != "--json")], input=typed)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code
    return done.output


def test_a_person_judges_reads_and_undoes(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women
    token = reviewed.token(Role.INVESTIGATOR)

    told = run(reviewed, "judge", rosa, ines, "same", "--why", "misma seña", token=token)
    (row,) = json.loads(run(reviewed, "list", "--of", rosa, "--json", token=token))["judgements"]
    undone = json.loads(run(reviewed, "undo", ines, rosa, "--json", token=token))
    listed = run(reviewed, "list", token=token)

    assert "mismo" in told
    assert f"trama review undo {undone['handle']}.1 {undone['handle']}.2" in told
    assert "misma seña" not in told
    assert (row["verdict"], row["by"], row["reason"]) == ("same", "Jueza SINTETICA", "misma seña")
    assert (row["stands"], row["contradiction"], row["against"]) == (True, False, [])
    assert (undone["verdict"], undone["cases"]) == ("withdrawn", 2)
    assert "retirado" in listed
    assert "misma seña" in listed


def test_an_unknown_uid_or_a_role_that_may_not_judge_changes_nothing(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women
    token = reviewed.token(Role.SUPERVISOR)
    analyst = reviewed.token(Role.ANALYST)

    with pytest.raises(UnknownName):
        run(reviewed, "judge", rosa, "R-" + "0" * 24, "same", token=token)
    with pytest.raises(UnknownName):
        run(reviewed, "undo", rosa, ines, token=token)
    for given in (analyst, ""):
        with pytest.raises(JudgingDenied):
            run(reviewed, "judge", rosa, ines, "same", token=given)
    with pytest.raises(JudgingDenied):
        run(reviewed, "export", "no.csv", token=analyst)
    assert json.loads(run(reviewed, "list", "--json", token=analyst)) == {
        "judgements": [],
        "more": 0,
    }


def test_the_file_is_private_and_read_again_changes_nothing(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    token = reviewed.token(Role.INVESTIGATOR)
    file = tmp_path / "juicios.csv"
    run(reviewed, "judge", POLICE[0], POLICE[1], "different", token=token)

    run(reviewed, "export", str(file), token=token)
    report = json.loads(run(reviewed, "import", str(file), "--json", token=token))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (report["rows"], report["unchanged"], report["issues"]) == (1, 1, [])
    file.write_text(file.read_text(encoding="utf-8").replace("different", "otro"), "utf-8")
    told = run(reviewed, "import", str(file), "--strict", token=token, code=3)
    assert "judgement_verdict" in told
    link = tmp_path / "enlace.csv"
    link.symlink_to(file)
    with pytest.raises(OutputError):
        run(reviewed, "export", str(link), token=token)


def test_another_person_reads_again_without_the_first_answer_and_a_supervisor_decides(
    reviewed: Reviewed,
) -> None:
    rosa, ines, _ = reviewed.women
    first = reviewed.token(Role.INVESTIGATOR)
    second = reviewed.token(Role.INVESTIGATOR, "Segunda SINTETICA")
    supervisor = reviewed.token(Role.SUPERVISOR, "Jefa SINTETICA")
    again = ("--again", "--share", "1")
    run(reviewed, "judge", rosa, ines, "same", token=first)

    nobody = run(reviewed, *again, token=first)
    read = run(reviewed, *again, token=second, typed="v\nd\n")
    agreed = json.loads(run(reviewed, "agreement", "--json", token=second))
    waiting = run(reviewed, "disagreements", token=supervisor)
    decided = next(line for line in waiting.splitlines() if "review judge" in line).split()

    assert "No hay pares por revisar" in nobody
    assert "Jueza SINTETICA" not in read
    assert "X-" not in read
    assert "no se muestra a ciegas" in read
    assert (agreed["victim"]["pairs"], agreed["victim"]["percent"]) == (1, 0.0)
    assert "90 %" in run(reviewed, "agreement", token=first)
    assert rosa not in waiting
    told = run(reviewed, *decided[2:5], "different", token=supervisor)
    assert "distinto" in told
    assert "No hay lecturas que difieran" in run(reviewed, "disagreements", token=supervisor)
    assert reviewed.person_of(rosa) != reviewed.person_of(ines)


def test_any_two_records_are_shown_and_explained_without_a_judgement(reviewed: Reviewed) -> None:
    rosa, ines, _ = reviewed.women

    shown = run(reviewed, "show", rosa, ines, token=reviewed.token(Role.INVESTIGATOR))
    ends = reviewed.pseudonyms(rosa, ines)
    reserved = run(reviewed, "show", *ends, token=reviewed.token(Role.SUPERVISOR))
    cases = run(reviewed, "show", *POLICE, token=reviewed.token(Role.SUPERVISOR))

    assert "SINTETICA QUISPE, ROSA" in shown
    assert "≠" in shown
    assert "ROSA" not in reserved
    assert "(reservado)" in reserved
    assert "De entrada" in cases
