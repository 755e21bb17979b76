"""Answers of link, review and overlap in Spanish: no English word, key or code, no decimal point.

Each command runs in both languages. A word that both answers have, and that no cell of the data
has, was not translated.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from queued import leave_five_open, leave_open
from reviewed import POLICE, Reviewed, write_reviewed
from typer.testing import CliRunner

from trama.access.policy import Role
from trama.cli.main import build
from trama.core.errors import TramaError
from trama.graph.engine import Graph
from trama.linkage.judgements import Subject, Verdict
from trama.review.judgement_file import COLUMNS
from trama.review.review_words import GUARDS
from trama.terminal.session import open_session

pytestmark = pytest.mark.only_on("embedded")

WORD = re.compile(r"\b(?:[a-z]{3,}|[A-Z]+_[A-Z_]+)\b")
# Words of both languages, and the words that a file of judgements has to hold.
ALIKE = frozenset({"kappa", "bits", "bit", "csv", "prueba", "real", "supervisor", "total"})
ALIKE |= {"alias", "carpeta", "carpetas", "fiscal"}  # a prosecutor's file has no English word
ALIKE |= {*COLUMNS, *Verdict, *Subject}
TYPED = re.compile(
    r"(trama [a-z]+|sha256sum|python3)[^\n;]*|--[a-z-]+|`[^`]*`|«[^»]*»|“[^”]*”|/?(\w+/)+\S*"
    r"|[\w-]+\.(csv|json|py)|\w+@[0-9a-f]{12}"
)
DECIMAL_POINT = re.compile(r"(?<![\w.@])\d+\.\d")
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b(?!-\d)")
WRONG = "subject,one,other,verdict\nperson,R-1,R-2,igual\ncaso,A,A,same\n"


@pytest.fixture
def reviewed(migrated_graph: Graph, graph_environment: dict[str, str], tmp_path: Path) -> Reviewed:
    made = write_reviewed(migrated_graph, graph_environment, tmp_path)
    leave_five_open(made)
    rosa, ines, _ = made.women
    for guard in GUARDS:
        leave_open(made, {(rosa, ines): 0.6}, reason=guard)
    return made


@pytest.fixture
def told(reviewed: Reviewed, tmp_path: Path) -> Callable[..., str]:
    """Returns what a command writes, whether it ends well or with an error."""
    token = reviewed.token(Role.INVESTIGATOR)

    def run(language: str, *words: str, typed: str = "") -> str:
        session = open_session(reviewed.settings(token), language, as_json=False)
        done = CliRunner().invoke(build(session, words[:1]), words, input=typed)
        if isinstance(done.exception, TramaError):
            return done.exception.message(language)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return run


def left_in_english(spanish: str, english: str) -> set[str]:
    both = [set(WORD.findall(TYPED.sub("", text))) for text in (spanish, english)]
    return (both[0] & both[1]) - ALIKE


def faults(spanish: str, english: str) -> list[str]:
    told = TYPED.sub("", spanish)
    return [
        *sorted(left_in_english(spanish, english)),
        *DECIMAL_POINT.findall(told),
        *ISO_DAY.findall(told),
    ]


def commands(reviewed: Reviewed, tmp_path: Path) -> list[tuple[Sequence[str], str]]:
    rosa, ines, eva = reviewed.women
    wrong, model = tmp_path / "malo.csv", tmp_path / "modelo.json"
    wrong.write_text(WRONG)
    model.write_text('{"version": 0}')
    lists = ("link", "--files", str(wrong), str(wrong), "--profile", "htcds_2")
    return [
        (("review", "show", rosa, ines), ""),
        (("review", "show", *POLICE), ""),
        (("review",), "v\no\nv\nq\n"),
        (("review", "judge", rosa, eva, "unsure", "--why", "PRUEBA"), ""),
        (("review", "judge", rosa, rosa, "same"), ""),
        (("review", "judge", rosa, "R-0", "same"), ""),
        (("review", "show", rosa, eva), ""),
        (("review", "list"), ""),
        (("review", "list", "--limit", "1"), ""),
        (("review", "list", "--of", "NADIE"), ""),
        (("review", "--from", "0.9", "--to", "0.2"), ""),
        (("review", "undo", rosa, eva), ""),
        (("review", "undo", rosa, eva), ""),
        (("review", "agreement"), ""),
        (("review", "disagreements"), ""),
        (("review", "import", str(wrong)), ""),
        (("review", "import", str(model)), ""),
        (("link", "--dry-run"), ""),
        (("link", "--same-at", "0.4"), ""),
        (("link", "--model", str(model)), ""),
        (("link", "model", "prueba@0123456789ab"), ""),
        (lists, ""),
        ((*lists, "--profile", "htcds_2", "--profile", "htcds_2"), ""),
        (("overlap", "--by", "cause", "--draws", "20", "--unseen"), ""),
        (("overlap", "--kind", "cases", "--by", "sex", "--draws", "20"), ""),
        (("overlap", "--draws", "20", "--unseen", "--odds", "5000"), ""),
        (("overlap", "waterfall", "--draws", "20"), ""),
        (("overlap", "waterfall", "--draws", "20", "--step", "SIN_DECIDIR"), ""),
        (("overlap", "waterfall", "--draws", "20", "--step", "UNDECIDED"), ""),
        (("overlap", "waterfall", "--draws", "20", "--step", "NINGUNO"), ""),
        (("overlap", "lost", "--draws", "20"), ""),
        (("overlap", "lost", "--draws", "20", "--reverse", "--as-of", "2020-01-31"), ""),
        (("overlap", "lost", "--draws", "20", "--as-of", "ayer"), ""),
        (("overlap", "sample"), ""),
    ]


def test_no_answer_leaves_a_word_in_english_or_a_number_with_a_point(
    reviewed: Reviewed, told: Callable[..., str], tmp_path: Path
) -> None:
    asked = commands(reviewed, tmp_path)
    found = {}
    for words, typed in asked:
        spanish, english = (told(of, *words, typed=typed) for of in ("es", "en"))
        assert spanish.strip(), words
        if wrong := faults(spanish, english):
            found[" ".join(words)] = wrong

    assert len(asked) > 30
    assert found == {}


def test_a_step_is_asked_for_in_either_language(told: Callable[..., str]) -> None:
    answers = {
        told("es", "overlap", "waterfall", "--draws", "5", "--step", word)
        for word in ("UNDECIDED", "sin-decidir", "Sin_Decidir")
    }

    assert len(answers) == 1
    assert "Nadie está en ese paso" not in answers.pop()


def test_the_sweep_sees_words_codes_points_and_days() -> None:
    spanish = "Se unió: matched (VETO_X), 0.5 el 2020-01-31; trama review judge A B same"
    english = "It was joined: matched (VETO_X), 0.5 on 2020-01-31; trama review judge A B same"

    assert faults(spanish, english) == ["VETO_X", "matched", "0.5", "2020-01-31"]
