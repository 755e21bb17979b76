"""The way in which Uvicorn serves the API: limits of time and size before any route is reached.

It also says where it serves, once it does: only then is a free port known.

Uvicorn itself waits for ever for a request that never ends and for a caller that never reads.
"""

import asyncio
import json
import socket
from collections.abc import Callable, Mapping
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from trama.api.problem_words import TITLES
from trama.api.request_log import SECURITY_HEADERS

REQUEST_SECONDS = 20.0
"""From the first byte of a request to its last: 64 KiB at the pace of a slow telephone line."""

READ_SECONDS = 60.0
"""The longest pause of a caller who reads an answer."""

MOST_CONNECTIONS = 500
"""Open connections; half of what a process may usually open (1,024 files)."""

LARGEST_HEAD = 64 * 1024
"""Bytes of the first line and the headers together."""

_MALFORMED = {
    "type": "urn:trama:problem:http_400",
    "title": TITLES[400][0],
    "status": 400,
    "detail": "No es una solicitud HTTP, o sus encabezados son demasiado largos. / "
    "It is no HTTP request, or its headers are too long.",
    "code": "http_400",
}


class _StrictConnection(h11.Connection):
    """An HTTP connection that refuses what a proxy before it may read in another way.

    A body that says its length and comes in chunks too may be two requests to a proxy. h11 bounds a
    head only while it is incomplete.
    """

    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        """Return what came next.

        Raises:
            h11.RemoteProtocolError: it is no HTTP, its head is too long or its body has two
                lengths.
        """
        event = super().next_event()
        if isinstance(event, h11.Request):
            names = {name for name, _ in event.headers}
            head = len(event.target) + sum(len(name) + len(value) for name, value in event.headers)
            if head > LARGEST_HEAD or {b"content-length", b"transfer-encoding"} <= names:
                raise h11.RemoteProtocolError("its head is too long, or its body has two lengths")
        return event


class PatientProtocol(H11Protocol):
    """Uvicorn's connection, which hangs up on a caller who neither sends nor reads.

    A timer runs while the rest of a request is awaited, another while a caller does not read.
    Between two requests Uvicorn's own limit holds (5 seconds).
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; if too many wait, hang up on who waited longest.

        So a caller who sends is heard, however many others hold a connection and send nothing.
        """
        self._due: dict[str, asyncio.TimerHandle] = {}
        self.conn = _StrictConnection(h11.SERVER, LARGEST_HEAD)
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._longest_waiting()._hang_up()
        if not transport.is_closing():
            self._expect("request", REQUEST_SECONDS)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        self._expect("request", REQUEST_SECONDS)
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._came("request")

    def pause_writing(self) -> None:
        """Wait for a caller who does not read."""
        super().pause_writing()
        self._expect("reading", READ_SECONDS)

    def resume_writing(self) -> None:
        """Go on with a caller who reads again."""
        super().resume_writing()
        self._came("reading")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._came("request")
        self._came("reading")
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - Uvicorn's own words
        """Answer what is no HTTP request with a problem, and hang up.

        If a route is at work already, its answer can no longer be told apart from this one.
        """
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            body = json.dumps(_MALFORMED, ensure_ascii=False).encode()
            headers = {
                "Content-Type": "application/problem+json",
                "Content-Length": str(len(body)),
                "Connection": "close",
                **SECURITY_HEADERS,
            }
            for event in (
                h11.Response(status_code=400, headers=list(headers.items()), reason=b"Bad Request"),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _longest_waiting(self) -> "PatientProtocol":
        """Return the connection that awaits its request for longest; this one if none does."""
        waiting = [
            (one._due["request"].when(), number, one)
            for number, one in enumerate(self.connections)
            if isinstance(one, PatientProtocol) and "request" in one._due
        ]
        return min(waiting)[2] if waiting else self

    def _hang_up(self) -> None:
        self._came("request")
        self.transport.abort()

    def _expect(self, what: str, seconds: float) -> None:
        """Hang up in ``seconds`` unless ``what`` comes before; an earlier limit stays."""
        if what not in self._due:
            self._due[what] = self.loop.call_later(seconds, self.transport.abort)

    def _came(self, what: str) -> None:
        if timer := self._due.pop(what, None):
            timer.cancel()


# Uvicorn's own access log writes query strings, which name people and places, so it is off.
# Logging is left to log_lines.py. A WebSocket has no route here.
SERVING: Mapping[str, Any] = {
    "access_log": False,
    "http": PatientProtocol,
    "h11_max_incomplete_event_size": LARGEST_HEAD,
    "log_config": None,
    "server_header": False,
    "ws": "none",
}


class TellingServer(uvicorn.Server):
    """Uvicorn's server, which calls ``tell`` with its address as soon as it serves."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[str], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, and say where."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            scheme = "https" if self.config.is_ssl else "http"
            self._tell(f"{scheme}://{_as_written(self.config.host)}:{port}")


def _as_written(host: str) -> str:
    """Return a host as it stands in an address of this machine.

    >>> _as_written("0.0.0.0"), _as_written("::1")
    ('127.0.0.1', '[::1]')
    """
    if host in ("", "0.0.0.0", "::"):  # noqa: S104 - nothing is bound here
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
