"""The routes of saved queries: list, description, and one route to run each."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from trama.api.answer_schema import answers
from trama.api.caller import ServicesDependency, ViewerDependency, caller
from trama.api.descriptions import query_description, query_summary
from trama.api.problems import problem_responses
from trama.graph.ontology.codelists import code_list
from trama.queries.catalog import SavedQuery, catalog
from trama.queries.header import Parameter, ParameterType
from trama.queries.run import run

router = APIRouter(prefix="/queries", tags=["queries"])

_JSON_TYPES = {ParameterType.INTEGER: "integer", ParameterType.BOOLEAN: "boolean"}


class Question(BaseModel):
    """The body of a question: parameters by name; an absent parameter takes its default."""

    model_config = ConfigDict(extra="forbid")
    parameters: Annotated[dict[str, Any], Field(default_factory=dict)]


@router.get("", summary="Lista las consultas / Lists the queries")
def list_queries(running: ServicesDependency, viewer: ViewerDependency) -> list[dict[str, Any]]:
    """Return the queries that the caller's role may run."""
    return [
        query_summary(query) for query in running.catalog if viewer.sees(query.header.sensitivity)
    ]


@router.get(
    "/{name}", summary="Describe una consulta / Describes a query", responses=problem_responses(404)
)
def describe_query(name: str, running: ServicesDependency) -> dict[str, Any]:
    """Return the parameters, columns, examples and text of a query."""
    return query_description(running.catalog.get(name))


def add_run_routes(app: FastAPI, prefix: str) -> None:
    """Add ``POST …/queries/NAME/run`` for each saved query, described by its header."""
    for query in catalog():
        app.add_api_route(
            f"{prefix}/queries/{query.name}/run",
            _endpoint(query),
            methods=["POST"],
            tags=["queries"],
            summary=f"{query.header.titles['es']} / {query.header.titles['en']}",
            description=f"{query.header.questions['es']}\n\n*{query.header.questions['en']}*",
            operation_id=query.name,
            dependencies=[Depends(caller)],
            response_model=None,  # described below; checking each row again would cost time
            responses={**answers(query), **problem_responses(401, 403, 404, 413, 422, 503, 504)},
            openapi_extra={"requestBody": _request_body(query)},
        )


def _endpoint(query: SavedQuery) -> Callable[..., JSONResponse]:
    def run_query(
        question: Question, running: ServicesDependency, viewer: ViewerDependency
    ) -> JSONResponse:
        answer = run(query, question.parameters, running.graph, viewer, running.limits)
        # Redaction passes only what JSON knows; FastAPI would check each value again.
        return JSONResponse(answer.as_document())

    return run_query


def _request_body(query: SavedQuery) -> Mapping[str, Any]:
    """Return the schema of the body: each parameter with type, bounds, codes and default."""
    parameters = query.parameters.values()
    schema = {
        "type": "object",
        "properties": {
            "parameters": {
                "type": "object",
                "additionalProperties": False,
                "properties": {one.name: _schema(one) for one in parameters},
                "required": [one.name for one in parameters if one.required],
            }
        },
    }
    examples = {
        f"example_{number}": {
            "summary": example.es,
            "value": {"parameters": dict(example.parameters)},
        }
        for number, example in enumerate(query.header.examples, 1)
    }
    return {"content": {"application/json": {"schema": schema, "examples": examples}}}


def _schema(parameter: Parameter) -> dict[str, Any]:
    codes = (
        list(code_list(parameter.of).codes)
        if parameter.type is ParameterType.CODE and parameter.of
        else None
    )
    schema = {
        "type": _JSON_TYPES.get(parameter.type, "string"),
        "title": parameter.es,
        "description": parameter.en,
        "default": parameter.default,
        "minimum": parameter.min,
        "maximum": parameter.max,
        "enum": codes,
    }
    return {key: value for key, value in schema.items() if value is not None}
