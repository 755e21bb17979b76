"""The outermost layer of the API: it marks and logs each request, and lets no error pass.

A log line holds caller, route and outcome, never a value.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Mapping

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trama.access.tokens import Token
from trama.api.failures import where_raised
from trama.api.problems import answer_error

log = logging.getLogger(__name__)

# A method is a text of the caller, so only these are written to the log.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_GONE = 499  # as nginx notes a caller who hung up before the answer

# An answer of the API is no page: a browser that shows it runs and loads nothing. The explorer's
# own page and files bring another policy (api/built_files.py).
SECURITY_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


class RequestLog:
    """Middleware that marks each answer with an id and security headers, and logs one line.

    The line holds the template of the route. It holds neither path nor query string: those name
    cases, places and people. Starlette's own class would move each answer through a task and a
    queue.

    Every error ends here: an answer that had begun is broken off, else the error is answered as a
    problem. Starlette and Uvicorn would log the message and the stack of an error that went on.

    A HEAD is answered as a GET, whose body Uvicorn leaves out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, mark what is sent, and answer what failed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = scope
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        exchange = _Exchange(send)
        started = time.perf_counter()
        try:
            await self._app(scope, receive, exchange.send)
        except (asyncio.CancelledError, KeyboardInterrupt, SystemExit):
            raise
        except ClientDisconnect:
            exchange.status = _GONE
        except BaseException as error:  # noqa: BLE001 - also what Rust raises (PanicException)
            await exchange.fail(scope, receive, error)
        finally:
            log.info(
                "%s %s %s %d %.0fms %s",
                exchange.id,
                asked["method"] if asked["method"] in _METHODS else "-",
                route_of(scope),
                exchange.status,
                (time.perf_counter() - started) * 1000,
                _who(scope),
            )


class _Exchange:
    """One request's answer as it is sent: its id, its status, and whether it has begun."""

    def __init__(self, send: Send) -> None:
        self.id = secrets.token_hex(8)
        self.status = 500
        self._begun = False
        self._send = send

    async def send(self, message: Message) -> None:
        """Send a part of the answer; add the headers of every answer to its first part."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._begun = True
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.id
            headers.setdefault("Cache-Control", "no-store")
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    async def fail(self, scope: Scope, receive: Receive, error: BaseException) -> None:
        """Answer the error, or break off an answer that has begun: Uvicorn then hangs up."""
        if self._begun:
            log.error("%s broken off: %s at %s", self.id, type(error).__name__, where_raised(error))
            return
        try:
            await answer_error(Request(scope), error)(scope, receive, self.send)
        except Exception as second:  # noqa: BLE001 - nothing is left to answer with
            log.error(  # noqa: TRY400 - the stack may hold a value
                "%s not answered: %s at %s", self.id, type(second).__name__, where_raised(second)
            )


def route_of(scope: Scope) -> str:
    """Return the template of the request's route, such as ``/cases/{case}``; ``-`` if none fits."""
    return str(getattr(scope.get("route"), "path_format", "-"))


def _who(scope: Scope) -> str:
    token = getattr(Request(scope).state, "token", None)
    return f"{token.id}/{token.role}" if isinstance(token, Token) else "-"
