"""The rounds of standing questions: each is asked as its owner, and what is new is noted.

A question that cannot be asked says why and keeps what it knows. Nothing of it ever reaches the
load that it follows, but the time, which is bounded.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from trama.access.policy import Viewer
from trama.access.tokens import LOCAL, TokenStore
from trama.core.errors import QueryTimeout, TramaError
from trama.core.question_errors import OwnerGone
from trama.graph.engine.deadline import Deadline
from trama.queries.lookups.state import graph_state
from trama.standing.asking import Asking, Found, find
from trama.standing.known_rows import Answered, base_line, known_anew
from trama.standing.row_keys import RowHasher, form_of, watched_columns
from trama.standing.standing_questions import (
    Failure,
    StandingQuestion,
    StandingStore,
    new_id,
)

AFTER_LOAD_SECONDS = 30.0
"""Seconds that a load may wait for all standing questions together; the rest wait for the next."""

LATE = Failure(
    "standing_late",
    "No le tocó el turno en el tiempo que las preguntas tienen tras una carga: "
    "trama standing run la hace.",
    "Its turn did not come in the time that questions have after a load: "
    "trama standing run asks it.",
)


@dataclass(slots=True)
class Round:
    """The questions of one round by their outcome; ``faults`` are the files that hold none."""

    ran: list[StandingQuestion] = field(default_factory=list)
    failed: list[StandingQuestion] = field(default_factory=list)
    late: list[StandingQuestion] = field(default_factory=list)
    same: list[StandingQuestion] = field(default_factory=list)
    faults: Sequence[TramaError] = ()

    @property
    def asked(self) -> int:
        """The number of questions."""
        return len(self.ran) + len(self.failed) + len(self.late) + len(self.same)


def now() -> str:
    """Return the moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def make(
    title: str, query: str, parameters: Mapping[str, Any], owner: tuple[str, Viewer], asking: Asking
) -> StandingQuestion:
    """Ask a question for the first time, and store it with its answer as the base line.

    Raises:
        AccessDenied: the role keeps no questions, or may not ask this one.
        BadParameter: a parameter is wrong, or the owner has too many questions.
        TramaError: as :func:`trama.standing.asking.find`.
    """
    id_, viewer = owner
    viewer.admit_explorer()
    started = time.monotonic()
    state = graph_state(asking.graph, asking.limits.seconds)
    found = find(query, parameters, viewer, asking)
    asked = StandingQuestion(
        new_id(), title, query, found.parameters, found.sentence, id_, viewer.role, now()
    )
    made = _answered(asked, found, state, asking)
    made = replace(made, took=_since(started))
    StandingStore(asking.home).add(made)
    return made


def run_one(id_: str, asking: Asking, seconds: float | None = None) -> StandingQuestion:
    """Ask one question now, and return it with what it knows or why it failed.

    Raises:
        UnknownName: there is no such question.
        InputError, InsecureFile: its file is broken, or others could have changed it.
    """
    store, tokens = StandingStore(asking.home), TokenStore(asking.home)
    question = store.get(id_)
    begun, started = now(), time.monotonic()
    found, state, error = None, "", None
    limit = asking.limits.seconds if seconds is None else min(seconds, asking.limits.seconds)
    try:
        with Deadline(limit).held():
            viewer = viewer_of(question, tokens)
            state = graph_state(asking.graph, limit)
            found = find(question.query, question.parameters, viewer, asking)
    except TramaError as failed:
        # The round had less time left than the question may have.
        is_late = isinstance(failed, QueryTimeout) and limit < asking.limits.seconds
        told = Failure(failed.code, failed.message("es"), failed.message("en"))
        error = LATE if is_late else told
    with store.changing(id_) as change:
        if found is None:
            change.after = replace(change.before, tried_at=begun, error=error)
        elif change.before.ran_at <= begun:  # another process may have asked it meanwhile
            answered = _answered(change.before, found, state, asking)
            change.after = replace(answered, tried_at=begun, took=_since(started))
    return change.after


def run_all(
    asking: Asking,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    *,
    again: bool = True,
) -> Round:
    """Ask all questions, those first that waited longest; ``seconds`` bound the whole.

    Without ``again``, a question about a graph that did not change is not asked. A question whose
    last answer took longer than what is left waits for the next round: the embedded engine stops no
    statement within one expression, and rows are redacted after its answer.
    """
    done = Round()
    questions, done.faults = StandingStore(asking.home).all()
    if not questions:
        return done
    state = None if again else _state(asking)
    ends_at = None if seconds is None else clock() + seconds
    for question in sorted(questions, key=lambda one: (one.tried_at, one.id)):
        left = None if ends_at is None else ends_at - clock()
        if question.error is None and question.of_state == state:
            done.same.append(question)
        elif left is not None and left <= max(0.0, question.took):
            done.late.append(_late(question, asking))
        else:
            _note(question, left, asking, done)
    return done


def viewer_of(question: StandingQuestion, tokens: TokenStore) -> Viewer:
    """Return the viewer who asks a question: its owner, as their token stands now.

    Raises:
        OwnerGone: the token was revoked, has expired, or has another role.
    """
    if question.owner == LOCAL:
        role = tokens.role_without_token()
    elif token := tokens.standing().get(question.owner):
        role = token.role
    else:
        raise OwnerGone
    if role is not question.role:
        raise OwnerGone
    viewer = Viewer(role)
    viewer.admit_explorer()
    return viewer


def _since(started: float) -> float:
    """Return the seconds since a moment of the monotonic clock, to the millisecond."""
    return round(time.monotonic() - started, 3)


def _note(question: StandingQuestion, seconds: float | None, asking: Asking, done: Round) -> None:
    try:
        after = run_one(question.id, asking, seconds)
    except TramaError:  # removed or broken meanwhile
        done.failed.append(question)
        return
    if after.error is None:
        done.ran.append(after)
    else:
        (done.late if after.error == LATE else done.failed).append(after)


def _late(question: StandingQuestion, asking: Asking) -> StandingQuestion:
    try:
        with StandingStore(asking.home).changing(question.id) as change:
            change.after = replace(change.before, error=LATE)
    except TramaError:  # removed or broken meanwhile
        return question
    return change.after


def _state(asking: Asking) -> str | None:
    """Return the state of the graph, None if the engine does not say: each question says so."""
    try:
        return graph_state(asking.graph, asking.limits.seconds)
    except TramaError:
        return None


def _answered(
    question: StandingQuestion, found: Found, state: str, asking: Asking
) -> StandingQuestion:
    """Return a question with what it knows after an answer."""
    hasher = RowHasher(found.query, question.id, asking.home.pseudonym_key())
    at, form = now(), form_of(found.query)
    answered = Answered(
        tuple(hasher.seen(found.answer.rows)),
        watched_columns(found.query),
        at,
        cut=found.answer.truncated,
    )
    known = question.form == form
    return replace(
        question,
        ran_at=at,
        tried_at=at,
        of_state=state,
        form=form,
        rows=len(found.answer.rows),
        cut=answered.cut,
        rebased=question.rebased if known else at,
        error=None,
        known=known_anew(question.known, answered) if known else base_line(answered),
    )
