"""The log of requests: who asked for what kind of thing, how it ended, never a value."""

import logging
import secrets
import time
from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from trama.api.tokens import Token

log = logging.getLogger(__name__)

Next = Callable[[Request], Awaitable[Response]]


async def log_request(request: Request, call_next: Next) -> Response:
    """Answers the request, marks the answer with an id, and logs one line.

    The line has the route's template and not the path or the query string: those name cases,
    places and people.
    """
    request_id = secrets.token_hex(8)
    started = time.perf_counter()
    status = 500
    try:
        response = await call_next(request)
        status = response.status_code
        response.headers["X-Request-ID"] = request_id
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
    finally:
        token = getattr(request.state, "token", None)
        log.info(
            "%s %s %s %d %.0fms %s",
            request_id,
            request.method,
            getattr(request.scope.get("route"), "path", "-"),
            status,
            (time.perf_counter() - started) * 1000,
            f"{token.id}/{token.role}" if isinstance(token, Token) else "-",
        )
