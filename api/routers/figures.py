"""The route of published numbers: the recipes that give a quoted number.

The data that come with Trama are public: every role reads the same answer. The counts of the graph
are for the roles that may run restricted queries.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BeforeValidator

from trama.api.caller import ServicesDependency, ViewerDependency
from trama.api.json_answers import json_answer
from trama.api.problems import language_of, problem_responses
from trama.api.questions import whole_number
from trama.api.work import in_turn
from trama.figures.document import figure_document
from trama.figures.graph_counts import graph_series
from trama.figures.question import MOST_ROWS, USUAL_ROWS, ask
from trama.ontology.declare import Sensitivity
from trama.schemas.figure_models import FigureAnswer

router = APIRouter(prefix="/figures", tags=["figures"])


@router.get(
    "",
    summary="Las recetas de una cifra publicada / The recipes of a published number",
    operation_id="figure",
    response_class=Response,
    responses={200: {"model": FigureAnswer}, **problem_responses(401, 403, 422, 429, 503, 504)},
)
async def figure(  # noqa: PLR0913 - the parameters of a route
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
    number: Annotated[str, Query(min_length=1, max_length=40, examples=["1,465"])],
    *,
    near: Annotated[str | None, Query(max_length=10, examples=["2023"])] = None,
    stated: Annotated[str | None, Query(max_length=10, examples=["2025-04"])] = None,
    graph: Annotated[bool, Query(description="También de este grafo / Of this graph too")] = False,
    limit: Annotated[int, BeforeValidator(whole_number), Query(ge=1, le=MOST_ROWS)] = USUAL_ROWS,
) -> Response:
    """Return the recipes that give a number exactly or nearly, and what each should have said."""
    if graph:
        viewer.admit(Sensitivity.RESTRICTED)
    question = ask(number, near, stated, limit)
    language = language_of(request)

    def work() -> Response:
        own = graph_series(running.graph) if graph and not question.quoted.is_share else None
        return json_answer(FigureAnswer, figure_document(question, language, own))

    return await in_turn(request, running, work, heavy=graph)
