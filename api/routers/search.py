"""The search for people, cases, means and places from whatever somebody knows of them."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BeforeValidator

from trama.access.policy import Viewer
from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.json_answers import json_answer
from trama.api.openapi import takes
from trama.api.problems import problem_responses
from trama.api.questions import check_query_string, read_question, whole_number
from trama.api.services import Services
from trama.api.work import in_turn
from trama.queries.lookups.lookup import Lookup
from trama.queries.search.finding import LONGEST_TEXT, MOST_HITS, USUAL_HITS, find
from trama.schemas.search_models import SearchAnswer, SearchQuestion

router = APIRouter(prefix="/search", tags=["search"])
STATUSES = (401, 403, 422, 429, 503, 504)
_SUMMARY = "Busca por lo que se sabe / Finds by what is known"


@router.get(
    "",
    summary=_SUMMARY,
    operation_id="search",
    response_class=Response,
    responses={200: {"model": SearchAnswer}, **problem_responses(*STATUSES)},
)
async def search(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    text: Annotated[str, Query(min_length=1, max_length=LONGEST_TEXT, examples=["999 000 001"])],
    limit: Annotated[int, BeforeValidator(whole_number), Query(ge=1, le=MOST_HITS)] = USUAL_HITS,
) -> Response:
    """Return what goes by ``text``, each hit with its reason, as far as the role may see."""
    return await _search(request, running, viewer, SearchQuestion(text=text, limit=limit))


@router.post(
    "",
    summary=_SUMMARY,
    operation_id="search_privately",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={
        200: {"model": SearchAnswer},
        **problem_responses(400, 413, 415, *STATUSES),
    },
    openapi_extra=takes(SearchQuestion),
)
async def search_privately(
    request: Request, running: ServicesDependency, viewer: ViewerDependency
) -> Response:
    """Return the same, with the text in the body: a proxy on the way may log addresses."""
    return await _search(request, running, viewer, await read_question(request, SearchQuestion))


async def _search(
    request: Request, running: Services, viewer: Viewer, question: SearchQuestion
) -> Response:
    return await in_turn(request, running, partial(_found, running, viewer, question))


def _found(running: Services, viewer: Viewer, question: SearchQuestion) -> Response:
    key = running.home.pseudonym_key()
    lookup = Lookup(running.graph, viewer, running.limits.seconds, key)
    document = find(question.text, lookup, question.limit).as_document()
    return json_answer(SearchAnswer, document)
