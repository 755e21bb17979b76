"""Questions as they arrive: a body of JSON, and the names in a query string, read strictly."""

import json
import re
from typing import Any, TypeVar

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException

from trama.api.problem_words import LARGEST_BODY
from trama.api.problems import FormInvalid
from trama.core.question_errors import BodyTooLarge

Sent = TypeVar("Sent", bound=BaseModel)


async def read_question(request: Request, model: type[Sent], largest: int = LARGEST_BODY) -> Sent:
    """Return the body of a request, of at most so many bytes, checked by ``model``.

    Raises:
        BodyTooLarge: the body is larger.
        HTTPException: 415, it is not sent as JSON; 400, it is no UTF-8.
        RequestValidationError: it is no JSON, repeats a name, or differs from the model.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415)
    body = await read_body(request, largest)
    try:
        # The sign that Windows writes before UTF-8 is no part of the text.
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HTTPException(400) from None
    try:
        sent = json.loads(text, object_pairs_hook=_unrepeated, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _refused("json_invalid") from None
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
    refused = RequestValidationError if "parameters" in model.model_fields else FormInvalid
    raise refused([{**one, "loc": ("body", *one["loc"])} for one in told])


async def read_body(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """Return the body of a request.

    Raises:
        BodyTooLarge: the body has more bytes than that; the rest of it is not read.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise BodyTooLarge(kib=largest // 1024)
    return bytes(body)


async def check_query_string(request: Request) -> None:
    """Check that each name in the query string is declared by the route, and stands there once.

    Raises:
        RequestValidationError: a name is unknown or repeated.
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)  # noqa: S101 - a dependency runs in no other
    declared = _declared(route.dependant)
    wrong = [
        {"type": "repeated" if name in declared else "extra_forbidden", "loc": ("query", name)}
        for name in dict.fromkeys(request.query_params)
        if name not in declared or len(request.query_params.getlist(name)) > 1
    ]
    if wrong:
        raise RequestValidationError(wrong)


def whole_number(written: object) -> object:
    """Return what a query string says if it is digits alone, as in JSON.

    Raises:
        PydanticCustomError: it has a sign, spaces, underscores, or digits of another script.
    """
    if isinstance(written, str) and not (written.isascii() and written.isdecimal()):
        raise PydanticCustomError("int_type", "int_type")
    return written


def plain_number(written: object) -> object:
    """Return what a query string says if it is digits with a decimal point at most.

    Raises:
        PydanticCustomError: it has a sign, an exponent, spaces, or digits of another script.
    """
    if isinstance(written, str) and not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", written):
        raise PydanticCustomError("float_type", "float_type")
    return written


def _declared(dependant: Dependant) -> set[str]:
    """Return the names of the query parameters of a route and of all that it depends on."""
    own = {field.alias for field in dependant.query_params}
    return own.union(*map(_declared, dependant.dependencies))


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise _refused("repeated")
    for name in named:
        # Half a character (a lone surrogate) is no text: no UTF-8 can hold it.
        name.encode()
    return named


def _no_number(_written: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError


def _refused(kind: str) -> RequestValidationError:
    return RequestValidationError([{"type": kind, "loc": ("body",)}])
