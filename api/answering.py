"""The answer to a question over HTTP: asked in a thread, in the format that the caller accepts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from trama.access.policy import Viewer
from trama.api.accepting import preferred
from trama.api.answer_formats import FORMATS, GRAPH, media_types
from trama.api.cursors import DEEPEST, Cursor, foreign_cursor, read_cursor
from trama.api.kept_parts import KeptParts
from trama.api.openapi import NEXT_HEADER
from trama.api.services import Services
from trama.api.work import in_turn
from trama.core.errors import CursorOutdated
from trama.drawings.graph_answer import graph_of
from trama.queries.catalog import SavedQuery
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.state import graph_state
from trama.queries.run import Begin, QueryAnswer, ask


@dataclass(frozen=True, slots=True)
class Question:
    """A saved query with a caller's parameters; ``cursor`` is that of the page before, or None."""

    query: SavedQuery
    parameters: Mapping[str, Any]
    cursor: str | None


async def answer(request: Request, question: Question, running: Services) -> Response:
    """Return the answer to a question in the format that the request accepts.

    Raises:
        HTTPException: 406, the answer does not exist in any format that the request accepts.
        TramaError: as :func:`trama.queries.run.run` and :meth:`trama.api.work.Workers.run` say.
        CursorOutdated: the graph changed since the page before.
    """
    media_type = accepted_type(request, question.query)
    viewer = Viewer(request.state.token.role)
    kept = request.app.state.kept_parts
    assert isinstance(kept, KeptParts)  # noqa: S101 - set by create_app, nowhere else
    work = partial(_answered, question, viewer, running, kept, media_type)
    heavy = not question.query.header.is_light(question.parameters)
    return await in_turn(request, running, work, heavy=heavy)


def accepted_type(request: Request, query: SavedQuery) -> str:
    """Return the format of the query's answers that the request likes best.

    Raises:
        HTTPException: 406, the request accepts none of them.
    """
    accepted = ",".join(request.headers.getlist("accept")) or "*/*"
    media_type = preferred(accepted, media_types(query))
    if media_type is None:
        raise HTTPException(406)
    return media_type


def _answered(
    question: Question, viewer: Viewer, running: Services, kept: KeptParts, media_type: str
) -> Response:
    key = running.home.pseudonym_key()
    viewer.admit(question.query.header.sensitivity)
    cursor = None if question.cursor is None else read_cursor(question.cursor, key)
    # The state is read first: a transaction that is committed in between makes the next page old.
    state = graph_state(running.graph, running.limits.seconds)
    if cursor is not None and cursor.state != state:
        raise CursorOutdated
    asked = ask(question.query, question.parameters, running.graph, viewer, running.limits, key)
    digest = asked.receipt.digest
    if cursor is not None and cursor.digest != digest:
        raise foreign_cursor()
    begin = Begin() if cursor is None else Begin(cursor.skip, cursor.case, cursor.of_case)
    page = kept.page(asked, state, begin)
    following = None
    if page.more and page.end.rows <= DEEPEST:
        end = page.end
        following = Cursor(end.rows, state, digest, end.case, end.of_case).written(key)
    lookup = Lookup(running.graph, viewer, running.limits.seconds)
    return as_response(question.query, asked.answer(page), media_type, lookup, following)


def as_response(
    query: SavedQuery,
    found: QueryAnswer,
    media_type: str,
    lookup: Lookup,
    following: str | None = None,
) -> Response:
    """Return an answer in a format; ``following`` is the cursor of its next page, if any.

    Raises:
        EngineError: a look-up for the graph of the answer failed.
    """
    headers = {"Vary": "Accept, Accept-Language"}
    if following is not None:
        headers[NEXT_HEADER] = following
    if media_type in FORMATS:
        content = FORMATS[media_type](query, found)
    else:
        document = {**found.as_document(), "next": following}
        if media_type == GRAPH:
            document["graph"] = graph_of(query, found, found.receipt.digest, lookup)
        content = json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    return Response(content, 200, headers, media_type=media_type)
