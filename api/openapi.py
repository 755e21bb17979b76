"""The OpenAPI description of the running application."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from trama.api.answer_schema import COMPONENTS
from trama.api.problems import PROBLEM_SCHEMA
from trama.graph.ontology.lookup import openapi_components


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description; its components hold the shapes of the ontology."""
    schema = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
    )
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components["Problem"] = PROBLEM_SCHEMA
    components.update(COMPONENTS)
    for name, shape in openapi_components().items():
        components.setdefault(name, shape)
    return schema
