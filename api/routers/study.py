"""The route of the risk study: of the open data for every role, of the graph for analysts."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BeforeValidator

from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.json_answers import json_answer
from trama.api.problems import problem_responses
from trama.api.questions import whole_number
from trama.api.work import in_turn
from trama.queries.lookups.synthetic import holds_synthetic_cases
from trama.schemas.study_models import StudyAnswer

router = APIRouter(prefix="/study", tags=["study"])

_SECONDS = 180.0  # some ten on two idle cores: computing, which no engine's limit ends

Year = Annotated[int | None, BeforeValidator(whole_number), Query(ge=1990, le=2100)]


@router.get(
    "",
    summary="El estudio de riesgo por lugar, con su recibo / The risk study by place",
    operation_id="study",
    response_class=Response,
    responses={
        200: {"model": StudyAnswer},
        **problem_responses(401, 403, 404, 422, 429, 503, 504),
    },
)
async def study(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    *,
    source: Literal["open-data", "graph"] = "open-data",
    since: Year = None,
    until: Year = None,
) -> Response:
    """Return rates, zones, factors and their sensitivity, as `trama study` writes them.

    The study of a graph tells places with ten victims or more, rounded down to tens.
    """
    if source == "graph":
        viewer.admit_link()

    def work() -> Response:
        from trama.study.study_extra import require_extra  # noqa: PLC0415 - an extra

        require_extra()
        from trama.study.asking import graph_document, open_data_document  # noqa: PLC0415
        from trama.study.source import years_of  # noqa: PLC0415 - an extra

        years = years_of(since, until)
        if source == "open-data":
            return json_answer(StudyAnswer, open_data_document(years))
        invented = holds_synthetic_cases(running.graph, running.limits.seconds)
        ask = running.graph.stream
        document = graph_document(lambda text, given: ask(text, **given), years, invented=invented)
        return json_answer(StudyAnswer, document)

    return await in_turn(request, running, work, heavy=True, goes_on=True, seconds=_SECONDS)
