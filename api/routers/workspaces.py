"""The routes of workspaces: list, store, open, share, compare and merge investigations."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel

from trama.access.policy import Viewer
from trama.access.tokens import Token
from trama.api.answer_formats import JSON
from trama.api.caller import ServicesDependency, caller
from trama.api.openapi import takes
from trama.api.problems import problem_responses
from trama.api.questions import read_question
from trama.api.services import Services
from trama.api.work import in_turn
from trama.core.safe_cells import visible
from trama.schemas.workspace_models import (
    LONGEST_ID,
    ComparisonAnswer,
    GrantsAnswer,
    GrantsSent,
    LogAnswer,
    ReadersAnswer,
    WorkspaceAnswer,
    WorkspaceList,
    WorkspaceMade,
    WorkspaceMerge,
    WorkspaceSaved,
)
from trama.workspaces.actor import Actor
from trama.workspaces.room import MOST_BYTES
from trama.workspaces.two_workspaces import compare, merge
from trama.workspaces.workspace_documents import heading_document, log_document, opened_document
from trama.workspaces.workspace_files import Grant
from trama.workspaces.workspace_store import Opened, WorkspaceStore

log = logging.getLogger(__name__)

router = APIRouter(prefix="/workspaces", tags=["workspaces"])
_STATUSES = (401, 403, 404, 422, 429, 503, 504)
_SENT = (400, 413, 415)

WorkspaceId = Annotated[
    str,
    Path(
        alias="workspace",
        min_length=1,
        max_length=LONGEST_ID,
        description="Espacio de trabajo / Workspace",
        examples=["W-3K7QXW5YBD2L6TFAHJ4NRSVU"],
    ),
]


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspaces of the home, and who asks about them in a request."""

    request: Request
    running: Services
    store: WorkspaceStore
    actor: Actor

    async def told(
        self, model: type[BaseModel], work: Callable[[], dict[str, Any]], status: int = 200
    ) -> Response:
        """Return what the work gives, as a model; a change is finished though nobody waits."""

        def told() -> Response:
            content = model.model_validate(work()).model_dump_json()
            return Response(content, status, media_type=JSON)

        goes_on = self.request.method != "GET"
        return await in_turn(self.request, self.running, told, goes_on=goes_on)

    def opened(self, found: Opened) -> dict[str, Any]:
        """Return an open workspace as the caller may have it."""
        return opened_document(found, self.actor, self.store.names())


async def _desk(
    request: Request, running: ServicesDependency, token: Annotated[Token, Depends(caller)]
) -> Desk:
    """Return the desk of a caller whose role explores: before the body of a stranger is read.

    Raises:
        AccessDenied: the role keeps no workspaces.
    """
    viewer = Viewer(token.role)
    viewer.admit_explorer()
    store = WorkspaceStore(running.home, running.tokens)
    return Desk(request, running, store, running.actor(token.owner, viewer))


DeskDependency = Annotated[Desk, Depends(_desk)]


def _answers(model: type[BaseModel], status: int = 200, *more: int) -> dict[str, Any]:
    """Return what a route that answers with a model declares."""
    return {
        "status_code": status,
        "response_class": Response,
        "responses": {status: {"model": model}, **problem_responses(*_STATUSES, *more)},
    }


@router.get(
    "",
    summary="Lista los espacios de trabajo / Lists the workspaces",
    operation_id="list_workspaces",
    **_answers(WorkspaceList),
)
async def list_(desk: DeskDependency) -> Response:
    """Return the workspaces that the caller may read, the latest first."""

    def work() -> dict[str, Any]:
        headings, broken = desk.store.all(desk.actor)
        for error in broken:
            log.error("%s: %s", error.code, visible(str(error)))  # it names the file
        names = desk.store.names()
        return {"workspaces": [heading_document(one, desk.actor, names) for one in headings]}

    return await desk.told(WorkspaceList, work)


@router.post(
    "",
    summary="Guarda un espacio de trabajo nuevo / Stores a new workspace",
    operation_id="create_workspace",
    openapi_extra=takes(WorkspaceMade),
    **_answers(WorkspaceAnswer, 201, *_SENT),
)
async def create(desk: DeskDependency) -> Response:
    """Store an investigation as a workspace of the caller's own."""
    sent = await read_question(desk.request, WorkspaceMade, MOST_BYTES)

    def work() -> dict[str, Any]:
        made = desk.store.create(desk.actor, sent.title, sent.investigation)
        return desk.opened(made)

    return await desk.told(WorkspaceAnswer, work, 201)


@router.get(
    "/readers",
    summary="A quién se le puede dar / To whom a workspace can be granted",
    operation_id="workspace_readers",
    **_answers(ReadersAnswer),
)
async def readers(desk: DeskDependency) -> Response:
    """Return the others whose role explores."""

    def work() -> dict[str, Any]:
        return {"readers": [asdict(reader) for reader in desk.store.readers(desk.actor)]}

    return await desk.told(ReadersAnswer, work)


@router.get(
    "/{workspace}",
    summary="Abre un espacio de trabajo / Opens a workspace",
    operation_id="open_workspace",
    **_answers(WorkspaceAnswer),
)
async def open_(desk: DeskDependency, workspace: WorkspaceId) -> Response:
    """Return a workspace as the role may have it; its log notes who opened it."""

    def work() -> dict[str, Any]:
        return desk.opened(desk.store.open(desk.actor, workspace))

    return await desk.told(WorkspaceAnswer, work)


@router.put(
    "/{workspace}",
    summary="Guarda un espacio de trabajo / Saves a workspace",
    operation_id="save_workspace",
    openapi_extra=takes(WorkspaceSaved),
    **_answers(WorkspaceAnswer, 200, 409, *_SENT),
)
async def save(desk: DeskDependency, workspace: WorkspaceId) -> Response:
    """Store an investigation in place of the revision that was opened; 409 if there is a newer."""
    sent = await read_question(desk.request, WorkspaceSaved, MOST_BYTES)

    def work() -> dict[str, Any]:
        saved = desk.store.save(
            desk.actor, workspace, sent.title, sent.investigation, sent.revision
        )
        return desk.opened(saved)

    return await desk.told(WorkspaceAnswer, work)


@router.delete(
    "/{workspace}",
    summary="Borra un espacio de trabajo / Deletes a workspace",
    operation_id="delete_workspace",
    status_code=204,
    response_class=Response,
    responses=problem_responses(*_STATUSES),
)
async def delete(desk: DeskDependency, workspace: WorkspaceId) -> Response:
    """Delete a workspace of the caller's own; its log stays in the home folder."""
    await in_turn(
        desk.request, desk.running, partial(desk.store.remove, desk.actor, workspace), goes_on=True
    )
    return Response(status_code=204)


@router.get(
    "/{workspace}/grants",
    summary="Con quién se comparte / With whom a workspace is shared",
    operation_id="workspace_grants",
    **_answers(GrantsAnswer),
)
async def grants(desk: DeskDependency, workspace: WorkspaceId) -> Response:
    """Return who else may read or write a workspace of the caller's own."""

    def work() -> dict[str, Any]:
        return _grants_document(desk.store.grants(desk.actor, workspace))

    return await desk.told(GrantsAnswer, work)


@router.put(
    "/{workspace}/grants",
    summary="Comparte un espacio de trabajo / Shares a workspace",
    operation_id="grant_workspace",
    openapi_extra=takes(GrantsSent),
    **_answers(GrantsAnswer, 200, *_SENT),
)
async def grant(desk: DeskDependency, workspace: WorkspaceId) -> Response:
    """Grant a workspace to these tokens and to no others."""
    sent = await read_question(desk.request, GrantsSent)
    wanted = [Grant(token=one.token, may=one.may) for one in sent.grants]

    def work() -> dict[str, Any]:
        return _grants_document(desk.store.grant(desk.actor, workspace, wanted))

    return await desk.told(GrantsAnswer, work)


@router.get(
    "/{workspace}/log",
    summary="Qué se hizo con él / What was done with a workspace",
    operation_id="workspace_log",
    **_answers(LogAnswer),
)
async def log_(desk: DeskDependency, workspace: WorkspaceId) -> Response:
    """Return who did what and when, without any value."""

    def work() -> dict[str, Any]:
        return log_document(*desk.store.log(desk.actor, workspace), desk.store.names())

    return await desk.told(LogAnswer, work)


@router.get(
    "/{workspace}/comparison",
    summary="Compara dos espacios de trabajo / Compares two workspaces",
    operation_id="compare_workspaces",
    **_answers(ComparisonAnswer),
)
async def comparison(
    desk: DeskDependency,
    workspace: WorkspaceId,
    *,
    other: Annotated[str, Query(min_length=1, max_length=LONGEST_ID)],
) -> Response:
    """Return what both have, what one has, and notes that differ, as the role may have them."""

    def work() -> dict[str, Any]:
        return compare(desk.store, desk.actor, workspace, other).document()

    return await desk.told(ComparisonAnswer, work)


@router.post(
    "/{workspace}/merge",
    summary="Combina dos espacios de trabajo / Merges two workspaces",
    operation_id="merge_workspaces",
    openapi_extra=takes(WorkspaceMerge),
    **_answers(WorkspaceAnswer, 201, *_SENT),
)
async def merge_(desk: DeskDependency, workspace: WorkspaceId) -> Response:
    """Store what both hold, as far as the role may have it, as a new workspace of the caller."""
    sent = await read_question(desk.request, WorkspaceMerge)

    def work() -> dict[str, Any]:
        made = merge(desk.store, desk.actor, workspace, sent.other, sent.title)
        return desk.opened(made)

    return await desk.told(WorkspaceAnswer, work, 201)


def _grants_document(found: Iterable[Grant]) -> dict[str, Any]:
    return {"grants": [one.model_dump() for one in found]}
