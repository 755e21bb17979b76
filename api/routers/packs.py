"""The routes of evidence: a signed pack of an investigation, its report alone, the public key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from trama.access.policy import Viewer
from trama.access.tokens import Token
from trama.api.answer_formats import JSON
from trama.api.caller import ServicesDependency, caller
from trama.api.openapi import takes
from trama.api.problems import problem_responses
from trama.api.questions import check_query_string, read_question
from trama.api.services import Services
from trama.api.work import in_turn
from trama.evidence.asking_again import Source
from trama.evidence.packing import Order, pack_of, pdf_bytes, report_alone
from trama.evidence.signing import fingerprint, public_pem, signing_key
from trama.reports.html_report import html_of
from trama.schemas.evidence_models import LARGEST_ORDER, EvidenceKey, EvidenceOrder
from trama.workspaces.as_seen import see
from trama.workspaces.workspace_store import WorkspaceStore

router = APIRouter(prefix="/evidence", tags=["evidence"])

QUESTIONS_OF_TIME = 10
"""Times as long as a question that a pack may take: it asks many, one after the other."""

_ZIP, _HTML, _PDF = "application/zip", "text/html; charset=utf-8", "application/pdf"
_BYTES = "application/octet-stream"
"""A second type of a zip: generators of clients know no other for a file of bytes."""

_STATUSES = (400, 401, 403, 404, 413, 415, 422, 429, 500, 503, 504)


def _file(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Return the description of an answer that is a file."""
    schema = {"type": "string", "format": "binary"}
    return {
        200: {
            "description": "El archivo / The file",
            "content": {kind.partition(";")[0]: {"schema": schema} for kind in kinds},
        }
    }


@dataclass(frozen=True, slots=True)
class _Made:
    """A file that was made: its name, which tells nothing of its content, and its bytes."""

    name: str
    content: bytes


@router.post(
    "",
    summary="Arma un paquete de evidencia firmado / Makes a signed evidence pack",
    operation_id="make_evidence",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={**_file(_ZIP, _BYTES), **problem_responses(*_STATUSES)},
    openapi_extra=takes(EvidenceOrder),
)
async def make(
    request: Request, running: ServicesDependency, token: Annotated[Token, Depends(caller)]
) -> Response:
    """Ask each question of an investigation again as the caller, and return all in a zip."""

    def packed(order: Order, source: Source) -> _Made:
        pack = pack_of(order, source, signing_key(running.home))
        return _Made(pack.file_name, pack.content)

    return await _made(request, running, token, packed, _ZIP)


@router.post(
    "/report",
    summary="Arma solo el informe / Makes the report alone",
    operation_id="make_report",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={**_file(_HTML, _PDF), **problem_responses(*_STATUSES)},
    openapi_extra=takes(EvidenceOrder),
)
async def report(
    request: Request,
    running: ServicesDependency,
    token: Annotated[Token, Depends(caller)],
    form: Annotated[Literal["html", "pdf"], Query(alias="as")] = "html",
) -> Response:
    """Ask each question of an investigation again as the caller, and return the report."""

    def reported(order: Order, source: Source) -> _Made:
        told = report_alone(order, source, signing_key(running.home))
        content = html_of(told) if form == "html" else pdf_bytes(told)
        return _Made(f"informe-{told.foot}.{form}", content)

    return await _made(request, running, token, reported, _HTML if form == "html" else _PDF)


@router.get(
    "/key",
    summary="La clave pública de las firmas / The public key of the signatures",
    operation_id="evidence_key",
    response_class=Response,
    responses={200: {"model": EvidenceKey}, **problem_responses(401, 422, 500)},
)
async def key(running: ServicesDependency) -> Response:
    """Return the key that checks this installation's packs; it is no secret."""
    public = signing_key(running.home).public_key()
    told = EvidenceKey(pem=public_pem(public).decode(), fingerprint=fingerprint(public))
    return Response(told.model_dump_json(), media_type=JSON)


async def _made(
    request: Request,
    running: Services,
    token: Token,
    make_: Callable[[Order, Source], _Made],
    media_type: str,
) -> Response:
    """Return the file that is made of the order in a request.

    Raises:
        AccessDenied: the role explores nothing. This is known before the order is read.
        TramaError: as :func:`trama.evidence.packing.pack_of`.
    """
    viewer = Viewer(token.role)
    viewer.admit_explorer()
    sent = await read_question(request, EvidenceOrder, LARGEST_ORDER)
    work = partial(_with_log, running, token, sent, make_)
    seconds = QUESTIONS_OF_TIME * running.limits.seconds
    made = await in_turn(request, running, work, heavy=True, seconds=seconds)
    headers = {
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(made.content, 200, headers, media_type=media_type)


def _with_log(
    running: Services,
    token: Token,
    sent: EvidenceOrder,
    make_: Callable[[Order, Source], _Made],
) -> _Made:
    """Return the file, and note in the log of the workspace that it was made.

    Raises:
        UnknownName: the caller may not read the workspace, or there is none.
    """
    viewer = Viewer(token.role)
    actor = running.actor(token.owner, viewer)
    store = WorkspaceStore(running.home, running.tokens)
    gone = 0
    if sent.workspace is not None:
        gone = see(store.stored(actor, sent.workspace).investigation, actor).gone
    order = Order(
        title=sent.title,
        investigation=sent.investigation,
        by=token.name or token.id,
        language=sent.language,
        workspace=sent.workspace,
        pictures=[(one.name, one.png) for one in sent.pictures],
        gone=gone,
    )
    own = running.own_folder(viewer)
    made = make_(order, Source(running.graph, viewer, running.limits, actor.key, own))
    if sent.workspace is not None:
        store.note(actor, sent.workspace, "exported")
    return made
