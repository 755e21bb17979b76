"""The routes of a case: its timeline, its route, its provisions, each a saved query."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from trama.access.policy import Viewer
from trama.api.answer_schema import answers
from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.problems import problem_responses
from trama.api.services import Services
from trama.queries.catalog import catalog
from trama.queries.run import run

router = APIRouter(
    prefix="/cases", tags=["cases"], responses=problem_responses(401, 403, 404, 422, 503, 504)
)
TIMELINE, ROUTE, STAGES = "case_timeline", "route_of_case", "stage_provisions"

Case = Annotated[
    str,
    Path(
        max_length=200,
        description="Número de registro RETA, de carpeta fiscal, o identificador del caso",
        examples=["RETA:SINT-2017-000123", "SISTRA:3106014505-2018-123-0"],
    ),
]


@router.get(
    "/{case}",
    summary="El caso en el tiempo / The case in time",
    response_model=None,
    responses=answers(catalog().get(TIMELINE)),
)
def timeline(case: Case, running: ServicesDependency, viewer: ViewerDependency) -> dict[str, Any]:
    """Return the dated events of the case, in order (saved query ``case_timeline``)."""
    return _ask(TIMELINE, case, running, viewer)


@router.get(
    "/{case}/route",
    summary="La ruta del caso / The route of the case",
    response_model=None,
    responses=answers(catalog().get(ROUTE)),
)
def route(case: Case, running: ServicesDependency, viewer: ViewerDependency) -> dict[str, Any]:
    """Return the stages of each victim in the order lived (saved query ``route_of_case``)."""
    return _ask(ROUTE, case, running, viewer)


@router.get(
    "/{case}/stages",
    summary="Sus etapas, con su tipo penal / Its stages, with their provisions",
    response_model=None,
    responses=answers(catalog().get(STAGES)),
)
def stages(case: Case, running: ServicesDependency, viewer: ViewerDependency) -> dict[str, Any]:
    """Return each stage with its penal provisions (saved query ``stage_provisions``)."""
    return _ask(STAGES, case, running, viewer)


def _ask(name: str, case: str, running: Services, viewer: Viewer) -> dict[str, Any]:
    query = running.catalog.get(name)
    return run(query, {"case": case}, running.graph, viewer, running.limits).as_document()
