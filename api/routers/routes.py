"""The routes of the route language: ask for a pattern, have it explained, complete it."""

from dataclasses import asdict
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from trama.access.policy import Viewer
from trama.api.answer_formats import JSON, media_types
from trama.api.answering import accepted_type, as_response
from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.cursors import Pages
from trama.api.json_answers import json_answer
from trama.api.openapi import schema_of, takes
from trama.api.problems import language_of, problem_responses
from trama.api.questions import check_query_string, read_question
from trama.api.services import Services
from trama.api.work import in_turn
from trama.graph.records import digest
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.state import graph_state
from trama.routes.answer import Asked, find_routes, route_query, understand
from trama.routes.language.completions import completions
from trama.routes.language.pattern import surveys
from trama.routes.language.sentence import explanation
from trama.routes.language.written import LONGEST_ROUTE, read_written
from trama.schemas.route_models import (
    EXAMPLE,
    RouteCompletion,
    RouteExplanation,
    RouteQuestion,
    route_answer_model,
)

router = APIRouter(prefix="/routes", tags=["routes"])
_STATUSES = (401, 403, 422, 429, 503, 504)
_ANSWER = {"$ref": f"#/components/schemas/{route_answer_model().__name__}"}

_Route = Annotated[str, Query(max_length=LONGEST_ROUTE, examples=[EXAMPLE])]


@router.post(
    "",
    summary="Busca rutas por un patrón / Finds routes by a pattern",
    operation_id="find_routes",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={
        200: {
            "model": route_answer_model(),
            "content": {
                kind: {"schema": schema_of(kind, _ANSWER)}
                for kind in media_types(route_query())
                if kind != JSON
            },
        },
        **problem_responses(400, 406, 409, 413, 415, *_STATUSES),
    },
    openapi_extra=takes(RouteQuestion),
)
async def find(request: Request, running: ServicesDependency, viewer: ViewerDependency) -> Response:
    """Return each distinct route of a pattern: cases, victims, dates, and who attests it."""
    asked = await read_question(request, RouteQuestion)
    media_type = accepted_type(request, route_query())
    heavy = surveys(read_written(asked.parameters.route))
    work = partial(_found, asked, running, viewer, media_type)
    return await in_turn(request, running, work, heavy=heavy)


def _found(asked: RouteQuestion, running: Services, viewer: Viewer, media_type: str) -> Response:
    wanted = asked.parameters
    given = wanted.model_dump(include={"level", "limit"}, exclude_unset=True)
    question = Asked(wanted.route, given, wanted.patterns, wanted.new_since)
    lookup = Lookup(running.graph, viewer, running.limits.seconds)
    # The state is read first: a transaction that is committed in between makes the next page old.
    state = graph_state(running.graph, running.limits.seconds)
    asking = digest(route_query().name, viewer.role, wanted.model_dump_json())
    pages = Pages(running.home.pseudonym_key(), state, asking)
    skip = pages.skip(asked.cursor)
    found = find_routes(question, lookup, running.limits.rows, skip)
    end = skip + min(wanted.limit, running.limits.rows)
    following = pages.after(end, end + found.truncated)
    return as_response(route_query(), found, media_type, lookup, following)


@router.get(
    "/explanation",
    summary="Dice qué busca un patrón / Says what a pattern searches",
    operation_id="explain_route",
    response_class=Response,
    responses={200: {"model": RouteExplanation}, **problem_responses(*_STATUSES)},
)
async def explain(
    request: Request, running: ServicesDependency, viewer: ViewerDependency, route: _Route
) -> Response:
    """Return the sentences of a pattern, or its mistake with its column. Nothing is searched."""

    def work() -> Response:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        return json_answer(RouteExplanation, explanation(understand(route, lookup)))

    return await in_turn(request, running, work)


@router.get(
    "/completions",
    summary="Lo que puede seguir en un patrón / What may follow in a pattern",
    operation_id="complete_route",
)
def complete(request: Request, route: _Route = "") -> list[RouteCompletion]:
    """Return words of the ontology and places that may stand at the end of an unfinished route."""
    found = completions(route, language_of(request))
    return [RouteCompletion.model_validate(asdict(one)) for one in found]
