"""The private files of standing questions."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from trama.access.policy import Role
from trama.access.tokens import LOCAL
from trama.core.errors import BadParameter, InputError, InsecureFile, UnknownName
from trama.core.home import Home
from trama.standing.known_rows import Judged, KnownRow, News, Worth
from trama.standing.standing_questions import (
    MOST_EACH,
    Failure,
    StandingQuestion,
    StandingStore,
    new_id,
)

TITLE = "SINTETICO: pares de la red"


@pytest.fixture
def store(tmp_path: Path) -> StandingStore:
    return StandingStore(Home(tmp_path / "home"))


def question(owner: str = LOCAL) -> StandingQuestion:
    return StandingQuestion(
        new_id(), TITLE, "recurring_pairs", {"min_cases": 2}, {"es": "¿?", "en": "?"}, owner,
        Role.ANALYST, "2026-01-01T00:00:00+00:00",
    )  # fmt: skip


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "home" / "standing").glob("S-*"))


def test_a_question_is_read_as_it_was_stored(store: StandingStore) -> None:
    judged = Judged(Worth.NOT_RELEVANT, "SINTETICO", "2026-01-02", "por ser otro")
    rows = (
        KnownRow("a", ("1", "2"), "2026-01-01", News.CHANGED, ("cases",), judged),
        KnownRow("b", ("1", "2"), "2026-01-01", gone_at="2026-01-02", gone_told=True),
    )
    made = replace(question(), known=rows, error=Failure("x", "no", "no"), rows=2, cut=True)

    store.add(made)

    assert store.get(made.id) == made
    assert store.all() == ([made], [])


def test_files_are_private_and_their_names_say_nothing(
    store: StandingStore, tmp_path: Path
) -> None:
    store.add(question())

    (path,) = files(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.name.removesuffix(".json").removeprefix("S-").isalnum()


def test_a_broken_file_names_itself_and_loses_no_other(
    store: StandingStore, tmp_path: Path
) -> None:
    kept, broken = question(), question()
    store.add(kept)
    store.add(broken)
    path = tmp_path / "home" / "standing" / f"{broken.id}.json"
    for content in ("", "[]", "{", json.dumps({"id": broken.id})):
        path.write_text(content, encoding="utf-8")

        found, faults = store.all()

        assert found == [kept]
        assert [type(fault) for fault in faults] == [InputError]
        assert broken.id in str(faults[0])
    path.chmod(0o644)
    assert [type(fault) for fault in store.all()[1]] == [InsecureFile]


def test_an_owner_has_so_many_questions_and_others_have_theirs(store: StandingStore) -> None:
    for _ in range(MOST_EACH):
        store.add(question("abcd"))
    with pytest.raises(BadParameter, match=str(MOST_EACH)):
        store.add(question("abcd"))
    store.add(question("otro"))

    assert len(store.all()[0]) == MOST_EACH + 1


@pytest.mark.parametrize("id_", ["", "S-", "S-0123456789abcdeg", "../tokens", "S-0123456789abcdef"])
def test_what_names_no_question_is_unknown(store: StandingStore, id_: str) -> None:
    with pytest.raises(UnknownName):
        store.get(id_)
    with pytest.raises(UnknownName):
        store.remove(id_)


def test_a_change_is_of_the_question_as_it_stands(store: StandingStore) -> None:
    made = question()
    store.add(made)
    with store.changing(made.id) as change:
        change.after = replace(change.before, rows=7)
    with store.changing(made.id) as change:
        assert change.before.rows == 7
    with pytest.raises(ZeroDivisionError), store.changing(made.id) as change:
        change.after = replace(change.before, rows=1 // 0)

    assert store.get(made.id).rows == 7
    store.remove(made.id)
    assert store.all() == ([], [])
