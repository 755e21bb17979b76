"""Documents of the library as JSON answers, in the form that the API's description promises."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response
from pydantic import BaseModel

from trama.api.answer_formats import JSON


def json_answer(model: type[BaseModel], document: Mapping[str, Any]) -> Response:
    """Return a document as the JSON of its form; a document of another form is a fault of ours."""
    content = model.model_validate(document).model_dump_json(by_alias=True)
    return Response(content, media_type=JSON)
