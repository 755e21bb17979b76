"""The routes of judgements: list, store or take back, export. The policy says who may judge."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BeforeValidator

from trama.access.policy import Viewer
from trama.access.tokens import Token
from trama.api.caller import ServicesDependency, ViewerDependency, caller
from trama.api.json_answers import json_answer
from trama.api.openapi import takes
from trama.api.problems import problem_responses
from trama.api.questions import check_query_string, read_question, whole_number
from trama.api.services import Services
from trama.api.work import in_turn
from trama.queries.lookups.lookup import Lookup
from trama.review.deciding import Beside, decide
from trama.review.judgement_export import judgements_csv
from trama.review.listing import MOST, USUAL, list_judgements
from trama.schemas.judgement_models import (
    LONGEST_END,
    JudgementListAnswer,
    JudgementMade,
    JudgementStored,
)

router = APIRouter(prefix="/judgements", tags=["judgements"])
_STATUSES = (401, 403, 404, 422, 429, 503, 504)
_CSV = "text/csv"


@router.get(
    "",
    summary="Lista los juicios de identidad / Lists the judgements of identity",
    operation_id="list_judgements",
    response_class=Response,
    responses={200: {"model": JudgementListAnswer}, **problem_responses(*_STATUSES)},
)
async def list_(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    of: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=LONGEST_END,
            description="R-…, P-…, X-… o un caso / or a case",
            examples=["RETA:SINT-2017-000123"],
        ),
    ] = None,
    *,
    contradictions: bool = False,
    limit: Annotated[int, BeforeValidator(whole_number), Query(ge=1, le=MOST)] = USUAL,
) -> Response:
    """Return the judgements, the latest first, as far as the role may see."""

    def work() -> Response:
        key = running.home.pseudonym_key()
        lookup = Lookup(running.graph, viewer, running.limits.seconds, key)
        found = list_judgements(lookup, of, contradictions=contradictions, limit=limit)
        return json_answer(JudgementListAnswer, found.document())

    return await in_turn(request, running, work)


@router.post(
    "",
    summary="Juzga un par o retira un juicio / Judges a pair or takes a judgement back",
    operation_id="judge",
    dependencies=[Depends(check_query_string)],
    response_class=Response,
    responses={
        200: {"model": JudgementStored},
        **problem_responses(400, 409, 413, 415, *_STATUSES),
    },
    openapi_extra=takes(JudgementMade),
)
async def judge_(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    token: Annotated[Token, Depends(caller)],
) -> Response:
    """Store a judgement by the name of the token, and derive its cases anew."""
    viewer.admit_judge()  # before the body of a stranger is read
    made = await read_question(request, JudgementMade)
    store = partial(_stored, running, viewer, token, made)
    return await in_turn(request, running, store, goes_on=True)


def _stored(running: Services, viewer: Viewer, token: Token, made: JudgementMade) -> Response:
    decided = decide(
        (made.one, made.other),
        made.verdict,
        Lookup(running.graph, viewer, running.limits.seconds),
        running.home,
        by=token.name or token.id,
        beside=Beside(made.why, made.seen, made.blind),
    )
    return json_answer(JudgementStored, decided.document())


@router.get(
    "/export",
    summary="Exporta los juicios / Exports the judgements",
    operation_id="export_judgements",
    response_class=Response,
    responses={
        200: {"description": "CSV", "content": {_CSV: {"schema": {"type": "string"}}}},
        **problem_responses(*_STATUSES),
    },
)
async def export(
    request: Request, running: ServicesDependency, viewer: ViewerDependency
) -> Response:
    """Return every judgement as the CSV that `trama review import` reads."""

    def work() -> Response:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        key = running.home.pseudonym_key()
        return Response(judgements_csv(lookup, key), media_type=_CSV)

    return await in_turn(request, running, work, heavy=True)
