"""Rounds of standing questions over a graph that changes: news, owners, limits, failures."""

from dataclasses import replace
from pathlib import Path

import pytest
from recurring_graph import accuse, write_recurring
from scanned import keep_in_brief

from trama.access.policy import Role, Viewer
from trama.access.tokens import LOCAL, TokenStore
from trama.core.errors import AccessDenied, BadParameter, UnknownName
from trama.core.home import Home
from trama.graph.engine import Graph
from trama.queries.run import Limits
from trama.standing.asking import ROUTE, Asking
from trama.standing.known_rows import Judged, News, Worth, counts
from trama.standing.news import judge_news, news_of
from trama.standing.rounds import Round, make, run_all, run_one
from trama.standing.standing_questions import StandingQuestion, StandingStore

ANALYST = Viewer(Role.ANALYST)
PAIRS = {"min_cases": 2}
OWN = """/*---
name: mine
version: 1
title_es: a
title_en: a
question_es: a
question_en: a
params:
  limit: {type: integer, default: 10, min: 1, max: 50, title_es: a, title_en: a}
columns:
  case: {type: case, of: Case.uid, title_es: a, title_en: a}
  registries: {type: codes, of: registry, title_es: a, title_en: a}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {limit: 3}, title_es: a, title_en: a}
---*/
MATCH (c:Case) RETURN c.uid AS case, c.registries AS registries ORDER BY case LIMIT $limit
"""
NEVER = "2099-01-01T00:00:00+00:00"


@pytest.fixture
def asking(graph: Graph, tmp_path: Path) -> Asking:
    write_recurring(graph)
    keep_in_brief(graph)
    home = Home(tmp_path / "home")
    home.make()
    return Asking(graph, home, Limits(seconds=30, rows=10_000), tmp_path / "queries")


def add(graph: Graph, people: str, *cases: str) -> None:
    accuse(graph, people, [(case, "2020-01-01") for case in cases])
    keep_in_brief(graph)


def pairs(asking: Asking, owner: str = LOCAL) -> StandingQuestion:
    return make("SINTETICO: pares", "recurring_pairs", PAIRS, (owner, ANALYST), asking)


def test_the_first_answer_is_known_and_a_new_pair_is_news(asking: Asking, graph: Graph) -> None:
    made = pairs(asking)
    assert (made.rows, set(counts(made.known).values())) == (3, {0})

    add(graph, "CD", "C-new 1", "C-new 2")
    after = run_one(made.id, asking)
    found = news_of(after, ANALYST, asking)

    assert counts(after.known) == {News.NEW: 1, News.CHANGED: 0, News.GONE: 0}
    (row,) = found.as_document()["rows"]
    assert {row["one"]["pseudonym"], row["other"]["pseudonym"]} == {"X-P-C", "X-P-D"}
    assert (row["status"], row["judged"], row["cases"]) == ("new", None, 2)


def test_a_known_pair_with_one_more_case_changed(asking: Asking, graph: Graph) -> None:
    made = pairs(asking)

    add(graph, "AB", "C-more")
    after = run_one(made.id, asking)
    (row,) = news_of(after, ANALYST, asking).as_document()["rows"]

    assert counts(after.known) == {News.NEW: 0, News.CHANGED: 1, News.GONE: 0}
    assert (row["status"], row["cases"]) == ("changed", 4)
    assert row["changed"] == ["cases", "last", "case_uids"]


def test_what_was_judged_is_no_longer_to_be_reviewed(asking: Asking, graph: Graph) -> None:
    made = pairs(asking)
    add(graph, "CD", "C-new 1", "C-new 2")
    after = run_one(made.id, asking)
    (row,) = news_of(after, ANALYST, asking).as_document()["rows"]
    judged = Judged(Worth.RELEVANT, "SINTETICO", "2026-01-01", "SINTETICO: motivo")

    judge_news(StandingStore(asking.home), made.id, row["news"], judged)

    again = run_one(made.id, asking)
    (row,) = news_of(again, ANALYST, asking).as_document()["rows"]
    assert set(counts(again.known).values()) == {0}
    assert (row["judged"], row["by"], row["why"]) == ("relevant", "SINTETICO", judged.why)


def test_a_pair_that_is_gone_is_told_without_its_row(asking: Asking, graph: Graph) -> None:
    made = pairs(asking)
    graph.write_rows(
        "MATCH (:Suspect {uid: 'P-A'})-[r:SUSPECT_IN]->() DELETE r RETURN count(r) AS n"
    )
    keep_in_brief(graph)

    after = run_one(made.id, asking)
    rows = news_of(after, ANALYST, asking).as_document()["rows"]

    assert counts(after.known)[News.GONE] == 2
    assert [(row["status"], row["one"]) for row in rows] == [("gone", None)] * 2


def test_a_route_stands_too(asking: Asking, graph: Graph) -> None:
    made = make(
        "SINTETICO", ROUTE, {ROUTE: "captar en Cusco > recibir en Lima"}, (LOCAL, ANALYST), asking
    )

    assert made.sentence["es"]
    assert run_one(made.id, asking).error is None


def test_a_question_keeps_the_uid_of_a_place_and_says_what_it_asks(asking: Asking) -> None:
    given = {"place": "Cusco", "limit": 7}
    made = make("SINTETICO", "legs_of_place", given, (LOCAL, ANALYST), asking)

    assert made.parameters == {"place": "PE-08", "limit": 7}
    assert "PE-08" in made.sentence["es"]


def test_no_file_holds_a_row(asking: Asking) -> None:
    made = pairs(asking)

    text = (asking.home.folder / "standing" / f"{made.id}.json").read_text(encoding="utf-8")

    assert made.known
    for told in ("X-P-A", "P-A", "SINTETICO A", "N-1"):
        assert told not in text


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("recurring_pairs", {"min_cases": 0}, BadParameter),
        ("recurring_pairs", {"strange": 1}, BadParameter),
        ("nothing", {}, UnknownName),
        (ROUTE, {"query": "x"}, BadParameter),
        (ROUTE, {ROUTE: 7}, BadParameter),
        ("victims_later_suspects", {}, AccessDenied),
    ],
)
def test_what_cannot_be_asked_is_refused_and_not_kept(
    asking: Asking, name: str, given: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        make("SINTETICO", name, given, (LOCAL, ANALYST), asking)

    assert StandingStore(asking.home).all() == ([], [])


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INTEGRATOR])
def test_roles_that_only_read_keep_no_questions(asking: Asking, role: Role) -> None:
    with pytest.raises(AccessDenied):
        make("SINTETICO", "registry_overlap", {}, (LOCAL, Viewer(role)), asking)


def test_a_question_of_a_revoked_or_expired_token_says_so_and_keeps_what_it_knows(
    asking: Asking, graph: Graph
) -> None:
    tokens = TokenStore(asking.home)
    revoked, _ = tokens.create("SINTETICO", Role.ANALYST, NEVER)
    expired, _ = tokens.create("SINTETICO", Role.ANALYST, "2020-01-01T00:00:00+00:00")
    made = [pairs(asking, owner) for owner in (revoked.id, expired.id)]
    tokens.revoke(revoked.id)
    add(graph, "CD", "C-new 1", "C-new 2")

    done = run_all(asking)

    failed = {one.id: one for one in done.failed}
    assert set(failed) == {one.id for one in made}
    for before in made:
        after = failed[before.id]
        assert after.error is not None
        assert after.error.code == "owner_gone"
        assert {one.key for one in after.known} == {one.key for one in before.known}


def test_a_failing_question_tells_why_stops_no_other_and_recovers(
    asking: Asking, graph: Graph
) -> None:
    kept, own = pairs(asking), asking.own
    own.mkdir()
    file = own / "mine.cypher"
    file.write_text(OWN, encoding="utf-8")
    made = make("SINTETICO", "mine", {}, (LOCAL, ANALYST), asking)
    file.unlink()

    broken = run_all(asking)
    file.write_text(OWN, encoding="utf-8")
    mended = run_all(asking)

    assert [one.id for one in broken.ran] == [kept.id]
    (failed,) = broken.failed
    assert failed.error is not None
    assert (failed.error.code, failed.known) == ("unknown_name", made.known)
    assert {one.id for one in mended.ran} == {kept.id, made.id}
    assert not any(one.error for one in mended.ran)


def test_a_question_of_another_version_takes_another_base_line(
    asking: Asking, graph: Graph
) -> None:
    own = asking.own
    own.mkdir()
    file = own / "mine.cypher"
    file.write_text(OWN, encoding="utf-8")
    made = make("SINTETICO", "mine", {}, (LOCAL, ANALYST), asking)
    add(graph, "C", "C-new 1")
    file.write_text(OWN.replace("version: 1", "version: 2"), encoding="utf-8")

    after = run_one(made.id, asking)

    assert after.rows == made.rows + 1
    assert set(counts(after.known).values()) == {0}
    assert after.rebased == after.ran_at


def test_the_time_of_all_is_bounded_and_who_waited_longest_comes_first(asking: Asking) -> None:
    first, second, third = pairs(asking), pairs(asking), pairs(asking)
    ticks = iter([0.0, 0.0, 1.0, 31.0, 31.0, 31.0])

    done = run_all(asking, 30.0, lambda: next(ticks))

    assert (len(done.ran), len(done.late), len(done.failed)) == (2, 1, 0)
    (late,) = done.late
    assert late.error is not None
    assert late.error.code == "standing_late"
    # Those that had their turn come last the next time.
    order = sorted(StandingStore(asking.home).all()[0], key=lambda one: (one.tried_at, one.id))
    assert {first.id, second.id, third.id} == {one.id for one in order}
    assert not run_all(asking).failed


def took(question: StandingQuestion, seconds: float, asking: Asking) -> StandingQuestion:
    """Note that the last answer took so long, on a graph that has changed since."""
    with StandingStore(asking.home).changing(question.id) as change:
        change.after = replace(change.before, took=seconds, of_state="another")
    return change.after


def test_a_question_that_takes_longer_than_what_is_left_waits_for_its_turn(asking: Asking) -> None:
    quick, slow = took(pairs(asking), 1.0, asking), took(pairs(asking), 20.0, asking)
    asked = run_all(asking, 30.0, lambda: 0.0, again=False)
    assert {one.id for one in asked.ran} == {quick.id, slow.id}
    assert all(0 < one.took < 20 for one in asked.ran)
    took(quick, 1.0, asking)
    took(slow, 20.0, asking)
    ticks = iter([0.0, 15.0, 15.0])

    done = run_all(asking, 30.0, lambda: next(ticks), again=False)

    assert [one.id for one in done.ran] == [quick.id]
    assert [(one.id, one.tried_at) for one in done.late] == [(slow.id, asked_at(asked, slow))]


def asked_at(done: Round, question: StandingQuestion) -> str:
    return next(one.tried_at for one in done.ran if one.id == question.id)


def test_a_question_whose_time_the_round_did_not_have_is_late_and_not_failed(
    asking: Asking,
) -> None:
    made = took(pairs(asking), 0.0, asking)
    ticks = iter([0.0, 0.0])

    done = run_all(asking, 1e-9, lambda: next(ticks))

    assert ([one.id for one in done.late], done.failed) == ([made.id], [])
    assert done.late[0].known == made.known


def test_a_graph_that_did_not_change_is_not_asked_again_after_a_load(asking: Asking) -> None:
    made = pairs(asking)

    done = run_all(asking, again=False)

    assert ([one.id for one in done.same], done.ran) == ([made.id], [])


def test_an_answer_that_is_cut_says_so_and_calls_nothing_gone(asking: Asking, graph: Graph) -> None:
    given = {"min_cases": 2, "limit": 1}
    made = make("SINTETICO", "recurring_pairs", given, (LOCAL, ANALYST), asking)
    assert (made.rows, made.cut) == (1, True)

    add(graph, "CD", "C-1 n", "C-2 n", "C-3 n", "C-4 n")
    after = run_one(made.id, asking)

    assert after.cut
    assert counts(after.known) == {News.NEW: 1, News.CHANGED: 0, News.GONE: 0}
