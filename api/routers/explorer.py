"""The routes of the explorer's page and files. They need no token and show no data."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from trama.api.accepting import preferred
from trama.api.built_files import MISSING, PAGE, PAGE_HEADERS, BuiltFile, built_file, shipped_folder
from trama.api.routers.system import ENTRANCE

router = APIRouter(tags=["explorer"])

_JSON, _HTML = "application/json", "text/html"
_VARY = {"Vary": "Accept"}


@router.get(
    "/",
    summary="El explorador, o las direcciones de la API / The explorer, or the API's addresses",
    operation_id="entrance",
    response_class=JSONResponse,
    responses={200: {"content": {_HTML: {"schema": {"type": "string"}}}}},
)
async def entrance(request: Request) -> Response:
    """Return the explorer's page to a browser, and the addresses of the API to others.

    Needs no token and shows no data.
    """
    accepted = ",".join(request.headers.getlist("accept")) or "*/*"
    if preferred(accepted, (_JSON, _HTML)) != _HTML:
        return JSONResponse(ENTRANCE, headers=_VARY)
    page = await run_in_threadpool(built_file, shipped_folder(), PAGE)
    if page is None:
        return Response(MISSING, 503, {**PAGE_HEADERS, **_VARY}, media_type=_HTML)
    return _sent(request, page, _VARY)


@router.get(
    "/explorer/{name:path}",
    summary="Un archivo del explorador / A file of the explorer",
    operation_id="explorer_file",
    response_class=Response,
    responses={
        200: {
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            }
        }
    },
)
async def file(
    request: Request, name: Annotated[str, Path(max_length=200, examples=["places/districts.json"])]
) -> Response:
    """Return a built file; those with a hash in the name may be kept for ever."""
    found = await run_in_threadpool(built_file, shipped_folder(), name)
    if found is None:
        raise HTTPException(404)
    return _sent(request, found, {})


def _sent(request: Request, found: BuiltFile, more: dict[str, str]) -> Response:
    tag = found.tag
    headers = {**PAGE_HEADERS, **more, "Cache-Control": found.cache, "ETag": tag}
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(found.content, 200, headers, media_type=found.media_type)
