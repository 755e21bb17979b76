"""The routes of the system: where to begin, health, readiness, OpenAPI, and the vocabulary."""

from typing import Any

from fastapi import APIRouter, Request, Response

from trama.api.caller import ViewerDependency
from trama.api.json_answers import json_answer
from trama.api.openapi import describe
from trama.api.problems import problem_responses
from trama.api.work import Readiness
from trama.drawings.ontology_words import words_for
from trama.schemas.vocabulary_models import VocabularyAnswer

open_router = APIRouter(tags=["system"])
router = APIRouter(tags=["system"])

ENTRANCE = {
    "name": "Trama",
    "api": "/api/v1",
    "openapi": "/api/v1/openapi.json",
    "queries": "/api/v1/queries",
    "live": "/api/v1/health/live",
    "ready": "/api/v1/health/ready",
    "es": "La API pide un token (Authorization: Bearer …). Qué se puede preguntar: openapi.",
    "en": "The API asks for a token (Authorization: Bearer …). What can be asked: openapi.",
}


async def entrance() -> dict[str, str]:
    """Return the addresses of the API. Needs no token and shows no data."""
    return ENTRANCE


@open_router.get(
    "/health/live", summary="¿Vive el proceso? / Is the process alive?", operation_id="live"
)
async def live() -> dict[str, str]:
    """Answer as soon as the process serves, without asking the graph. Needs no token."""
    return {"status": "live"}


@open_router.get(
    "/health/ready",
    summary="¿Responde el grafo? / Does the graph answer?",
    operation_id="ready",
    responses=problem_responses(503),
)
async def ready(request: Request) -> dict[str, str]:
    """Answer if the graph answers, else 503 within seconds. Needs no token and shows no data."""
    readiness = request.app.state.readiness
    assert isinstance(readiness, Readiness)  # noqa: S101 - set by create_app, nowhere else
    await readiness.check()
    return {"status": "ready"}


@router.get(
    "/openapi.json",
    summary="Descripción OpenAPI / OpenAPI description",
    operation_id="openapi",
)
def openapi(request: Request) -> dict[str, Any]:
    """Return the description of every route, for other systems and their generators."""
    return describe(request.app)


@router.get(
    "/vocabulary",
    summary="Las palabras de la ontología / The words of the ontology",
    operation_id="vocabulary",
    response_class=Response,
    responses={200: {"model": VocabularyAnswer}},
)
async def words(viewer: ViewerDependency) -> Response:
    """Return what nodes, relationships, properties and codes are called, as the role may see."""
    return json_answer(VocabularyAnswer, words_for(viewer))
