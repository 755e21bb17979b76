"""The route of recommendations: places for prevention and checks, and who can act there."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BeforeValidator

from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.json_answers import json_answer
from trama.api.problems import language_of, problem_responses
from trama.api.questions import whole_number
from trama.api.work import in_turn
from trama.cypher.parameter_text import LONGEST_TEXT
from trama.queries.lookups.lookup import Lookup
from trama.schemas.prevention_models import RecommendationsAnswer

router = APIRouter(prefix="/recommendations", tags=["recommendations"])
_MOST_DRAWS = 2_000  # of a route: a command may take more

Whole = BeforeValidator(whole_number)
Words = Annotated[str | None, Query(max_length=LONGEST_TEXT)]


@router.get(
    "",
    summary="Dónde poner prevención y controles / Where to put prevention and checks",
    operation_id="recommendations",
    response_class=Response,
    responses={
        200: {"model": RecommendationsAnswer},
        **problem_responses(401, 403, 404, 409, 422, 429, 503, 504),
    },
)
async def recommendations(  # noqa: PLR0913 - the parameters of a route
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    *,
    level: Literal["department", "province", "district"] | None = None,
    role: Literal["any", "origin", "transit", "destination"] = "any",
    within: Words = None,
    since: Words = None,
    until: Words = None,
    most: Annotated[int, Whole, Query(ge=1, le=50)] = 5,
    draws: Annotated[int, Whole, Query(ge=100, le=_MOST_DRAWS)] = 1_000,
    seed: Annotated[int, Whole, Query(ge=0, le=2**31)] = 2017,
) -> Response:
    """Return ranked places with their uncertainty, places for checks, and tasks with sources."""
    given: dict[str, object] = {"level": level, "role": role, "within": within}
    given |= {"since": since, "until": until, "most": most, "draws": draws, "seed": seed}
    language = language_of(request)

    def work() -> Response:
        from trama.prevention.needed_libraries import require_extra  # noqa: PLC0415 - an extra

        require_extra()
        from trama.prevention.question import read_question  # noqa: PLC0415 - an extra
        from trama.prevention.recommending import recommend  # noqa: PLC0415 - an extra

        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        document = recommend(read_question(given, lookup), lookup, language)
        return json_answer(RecommendationsAnswer, document)

    return await in_turn(request, running, work, heavy=True, goes_on=True)
