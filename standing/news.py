"""The news of a standing question: its rows as its owner may see them now, and their judgements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trama.access.policy import Viewer
from trama.queries.catalog import SavedQuery
from trama.queries.lookups.state import graph_state
from trama.queries.run import QueryAnswer
from trama.standing.asking import Asking, find
from trama.standing.known_rows import Judged, KnownRow, News, judge
from trama.standing.row_keys import RowHasher
from trama.standing.standing_questions import StandingQuestion, StandingStore

_DRAWN = ("news", "status", "judged")
"""The news that an edge tells beside its row; no query has columns of these names."""


@dataclass(frozen=True, slots=True)
class NewsAnswer:
    """The rows with news, each beside what is told of it.

    A row that is gone has no cells, since a question keeps no rows. ``outdated`` is True if the
    graph changed since the question was asked: what came meanwhile is told after the next round.
    """

    query: SavedQuery
    answer: QueryAnswer
    told: Sequence[Mapping[str, Any]]
    outdated: bool

    def as_document(self) -> dict[str, Any]:
        """Return the answer as a JSON object; where a column has the name of news, news stand."""
        rows = [{**row, **told} for row, told in zip(self.answer.rows, self.told, strict=True)]
        return {**self.answer.as_document(), "rows": rows, "outdated": self.outdated}

    def as_drawn(self) -> QueryAnswer:
        """Return the answer from which a graph is drawn: its own columns, and which news it is."""
        pairs = zip(self.answer.rows, self.told, strict=True)
        rows = [{**row, **{name: told[name] for name in _DRAWN}} for row, told in pairs]
        return replace(self.answer, rows=rows, columns=(*self.answer.columns, *_DRAWN))


def news_of(question: StandingQuestion, viewer: Viewer, asking: Asking) -> NewsAnswer:
    """Return the news of a question, which is asked again as the viewer; open news come first.

    Raises:
        TramaError: as :func:`trama.standing.asking.find`.
    """
    state = graph_state(asking.graph, asking.limits.seconds)
    found = find(question.query, question.parameters, viewer, asking)
    known = {row.key: row for row in question.known if row.told is not News.NONE}
    hasher = RowHasher(found.query, question.id, asking.home.pseudonym_key())
    met = [(known.get(hasher.key(row)), row) for row in found.answer.rows]
    pairs = [(one, row) for one, row in met if one is not None and one.told is not News.GONE]
    nothing = dict.fromkeys(found.answer.columns)
    pairs += [(one, nothing) for one in known.values() if one.told is News.GONE]
    pairs.sort(key=lambda pair: not pair[0].is_open)
    return NewsAnswer(
        found.query,
        replace(found.answer, rows=[row for _, row in pairs]),
        [_told(one) for one, _ in pairs],
        outdated=state != question.of_state,
    )


def judge_news(store: StandingStore, id_: str, news: str, judged: Judged) -> KnownRow:
    """Store the judgement of a row's news, and return the row.

    Raises:
        UnknownName: there is no such question, or nothing is told of such a row.
    """
    with store.changing(id_) as change:
        known = judge(change.before.known, news, judged)
        change.after = replace(change.before, known=known)
    return next(row for row in known if row.key == news)


def _told(row: KnownRow) -> dict[str, Any]:
    judged = row.judged if not row.gone_at or row.gone_told else None
    return {
        "news": row.key,
        "status": str(row.told),
        "since": row.gone_at or row.since,
        "changed": list(row.changed),
        "judged": str(judged.worth) if judged else None,
        "by": judged.by if judged else None,
        "judged_at": judged.at if judged else None,
        "why": judged.why if judged else None,
    }
