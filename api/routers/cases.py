"""The routes of a case: its timeline, its route, its provisions, each a saved query."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from trama.api.answering import Question, answer
from trama.api.caller import ServicesDependency
from trama.api.openapi import answers
from trama.api.problems import problem_responses
from trama.api.query_models import LONGEST_CURSOR
from trama.cypher.parameter_text import LONGEST_TEXT
from trama.queries.catalog import saved_query

router = APIRouter(
    prefix="/cases",
    tags=["cases"],
    responses=problem_responses(401, 403, 404, 406, 409, 422, 429, 503, 504),
)

Case = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST_TEXT,
        description="Número de registro RETA, de carpeta fiscal, o identificador del caso. "
        "Una barra se escribe %2F o tal cual / "
        "A number or identifier of the case; a slash is written %2F or as it is",
        examples=["RETA:SINT-2017-000123", "SISTRA:3106014505-2018-123-0"],
    ),
]
Cursor = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=LONGEST_CURSOR,
        description="next de la página anterior / of the page before",
    ),
]


def _endpoint(name: str) -> Callable[..., Awaitable[Response]]:
    query = saved_query(name)

    async def ask(
        request: Request, case: Case, running: ServicesDependency, cursor: Cursor = None
    ) -> Response:
        return await answer(request, Question(query, {"case": case}, cursor), running)

    return ask


# A number may hold slashes (``12/2023``): a case takes all that other routes leave, and comes last.
for _path, _query, _summary in (
    ("/{case:path}/route", "route_of_case", "La ruta del caso / The route of the case"),
    (
        "/{case:path}/stages",
        "stage_provisions",
        "Sus etapas, con su tipo penal / Its stages, with their provisions",
    ),
    ("/{case:path}", "case_timeline", "El caso en el tiempo / The case in time"),
):
    router.add_api_route(
        _path,
        _endpoint(_query),
        methods=["GET"],
        summary=_summary,
        description=f"Consulta guardada / Saved query `{_query}`",
        operation_id=f"case_{_query}",
        response_model=None,
        response_class=Response,
        responses=answers(saved_query(_query)),
    )
