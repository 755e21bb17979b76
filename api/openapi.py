"""The OpenAPI 3.1 description of the running application."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from trama.api.answer_formats import GRAPH, JSON, media_types
from trama.api.problems import PROBLEM_ITEM_SCHEMA, PROBLEM_SCHEMA
from trama.ontology.lookup import openapi_components
from trama.queries.catalog import SavedQuery
from trama.schemas.evidence_models import EvidenceOrder
from trama.schemas.graph_models import WithGraph
from trama.schemas.judgement_models import JudgementMade
from trama.schemas.query_models import OwnQuestion, answer_model, body_schemas
from trama.schemas.route_models import RouteQuestion
from trama.schemas.search_models import SearchQuestion
from trama.schemas.session_models import SessionQuestion
from trama.schemas.standing_models import StandingJudged, StandingMade
from trama.schemas.workspace_models import (
    GrantsSent,
    WorkspaceMade,
    WorkspaceMerge,
    WorkspaceSaved,
)

NEXT_HEADER = "Trama-Next-Cursor"
"""The header with the cursor to the next page: CSV and GraphML have no other place for it."""

_CURSOR = {
    "description": "Cursor de la página siguiente; falta tras la última / "
    "Cursor of the next page; absent after the last",
    "schema": {"type": "string"},
}

_BOUNDS = {"ge": "minimum", "le": "maximum"}

_OTHERS = (
    SearchQuestion,
    JudgementMade,
    RouteQuestion,
    OwnQuestion,
    SessionQuestion,
    EvidenceOrder,
    WorkspaceMade,
    WorkspaceSaved,
    WorkspaceMerge,
    GrantsSent,
    StandingJudged,
    StandingMade,
    WithGraph,
)
"""The forms that no route declares as its own answer."""


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description; its components hold the shapes of the ontology.

    The description is made once: it takes a third of a second.
    """
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
        components = schema.setdefault("components", {}).setdefault("schemas", {})
        components["Problem"] = PROBLEM_SCHEMA
        components["ProblemItem"] = PROBLEM_ITEM_SCHEMA
        # The library describes its own answer 422, which is never sent.
        for unused in ("HTTPValidationError", "ValidationError"):
            components.pop(unused, None)
        # The ontology's own component of a closed list also says the names of its codes.
        components.update(
            {
                **body_schemas(*_OTHERS),
                **_ontology(),
            }
        )
        _name_bounds(schema["paths"])
        app.openapi_schema = schema
    return app.openapi_schema


def takes(form: type[BaseModel]) -> dict[str, Any]:
    """Return what a route that reads its own body declares of it (``openapi_extra``)."""
    schema = {"$ref": f"#/components/schemas/{form.__name__}"}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema}}}}


def answers(query: SavedQuery) -> dict[int | str, dict[str, Any]]:
    """Return the description of answer 200 of a saved query, in each of its formats."""
    typed = {"$ref": f"#/components/schemas/{answer_model(query).__name__}"}
    return {
        200: {
            "description": f"{query.header.titles['es']} / {query.header.titles['en']}",
            "headers": {NEXT_HEADER: _CURSOR},
            "content": {kind: {"schema": schema_of(kind, typed)} for kind in media_types(query)},
        }
    }


def schema_of(media_type: str, typed: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an answer in a format; ``typed`` is that of its JSON."""
    if media_type == GRAPH:
        return {"allOf": [typed, {"$ref": "#/components/schemas/WithGraph"}]}
    return typed if media_type == JSON else {"type": "string"}


def _name_bounds(part: object) -> None:
    """Give the bounds of parameters the names that JSON Schema has for them, in place.

    Pydantic writes ``ge`` for a number that a validator of ours reads before it is compared.
    """
    if isinstance(part, list):
        for each in part:
            _name_bounds(each)
    elif isinstance(part, dict):
        for each in part.values():
            _name_bounds(each)
        for name in _BOUNDS.keys() & part:
            if isinstance(part[name], int | float):
                part[_BOUNDS[name]] = part.pop(name)


def _ontology() -> dict[str, dict[str, Any]]:
    """Return the components of the ontology; generators name a class after its title."""
    return {
        name: {**shape, "title": name, "description": shape.get("description", shape.get("title"))}
        for name, shape in openapi_components().items()
    }
