"""`trama standing`, and what a load says of standing questions."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from installation import Installation

from trama.core.home import Home
from trama.standing.standing_questions import StandingStore

TITLE = "SINTETICO: sospechosos"


@pytest.fixture
def store(installation: Installation) -> Iterator[StandingStore]:
    store = StandingStore(Home(installation.settings.home))
    yield store
    for question in store.all()[0]:
        store.remove(question.id)


def added(installation: Installation) -> str:
    ran = installation.trama("standing", "add", TITLE, "recurring_suspects", "-p", "min_cases=2")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_a_question_is_added_listed_asked_shown_judged_and_removed(
    installation: Installation, store: StandingStore
) -> None:
    id_ = added(installation)
    with store.changing(id_) as change:
        change.after = replace(change.before, known=change.before.known[1:])

    ran = installation.trama("standing", "run", id_)
    listed = json.loads(installation.trama("standing", "list", "--json").stdout)
    shown = installation.trama("standing", "show", id_)
    rows = json.loads(installation.trama("standing", "show", id_, "--json").stdout)["rows"]
    judged = installation.trama(
        "standing", "judge", id_, rows[0]["news"], "not_relevant", "--why", "SINTETICO"
    )
    after = json.loads(installation.trama("standing", "list", "--json").stdout)
    removed = installation.trama("standing", "remove", id_)

    assert ran.returncode == 0, ran.stderr
    assert "1 con algo por revisar" in ran.stderr
    assert [(one["title"], one["new"]) for one in listed] == [(TITLE, 1)]
    assert "nueva" in shown.stdout
    assert judged.returncode == removed.returncode == 0
    assert after[0]["new"] == 0
    assert installation.trama("standing", "list", "--json").stdout.strip() == "[]"


def test_a_load_asks_the_questions_and_keeps_its_document(
    installation: Installation, store: StandingStore
) -> None:
    id_ = added(installation)
    with store.changing(id_) as change:
        change.after = replace(change.before, of_state="otro")

    first = installation.trama("load", str(installation.exports), "--json")

    assert json.loads(first.stdout)["files"]
    assert "1 hechas" in first.stderr


def test_a_broken_file_and_a_failing_question_make_no_load_fail(
    installation: Installation, store: StandingStore
) -> None:
    id_ = added(installation)
    with store.changing(id_) as change:
        change.after = replace(change.before, of_state="otro", query="nothing")
    broken = Home(installation.settings.home).folder / "standing" / "S-0000000000000000.json"
    broken.write_text("{", encoding="utf-8")
    broken.chmod(0o600)

    loaded = installation.trama("load", str(installation.exports))
    broken.unlink()

    assert loaded.returncode == 0, loaded.stderr
    assert "S-0000000000000000.json" in loaded.stderr
    assert "1 fallidas" in loaded.stderr
    assert TITLE not in loaded.stdout + loaded.stderr


def test_a_load_says_nothing_where_nobody_asked_anything(installation: Installation) -> None:
    ran = installation.trama("rebuild")

    assert "permanentes" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("add", TITLE),
        ("add", TITLE, "recurring_suspects", "--route", "captar"),
        ("add", "", "recurring_suspects"),
        ("show", "S-0000000000000000"),
        ("remove", "tokens"),
        ("judge", "S-0000000000000000", "x", "quizá"),
    ],
)
def test_a_wrong_question_is_wrong_usage(
    installation: Installation, words: tuple[str, ...]
) -> None:
    ran = installation.trama("standing", *words)

    assert ran.returncode == 2, ran.stderr
