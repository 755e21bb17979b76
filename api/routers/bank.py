"""The routes of the databank: its cells, and why cells changed since a day."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from trama.access.policy import Role
from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.json_answers import json_answer
from trama.api.problems import language_of, problem_responses
from trama.api.work import in_turn
from trama.bank.bank_answer import ask, changes_document, cube_document
from trama.bank.cube import Question, question_of
from trama.bank.keeper import Keeper
from trama.bank.public_answer import public_document
from trama.bank.released import latest
from trama.schemas.bank_models import LONGEST_CONDITIONS, LONGEST_WORDS, BankAnswer, BankChanges

router = APIRouter(prefix="/bank", tags=["bank"])
_STATUSES = (401, 403, 404, 422, 429, 503, 504)
Word = Query(max_length=LONGEST_WORDS)
Day = Query(max_length=10, examples=["2024-12-31"])


async def _asked(
    *,
    by: Annotated[str, Query(max_length=LONGEST_WORDS, examples=["birth,year"])] = "year",
    level: Annotated[str, Word] = "department",
    unit: Annotated[str, Word] = "person",
    where: Annotated[
        str, Query(max_length=LONGEST_CONDITIONS, examples=["sex=F;birth=Cusco"])
    ] = "",
    as_of: Annotated[str | None, Day] = None,
) -> Question:
    return question_of(by, level, unit, [where], as_of)


Asked = Annotated[Question, Depends(_asked)]


@router.get(
    "",
    summary="Las celdas del banco de víctimas / The cells of the databank of victims",
    operation_id="bank",
    response_class=Response,
    responses={200: {"model": BankAnswer}, **problem_responses(*_STATUSES)},
)
async def bank(
    request: Request, running: ServicesDependency, viewer: ViewerDependency, asked: Asked
) -> Response:
    """Return the cells: victims by dimensions, at a level, in a unit of count.

    The public reads those of the latest release.
    """
    language = language_of(request)
    if viewer.role is Role.PUBLIC:
        return await run_in_threadpool(
            lambda: json_answer(BankAnswer, public_document(asked, latest(running.home), language))
        )
    keeper: Keeper = request.app.state.bank

    def work() -> Response:
        cube = ask(running.graph, asked, viewer, keeper)
        return json_answer(BankAnswer, cube_document(cube, language))

    return await in_turn(request, running, work, heavy=True, goes_on=True)


@router.get(
    "/changes",
    summary="Qué celdas cambiaron, y por qué / The cells that changed, and why",
    operation_id="bank_changes",
    response_class=Response,
    responses={200: {"model": BankChanges}, **problem_responses(*_STATUSES)},
)
async def changes(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    asked: Asked,
    *,
    since: Annotated[str, Day],
) -> Response:
    """Return each cell that changed since a day, with its causes: before + causes = after."""
    viewer.admit_counts()
    language = language_of(request)

    def work() -> Response:
        return json_answer(
            BankChanges, changes_document(running.graph, asked, since, viewer, language)
        )

    return await in_turn(request, running, work, heavy=True)
