"""Known rows after an answer: new, changed, gone, back; and the judgement that closes them."""

import pytest

from trama.core.errors import UnknownName
from trama.standing.known_rows import (
    MOST_GONE,
    Answered,
    Judged,
    KnownRow,
    News,
    Worth,
    base_line,
    counts,
    judge,
    known_anew,
)
from trama.standing.row_keys import SeenRow

COLUMNS = ("cases", "last")
RELEVANT = Judged(Worth.RELEVANT, "SINTETICO", "2026-02-01", "SINTETICO: motivo")


def answered(at: str, *rows: tuple[str, str, str], cut: bool = False) -> Answered:
    seen = tuple(SeenRow(key, (cases, last)) for key, cases, last in rows)
    return Answered(seen, COLUMNS, at, cut=cut)


BASE = base_line(answered("1", ("a", "2", "x"), ("b", "2", "x")))


def told(rows: tuple[KnownRow, ...]) -> dict[str, tuple[News, bool]]:
    return {row.key: (row.told, row.is_open) for row in rows}


def test_the_first_answer_holds_no_news() -> None:
    assert told(BASE) == {"a": (News.NONE, False), "b": (News.NONE, False)}
    assert set(counts(BASE).values()) == {0}


def test_a_new_row_waits_until_it_is_judged_whatever_else_changes_in_it() -> None:
    new = known_anew(BASE, answered("2", ("a", "2", "x"), ("b", "2", "x"), ("c", "1", "x")))
    grown = known_anew(new, answered("3", ("a", "2", "x"), ("b", "2", "x"), ("c", "2", "x")))

    for known in (new, grown):
        assert told(known)["c"] == (News.NEW, True)
        assert counts(known) == {News.NEW: 1, News.CHANGED: 0, News.GONE: 0}
    assert next(row for row in grown if row.key == "c").since == "2"
    closed = judge(grown, "c", RELEVANT)
    assert told(closed)["c"] == (News.NEW, False)
    assert next(row for row in closed if row.key == "c").judged == RELEVANT


def test_a_known_row_changes_in_named_columns_which_add_up_until_it_is_judged() -> None:
    rose = known_anew(BASE, answered("2", ("a", "3", "x"), ("b", "2", "x")))
    later = known_anew(rose, answered("3", ("a", "3", "y"), ("b", "2", "x")))
    again = known_anew(judge(later, "a", RELEVANT), answered("4", ("a", "3", "z"), ("b", "2", "x")))

    assert [row.changed for row in rose] == [("cases",), ()]
    assert [row.changed for row in later] == [("cases", "last"), ()]
    assert [row.changed for row in again] == [("last",), ()]
    assert [told(known)["a"] for known in (rose, later, again)] == [(News.CHANGED, True)] * 3
    assert again[0].judged is None


def test_what_does_not_change_stays_judged() -> None:
    judged = judge(known_anew(BASE, answered("2", ("a", "3", "x"), ("b", "2", "x"))), "a", RELEVANT)

    same = known_anew(judged, answered("3", ("a", "3", "x"), ("b", "2", "x")))

    assert same == judged
    assert told(same)["a"] == (News.CHANGED, False)


def test_a_row_that_is_gone_is_told_and_comes_back_as_known() -> None:
    gone = known_anew(BASE, answered("2", ("a", "2", "x")))
    seen = judge(gone, "b", RELEVANT)
    back = known_anew(seen, answered("3", ("a", "2", "x"), ("b", "2", "x")))

    assert told(gone)["b"] == (News.GONE, True)
    assert told(seen)["b"] == (News.GONE, False)
    assert told(back)["b"] == (News.NONE, False)


def test_a_new_row_that_nobody_judged_is_still_new_when_it_comes_back() -> None:
    new = known_anew(BASE, answered("2", ("a", "2", "x"), ("b", "2", "x"), ("c", "1", "x")))
    gone = known_anew(new, answered("3", ("a", "2", "x"), ("b", "2", "x")))
    back = known_anew(gone, answered("4", ("a", "2", "x"), ("b", "2", "x"), ("c", "1", "x")))

    assert told(gone)["c"] == (News.GONE, True)
    assert told(back)["c"] == (News.NEW, True)


def test_a_cut_answer_says_nothing_of_the_rows_that_it_does_not_show() -> None:
    cut = known_anew(BASE, answered("2", ("a", "2", "x"), cut=True))

    assert told(cut)["b"] == (News.NONE, False)


def test_the_rows_that_are_gone_longest_are_forgotten_first() -> None:
    many = [(f"r{number}", "1", "x") for number in range(MOST_GONE)]
    gone = known_anew(base_line(answered("1", *many)), answered("2"))
    more = known_anew(known_anew(gone, answered("3", ("z", "1", "x"))), answered("4"))

    assert len(gone) == len(more) == MOST_GONE
    assert more[0].key == "z"


def test_only_news_are_judged() -> None:
    for key in ("a", "nobody"):
        with pytest.raises(UnknownName):
            judge(BASE, key, RELEVANT)
