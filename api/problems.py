"""Errors as RFC 9457 problem details: one shape, a stable code, Spanish or English."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from trama.api.failures import where_raised
from trama.api.request_log import LARGEST_BODY
from trama.core.errors import Language, TramaError

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
TITLES: dict[int, tuple[str, str]] = {
    400: ("Solicitud mal formada", "Malformed request"),
    401: ("Falta un token válido", "A valid token is missing"),
    403: ("No permitido", "Not allowed"),
    404: ("No existe", "Not found"),
    405: ("Método no permitido", "Method not allowed"),
    413: ("Solicitud demasiado grande", "Request too large"),
    422: ("Parámetros no válidos", "Invalid parameters"),
    500: ("Error interno", "Internal error"),
    503: ("Servicio no disponible", "Service unavailable"),
    504: ("Tiempo agotado", "Time is up"),
}
# Remedies for errors of the library, which name only what went wrong.
ADVICE: dict[int, tuple[str, str]] = {
    400: (
        "El cuerpo no se puede leer: se pide JSON en UTF-8.",
        "The body cannot be read: JSON in UTF-8 is asked for.",
    ),
    404: (
        "No hay nada en esta dirección. Las que hay: GET /api/v1/openapi.json.",
        "There is nothing at this address. Those that exist: GET /api/v1/openapi.json.",
    ),
    405: (
        "Esta dirección no acepta ese método; el encabezado Allow dice cuál.",
        "This address does not take that method; the header Allow says which.",
    ),
    413: (
        f"El cuerpo de una pregunta no pasa de {LARGEST_BODY // 1024} KiB.",
        f"The body of a question is no larger than {LARGEST_BODY // 1024} KiB.",
    ),
}
NO_JSON = ("El cuerpo no es JSON válido.", "The body is no valid JSON.")
NO_QUESTION = (
    'El cuerpo debe ser un objeto JSON {"parameters": {…}} (Content-Type: application/json).',
    'The body must be a JSON object {"parameters": {…}} (Content-Type: application/json).',
)
NO_FORM = (
    "La solicitud no tiene la forma pedida; «errors» dice dónde.",
    "The request does not have the form asked for; “errors” says where.",
)
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:trama:problem:bad_parameter"]},
        "title": {"type": "string", "examples": ["Parámetros no válidos"]},
        "status": {"type": "integer", "examples": [422]},
        "detail": {"type": "string", "examples": ["Parámetro «year»: falta."]},
        "code": {"type": "string", "examples": ["bad_parameter"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": {"type": "string"}, "code": {"type": "string"}},
            },
        },
    },
}


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


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    errors: Sequence[dict[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return the answer for a problem; it never holds a value of the data."""
    spanish, english = TITLES.get(status, TITLES[500])
    body: dict[str, object] = {
        "type": f"urn:trama:problem:{code}",
        "title": english if language_of(request) == "en" else spanish,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = list(errors)
    sent = {
        **(headers or {}),
        "Content-Language": language_of(request),
        "Cache-Control": "no-store",
    }
    if status == 401:
        sent["WWW-Authenticate"] = 'Bearer realm="trama"'
    return JSONResponse(body, status, sent, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem."""
    app.add_exception_handler(TramaError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, TramaError)  # noqa: S101 - registered for this class only
    if error.status >= 500:
        log.error("%s %s", error.code, request.url.path)
    return problem(request, error.status, error.code, error.message(language_of(request)))


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    status = error.status_code
    detail = _in_language(request, ADVICE.get(status) or TITLES.get(status, TITLES[400]))
    return problem(request, status, f"http_{status}", detail, headers=error.headers)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    # The library's own answer repeats the input, which may be a name. Ours says where and why.
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    places = [
        {"pointer": "/" + "/".join(str(step) for step in found["loc"]), "code": str(found["type"])}
        for found in error.errors()
    ]
    if any(place["code"] == "json_invalid" for place in places):
        said = NO_JSON
    elif any(place["pointer"].startswith("/body") for place in places):
        said = NO_QUESTION
    else:
        said = NO_FORM
    detail = _in_language(request, said)
    return problem(request, 422, "bad_request_form", detail, places)


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    # The log holds neither the message nor values of the stack: both may hold a name.
    log.error("unexpected %s at %s", type(error).__name__, where_raised(error))
    detail = _in_language(request, ("Error inesperado.", "Unexpected error."))
    return problem(request, 500, "internal", detail)


def _in_language(request: Request, said: tuple[str, str]) -> str:
    return said[language_of(request) == "en"]
