"""The serving of the API: a stranger's bytes, or silence, are bounded in time and size."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI, Request
from starlette.responses import Response

from trama.api import serving
from trama.api.serving import SERVING, PatientProtocol

TWO_LENGTHS = b"Content-Length: 5\r\nTransfer-Encoding: chunked"
LIVE = b"GET /live HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = b"x" * 50_000_000


def small_app() -> FastAPI:
    app = FastAPI()

    @app.get("/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @app.post("/read")
    async def read(request: Request) -> int:
        return len(await request.body())

    @app.post("/unread")
    async def unread() -> str:
        return "not read"

    @app.get("/large")
    async def large() -> Response:
        return Response(LARGE)

    return app


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(serving, "REQUEST_SECONDS", 0.3)
    monkeypatch.setattr(serving, "READ_SECONDS", 0.3)
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 5)
    server = uvicorn.Server(uvicorn.Config(small_app(), port=0, **SERVING))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(timeout=20)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def drip(caller: socket.socket, sent: bytes) -> None:
    for letter in sent:
        caller.sendall(bytes([letter]))
        time.sleep(0.05)


def heard(caller: socket.socket) -> bytes:
    """Return all that is sent until the server hangs up; a silent server is a TimeoutError."""
    said = b""
    with contextlib.suppress(ConnectionError):
        while part := caller.recv(65_536):
            said += part
    return said


def hung_up(caller: socket.socket) -> bool:
    """Return whether the other side has closed the connection."""
    try:
        return caller.recv(1) == b""
    except ConnectionError:
        return True


SLOW = {
    "nothing": b"",
    "half a line": b"GET /li",
    "half a head": b"GET /live HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "half a body": b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n123",
    "half a chunk": b"POST /read HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n1",
    "half a second head": LIVE + b"GET /li",
    "a body that no route reads": b"POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1",
}


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
def test_a_request_that_does_not_end_is_hung_up_on(port: int, sent: bytes) -> None:
    with connect(port) as caller:
        caller.sendall(sent)

        said = heard(caller)

        # Nothing is answered but what was asked to the end, and nothing more can be heard.
        answered = sent.count(b"\r\n\r\nGET") + sent.count(b"POST /unread")
        assert said.count(b"HTTP/1.1 200") == answered
        assert hung_up(caller)


def test_a_head_that_drips_is_hung_up_on_in_the_same_time(port: int) -> None:
    with connect(port) as caller, pytest.raises(ConnectionError):
        drip(caller, b"GET /live HTTP/1.1\r\nX-Slow: " + b"x" * 200)


def test_whoever_does_not_read_is_hung_up_on(port: int) -> None:
    with connect(port) as caller:
        caller.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(1.0)

        assert len(heard(caller)) < len(LARGE)


def test_one_connection_asks_many_times(port: int) -> None:
    with connect(port) as caller:
        for _ in range(3):
            caller.sendall(LIVE)
            assert caller.recv(65_536).startswith(b"HTTP/1.1 200 OK")
            time.sleep(0.2)


def test_one_connection_too_many_ends_the_one_that_was_silent_for_longest(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "REQUEST_SECONDS", 8.0)
    with contextlib.ExitStack() as open_ones:
        silent = []
        for _ in range(5):
            silent.append(open_ones.enter_context(connect(port)))
            time.sleep(0.02)
        with connect(port) as caller:
            caller.sendall(LIVE)
            assert caller.recv(65_536).startswith(b"HTTP/1.1 200 OK")

        assert heard(silent[0]) == b""
        silent[4].sendall(LIVE)
        assert silent[4].recv(65_536).startswith(b"HTTP/1.1 200 OK")


NO_HTTP = [
    b"QUISPE SINTETICO\r\n\r\n",
    b"GET /\xc3\xb1 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 70_000,
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n",
    b"GET /live?" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /read HTTP/1.1\r\nHost: x\r\n" + TWO_LENGTHS + b"\r\n\r\n0\r\n\r\n",
    b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
    b"POST /read HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nQUISPE\r\n",
]


@pytest.mark.parametrize("sent", NO_HTTP)
def test_what_is_no_http_is_answered_with_a_problem(port: int, sent: bytes) -> None:
    with connect(port) as caller:
        caller.sendall(sent)
        said = heard(caller)

    assert said.startswith(b"HTTP/1.1 400 Bad Request")
    assert said.count(b"HTTP/1.1 ") == 1
    assert b"application/problem+json" in said
    assert b"QUISPE" not in said


def test_uvicorn_has_the_hooks_that_the_limits_hang_on() -> None:
    parent = PatientProtocol.__mro__[1]

    own = {name for name in vars(PatientProtocol) if not name.startswith("_")}
    assert own
    assert all(hasattr(parent, name) for name in own)
