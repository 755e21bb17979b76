"""The routes of saved queries: list, description, and one route to run each."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Request, Response
from pydantic import BaseModel

from trama.api.answer_formats import JSON
from trama.api.answering import Question, answer
from trama.api.caller import ServicesDependency, ViewerDependency, caller
from trama.api.descriptions import query_description, query_summary, run_description
from trama.api.openapi import answers, takes
from trama.api.problem_words import LARGEST_BODY, LARGEST_CANVAS
from trama.api.problems import problem_responses
from trama.api.questions import check_query_string, read_question
from trama.api.services import Services
from trama.cypher.header import ParameterType
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.own import find_query, own_queries
from trama.schemas.query_models import (
    Model,
    OwnAnswer,
    OwnQuestion,
    example_parameters,
    question_model,
)

router = APIRouter(prefix="/queries", tags=["queries"])

STATUSES = (400, 401, 403, 404, 406, 409, 413, 415, 422, 429, 503, 504)


class QuerySummary(BaseModel):
    """Una consulta guardada / A saved query; its titles and question have keys es and en.

    Con un parámetro de ``starts_from`` es ligera; sin ninguno recorre todo el grafo y espera en
    otra fila. / With a parameter of ``starts_from`` it is light; without any it surveys the whole
    graph and waits in another line. Una consulta ``own`` no viene con Trama / An ``own`` query did
    not come with Trama.
    """

    name: str
    topic: str
    topic_title: dict[str, str]
    version: int
    title: dict[str, str]
    question: dict[str, str]
    sensitivity: str
    starts_from: list[str]
    needs: list[str]
    own: bool


class QueryDescription(QuerySummary):
    """Todo lo de una consulta / All of a saved query: parameters, columns, examples, text."""

    since_version: str | None
    notes: dict[str, str]
    parameters: list[dict[str, Any]]
    columns: list[dict[str, Any]]
    views: list[str]
    examples: list[dict[str, Any]]
    cypher: str


@router.get(
    "",
    summary="Lista las consultas / Lists the queries",
    operation_id="list_queries",
    response_model=list[QuerySummary],
)
async def list_queries(
    running: ServicesDependency, viewer: ViewerDependency
) -> list[dict[str, Any]]:
    """Return the queries that the caller's role may run."""
    folder = running.own_folder(viewer)
    own = own_queries(folder).queries.values() if folder else ()
    return [
        query_summary(query)
        for query in (*running.catalog, *own)
        if viewer.sees(query.header.sensitivity)
    ]


@router.get(
    "/{name}",
    summary="Describe una consulta / Describes a query",
    operation_id="describe_query",
    response_model=QueryDescription,
    responses=problem_responses(404),
)
async def describe_query(
    name: Annotated[str, Path(max_length=100, examples=["routes_between"])],
    running: ServicesDependency,
    viewer: ViewerDependency,
) -> dict[str, Any]:
    """Return the parameters, columns, examples and text of a query."""
    return query_description(find_query(name, running.own_folder(viewer)))


def add_run_routes(app: FastAPI, prefix: str) -> None:
    """Add ``POST …/queries/NAME/run`` for each saved query, described by its header.

    The last route runs the queries that did not come with Trama: their files may change meanwhile.
    """
    for query in catalog():
        app.add_api_route(
            f"{prefix}/queries/{query.name}/run",
            _endpoint(query),
            methods=["POST"],
            tags=["queries"],
            summary=f"{query.header.titles['es']} / {query.header.titles['en']}",
            description=run_description(query),
            operation_id=query.name,
            # The order counts: nothing of a stranger's body is read.
            dependencies=[Depends(caller), Depends(check_query_string)],
            response_model=None,  # described below; checking each row again would cost time
            response_class=Response,
            responses={**answers(query), **problem_responses(*STATUSES)},
            openapi_extra={"requestBody": _request_body(query)},
        )
    app.add_api_route(
        f"{prefix}/queries/{{name}}/run",
        run_own_query,
        methods=["POST"],
        tags=["queries"],
        summary="Ejecuta una consulta propia / Runs a query of one's own",
        operation_id="run_own_query",
        dependencies=[Depends(caller), Depends(check_query_string)],
        response_model=OwnAnswer,
        responses=problem_responses(*STATUSES),
        openapi_extra=takes(OwnQuestion),
    )


async def run_own_query(
    name: Annotated[str, Path(max_length=100, examples=["mine"])],
    request: Request,
    running: ServicesDependency,
    viewer: ViewerDependency,
) -> Response:
    """Run a query that did not come with Trama; its description says how to ask it."""
    query = find_query(name, running.own_folder(viewer))
    return await _asked(query, question_model(query), request, running)


def _endpoint(query: SavedQuery) -> Callable[..., Awaitable[Response]]:
    model = question_model(query)

    async def run_query(request: Request, running: ServicesDependency) -> Response:
        return await _asked(query, model, request, running)

    return run_query


async def _asked(query: SavedQuery, model: Model, request: Request, running: Services) -> Response:
    names_a_canvas = any(
        one.type is ParameterType.NODES and one.max for one in query.parameters.values()
    )
    read = await read_question(request, model, LARGEST_CANVAS if names_a_canvas else LARGEST_BODY)
    sent = read.model_dump(mode="json", exclude_unset=True)
    question = Question(query, sent.get("parameters", {}), sent.get("cursor"))
    return await answer(request, question, running)


def _request_body(query: SavedQuery) -> Mapping[str, Any]:
    """Return the description of the body, with the examples of the query's header."""
    examples = {
        f"example_{number}": {
            "summary": example.es,
            "value": {"parameters": example_parameters(query, example)},
        }
        for number, example in enumerate(query.header.examples, 1)
    }
    schema = {"$ref": f"#/components/schemas/{question_model(query).__name__}"}
    return {"required": True, "content": {JSON: {"schema": schema, "examples": examples}}}
