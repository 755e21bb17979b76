"""The routes of standing questions: list, make, remove, ask now, read news, judge them.

Only its owner reads a question and its news. A supervisor sees that others' questions exist, and
may remove them. For everybody else, a question of somebody else does not exist.
"""

import json
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.exceptions import HTTPException

from trama.access.policy import Viewer
from trama.access.tokens import Token
from trama.api.accepting import preferred
from trama.api.answer_formats import GRAPH, JSON
from trama.api.caller import ServicesDependency, caller
from trama.api.openapi import schema_of, takes
from trama.api.problems import language_of, problem_responses
from trama.api.questions import check_query_string, read_question
from trama.api.services import Services
from trama.api.work import in_turn
from trama.core.errors import Language
from trama.drawings.graph_answer import graph_of
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.state import graph_state
from trama.schemas.standing_models import (
    StandingJudged,
    StandingJudgement,
    StandingMade,
    StandingNews,
    StandingRow,
)
from trama.standing.asking import ROUTE, Asking
from trama.standing.known_rows import Judged, News, counts
from trama.standing.news import judge_news, news_of
from trama.standing.rounds import make, now, run_one
from trama.standing.standing_questions import (
    StandingQuestion,
    StandingStore,
    unknown_question,
)

router = APIRouter(prefix="/standing", tags=["standing"])
_STATUSES = (401, 403, 404, 422, 429, 503, 504)
_NEWS = {"$ref": f"#/components/schemas/{StandingNews.__name__}"}
_Id = Annotated[str, Path(max_length=40, examples=["S-0123456789abcdef"])]
_Caller = Annotated[Token, Depends(caller)]


@router.get(
    "",
    summary="Lista las preguntas permanentes / Lists the standing questions",
    operation_id="list_standing",
    response_class=Response,
    responses={200: {"model": list[StandingRow]}, **problem_responses(*_STATUSES)},
)
async def list_(request: Request, running: ServicesDependency, token: _Caller) -> Response:
    """Return the caller's questions; to a supervisor, also that those of others exist."""
    viewer, language = Viewer(token.role), language_of(request)
    viewer.admit_explorer()

    def work() -> Response:
        state = graph_state(running.graph, running.limits.seconds)
        questions, _ = StandingStore(running.home).all()
        seen = [one for one in questions if _sees(one, token, viewer)]
        rows = [_row(one, token, language, state).model_dump(mode="json") for one in seen]
        return Response(json.dumps(rows, ensure_ascii=False), media_type=JSON)

    return await in_turn(request, running, work)


@router.post(
    "",
    status_code=201,
    summary="Hace permanente una pregunta / Makes a question a standing one",
    operation_id="make_standing",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={201: {"model": StandingRow}, **problem_responses(400, 409, 413, 415, *_STATUSES)},
    openapi_extra=takes(StandingMade),
)
async def make_(request: Request, running: ServicesDependency, token: _Caller) -> Response:
    """Ask a question for the first time: what its answer holds now is known, and no news."""
    viewer = Viewer(token.role)
    viewer.admit_explorer()  # before the body of a stranger is read
    made = await read_question(request, StandingMade)
    name, given = made.query or ROUTE, made.parameters
    if made.route is not None:
        given = {**given, ROUTE: made.route}

    def work() -> Response:
        owner = token.owner, viewer
        question = make(made.title, name, given, owner, _asking(running))
        return _told(question, token, language_of(request), question.of_state, 201)

    return await in_turn(request, running, work, heavy=True, goes_on=True)


@router.delete(
    "/{id}",
    status_code=204,
    summary="Quita una pregunta permanente / Removes a standing question",
    operation_id="remove_standing",
    response_class=Response,
    responses={204: {"description": "Quitada / Removed"}, **problem_responses(*_STATUSES)},
)
async def remove(
    request: Request,
    running: ServicesDependency,
    token: _Caller,
    id: _Id,  # noqa: A002
) -> Response:
    """Remove a question and all that it knows; a supervisor may remove anybody's."""
    viewer = Viewer(token.role)
    viewer.admit_explorer()

    def work() -> Response:
        store = StandingStore(running.home)
        if not _sees(store.get(id), token, viewer):
            raise unknown_question(id)
        store.remove(id)
        return Response(status_code=204)

    return await in_turn(request, running, work, goes_on=True)


@router.post(
    "/{id}/run",
    summary="Hace ahora una pregunta permanente / Asks a standing question now",
    operation_id="run_standing",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={200: {"model": StandingRow}, **problem_responses(*_STATUSES)},
)
async def run(
    request: Request,
    running: ServicesDependency,
    token: _Caller,
    id: _Id,  # noqa: A002
) -> Response:
    """Ask one's own question now, and note what is new; ``error`` says why it failed."""

    def work() -> Response:
        _own(running, token, id)
        question = run_one(id, _asking(running))
        return _told(question, token, language_of(request), question.of_state)

    return await in_turn(request, running, work, heavy=True, goes_on=True)


@router.get(
    "/{id}/news",
    summary="Lo nuevo de una pregunta permanente / The news of a standing question",
    operation_id="standing_news",
    response_class=Response,
    responses={
        200: {
            "model": StandingNews,
            "content": {GRAPH: {"schema": schema_of(GRAPH, _NEWS)}},
        },
        **problem_responses(406, 409, *_STATUSES),
    },
)
async def news(
    request: Request,
    running: ServicesDependency,
    token: _Caller,
    id: _Id,  # noqa: A002
) -> Response:
    """Return the rows with news, as the caller may see them now; open news come first."""
    accepted = ",".join(request.headers.getlist("accept")) or "*/*"
    media_type = preferred(accepted, (JSON, GRAPH))
    if media_type is None:
        raise HTTPException(406)
    return await in_turn(
        request, running, partial(_news, running, token, id, media_type), heavy=True
    )


@router.post(
    "/{id}/judgements",
    summary="Juzga una novedad / Judges news",
    operation_id="judge_standing",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={200: {"model": StandingJudgement}, **problem_responses(400, 413, 415, *_STATUSES)},
    openapi_extra=takes(StandingJudged),
)
async def judge(
    request: Request,
    running: ServicesDependency,
    token: _Caller,
    id: _Id,  # noqa: A002
) -> Response:
    """Say whether news matter; they are no longer to be reviewed then."""
    Viewer(token.role).admit_explorer()
    said = await read_question(request, StandingJudged)

    def work() -> Response:
        _own(running, token, id)
        judged = Judged(said.verdict, token.name or token.owner, now(), said.why)
        row = judge_news(StandingStore(running.home), id, said.news, judged)
        answer = StandingJudgement(
            news=row.key,
            status=row.told,
            judged=judged.worth,
            by=judged.by,
            judged_at=judged.at,
            why=judged.why,
        )
        return Response(answer.model_dump_json(), media_type=JSON)

    return await in_turn(request, running, work, goes_on=True)


def _news(running: Services, token: Token, id_: str, media_type: str) -> Response:
    viewer = Viewer(token.role)
    found = news_of(_own(running, token, id_), viewer, _asking(running))
    document = {**found.as_document(), "next": None}
    if media_type == GRAPH:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        drawn = found.as_drawn()
        document["graph"] = graph_of(found.query, drawn, drawn.receipt.digest, lookup)
    content = json.dumps(document, ensure_ascii=False, allow_nan=False)
    return Response(content, headers={"Vary": "Accept, Accept-Language"}, media_type=media_type)


def _asking(running: Services) -> Asking:
    return Asking.of(running.settings, running.graph)


def _own(running: Services, token: Token, id_: str) -> StandingQuestion:
    """Return the caller's own question.

    Raises:
        AccessDenied: the role keeps no questions. UnknownName: it is not theirs, or does not exist.
    """
    Viewer(token.role).admit_explorer()
    return StandingStore(running.home).own(id_, token.owner)


def _sees(question: StandingQuestion, token: Token, viewer: Viewer) -> bool:
    return question.owner == token.owner or viewer.settles


def _told(
    question: StandingQuestion, token: Token, language: Language, state: str, status: int = 200
) -> Response:
    row = _row(question, token, language, state)
    return Response(row.model_dump_json(), status, media_type=JSON)


def _row(question: StandingQuestion, token: Token, language: Language, state: str) -> StandingRow:
    mine = question.owner == token.owner
    open_ = counts(question.known)
    error = question.error
    said = (error.en if language == "en" else error.es) if error else None
    return StandingRow(
        id=question.id,
        title=question.title if mine else "",
        query=question.query,
        parameters=dict(question.parameters) if mine else {},
        sentence=question.sentence[language] if mine else "",
        owner=question.owner,
        role=question.role,
        mine=mine,
        ran_at=question.ran_at or None,
        of_state=question.of_state,
        current=question.of_state == state,
        rows=question.rows,
        cut=question.cut,
        new=open_[News.NEW],
        changed=open_[News.CHANGED],
        gone=open_[News.GONE],
        rebased_at=question.rebased or None,
        error=said if mine else None,
        error_code=error.code if error else None,
    )
