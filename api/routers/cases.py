"""A case: what is known of it in time, its route, each through its saved query."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from trama.api.access import ServicesDependency, ViewerDependency
from trama.api.problems import problem_responses
from trama.api.services import Services
from trama.queries.redaction import Viewer
from trama.queries.run import run

router = APIRouter(prefix="/cases", tags=["cases"], responses=problem_responses(401, 403, 404))

Case = Annotated[
    str,
    Path(
        max_length=200,
        description="Número de registro RETA, de carpeta fiscal, o identificador del caso",
        examples=["SINT-2017-000123", "3106014505-2018-123-0"],
    ),
]


@router.get("/{case}", summary="El caso en el tiempo / The case in time")
def timeline(case: Case, running: ServicesDependency, viewer: ViewerDependency) -> dict[str, Any]:
    """Returns what is dated in the case, in order (saved query ``case_timeline``)."""
    return _ask("case_timeline", case, running, viewer)


@router.get("/{case}/route", summary="La ruta del caso / The route of the case")
def route(case: Case, running: ServicesDependency, viewer: ViewerDependency) -> dict[str, Any]:
    """Returns the stages of each victim in the order lived (saved query ``route_of_case``)."""
    return _ask("route_of_case", case, running, viewer)


@router.get("/{case}/provisions", summary="Tipos penales por etapa / Provisions by stage")
def provisions(case: Case, running: ServicesDependency, viewer: ViewerDependency) -> dict[str, Any]:
    """Returns what each stage is typified as (saved query ``stage_provisions``)."""
    return _ask("stage_provisions", case, running, viewer)


def _ask(name: str, case: str, running: Services, viewer: Viewer) -> dict[str, Any]:
    query = running.catalog.get(name)
    return run(query, {"case": case}, running.graph, viewer, running.limits).as_document()
