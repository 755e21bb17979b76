"""The routes of a review: the queue, one pair side by side, and how far two readers agree.

Only roles that may judge have them. A judgement itself is `POST /judgements`.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, BeforeValidator

from trama.access.tokens import Token
from trama.api.caller import ServicesDependency, ViewerDependency, caller
from trama.api.cursors import Pages
from trama.api.json_answers import json_answer
from trama.api.problems import language_of, problem_responses
from trama.api.questions import plain_number, whole_number
from trama.api.work import in_turn
from trama.core.errors import BadParameter
from trama.graph.records import Kind, digest
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.state import graph_state
from trama.review.agreements import agreement_by_kind, disagreements
from trama.review.blind_readings import USUAL_SHARE
from trama.review.pair_view import view_pair
from trama.review.review_queue import Ranking, ReviewQueue, SecondReadings, Wanted
from trama.schemas.judgement_models import LONGEST_END
from trama.schemas.query_models import LONGEST_CURSOR
from trama.schemas.review_models import (
    AgreementAnswer,
    DisagreementsAnswer,
    PairAnswer,
    QueueAnswer,
)

router = APIRouter(prefix="/judgements", tags=["judgements"])
_STATUSES = (401, 403, 404, 409, 422, 429, 503, 504)
_USUAL, _MOST = 20, 500  # pairs of one page

_End = Annotated[
    str, Query(min_length=1, max_length=LONGEST_END, examples=["RETA:SINT-2017-000123"])
]


_Share = Annotated[
    float,
    BeforeValidator(plain_number),
    Query(ge=0, le=1, description="De 0 a 1 / From 0 to 1"),
]
_JSON = "application/json"


async def _ranking(request: Request) -> Ranking:
    found = request.app.state.ranking
    assert isinstance(found, Ranking)  # noqa: S101 - set by create_app, nowhere else
    return found


def _described(answer: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": answer}, **problem_responses(*_STATUSES)}


@router.get(
    "/queue",
    summary="Los pares por juzgar, por lo que valen / The pairs to judge, by their worth",
    operation_id="review_queue",
    response_class=Response,
    responses=_described(QueueAnswer),
)
async def queue(  # noqa: PLR0913 - each name of the query string is an argument
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    token: Annotated[Token, Depends(caller)],
    ranking: Annotated[Ranking, Depends(_ranking)],
    *,
    kind: Kind | None = None,
    registry: Annotated[str | None, Query(max_length=LONGEST_END, examples=["RETA,SISTRA"])] = None,
    least: _Share = 0.0,
    most: _Share = 1.0,
    again: Annotated[bool, Query(description="Segunda lectura / Second reading")] = False,
    share: _Share = USUAL_SHARE,
    limit: Annotated[int, BeforeValidator(whole_number), Query(ge=1, le=_MOST)] = _USUAL,
    cursor: Annotated[str | None, Query(min_length=1, max_length=LONGEST_CURSOR)] = None,
) -> Response:
    """Return a page of the pairs that nobody judged, or of those to read again."""
    viewer.admit_judge()
    if least > most:
        why = "debe ser menor o igual que most", "must not be greater than most"
        raise BadParameter(name="least", why_es=why[0], why_en=why[1])
    names = frozenset(filter(None, (registry or "").upper().split(",")))
    wanted = Wanted(frozenset({kind} if kind else ()), names, least, most)
    by = token.name or token.id
    question = digest(by, viewer.role, repr(wanted), str(again), str(share), str(limit))

    def work() -> Response:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        # The state is read first: a judgement that is stored in between makes the next page old.
        state = graph_state(running.graph, running.limits.seconds)
        key = running.home.pseudonym_key()
        pages = Pages(key, state, question)
        skip = pages.skip(cursor)
        pairs = (
            SecondReadings(lookup, by, share, wanted)
            if again
            else ReviewQueue(lookup, ranking.ask_at, wanted, ranking.open_pairs(lookup, state))
        )
        page = [pair.document() for pair in pairs.page(skip, limit, key)]
        following = pages.after(skip + limit, len(pairs))
        return json_answer(QueueAnswer, {"pairs": page, "left": len(pairs), "next": following})

    return await in_turn(request, running, work, goes_on=True)


@router.get(
    "/pair",
    summary="Un par lado a lado, explicado / A pair side by side, explained",
    operation_id="review_pair",
    response_class=Response,
    responses=_described(PairAnswer),
)
async def pair(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    one: _End,
    other: _End,
    *,
    blind: Annotated[bool, Query(description="Segunda lectura / Second reading")] = False,
) -> Response:
    """Return both sides of a pair and the explanation; no row of a model is needed."""
    viewer.admit_judge()
    language = language_of(request)

    def work() -> Response:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        secret = running.home.pseudonym_key()
        view = view_pair(one, other, lookup, secret, language, blind=blind)
        return json_answer(PairAnswer, view.document())

    return await in_turn(request, running, work)


@router.get(
    "/agreement",
    summary="Cuánto coinciden dos lecturas, por clase / How far two readings agree, by kind",
    operation_id="review_agreement",
    response_class=Response,
    responses=_described(AgreementAnswer),
)
async def agreement(
    request: Request, running: ServicesDependency, viewer: ViewerDependency
) -> Response:
    """Return per cent and Cohen's kappa of first and second readings."""
    viewer.admit_judge()

    def work() -> Response:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        found = agreement_by_kind(lookup)
        return json_answer(AgreementAnswer, {kind: of.document() for kind, of in found.items()})

    return await in_turn(request, running, work)


@router.get(
    "/disagreements",
    summary="Los pares cuyas lecturas difieren / The pairs whose readings differ",
    operation_id="review_disagreements",
    response_class=Response,
    responses=_described(DisagreementsAnswer),
)
async def differing(
    request: Request, running: ServicesDependency, viewer: ViewerDependency
) -> Response:
    """Return the pairs that wait for a supervisor."""
    viewer.admit_judge()

    def work() -> Response:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        key = running.home.pseudonym_key()
        rows = [row.document() for row in disagreements(lookup, key)]
        return json_answer(DisagreementsAnswer, {"disagreements": rows})

    return await in_turn(request, running, work)
