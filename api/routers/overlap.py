"""The routes of the overlap: the ledger, the waterfall, the records of a step, lost cases."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, BeforeValidator

from trama.access.policy import Viewer
from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.cursors import CursorText, Pages
from trama.api.json_answers import json_answer
from trama.api.problems import language_of, problem_responses
from trama.api.questions import plain_number, whole_number
from trama.api.services import Services
from trama.api.work import in_turn
from trama.graph.records import digest
from trama.ontology.declare import Sensitivity
from trama.overlap.answers.ledger_answer import MOST_ODDS, Question, count, ledger_document
from trama.overlap.answers.published_answer import published_ranges
from trama.overlap.answers.reckoner import USUAL_DRAWS, USUAL_SEED, Reckoner
from trama.overlap.answers.waterfall_answer import (
    LostQuestion,
    count_waterfall,
    find_lost,
    lost_document,
    step_document,
    step_entries,
    waterfall_document,
)
from trama.overlap.entries import POLICE, PROSECUTORS
from trama.overlap.keys import By
from trama.overlap.units import UnitKind
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.state import graph_state
from trama.schemas.overlap_models import (
    LONGEST_NAME,
    LostAnswer,
    OverlapAnswer,
    StepAnswer,
    WaterfallAnswer,
)

router = APIRouter(prefix="/overlap", tags=["overlap"])
_STATUSES = (401, 403, 404, 409, 422, 429, 503, 504)
_MOST_DRAWS = 2_000  # of a route: a command may take more
_USUAL_ROWS, _MOST_ROWS = 500, 5_000
_REGISTRY = f"^({POLICE}|{PROSECUTORS})$"
Sent = TypeVar("Sent", bound=BaseModel)
Whole = BeforeValidator(whole_number)

Year = Annotated[int | None, Whole, Query(ge=1990, le=2100)]
Draws = Annotated[int, Whole, Query(ge=1, le=_MOST_DRAWS)]
Seed = Annotated[int, Whole, Query(ge=0, le=2**31)]
Limit = Annotated[int, Whole, Query(ge=1, le=_MOST_ROWS)]
DateText = Annotated[
    str,
    Query(
        pattern="^(counted|fact)$",
        description="Año del registro e ingreso, o del hecho / Year of registration and "
        "admission, or of the fact",
    ),
]


async def _reckoner(request: Request) -> Reckoner:
    found = request.app.state.reckoner
    assert isinstance(found, Reckoner)  # noqa: S101 - set by create_app, nowhere else
    return found


ReckonerDependency = Annotated[Reckoner, Depends(_reckoner)]


async def _asked(
    *,
    viewer: ViewerDependency,
    year: Year = None,
    kind: UnitKind = UnitKind.VICTIMS,
    date: DateText = "counted",
    draws: Draws = USUAL_DRAWS,
    seed: Seed = USUAL_SEED,
) -> Question:
    viewer.admit_counts()
    return Question(kind=kind, year=year, of_fact=date == "fact", draws=draws, seed=seed)


Asked = Annotated[Question, Depends(_asked)]


@router.get(
    "",
    summary="El cruce RETA-SISTRA / The overlap of RETA and SISTRA",
    operation_id="overlap",
    response_class=Response,
    responses={200: {"model": OverlapAnswer}, **problem_responses(*_STATUSES)},
)
async def overlap(  # noqa: PLR0913 - the parameters of a route
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    reckoner: ReckonerDependency,
    asked: Asked,
    *,
    by: By | None = None,
    unseen: bool = False,
    odds: Annotated[float, BeforeValidator(plain_number), Query(ge=1, le=1_000)] = MOST_ODDS,
) -> Response:
    """Return who stands in RETA only, in SISTRA only, in both, undecided, with intervals."""
    question = Question(**{**asdict(asked), "by": by, "unseen": unseen, "most_odds": odds})
    language = language_of(request)

    def work() -> Response:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        document = ledger_document(count(reckoner, question), lookup, language)
        year = question.year
        document["published"] = published_ranges(lookup, year, language) if year else []
        return json_answer(OverlapAnswer, document)

    return await in_turn(request, running, work, heavy=True, goes_on=True)


@router.get(
    "/waterfall",
    summary="De lo que cuenta RETA a lo que cuenta SISTRA / From RETA's count to SISTRA's",
    operation_id="overlap_waterfall",
    response_class=Response,
    responses={200: {"model": WaterfallAnswer}, **problem_responses(*_STATUSES)},
)
async def waterfall(
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    reckoner: ReckonerDependency,
    asked: Asked,
) -> Response:
    """Return the steps that lead from the one count to the other; they add up exactly."""
    language = language_of(request)

    def work() -> Response:
        made = count_waterfall(reckoner, asked)
        return json_answer(WaterfallAnswer, waterfall_document(made, asked, viewer, language))

    return await in_turn(request, running, work, heavy=True, goes_on=True)


@router.get(
    "/waterfall/{step}",
    summary="Los registros de un paso / The records of a step",
    operation_id="overlap_step",
    response_class=Response,
    responses={200: {"model": StepAnswer}, **problem_responses(*_STATUSES)},
)
async def step_(  # noqa: PLR0913 - the parameters of a route
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    reckoner: ReckonerDependency,
    asked: Asked,
    step: Annotated[str, Path(max_length=40, examples=["LOST"])],
    *,
    registry: Annotated[str | None, Query(pattern=_REGISTRY)] = None,
    limit: Limit = _USUAL_ROWS,
    cursor: CursorText = None,
) -> Response:
    """Return the records of a step, a page at a time."""
    viewer.admit(Sensitivity.RESTRICTED)

    def page(skip: int) -> dict[str, Any]:
        entries = step_entries(count_waterfall(reckoner, asked), step, registry)
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        return step_document(entries, lookup, skip=skip, limit=limit)

    question = {**asdict(asked), "step": step.upper(), "registry": registry, "limit": limit}
    paged = _paged(StepAnswer, running, viewer, question, cursor, page)
    return await in_turn(request, running, paged, heavy=True, goes_on=True)


@router.get(
    "/lost",
    summary="Casos perdidos entre los registros / Cases lost between the registries",
    operation_id="overlap_lost",
    response_class=Response,
    responses={200: {"model": LostAnswer}, **problem_responses(*_STATUSES)},
)
async def lost(  # noqa: PLR0913 - the parameters of a route
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    reckoner: ReckonerDependency,
    *,
    reverse: bool = False,
    unit: Annotated[str | None, Query(max_length=LONGEST_NAME)] = None,
    district: Annotated[str | None, Query(max_length=LONGEST_NAME)] = None,
    year: Year = None,
    as_of: Annotated[str | None, Query(max_length=10, examples=["2026-11-30"])] = None,
    limit: Limit = _USUAL_ROWS,
    cursor: CursorText = None,
) -> Response:
    """Return the registrations without a carpeta, or the carpetas without a registration."""
    viewer.admit(Sensitivity.RESTRICTED)
    asked = LostQuestion(reverse, unit, district, year, as_of)
    language = language_of(request)

    def page(skip: int) -> dict[str, Any]:
        lookup = Lookup(running.graph, viewer, running.limits.seconds)
        found = find_lost(reckoner, asked, lookup)
        return lost_document(found, lookup, language, skip=skip, limit=limit)

    question = {**asdict(asked), "limit": limit}
    paged = _paged(LostAnswer, running, viewer, question, cursor, page)
    return await in_turn(request, running, paged, heavy=True, goes_on=True)


def _paged(
    model: type[Sent],
    running: Services,
    viewer: Viewer,
    question: dict[str, Any],
    cursor: str | None,
    page: Callable[[int], dict[str, Any]],
) -> Callable[[], Response]:
    """Return the work that answers with a page and the cursor to the next page.

    Raises:
        BadParameter: the cursor is of another question. CursorOutdated: the graph has changed.
    """

    def work() -> Response:
        key = running.home.pseudonym_key()
        state = graph_state(running.graph, running.limits.seconds)
        asked = json.dumps({"role": viewer.role, **question}, sort_keys=True, default=str)
        pages = Pages(key, state, digest(model.__name__, asked))
        skip = pages.skip(cursor)
        document = page(skip)
        following = pages.after(skip + len(document["rows"]), document["count"])
        return json_answer(model, {**document, "next": following})

    return work
