"""The routes of the networks that the graph keeps: each is a saved query."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from trama.api.answering import Question, answer
from trama.api.caller import ServicesDependency
from trama.api.cursors import CursorText
from trama.api.problems import problem_responses
from trama.api.saved_routes import Endpoint, add_saved_route
from trama.cypher.parameter_text import LONGEST_TEXT
from trama.queries.catalog import saved_query

router = APIRouter(
    prefix="/networks",
    tags=["networks"],
    responses=problem_responses(401, 403, 404, 406, 409, 422, 429, 503, 504),
)

Network = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST_TEXT,
        description="Una red guardada / A stored network",
        examples=["N-1"],
    ),
]
Since = Annotated[
    str | None,
    Query(max_length=LONGEST_TEXT, description="Calculado desde / Calculated since"),
]


async def _all(
    request: Request, running: ServicesDependency, cursor: CursorText = None
) -> Response:
    return await answer(request, Question(saved_query("recurring_networks"), {}, cursor), running)


async def _changes(
    request: Request, running: ServicesDependency, since: Since = None, cursor: CursorText = None
) -> Response:
    given = {"since": since} if since else {}
    return await answer(request, Question(saved_query("network_changes"), given, cursor), running)


def _of_one(name: str) -> Endpoint:
    query = saved_query(name)

    async def ask(
        request: Request, network: Network, running: ServicesDependency, cursor: CursorText = None
    ) -> Response:
        return await answer(request, Question(query, {"network": network}, cursor), running)

    return ask


# A fixed path comes before the one that takes any network.
_ROUTES: tuple[tuple[str, str, Endpoint, str], ...] = (
    ("", "recurring_networks", _all, "Las redes que se repiten / The networks that recur"),
    ("/changes", "network_changes", _changes, "Los cambios de las redes / The changes of networks"),
    *(
        (f"/{{network}}{path}", query, _of_one(query), summary)
        for path, query, summary in (
            ("", "network_members", "Sus personas / Its people"),
            ("/cases", "network_cases", "Sus casos / Its cases"),
            ("/routes", "network_routes", "Sus tramos / Its legs"),
            ("/bridges", "bridges_between_networks", "Sus puentes / Its bridges"),
        )
    ),
)
for _path, _query, _endpoint, _summary in _ROUTES:
    add_saved_route(router, _path, _query, _endpoint, f"networks_{_query}", _summary)
