"""The routes of the latest release of safe tables: its recipe, and its files."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.concurrency import run_in_threadpool

from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.json_answers import json_answer
from trama.api.problems import problem_responses
from trama.bank.public_answer import latest_document
from trama.bank.released import latest
from trama.schemas.bank_models import ReleaseAnswer

router = APIRouter(prefix="/releases", tags=["bank"])
_FILES: dict[int | str, dict[str, object]] = {
    200: {
        "description": "El archivo / The file",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/latest",
    summary="La última publicación de tablas seguras / The latest release of safe tables",
    operation_id="latest_release",
    response_class=Response,
    responses={200: {"model": ReleaseAnswer}, **problem_responses(401, 404)},
)
async def latest_release(running: ServicesDependency, _viewer: ViewerDependency) -> Response:
    """Return the recipe, the tables and the files of the latest release; for every role."""
    return await run_in_threadpool(
        lambda: json_answer(ReleaseAnswer, latest_document(latest(running.home)))
    )


@router.get(
    "/latest/{file}",
    summary="Un archivo de la última publicación / A file of the latest release",
    operation_id="latest_release_file",
    response_class=Response,
    responses={**_FILES, **problem_responses(401, 404)},
)
async def latest_release_file(
    running: ServicesDependency,
    _viewer: ViewerDependency,
    file: Annotated[str, Path(max_length=100, examples=["dcat.jsonld"])],
) -> Response:
    """Return a file as it was published: a table, the codebook, README, manifest.json, DCAT."""
    content, media = await run_in_threadpool(lambda: latest(running.home).file(file))
    return Response(content, media_type=media)
