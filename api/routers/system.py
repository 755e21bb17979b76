"""The routes of the system: health, readiness, and the OpenAPI description."""

from typing import Any

from fastapi import APIRouter, Request

from trama.api.caller import ServicesDependency
from trama.api.openapi import describe
from trama.core.errors import EngineUnavailable

open_router = APIRouter(prefix="/health", tags=["system"])
router = APIRouter(tags=["system"])


@open_router.get("/live", summary="¿Vive el proceso? / Is the process alive?")
def live() -> dict[str, str]:
    """Answer as soon as the process serves, without asking the graph. Needs no token."""
    return {"status": "live"}


@open_router.get("/ready", summary="¿Responde el grafo? / Does the graph answer?")
def ready(running: ServicesDependency) -> dict[str, str]:
    """Answer if the graph answers, else 503. Needs no token and shows no data."""
    answer = running.graph.read("RETURN 1 AS one", {}, seconds=5, rows=1)
    if answer.rows != [{"one": 1}]:
        raise EngineUnavailable(where="-", why_es="respuesta extraña", why_en="odd answer")
    return {"status": "ready"}


@router.get("/openapi.json", summary="Descripción OpenAPI / OpenAPI description")
def openapi(request: Request) -> dict[str, Any]:
    """Return the description of every route, for other systems and their generators."""
    return describe(request.app)
