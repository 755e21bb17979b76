"""The routes of a browser's session: begin with a token or a code of entry, see it, end it."""

from contextlib import suppress
from datetime import datetime
from functools import partial

from fastapi import APIRouter, Request, Response

from trama.access.entry_codes import EntryCodes
from trama.access.sessions import IDLE, BrowserSession, csrf_of
from trama.access.tokens import Token
from trama.api.answer_formats import JSON
from trama.api.caller import (
    COOKIE,
    CookieDependency,
    ServicesDependency,
    check_origin,
    check_own_page,
)
from trama.api.openapi import takes
from trama.api.problems import language_of, problem_responses
from trama.api.questions import read_question
from trama.api.services import Services
from trama.api.work import in_thread, in_turn
from trama.core.errors import Busy, EngineError, TokenRefused
from trama.queries.lookups.synthetic import holds_synthetic_cases
from trama.schemas.session_models import SessionAnswer, SessionQuestion

router = APIRouter(prefix="/session", tags=["session"])


@router.post(
    "",
    summary="Entra / Enters",
    operation_id="begin_session",
    response_class=Response,
    responses={
        200: {"model": SessionAnswer},
        **problem_responses(400, 401, 403, 413, 415, 422),
    },
    openapi_extra=takes(SessionQuestion),
)
async def begin(request: Request, running: ServicesDependency) -> Response:
    """Begin a session, whose cookie opens what the token opens."""
    check_origin(request)
    sent = await read_question(request, SessionQuestion)
    token = _token(request, running, sent)
    session, plain = await in_thread(partial(running.sessions.begin, token))
    answer = await _told(request, running, token, session, plain)
    answer.set_cookie(
        COOKIE,
        plain,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


@router.get(
    "",
    summary="La sesión del navegador / The browser's session",
    operation_id="session",
    response_class=Response,
    responses={200: {"model": SessionAnswer}, **problem_responses(401, 422)},
)
async def see(request: Request, running: ServicesDependency, cookie: CookieDependency) -> Response:
    """Return the session of the cookie, for a page that was loaded again."""
    if cookie is None:
        raise TokenRefused
    session, token = await in_thread(partial(running.sessions.check, cookie))
    return await _told(request, running, token, session, cookie)


@router.delete(
    "",
    summary="Sale / Leaves",
    operation_id="end_session",
    status_code=204,
    response_class=Response,
    responses=problem_responses(401, 403, 422),
)
async def end(request: Request, running: ServicesDependency, cookie: CookieDependency) -> Response:
    """End the session of the cookie; one that has ended already is no error."""
    if cookie is None:
        raise TokenRefused
    check_own_page(request, cookie)
    await in_thread(partial(running.sessions.end, cookie))
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


def _token(request: Request, running: Services, sent: SessionQuestion) -> Token:
    """Return the token that opens.

    Raises:
        TokenRefused: the token is unknown, revoked or expired.
        SessionEnded: the code of entry is unknown, was used or is too old.
    """
    if sent.token is not None:
        return running.tokens.check(sent.token)
    codes = request.app.state.entry_codes
    assert isinstance(codes, EntryCodes)  # noqa: S101 - set by create_app, nowhere else
    return codes.use(sent.entry or "")


async def _told(
    request: Request, running: Services, token: Token, session: BrowserSession, plain: str
) -> Response:
    request.state.token = token
    look = partial(holds_synthetic_cases, running.graph, running.limits.seconds)
    synthetic: bool | None = None
    with suppress(Busy, EngineError):  # the first question will tell of a silent graph
        synthetic = await in_turn(request, running, look)
    ends = [session.ends_at()]
    if token.expires_at:
        ends.append(datetime.fromisoformat(token.expires_at))
    told = SessionAnswer(
        name=token.name,
        role=token.role,
        language=language_of(request),
        until=min(ends).isoformat(timespec="seconds"),
        idle_minutes=int(IDLE.total_seconds() // 60),
        csrf=csrf_of(plain),
        synthetic=synthetic,
    )
    return Response(told.model_dump_json(), media_type=JSON)
