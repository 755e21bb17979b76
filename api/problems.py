"""Errors as RFC 9457 problem details: one shape, a stable code, Spanish or English, no values.

:func:`answer_error` answers every error of the API: ours, the library's, and those that nobody
expected.
"""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from trama.api.failures import where_raised
from trama.api.problem_words import (
    ADVICE,
    NO_FORM,
    NO_JSON,
    NO_QUESTION,
    OF_THE_MACHINE,
    TITLES,
    reason,
)
from trama.core.errors import (
    BadParameter,
    DeclarationError,
    DiskFull,
    EngineError,
    EngineUnavailable,
    InputError,
    InsecureFile,
    Language,
    MissingPart,
    OutputError,
    TramaError,
)
from trama.core.question_errors import BadRoute
from trama.core.safe_cells import visible
from trama.core.unwritable import disk_full
from trama.core.workspace_errors import WorkspaceChanged

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
"""Seconds after which a caller may ask a busy server or a silent engine again."""

CURSOR = "cursor"
"""The name of the field and of the query parameter that leads to the next page."""

# No route reads or writes a file of a caller.
_OF_THE_MACHINE = (
    DeclarationError,
    DiskFull,
    EngineUnavailable,
    InputError,
    InsecureFile,
    MissingPart,
    OutputError,
)

# Fields of a body that stand beside its parameters, or in a body that has no parameters.
_BESIDE = frozenset(
    {CURSOR, "text", "one", "other", "verdict", "why", "seen", "blind", "token", "entry"}
    | {"title", "investigation", "revision", "grants"}
)

# A field's name is a text of the caller too: one that could be a sentence is not repeated.
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

MOST_ERRORS = 20
"""Entries of ``errors``: a body of 64 KiB can have ten thousand unknown fields."""

PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:trama:problem:bad_parameter"]},
        "title": {"type": "string", "examples": ["Parámetros no válidos"]},
        "status": {"type": "integer", "examples": [422]},
        "detail": {"type": "string", "examples": ["Parámetro «year»: falta."]},
        "code": {"type": "string", "examples": ["bad_parameter"]},
        "changed_by": {"type": "string", "description": "workspace_changed: token"},
        "changed_at": {"type": "string", "description": "workspace_changed"},
        "revision": {"type": "integer", "description": "workspace_changed"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemItem"}},
    },
}
PROBLEM_ITEM_SCHEMA = {
    "type": "object",
    "title": "ProblemItem",
    "description": "Qué parte de la solicitud está mal / Which part of the request is wrong",
    "required": ["pointer", "code", "detail"],
    "properties": {
        "pointer": {
            "type": "string",
            "description": "JSON Pointer, RFC 6901",
            "examples": ["/body/parameters/year"],
        },
        "parameter": {"type": "string", "examples": ["year"]},
        "code": {"type": "string", "examples": ["int_type"]},
        "detail": {"type": "string", "examples": ["debe ser un número entero"]},
        "column": {
            "type": "integer",
            "description": "De un patrón de ruta, desde 1 / Of a pattern of a route, from 1",
        },
    },
}


class FormInvalid(RequestValidationError):
    """A body that differs from a form without parameters, such as that of a workspace."""


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of the problems that a route may answer."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": " / ".join(TITLES[status]), "content": {MEDIA_TYPE: schema}}
        for status in statuses
    }


def language_of(request: Request) -> Language:
    """Return the language of a request: Spanish, unless the request prefers English."""
    best, weight = "es", 0.0
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, quality = part.strip().partition(";q=")
        name = tag.strip().lower()[:2]
        try:
            asked = float(quality) if quality else 1.0
        except ValueError:
            continue
        if name in ("es", "en") and asked > weight:
            best, weight = name, asked
    return "en" if best == "en" else "es"


def install(app: FastAPI) -> None:
    """Let the application answer with :func:`answer_error` what the library would answer itself.

    All other errors pass the library and end in ``RequestLog``, which answers them alike.
    """
    for kind in (TramaError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, error: Exception) -> Response:
    return answer_error(request, error)


def answer_error(request: Request, error: BaseException) -> Response:
    """Return the problem for an error. Log an error of the server as its type and place.

    Neither answer nor log holds what the caller sent or what the graph holds: of an unexpected
    error, both the message and the values in the stack may be a name.
    """
    error = disk_full(error) or error
    if isinstance(error, TramaError):
        return _ours(request, error)
    if isinstance(error, HTTPException):
        return _http(request, error)
    if isinstance(error, RequestValidationError):
        return _invalid(request, error)
    log.error("unexpected %s at %s", type(error).__name__, where_raised(error))
    detail = _in_language(request, ("Error inesperado.", "Unexpected error."))
    return _problem(request, 500, "internal", detail)


def _ours(request: Request, error: TramaError) -> Response:
    pause = error.retry_after if isinstance(error, EngineError) else None
    headers = {"Retry-After": str(pause)} if pause else None
    if _of_the_machine(error):
        # The sentence names files, addresses and codes: it is for whoever runs Trama.
        log.error("%s at %s: %s", error.code, where_raised(error), visible(str(error)))
        # What passes by itself, or with room on the disk, is worth asking again.
        status = 503 if isinstance(error, EngineError | DiskFull) else 500
        said = _in_language(request, OF_THE_MACHINE)
        return _problem(request, status, error.code, said, headers=headers)
    if error.status >= 500:
        log.error("%s at %s", error.code, where_raised(error))
    language = language_of(request)
    errors: list[dict[str, object]] = []
    name = "…"  # what was looked for and not found is a text of the caller
    if isinstance(error, BadParameter):
        name = _plain(error.facts["name"])
        why = str(error.facts["why_en" if language == "en" else "why_es"])
        errors = [_item(_steps_to(name, request), error.code, why)]
    elif isinstance(error, BadRoute):
        why = str(error.facts["why_en" if language == "en" else "why_es"])
        item = _item(_steps_to("route", request), error.code, why)
        errors = [{**item, "column": error.facts["column"]}]
    elif parameter := error.facts.get("parameter"):
        why = _in_language(request, TITLES[error.status])
        errors = [_item(_steps_to(str(parameter), request), error.code, why)]
    detail = error.message(language, name=name)
    members = error.latest if isinstance(error, WorkspaceChanged) else {"errors": errors}
    return _problem(request, error.status, error.code, detail, members, headers)


def _of_the_machine(error: TramaError) -> bool:
    """Return whether the fault lies in Trama, its files or its engine, and in no question."""
    return type(error) is EngineError or isinstance(error, _OF_THE_MACHINE)


def _steps_to(parameter: str, request: Request) -> tuple[str, str] | tuple[str, str, str]:
    """Return the steps to a parameter: in the path or query string of a GET, in a body else."""
    if request.method == "GET":
        return ("path" if parameter in request.path_params else "query", parameter)
    return ("body", parameter) if parameter in _BESIDE else ("body", "parameters", parameter)


def _http(request: Request, error: HTTPException) -> Response:
    status = error.status_code
    headers = dict(error.headers or {})
    if status == 405:
        headers["Allow"] = ", ".join(_methods(request))
        if request.method == "OPTIONS":
            headers["Allow"] += ", OPTIONS"
            return Response(status_code=204, headers=headers)
    detail = _in_language(request, ADVICE.get(status) or TITLES.get(status, TITLES[400]))
    return _problem(request, status, f"http_{status}", detail, headers=headers)


def _methods(request: Request) -> list[str]:
    """Return the methods of the address, of all its routes: Starlette names those of the first."""
    found = [
        method
        for method in ("GET", "POST", "PUT", "DELETE")
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
        )
    ]
    return [*found, "HEAD"] if "GET" in found else found


def _invalid(request: Request, error: RequestValidationError) -> Response:
    # The library's own answer repeats the input, which may be a name. Ours says where and why.
    language = language_of(request)
    errors = [
        _item(
            tuple(step if isinstance(step, int) else _plain(step) for step in found["loc"]),
            str(found["type"]),
            reason(str(found["type"]), found.get("ctx") or {}, language),
        )
        for found in error.errors()[:MOST_ERRORS]
    ]
    if errors and all("parameter" in item for item in errors):
        told = BadParameter(
            name=errors[0]["parameter"], why_es=errors[0]["detail"], why_en=errors[0]["detail"]
        )
        return _problem(request, 422, told.code, told.message(language), {"errors": errors})
    if any(item["code"] == "json_invalid" for item in errors):
        said = NO_JSON
    elif not isinstance(error, FormInvalid) and any(
        str(item["pointer"]).startswith("/body") for item in errors
    ):
        said = NO_QUESTION
    else:
        said = NO_FORM
    return _problem(
        request, 422, "bad_request_form", _in_language(request, said), {"errors": errors}
    )


def _item(steps: Sequence[object], code: str, detail: str) -> dict[str, object]:
    """Return an entry of ``errors``; it names the parameter that the steps lead to, if any.

    ``("body", "parameters", "limit")`` and ``("query", "limit")`` lead to ``limit``.
    """
    item: dict[str, object] = {
        "pointer": "/" + "/".join(map(str, steps)),
        "code": code,
        "detail": detail,
    }
    match steps:
        case ("body", "parameters", name, *_) | ("query" | "path", name, *_):
            item["parameter"] = str(name)
        case ("body", name) if name in _BESIDE:
            item["parameter"] = str(name)
    return item


def _plain(name: object) -> str:
    return name if isinstance(name, str) and _PLAIN_NAME.fullmatch(name) else "?"


def _problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    members: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    spanish, english = TITLES.get(status, TITLES[500])
    language = language_of(request)
    body: dict[str, object] = {
        "type": f"urn:trama:problem:{code}",
        "title": english if language == "en" else spanish,
        "status": status,
        "detail": detail,
        "code": code,
        **{name: value for name, value in (members or {}).items() if value != []},
    }
    sent = {**(headers or {}), "Content-Language": language, "Cache-Control": "no-store"}
    if status == 401:
        sent["WWW-Authenticate"] = 'Bearer realm="trama"'
    if status in (429, 503):
        sent.setdefault("Retry-After", str(RETRY_SECONDS))
    # A text may hold half a character (a lone surrogate), which UTF-8 cannot.
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, sent, media_type=MEDIA_TYPE)


def _in_language(request: Request, said: tuple[str, str]) -> str:
    return said[language_of(request) == "en"]
