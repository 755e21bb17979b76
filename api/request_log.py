"""The log of requests: caller, route and outcome, never a value."""

import logging
import secrets
import time

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trama.access.tokens import Token

log = logging.getLogger(__name__)

# Bytes. The longest question is a few parameters of 200 characters. A body is read before its
# token is checked, so a stranger's body must not fill the memory.
LARGEST_BODY = 64 * 1024


class RequestLog:
    """Middleware that marks each answer with an id and security headers, and logs one line.

    The line holds the template of the route. It holds neither path nor query string: those name
    cases, places and people. Starlette's own class would move each answer through a task and a
    queue.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and mark what is sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        started = time.perf_counter()
        status = 500

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                headers.setdefault("Cache-Control", "no-store")
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        try:
            await self._app(scope, receive, marked)
        finally:
            log.info(
                "%s %s %s %d %.0fms %s",
                request_id,
                scope["method"],
                getattr(scope.get("route"), "path", "-"),
                status,
                (time.perf_counter() - started) * 1000,
                _who(scope),
            )


def _who(scope: Scope) -> str:
    token = getattr(Request(scope).state, "token", None)
    return f"{token.id}/{token.role}" if isinstance(token, Token) else "-"


class BodyLimit:
    """Middleware that refuses a request (413) once its body exceeds LARGEST_BODY."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count its body."""
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > LARGEST_BODY:
                raise HTTPException(413)
            return message

        await self._app(scope, counted if scope["type"] == "http" else receive, send)
