"""The routes of a case: its timeline, its route, its provisions, each a saved query."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from trama.api.answering import Question, answer
from trama.api.caller import ServicesDependency
from trama.api.cursors import CursorText
from trama.api.problems import problem_responses
from trama.api.saved_routes import Endpoint, add_saved_route
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


def _endpoint(name: str) -> Endpoint:
    query = saved_query(name)

    async def ask(
        request: Request, case: Case, running: ServicesDependency, cursor: CursorText = None
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
    add_saved_route(router, _path, _query, _endpoint(_query), f"case_{_query}", _summary)
