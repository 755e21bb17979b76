"""The routes of the quality of the register: the units, and the letter to each.

They answer from the survey that `trama quality` keeps: to read all records takes minutes. No
answer has a name of a person, a number of a case, a value of a cell, or a row.
"""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from trama.access.policy import Viewer
from trama.api.answer_formats import JSON
from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.problems import problem_responses
from trama.api.questions import check_query_string
from trama.api.services import Services
from trama.api.work import in_turn
from trama.core.errors import UnknownName
from trama.core.question_errors import SurveyMissing
from trama.quality.kept_survey import kept_survey
from trama.quality.letter import letter
from trama.quality.letter_document import document, unit_rows
from trama.quality.shown_units import shown_to
from trama.quality.survey import Survey
from trama.queries.lookups.state import graph_state
from trama.schemas.quality_models import UnitLetter, UnitList

router = APIRouter(prefix="/quality", tags=["quality"], dependencies=[Depends(check_query_string)])
_STATUSES = (401, 403, 404, 409, 422, 429, 503, 504)
_MONTH = "^[12][0-9]{3}-(0[1-9]|1[0-2])$"

Month = Annotated[str, Query(pattern=_MONTH, examples=["2024-03"])]
UnitName = Annotated[str, Path(max_length=300, examples=["DEPINTRAP LIMA (SINTETICO)"])]


@router.get(
    "/units",
    summary="Dependencias que registran / Units that register",
    operation_id="list_quality_units",
    response_class=Response,
    responses={200: {"model": UnitList}, **problem_responses(*_STATUSES)},
)
async def units(
    request: Request, running: ServicesDependency, viewer: ViewerDependency
) -> Response:
    """Return the units with the number of their cases, and of those with something to mend."""
    viewer.admit_explorer()

    def work() -> Response:
        survey, outdated = _survey(running, viewer)
        told = {"units": unit_rows(survey), "state": survey.state, "outdated": outdated}
        return Response(json.dumps(told, ensure_ascii=False), media_type=JSON)

    return await in_turn(request, running, work)


@router.get(
    "/units/{unit}",
    summary="Qué registró mal una dependencia / What a unit entered wrong",
    operation_id="read_quality_letter",
    response_class=Response,
    responses={200: {"model": UnitLetter}, **problem_responses(*_STATUSES)},
)
async def of_unit(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    unit: UnitName,
    since: Month | None = None,
    until: Month | None = None,
) -> Response:
    """Return the findings of a unit, how to mend them, its trend, and the median of the units."""
    viewer.admit_explorer()

    def work() -> Response:
        survey, outdated = _survey(running, viewer)
        told = letter(survey, survey.unit(unit), since or "", until or "")
        if told is None:
            raise UnknownName(
                kind=("dependencia con casos en el periodo", "unit with cases in the period"),
                name=unit,
            )
        sent = {**document(told), "outdated": outdated}
        return Response(json.dumps(sent, ensure_ascii=False), media_type=JSON)

    return await in_turn(request, running, work)


def _survey(running: Services, viewer: Viewer) -> tuple[Survey, bool]:
    """Return the kept survey as the viewer may read it, and whether the graph has changed since.

    Raises:
        SurveyMissing: none is kept.
    """
    survey = kept_survey(running.home)
    if survey is None:
        raise SurveyMissing
    key = running.home.pseudonym_key()
    shown = shown_to(survey, running.graph, viewer, running.limits, key)
    return shown, survey.state != graph_state(running.graph, running.limits.seconds)
