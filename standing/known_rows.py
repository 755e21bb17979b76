"""The rows that a standing question knows, and what a new answer makes of them; pure.

A row is *new*, or *changed* in some columns, until somebody judges it. A row that an answer no
longer has is *gone*, which is told until somebody judges that. It comes back as it was known. The
first answer is the base line: nothing in it is news.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from trama.core.errors import UnknownName
from trama.standing.row_keys import SeenRow

MOST_GONE = 5_000
"""Gone rows that a question remembers; the rows that are gone longest are forgotten first."""


class News(StrEnum):
    """The news of a row, if it has any."""

    NONE = ""
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class Worth(StrEnum):
    """The judgement of somebody who looked at a row."""

    RELEVANT = "relevant"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement of news, with who made it, when (ISO 8601 in UTC) and why."""

    worth: Worth
    by: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row as a question knows it, without its content.

    ``since`` is when the news came, ``changed`` the columns in which the row differs from what was
    known before. ``gone_at`` is '' while the answer has the row; ``gone_told`` is True once
    somebody judged that it is gone.
    """

    key: str
    values: tuple[str, ...]
    since: str
    news: News = News.NONE
    changed: tuple[str, ...] = ()
    judged: Judged | None = None
    gone_at: str = ""
    gone_told: bool = False

    @property
    def told(self) -> News:
        """The news that is told of the row."""
        return News.GONE if self.gone_at else self.news

    @property
    def is_open(self) -> bool:
        """Return whether the news waits for a judgement."""
        if self.gone_at:
            return not self.gone_told
        return self.news is not News.NONE and self.judged is None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is remembered; ``cut`` says that it had more rows than were read."""

    rows: Sequence[SeenRow]
    columns: Sequence[str]
    at: str
    cut: bool


def base_line(answered: Answered) -> tuple[KnownRow, ...]:
    """Return the rows of a first answer as known."""
    return tuple(KnownRow(row.key, row.values, answered.at) for row in answered.rows)


def known_anew(known: Iterable[KnownRow], answered: Answered) -> tuple[KnownRow, ...]:
    """Return what is known after another answer, the present rows in their order.

    A cut answer says nothing of the rows that it does not show: they stay as they were.
    """
    before = {row.key: row for row in known}
    present = [_met(before.pop(row.key, None), row, answered) for row in answered.rows]
    absent = list(before.values())
    if not answered.cut:
        absent = [row if row.gone_at else replace(row, gone_at=answered.at) for row in absent]
    absent.sort(key=lambda row: row.gone_at or answered.at, reverse=True)
    return (*present, *absent[:MOST_GONE])


def judge(known: Iterable[KnownRow], key: str, judged: Judged) -> tuple[KnownRow, ...]:
    """Return the known rows with the news ``key`` judged.

    Raises:
        UnknownName: nothing is told of such a row.
    """
    rows = tuple(known)
    if not any(row.key == key and row.told is not News.NONE for row in rows):
        raise UnknownName(kind=("novedad", "news"), name=key)
    return tuple(
        replace(row, judged=judged, gone_told=bool(row.gone_at)) if row.key == key else row
        for row in rows
    )


def counts(known: Iterable[KnownRow]) -> Mapping[News, int]:
    """Return how many rows wait for a judgement, by what is told of them."""
    found = dict.fromkeys((News.NEW, News.CHANGED, News.GONE), 0)
    for row in known:
        if row.is_open:
            found[row.told] += 1
    return found


def _met(before: KnownRow | None, row: SeenRow, answered: Answered) -> KnownRow:
    if before is None:
        return KnownRow(row.key, row.values, answered.at, News.NEW)
    back = replace(before, gone_at="", gone_told=False)
    pairs = zip(answered.columns, before.values, row.values, strict=True)
    columns = [name for name, old, now in pairs if old != now]
    if not columns:
        return back
    if before.news is News.NEW and before.judged is None:
        return replace(back, values=row.values)
    older = before.changed if before.news is News.CHANGED and before.judged is None else ()
    changed = tuple(name for name in answered.columns if name in {*older, *columns})
    return KnownRow(row.key, row.values, answered.at, News.CHANGED, changed)
